"""Lets hand-written pages link briefs by their files.

MkDocs resolves a link to a file that it knows. A brief is none of its files, so those that a page
links are added, without being rendered or copied.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from archive.prose.docs_pages import relative
from archive.prose.link_places import find_links


class BriefTarget(File):
    """A brief as the target of links: MkDocs neither renders nor copies it."""

    def is_documentation_page(self) -> bool:
        """Returns False: the archive makes the page."""
        return False

    def is_modified(self) -> bool:
        """Returns False: there is nothing to copy."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # as in MkDocs
        """Copies nothing."""


def add_brief_targets(
    files: Files, config: MkDocsConfig, root: Path, briefs: Mapping[str, str]
) -> None:
    """Adds the briefs that hand-written pages link.

    Args:
        files: The files of MkDocs.
        config: The site's configuration.
        root: The project.
        briefs: Source path → address.
    """
    docs = Path(config.docs_dir)
    linked = set(_linked(files.documentation_pages(), relative(docs, root)))
    for path in sorted(linked & briefs.keys()):
        uri = posixpath.relpath(path, relative(docs, root))
        target = BriefTarget(
            uri,
            None,
            config.site_dir,
            use_directory_urls=True,
            dest_uri=f"{briefs[path]}index.html",
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        files.append(target)


def _linked(pages: Iterable[File], docs: str) -> Iterator[str]:
    """Yields the paths, relative to the project, to which links of pages lead."""
    for page in pages:
        try:
            text = page.content_string
        except (OSError, ValueError):
            continue  # reported when the page is read
        folder = posixpath.dirname(posixpath.join(docs, page.src_uri))
        for _, address in find_links(text):
            if ".md" in address and not address.startswith("/"):
                path = unquote(urlsplit(address).path)
                yield posixpath.normpath(posixpath.join(folder, path))
