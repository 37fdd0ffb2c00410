"""The one module that knows MkDocs: its events, turned into calls of the archive and back."""

from __future__ import annotations

import gzip
import logging
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from archive import build, publish, urls
from archive.frame import SLOTS, Frame, make_frame, mark
from archive.mkdocs_pages import ARTICLE_ID, Sealer, judge_written
from archive.model import Level, Problem
from archive.outputs import headers
from archive.outputs.material_search import SearchEntry
from archive.outputs.redirects import redirect_page
from archive.outputs.sitemap import sitemap, sitemap_entries
from archive.pages.plan import index_kinds
from archive.pages.shelf import INDEX_TITLES
from archive.prose.markdown import Flavour
from archive.search import page as search_page
from archive.search.documents import SearchDocument
from archive.search.publish import publish_search
from archive.settings import Settings, read_settings

log = logging.getLogger("mkdocs.hooks.archive")

STATE = "archive_state"
"""Key of the configuration under which one build keeps what it has read: never a global, because
``serve`` builds again and again in one process."""

MATERIAL_ONLY = ("assets/javascripts/workers/", "assets/javascripts/lunr/")
"""Files of the theme that only its own search needs."""
PAGEFIND_ONLY = ("assets/javascripts/search/",)
"""Files that only the archive's search needs."""


@dataclass(slots=True)
class State:
    """What one build knows.

    Attributes:
        archive: The archive, from the first event on.
        nav: The site's navigation, once MkDocs has made it.
        sitemap: The elements of the site map, once the pages are known.
        serving: Whether the pages are for ``mkdocs serve``, which puts a script into each.
        sealer: What puts policies into pages, once MkDocs has made the templates' environment.
    """

    archive: build.Archive
    nav: Navigation | None = None
    sitemap: str = ""
    serving: bool = False
    sealer: Sealer | None = None


_commands = ["build"]
"""The command that runs; MkDocs tells it at startup, before there is a configuration, and ends
each command with ``on_shutdown``."""


def start(command: str) -> None:
    """Keeps the command of MkDocs that begins, until it ends."""
    _commands[:] = [command]


def configure(config: MkDocsConfig) -> MkDocsConfig:
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
    sources = build.read_sources(root, settings, drafts=_commands == ["serve"])
    report(sources.problems)
    by_hand = tuple(sorted(judge_written(config, root)))
    report(by_hand)
    pages = _written(config, root)
    archive = build.assemble(sources, settings, _flavour(config), pages)
    clashes = tuple(build.find_clashes(archive.shelf, pages))
    report(clashes)
    found = (*problems, *sources.problems, *by_hand, *clashes)
    errors = sum(problem.level is Level.ERROR for problem in found)
    if errors:
        noun = "error" if errors == 1 else "errors"
        raise Abort(f"{errors} {noun} in the briefs or the registry; the site was not touched")
    log.info("%d briefs read", len(archive.shelf.graph.briefs))
    config[STATE] = State(archive, serving=_commands == ["serve"])
    if settings.search != "material":
        _without_material_search(config)
    return config


def add_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the files that pages of the archive show: flags, and what lies beside the briefs."""
    archive = _state(config).archive
    root = Path(config.config_file_path).parent
    unused = MATERIAL_ONLY if archive.shelf.settings.search != "material" else PAGEFIND_ONLY
    for file in [file for file in files if file.src_uri.startswith(unused)]:
        files.remove(file)
    for chip in archive.shelf.chips.values():
        if chip.flag:
            source = build.DATA / "flags" / f"{chip.id}.svg"
            files.append(File.generated(config, chip.flag, abs_src_path=str(source)))
    for path, url in archive.statics.items():
        files.append(File.generated(config, url, abs_src_path=str(root / path)))
    return files


def add_sections(nav: Navigation, config: MkDocsConfig) -> Navigation:
    """Puts the archive's sections before the hand-written pages of the navigation."""
    state = _state(config)
    kinds = index_kinds(state.archive.shelf.graph)
    sections = [Link(INDEX_TITLES[kind], urls.index_url(kind)) for kind in kinds[:3]]
    sections.append(Link("Years", urls.YEARS))
    sections += [Link(INDEX_TITLES[kind], urls.index_url(kind)) for kind in kinds[3:]]
    nav.items[:0] = sections
    state.nav = nav
    return nav


