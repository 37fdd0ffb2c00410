"""The one module that knows MkDocs: its events, turned into calls of the archive and back."""

from __future__ import annotations

import gzip
import logging
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from archive.build.archive import Archive, assemble, find_clashes, read_sources
from archive.build.fingerprint import fingerprint, program_digest
from archive.build.pipeline import build_site
from archive.build.plan import all_urls, write_search_export
from archive.core import urls
from archive.core.embeds import frame_sources
from archive.core.model import Problem
from archive.core.settings import Settings, make_edit_base, read_settings
from archive.incremental.changes import Fingerprint
from archive.mkdocs_adapter import material_search, scripts, up_to_date
from archive.mkdocs_adapter.csp_pages import PolicyWriter
from archive.mkdocs_adapter.docs_pages import (
    bound_render,
    clean_page,
    judge_others,
    judge_pages,
    search_documents,
)
from archive.mkdocs_adapter.language import catalogue_of, translate_scripts
from archive.mkdocs_adapter.preview import is_preview, show_preview
from archive.mkdocs_adapter.problems import has_warned, report, stop_at
from archive.mkdocs_adapter.serve_state import ServeState, keep_between_builds, kept
from archive.mkdocs_adapter.shells import configured, render_shell
from archive.mkdocs_adapter.staging import open_staging
from archive.mkdocs_adapter.watching import hear_changes
from archive.outputs import headers
from archive.outputs.material_search import SearchEntry
from archive.outputs.sitemap import sitemap, sitemap_entries
from archive.pages.context import INDEX_TITLES
from archive.pages.plan import index_kinds
from archive.prose.docs_pages import find_docs_pages, relative
from archive.prose.markdown import Flavour
from archive.publish.releases import ReleaseError
from archive.publish.staging import Staging
from archive.read.cache import collector_at_rest
from archive.render.messages import template_functions
from archive.render.shell import Shell

log = logging.getLogger("mkdocs.hooks.archive")

STATE = "archive_state"
"""Key of the configuration under which one build keeps what it has read: never a global, because
``serve`` builds again and again in one process."""


@dataclass(slots=True)
class State:
    """What one build knows.

    Attributes:
        archive: The archive, from the first event to the last.
        settings: Its settings.
        staging: What is published in the end.
        kept: What the next build of this process begins with.
        nav: The site's navigation, once MkDocs has made it.
        env: The theme's templates, likewise.
        files: The files of MkDocs, likewise.
        policies: What puts policies into pages; None in a preview, whose server puts a script into
            each page.
        sitemap: The elements of the site map, once the pages are known.
        refused: Errors of hand-written pages and their files that were met on the way.
    """

    archive: Archive
    settings: Settings
    staging: Staging
    kept: ServeState
    nav: Navigation | None = None
    env: Environment | None = None
    files: Files | None = None
    policies: PolicyWriter | None = None
    sitemap: str = ""
    refused: list[Problem] = field(default_factory=list)


@collector_at_rest(settled=True)
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
        edit_base=make_edit_base(config.repo_url, config.edit_uri, Path(config.docs_dir).name),
    )
    report(problems)
    catalogue, untranslated = catalogue_of(config)
    report(untranslated)
    left = kept()
    sources = read_sources(
        root,
        settings,
        drafts=is_preview(config),
        reading=left.reading,
        resolutions=left.resolutions,
    )
    report(sources.problems)
    docs = relative(Path(config.docs_dir), root)
    by_hand = tuple(sorted(set(judge_pages(config, root, docs))))
    report(by_hand)
    written = find_docs_pages(root, docs)
    archive = assemble(sources, settings, _flavour(config), written, left.templates, catalogue)
    clashes = tuple(find_clashes(archive.context, written))
    report(clashes)
    stop_at((*problems, *untranslated, *sources.problems, *by_hand, *clashes))
    log.info("%d briefs read", len(archive.context.graph.briefs))
    config[STATE] = State(
        archive, settings, open_staging(config, root, settings, left.staging), left
    )
    if settings.search != "material":
        material_search.switch_off(config)
    return config


def choose_files(files: Files, config: MkDocsConfig) -> Files:
    """Leaves out what belongs to a search that is off, and judges what MkDocs lets in."""
    state = _state(config)
    archive = state.archive
    state.refused += judge_others(files, archive.root, Path(config.docs_dir))
    unused = material_search.unused(archive.context.settings.search)
    for file in [file for file in files if file.src_uri.startswith(unused)]:
        files.remove(file)
    translate_scripts(files, config, archive.context.catalogue)
    if not state.staging.is_preview:
        scripts.strip_scripts(files, config)
    return files


def add_sections(nav: Navigation, config: MkDocsConfig) -> Navigation:
    """Puts the archive's sections before the hand-written pages of the navigation."""
    state = _state(config)
    context = state.archive.context
    gettext = context.catalogue.gettext
    kinds = index_kinds(context.graph)
    sections = [Link(gettext(INDEX_TITLES[kind]), urls.index_url(kind)) for kind in kinds[:3]]
    sections.append(Link(context.years.text, context.years.url))
    sections += [Link(gettext(INDEX_TITLES[kind]), urls.index_url(kind)) for kind in kinds[3:]]
    nav.items[:0] = sections
    state.nav = nav
    return nav


