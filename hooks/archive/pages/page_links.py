"""The links on a page for those who contribute: to edit it, to write a brief, to report a mistake.

They are made while a page is rendered: the cache key of a page has all that they depend on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import frontmatter
import yaml

from archive.core.catalogue import Catalogue
from archive.core.git_host import GitHost, edit_url, find_git_host
from archive.core.kind import plain_id
from archive.core.settings import Settings
from archive.core.site_kinds import Kinds, kinds_of
from archive.pages.collection_view import CollectionPage
from archive.pages.views import (
    EntityPage,
    HomePage,
    IndexPage,
    PairPage,
    RegionPage,
    View,
    YearsPage,
)
from archive.read.frontmatter import StrictYAMLHandler
from archive.read.yamlwriter import OPTIONS

_NEW = "YYYY/title.md"
"""The file of a new brief, below the folder of briefs: whoever writes it gives it its name."""
_KEYS: Mapping[str, str] = {
    "event": "events",
    "region": "region",
    "topic": "tags",
    "author": "authors",
    "series": "series",
}
"""Kind that is no actor → the key by which a brief is filed under an entity of it."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link for those who contribute.

    Attributes:
        url: Its address in the Git host.
        text: Its words.
        path: The file that it opens, or "".
    """

    url: str
    text: str
    path: str = ""


def page_links(view: View, settings: Settings, catalogue: Catalogue) -> tuple[PageLink, ...]:
    """Returns the links of a page of the archive.

    Args:
        view: What the page shows.
        settings: The archive's settings.
        catalogue: The messages of the interface.
    """
    kinds = kinds_of(settings)
    host = find_git_host(settings.repo_url, settings.edit_base)
    wanted = settings.page_links
    found: list[PageLink] = []
    if "edit" in wanted:
        found += _edit(view, settings, host, catalogue, kinds)
    begun = _begun(view, kinds) if "new" in wanted and host and host.branch else None
    if begun is not None and host:
        address = host.new_file(f"{settings.briefs}/{_NEW}", new_brief(begun))
        found.append(PageLink(address, catalogue.gettext("New brief")))
    if "report" in wanted and host:
        found.append(_report(host, settings, view.url, view.title, catalogue))
    return tuple(found)


def docs_page_links(
    settings: Settings, catalogue: Catalogue, url: str, title: str, edit: str
) -> tuple[PageLink, ...]:
    """Returns the links of a hand-written page.

    Args:
        settings: The archive's settings.
        catalogue: The messages of the interface.
        url: The page's address.
        title: Its title.
        edit: The address for editing it as MkDocs makes it, or "".
    """
    host = find_git_host(settings.repo_url, settings.edit_base)
    found: list[PageLink] = []
    if edit and "edit" in settings.page_links:
        found.append(PageLink(edit, catalogue.gettext("Edit this page")))
    if host and "report" in settings.page_links:
        found.append(_report(host, settings, url, title, catalogue))
    return tuple(found)


def new_brief(begun: Mapping[str, object]) -> str:
    """Returns the text of a brief that is yet to be written.

    Title and date are empty, which is an error until they are filled in.

    Args:
        begun: What its front matter says already.
    """
    written = frontmatter.dumps(frontmatter.Post("", StrictYAMLHandler(), **begun))
    return written.replace("---\n", "---\ntitle: \ndate: \n", 1).rstrip("\n") + "\n\n"


def _begun(view: View, kinds: Kinds) -> Mapping[str, object] | None:
    """Returns the front matter of a brief that belongs on a page, or None if none does."""
    match view:
        case PairPage():
            return {"actors": [view.first.name, view.second.name]}
        case EntityPage() | RegionPage() | CollectionPage():
            key = _KEYS.get(view.chip.kind) or (
                "actors" if kinds[view.chip.kind].role == "actor" else ""
            )
            value = view.title if key == "series" else [view.title]
            blank: Mapping[str, object] = {} if key == "actors" else {"actors": []}
            return {**blank, key: value} if key else blank
        case HomePage() | IndexPage() | YearsPage():
            return {"actors": []}
    return None


def _edit(
    view: View, settings: Settings, host: GitHost | None, catalogue: Catalogue, kinds: Kinds
) -> Iterator[PageLink]:
    path: str = getattr(view, "source_path", "")
    address = edit_url(settings.edit_base, path) if path else ""
    match view:
        # The program's own files are not the site's to edit; its registry extends the entry.
        case EntityPage() | RegionPage() | CollectionPage() if (
            path and host and host.branch and not path.startswith(f"{settings.registry}/")
        ):
            id_ = plain_id(view.chip.id)
            path = f"{settings.registry}/{kinds[view.chip.kind].folder}/{id_}.yml"
            entry = yaml.dump({id_: {"name": view.title}}, **OPTIONS)  # type: ignore[call-overload]
            address = host.new_file(path, entry)
    if address:
        yield PageLink(address, catalogue.gettext("Edit this page"), path)


def _report(
    host: GitHost, settings: Settings, url: str, title: str, catalogue: Catalogue
) -> PageLink:
    about = catalogue.gettext("Mistake in “{title}”", title=title)
    address = f"{settings.site_url}{url}" if settings.site_url else f"/{url}"
    text = f"{address}\n\n> {title}\n\n"
    return PageLink(host.new_issue(about, text), catalogue.gettext("Report a mistake"))
