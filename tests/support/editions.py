"""Building an archive without MkDocs: its pages in a plain frame, published as a real site is."""

from __future__ import annotations

from pathlib import Path

from archive import build
from archive.changes import Fingerprint, structure_of, world_of
from archive.digest import digest, digest_files
from archive.edition import Edition
from archive.frame import SLOTS, Frame, make_frame, mark
from archive.issue import Issued, issue
from archive.prose.markdown import Flavour
from archive.settings import Settings
from archive.site.kept import Kept


def plain_frame(url: str, theme: str = "") -> Frame:
    """A page of nothing but slots, of its own for each depth."""
    return make_frame(f"{theme}{url.count('/')}\n" + "\n".join(mark(slot) for slot in SLOTS))


def build_edition(
    project: Path,
    settings: Settings,
    theme: str = "",
    site: str = "site",
    program: str = "1",
    preview: Kept | None = None,
) -> Issued:
    """Reads a project and publishes its pages below ``site/``, as ``mkdocs build`` does.

    Args:
        project: The project's folder.
        settings: The archive's settings.
        theme: What all pages show.
        site: Name of the published folder.
        program: Stands for the digest of the program.
        preview: What the last build of the process left, to build as ``mkdocs serve`` does.
    """
    kept = preview or Kept()
    sources = build.read_sources(
        project, settings, reading=kept.reading, resolutions=kept.resolutions
    )
    archive = build.assemble(sources, settings, Flavour(), {}, kept.templates)
    scratch = project / ".cache" / "frame"
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / "404.html").write_text(f"nothing here {theme}", encoding="utf-8")
    registry = list((project / settings.registry).rglob("*.yml"))
    shared = Fingerprint(
        digest([program, theme, settings, digest_files(project, registry)]),
        structure_of(archive.shelf.graph),
        world_of(archive.lexicon, archive.targets),
    )
    cache = project / ".cache" / site
    edition = Edition(project / site, cache, preview=preview is not None, left=kept.edition)
    edition.open()
    try:
        return issue(
            archive,
            edition,
            shared,
            program,
            lambda url: plain_frame(url, theme),
            scratch,
            collect=None,
            may_publish=lambda _: True,
        )
    finally:
        edition.close()


def tree(folder: Path) -> dict[str, bytes]:
    """Path → bytes of all files of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