def write_pages(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Makes and writes all pages of the archive."""
    state = _state(config)
    state.sealer = None if state.serving else Sealer(config, env)
    archive = state.archive
    search = config.plugins.get("material/search")
    folder = Path(config.site_dir)
    documents: dict[str, SearchDocument] = {}
    for produced in publish.produce_all(
        archive,
        lambda url: _frame(url, env, config, files, state),
        indexed=search is not None,
    ):
        report(produced.problems)
        publish.write_page(folder, produced.url, produced.html)
        for entry in produced.entries:
            _add_entry(search, entry)
        if produced.document:
            documents[produced.url] = produced.document
    if archive.shelf.settings.search == "pagefind":
        frame = _frame(search_page.URL, env, config, files, state)
        publish.write_page(folder, search_page.URL, publish.search_page(archive, frame))
        cache = Path(config.config_file_path).parent / ".cache" / "search"
        publish_search(documents, archive.shelf, cache, folder)
    if target := os.environ.get("ARCHIVE_SEARCH_EXPORT"):
        publish.write_search_export(archive, Path(target))
    for old, new in build.redirects(archive.shelf.graph).items():
        publish.write_page(folder, old, redirect_page(old, new))
    state.sitemap = sitemap(sitemap_entries(archive.shelf), archive.shelf.settings.site_url)
    return env


def seal_page(html: str, page: Page, config: MkDocsConfig) -> str:
    """Puts the Content-Security-Policy into a page, or into the frame of many."""
    sealer = _state(config).sealer
    return sealer.seal(html, get_relative_url(".", page.url)) if sealer else html


def seal_template(html: str, name: str, config: MkDocsConfig) -> str:
    """Puts the Content-Security-Policy into what a template of the theme makes, if it is a page."""
    sealer = _state(config).sealer
    return sealer.seal_template(html, name) if sealer else html


def finish(config: MkDocsConfig) -> None:
    """Writes what is known only at the end: the headers, and an archive equal on any day."""
    sealer = _state(config).sealer
    file = Path(config.site_dir, headers.NAME)
    if sealer and not file.exists():
        file.write_text(headers.headers_file(sealer.all_hashes()), encoding="utf-8")
    packed = Path(config.site_dir, "sitemap.xml.gz")
    if packed.exists():
        # MkDocs puts the day of the build into it.
        plain = packed.with_suffix("").read_bytes()
        packed.write_bytes(gzip.compress(plain, mtime=0))


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


def _without_material_search(config: MkDocsConfig) -> None:
    """Takes Material's search out of the build: nothing of it is indexed, shown or shipped."""
    plugin = config.plugins.pop("material/search", None)
    if plugin is not None:
        plugin.config["enabled"] = False


def _edit_base(config: MkDocsConfig) -> str:
    """The Git host's address for editing a file, for paths relative to the project."""
    if not config.repo_url or not config.edit_uri:
        return ""
    base = urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri)
    folder = Path(config.docs_dir).name
    return base.rstrip("/").removesuffix(folder).rstrip("/")


def _state(config: MkDocsConfig) -> State:
    state = config[STATE]
    assert isinstance(state, State)
    return state


def _frame(url: str, env: Environment, config: MkDocsConfig, files: Files, state: State) -> Frame:
    """Renders the theme's page around marks, as MkDocs renders a page of its own."""
    file = File.generated(config, f"{url}index.md", content="")
    page = Page(None, file, config)
    page.title = mark("title")
    page.meta = {"description": mark("description")}
    page.canonical_url = mark("canonical") if config.site_url else None
    page.edit_url = None
    page.content = mark("article")
    page.toc = get_toc([{"id": ARTICLE_ID, "name": "", "level": 1, "children": []}])
    page.slots = {slot: mark(slot) for slot in SLOTS}  # type: ignore[attr-defined]
    assert state.nav is not None, "MkDocs makes the navigation before the templates"
    context = get_context(state.nav, files, config, page)
    context = config.plugins.on_page_context(context, page=page, config=config, nav=state.nav)
    output = env.get_template("main.html").render(context)
    output = config.plugins.on_post_page(output, page=page, config=config)
    return make_frame(output)


def _add_entry(search: Any, entry: SearchEntry) -> None:
    """Hands an entry to Material's search plugin, as if it had found it on a page of MkDocs."""
    record: dict[str, object] = {
        "location": entry.location,
        "title": entry.title,
        "text": entry.text,
    }
    if entry.boost != 1:
        record["boost"] = entry.boost
    search.search_index.entries.append(record)
