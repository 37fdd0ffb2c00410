"""Builds an archive without MkDocs: its pages in a plain shell, published like a real site."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from jinja2 import BytecodeCache

from archive.build.archive import assemble, read_sources
from archive.build.fingerprint import with_settings
from archive.build.pipeline import BuildResult, build_site
from archive.build.theme import Theme
from archive.core.settings import Settings
from archive.incremental.changes import Fingerprint, structure_of, world_of
from archive.lib.digest import digest
from archive.lib.source_changes import check_unchanged, take_snapshot
from archive.mkdocs_adapter.serve_state import ServeState
from archive.outputs.redirects import SCRIPT as MOVED
from archive.prose.markdown import Flavour
from archive.publish.seeding import Published
from archive.publish.staging import Staging
from archive.publish.takeover import Takeover
from archive.render.metadata import LANGUAGES
from archive.render.shell import SLOTS, Shell, make_shell, mark


def plain_shell(url: str, theme: str = "") -> Shell:
    """Returns a shell that consists only of slots, one for each depth."""
    return make_shell(f"{theme}{url.count('/')}\n" + "\n".join(mark(slot) for slot in SLOTS))


@cache
def compiled_templates() -> BytecodeCache:
    """Returns the cache of compiled templates that all builds of a test process share.

    A template is found by its source and the words of its language.
    """
    return ServeState().templates


def build_staged(
    project: Path,
    settings: Settings,
    theme: str = "",
    site: str = "site",
    program: str = "1",
    preview: ServeState | None = None,
    *,
    allow_removals: bool = True,
    published: Published | None = None,
    takeovers: list[Takeover] | None = None,
) -> BuildResult:
    """Reads a project and publishes its pages below ``site/``, as ``mkdocs build`` does.

    Args:
        project: The project's folder.
        settings: The archive's settings.
        theme: Text that all pages show.
        site: Name of the published folder.
        program: A stand-in for the hash of the program.
        preview: The state of an earlier build in this process, to build as ``mkdocs serve`` does.
        allow_removals: Whether any number of published briefs may be removed.
        published: The published site, from which a preview may start.
        takeovers: Gets the takeover of a preview whose pages are taken over after the build.

    Raises:
        SourceChangedError: If a source changes meanwhile; the program would begin again.
    """
    kept = preview or ServeState()
    places = (project / settings.briefs, project / settings.registry, project / "mkdocs.yml")
    sources_before = take_snapshot(places)
    sources = read_sources(project, settings, reading=kept.reading, resolutions=kept.resolutions)
    read = {f"{project / path}": one.digest for path, one in kept.reading.files.items()}
    archive = assemble(sources, settings, Flavour(), {}, compiled_templates())
    scratch = project / ".cache" / "mkdocs"
    for script in (scratch / LANGUAGES, scratch / MOVED):
        script.parent.mkdir(parents=True, exist_ok=True)
        script.touch()
    (scratch / "404.html").write_text(f"nothing here {theme}", encoding="utf-8")
    program = with_settings(program, settings, theme)
    shared = Fingerprint(
        digest([program, archive.registry]),
        structure_of(archive.context.graph, archive.context.now),
        world_of(archive.lexicons.by_language if archive.lexicons else {}, archive.targets),
    )
    cache = project / ".cache" / site
    staging = Staging(project / site, cache, preview=preview is not None, left=kept.staging)
    staging.open()
    try:
        result = build_site(
            archive,
            staging,
            shared,
            program,
            Theme(lambda url: plain_shell(url, theme), scratch),
            lambda _: True,
            lambda: check_unchanged(sources_before, project, read),
            allow_removals=allow_removals,
            published=published,
        )
    finally:
        staging.close()
    if takeovers is not None and staging.takeover is not None:
        takeovers.append(staging.takeover)
    return result


def tree(folder: Path) -> dict[str, bytes]:
    """Returns path → bytes of all files in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def build_clean(project: Path, settings: Settings) -> dict[str, bytes]:
    """Returns the files of the site that the current sources make, without an earlier build."""
    for path in ("clean", ".clean-releases", ".cache/clean"):
        shutil.rmtree(project / path, ignore_errors=True)
    build_staged(project, settings, site="clean")
    return tree(project / "clean")
