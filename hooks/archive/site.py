"""The one module that knows MkDocs: its events, turned into calls of the archive and back."""

from __future__ import annotations

import html
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from archive import build, urls
from archive.metadata import describe
from archive.model import Level, Problem
from archive.pages.views import BriefPage, PairPage, View, YearPage, YearsPage
from archive.prose.body import Body
from archive.prose.markdown import Flavour, Heading
from archive.render import Renderer
from archive.settings import Settings, read_settings

log = logging.getLogger("mkdocs.hooks.archive")

STATE = "archive_state"
"""Key of the configuration under which one build keeps what it has read: never a global, because
``serve`` builds again and again in one process."""


@dataclass(frozen=True, slots=True)
class State:
    """What one build knows from its first event on."""

    archive: build.Archive
    renderer: Renderer


class ArchivePage(Page):
    """A page whose article comes from the archive and not from Markdown of its own."""

    def __init__(self, view: View, state: State, file: File, config: MkDocsConfig) -> None:
        """Makes the page of a view."""
        super().__init__(view.title, file, config)
        self._view = view
        self._renderer = state.renderer
        body: Body | None = None
        if isinstance(view, BriefPage):
            body = state.archive.bodies[view.source_path]
        self._headings = body.headings if body else ()
        self.edit_url = view.edit_url if isinstance(view, BriefPage) else None
        self.meta = {"title": view.title, "description": describe(view, body), "hide": ["toc"]}
        if isinstance(view, BriefPage):
            self.meta["date"] = view.date.iso
            self.meta["hide"] = []
        elif isinstance(view, YearPage | YearsPage | PairPage):
            self.meta["search"] = {"exclude": True}
        else:
            self.meta["search"] = {"boost": 2}

    @property
    def view(self) -> View:
        """What the page shows."""
        return self._view

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """There is no Markdown to read."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Renders the article."""
        self.content = self._renderer.render(self._view)
        self.toc = get_toc(_toc_tokens(self._headings))  # type: ignore[arg-type]
        self.present_anchor_ids = set()


def configure(config: MkDocsConfig, command: str = "build") -> MkDocsConfig:
    """Reads the whole archive before MkDocs touches the site's folder.

    Raises:
        Abort: If there is an error in a brief, the registry or the settings; all problems have
            then been logged, and the published site is as it was.
    """
    root = Path(config.config_file_path).parent
    settings, problems = read_settings(
        config.extra.get("archive"),
        Path(config.config_file_path).name,
        site_name=config.site_name,
        site_url=config.site_url or "",
        edit_base=_edit_base(config),
    )
    report(problems)
    sources = build.read_sources(root, settings, drafts=command == "serve")
    report(sources.problems)
    written = _written(config, root)
    archive = build.assemble(sources, settings, _flavour(config), written)
    clashes = tuple(build.find_clashes(archive.shelf, written))
    report((*archive.problems, *clashes))
    found = (*problems, *sources.problems, *archive.problems, *clashes)
    errors = sum(problem.level is Level.ERROR for problem in found)
    if errors:
        noun = "error" if errors == 1 else "errors"
        raise Abort(f"{errors} {noun} in the briefs or the registry; the site was not touched")
    log.info("%d briefs read", len(archive.shelf.graph.briefs))
    config[STATE] = State(archive, Renderer(settings))
    return config


def add_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds a file for each page of the archive, for each flag, and for each redirect."""
    state: State = config[STATE]
    taken = {file.url.removeprefix("./"): file.src_uri for file in files.documentation_pages()}
    for view in build.make_views(state.archive):
        name = f"{view.url}index.md"
        taken[view.url] = name
        file = File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.page = ArchivePage(view, state, file, config)
        files.append(file)
    root = Path(config.config_file_path).parent
    for chip in state.archive.shelf.chips.values():
        if chip.flag:
            source = build.DATA / "flags" / f"{chip.id}.svg"
            files.append(File.generated(config, chip.flag, abs_src_path=str(source)))
    for path, url in state.archive.statics.items():
        files.append(File.generated(config, url, abs_src_path=str(root / path)))
    for old, new in build.redirects(state.archive.shelf.graph).items():
        if old in taken:
            log.warning("the alias /%s of /%s is the address of another page", old, new)
            continue
        files.append(File.generated(config, f"{old}index.html", content=_redirect(old, new)))
    return files


def watch(server: LiveReloadServer, config: MkDocsConfig) -> LiveReloadServer:
    """Has ``mkdocs serve`` watch what MkDocs does not know of: briefs, registry and program."""
    root = Path(config.config_file_path).parent
    settings: Settings = config[STATE].archive.shelf.settings
    for folder in (root / settings.briefs, root / settings.registry):
        if folder.is_dir():
            server.watch(str(folder))
    return server


def report(problems: Iterable[Problem]) -> None:
    """Logs problems, one a line, each beginning with its file, line and column."""
    for problem in problems:
        text = str(problem).replace(f": {problem.level}: ", ": ", 1)
        log.log(logging.ERROR if problem.level is Level.ERROR else logging.WARNING, "%s", text)


def _flavour(config: MkDocsConfig) -> Flavour:
    configs: Mapping[str, Mapping[str, object]] = config.mdx_configs or {}
    return Flavour(tuple(config.markdown_extensions), configs)


def _written(config: MkDocsConfig, root: Path) -> dict[str, str]:
    """Hand-written pages: path relative to the project → address."""
    docs = Path(config.docs_dir)
    found: dict[str, str] = {}
    for path in sorted(docs.rglob("*.md")):
        if not path.is_relative_to(root):
            continue
        inner = path.relative_to(docs).with_suffix("").as_posix()
        url = "" if inner == "index" else inner.removesuffix("/index") + "/"
        found[path.relative_to(root).as_posix()] = url
    return found


def _edit_base(config: MkDocsConfig) -> str:
    """The Git host's address for editing a file, for paths relative to the project."""
    if not config.repo_url or not config.edit_uri:
        return ""
    base = urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri)
    folder = Path(config.docs_dir).name
    return base.rstrip("/").removesuffix(folder).rstrip("/")


def _toc_tokens(headings: Iterable[Heading]) -> list[dict[str, object]]:
    return [
        {
            "id": heading.id,
            "name": heading.name,
            "level": heading.level,
            "children": _toc_tokens(heading.children),
        }
        for heading in headings
    ]


def _redirect(old: str, new: str) -> str:
    target = html.escape(urls.way_up(old) + new)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Moved</title>'
        f'<link rel="canonical" href="{target}"><meta name="robots" content="noindex">'
        f'<meta http-equiv="refresh" content="0; url={target}"></head>'
        f'<body><p>This page has moved: <a href="{target}">{html.escape("/" + new)}</a></p>'
        "</body></html>\n"
    )