def note_templates(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keeps what rendering a shell needs, and makes the site map before MkDocs writes it.

    That of a preview, which no search engine reads, is left empty.
    """
    state = _state(config)
    state.env = env
    env.bytecode_cache = state.kept.templates
    context = state.archive.context
    env.globals["archive_search"] = context.settings.search
    env.globals.update(template_functions(context.catalogue))
    state.files = files
    if not state.staging.is_preview:
        state.policies = PolicyWriter(config, env, frame_sources(context.settings.embeds))
        state.sitemap = sitemap(sitemap_entries(context), context.settings.site_url)
    return env


def publish(config: MkDocsConfig) -> None:
    """Makes the pages of the archive that changed, and publishes the whole.

    Raises:
        Abort: If there is an error in the prose of a brief or a page, or the site cannot be
            published; it is then as it was.
    """
    state = _state(config)
    archive = state.archive
    search = config.plugins.get("material/search")

    def collect(entries: Iterable[SearchEntry]) -> None:
        assert search is not None, "only asked for where the plugin is on"
        for entry in entries:
            material_search.add(search, entry)
        search.on_post_build(config=config)

    def may_publish(problems: Iterable[Problem]) -> bool:
        report(problems)
        return not (config.strict and has_warned())

    try:
        report(state.refused)
        stop_at(state.refused)
        _finish_shell_files(config, state)
        result = build_site(
            archive,
            state.staging,
            *_fingerprint(config, state),
            lambda url: _shell(url, config, state),
            Path(config.site_dir),
            collect=collect if search is not None else None,
            may_publish=may_publish,
            by_hand=search_documents(state.files, archive.context.catalogue)
            if state.files is not None
            else (),
        )
    except ReleaseError as error:
        raise Abort(f"{error}; the published site was not touched") from None
    finally:
        state.staging.close()
    if target := os.environ.get("ARCHIVE_SEARCH_EXPORT"):
        write_search_export(archive, Path(target))
    for path, why in sorted(result.written.items()):
        log.debug("%s: %s", path, ", ".join(why))
    made = len(result.written)
    log.info("%d of %d pages made, %d files removed", made, result.pages, result.removed)
    stop_at(result.problems)
    up_to_date.end(config, is_current=result.current)
    # A configuration is part of cycles, which live on for a while; what it knows need not.
    del state.archive


def bound_page(markdown: str, page: Page, config: MkDocsConfig) -> str:
    """Has a hand-written page rendered within bounds."""
    path = relative(Path(config.docs_dir, page.file.src_uri), Path(config.config_file_path).parent)
    bound_render(page, path, _state(config).refused)
    return markdown


def clean_content(html: str, page: Page, config: MkDocsConfig) -> str:
    """Makes a hand-written page safe."""
    context = _state(config).archive.context
    return clean_page(html, page, context.settings.embeds, context.catalogue)


def add_policy(html: str, page: Page, config: MkDocsConfig) -> str:
    """Puts the Content-Security-Policy into a page, or into the shell of many."""
    policies = _state(config).policies
    return policies.add_policy(html, get_relative_url(".", page.url)) if policies else html


def add_policy_to_template(html: str, name: str, config: MkDocsConfig) -> str:
    """Puts the Content-Security-Policy into what a template of the theme makes, if it is a page."""
    policies = _state(config).policies
    return policies.add_policy_to_template(html, name) if policies else html


def watch(server: LiveReloadServer, config: MkDocsConfig) -> LiveReloadServer:
    """Has ``mkdocs serve`` show the preview, and watch what MkDocs does not know of."""
    staging = _state(config).staging
    keep_between_builds(server, _state(config).kept)
    show_preview(server, staging.site)
    hear_changes(server, config, staging.cache)
    root = Path(config.config_file_path).parent
    settings = _state(config).settings
    for folder in (root / settings.briefs, root / settings.registry):
        if folder.is_dir():
            server.watch(str(folder))
    return server


def _flavour(config: MkDocsConfig) -> Flavour:
    configs: Mapping[str, Mapping[str, object]] = config.mdx_configs or {}
    return Flavour(tuple(config.markdown_extensions), configs)


def _state(config: MkDocsConfig) -> State:
    state = config[STATE]
    assert isinstance(state, State)
    return state


def _shell(url: str, config: MkDocsConfig, state: State) -> Shell:
    assert state.nav is not None, "MkDocs makes the navigation before the templates"
    assert state.env is not None, "MkDocs gives the templates before it ends"
    assert state.files is not None, "and the files with them"
    return render_shell(url, config, state.nav, state.env, state.files)


def _fingerprint(config: MkDocsConfig, state: State) -> tuple[Fingerprint, str]:
    """What all pages share, and the digest of the program."""
    sections = [(item.title, item.url) for item in state.nav or () if isinstance(item, Link | Page)]
    program = program_digest()
    return fingerprint(state.archive, program, [configured(config), sections]), program


def _finish_shell_files(config: MkDocsConfig, state: State) -> None:
    """Adds to what MkDocs wrote: the headers, and a packed site map equal on any day."""
    file = Path(config.site_dir, headers.NAME)
    if state.policies and not file.exists():
        # The scripts of pages of one depth are the same.
        depths = {url.count("/"): url for url in (*all_urls(state.archive), urls.SEARCH)}
        hashes = state.policies.all_hashes(depths.values())
        file.write_text(headers.headers_file(hashes, state.policies.frames), encoding="utf-8")
    packed = Path(config.site_dir, "sitemap.xml.gz")
    if packed.exists():
        # MkDocs puts the day of the build into it.
        packed.write_bytes(gzip.compress(packed.with_suffix("").read_bytes(), mtime=0))
