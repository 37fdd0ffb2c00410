"""Handles the events of MkDocs by calling the archive."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from archive.build.fingerprint import fingerprint, program_digest, with_settings
from archive.build.pipeline import build_site
from archive.build.removals import VARIABLE
from archive.build.waiting import held_notes, waits_for_time
from archive.core.counts import counted
from archive.core.embeds import frame_sources
from archive.core.model import Problem
from archive.core.site_kinds import menu_entries
from archive.incremental.changes import Fingerprint
from archive.mkdocs_adapter import material_search, scripts, up_to_date
from archive.mkdocs_adapter.again import check_sources, repeating
from archive.mkdocs_adapter.brief_targets import add_brief_targets
from archive.mkdocs_adapter.colours import add_style_sheet, name_style_sheet
from archive.mkdocs_adapter.configuration import archive_settings, shown_settings
from archive.mkdocs_adapter.csp_pages import PolicyWriter
from archive.mkdocs_adapter.docs_pages import (
    bound_render,
    check_hidden_files,
    clean_meta,
    clean_page,
    links_of,
    publish_well_known,
    remove_left_out,
)
from archive.mkdocs_adapter.gathering import gather, gather_valid
from archive.mkdocs_adapter.language import catalogue_of, translate_scripts, with_direction
from archive.mkdocs_adapter.large_files import keep_in_place
from archive.mkdocs_adapter.preview import (
    is_preview,
    published_of,
    restore_address,
    shows_invalid,
)
from archive.mkdocs_adapter.preview_pages import change_pages
from archive.mkdocs_adapter.problems import Reporter, has_warned, stop_at
from archive.mkdocs_adapter.serve_state import kept
from archive.mkdocs_adapter.session import session_of
from archive.mkdocs_adapter.site_menu import (
    complete_menu,
    footer_values,
    mark_entries,
    titled_urls,
)
from archive.mkdocs_adapter.staging import close_staging, open_staging
from archive.mkdocs_adapter.state import STATE, State, state_of
from archive.mkdocs_adapter.theme import make_theme, with_home
from archive.mkdocs_adapter.watching import hear_changes
from archive.outputs import sitemap
from archive.prose import captions
from archive.prose.anchors import with_anchors
from archive.prose.docs_pages import relative
from archive.publish.releases import ReleaseError
from archive.read.cache import paused_collector
from archive.read.files import escape_name
from archive.render.messages import template_functions

log = logging.getLogger("mkdocs.hooks.archive")


@paused_collector(settled=True)
def configure(config: MkDocsConfig) -> MkDocsConfig:
    """Reads the whole archive before MkDocs touches the site's folder.

    Raises:
        Abort: If there is an error in a brief, the registry or the settings. All problems have
            been logged by then, and the published site is unchanged.
    """
    root, name = Path(config.config_file_path).parent, Path(config.config_file_path).name
    restore_address(config)
    settings, problems = archive_settings(config)
    config.mdx_configs = with_anchors(config.markdown_extensions, config.mdx_configs or {})
    config.markdown_extensions = [*config.markdown_extensions, captions.EXTENSION]
    left = kept(config)
    reporter = Reporter(left.warnings)
    reporter.report(problems)
    catalogue, untranslated = catalogue_of(config)
    reporter.report(untranslated)
    gathered = gather(config, settings, left, catalogue)
    reporter.report(gathered.problems)
    if shows_invalid(config):
        gathered = gather_valid(config, settings, left, catalogue, gathered)
        # Nothing can be left out of the configuration.
        stop_at((*problems, *untranslated))
        stop_at(one for one in gathered.problems if one.place.path == name)
    else:
        stop_at((*problems, *untranslated, *gathered.problems))
    session_of(config).problems = gathered.problems
    sources, archive = gathered.sources, gathered.archive
    mark_entries(config, menu_entries(settings))
    name_style_sheet(config, settings.colours)
    graph = archive.context.graph
    log.info("%s read", counted(len(graph.versions), "brief"))
    for note in held_notes(sources):
        log.info("%s", note)
    if not config.site_url:
        log.info("no site map is written: site_url is not set (hint: set it in %s)", name)
    # The archive writes the site map itself, once it knows all pages; see also choose_files.
    config.theme.static_templates.discard(sitemap.FILE)
    config[STATE] = State(
        archive,
        settings,
        open_staging(config, root, settings, left.staging),
        left,
        reporter,
        waits=waits_for_time(sources),
        left_out=gathered.left_out,
    )
    if settings.search != "material":
        material_search.switch_off(config)
    return config


def choose_files(files: Files, config: MkDocsConfig) -> Files:
    """Removes the files of a search that is switched off, and checks hidden files."""
    state = state_of(config)
    archive = state.archive
    publish_well_known(files, config)
    briefs = {brief.path: brief.url for brief in archive.context.graph.addressed}
    add_brief_targets(files, config, archive.root, briefs)
    remove_left_out(files, archive.root, state.left_out)
    state.refused += check_hidden_files(files, archive.root, Path(config.docs_dir))
    # A template that the theme does not render would be copied as it is.
    unused = (sitemap.FILE, *material_search.unused(archive.context.settings))
    for file in [file for file in files if file.src_uri.startswith(unused)]:
        files.remove(file)
    state.originals = keep_in_place(files, config)
    translate_scripts(files, config, archive.context.catalogue)
    add_style_sheet(files, config, archive.context.settings.colours)
    if not state.staging.is_preview:
        scripts.strip_scripts(files, config)
    return files


def add_sections(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Completes the menu by the archive's entries."""
    complete_menu(nav, files, state_of(config))
    return nav


def note_templates(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Stores the theme's templates, which render page shells."""
    state = state_of(config)
    state.env = env
    env.bytecode_cache = state.kept.templates
    context = state.archive.context
    env.globals["has_archive_search"] = context.settings.has_search_page
    env.globals.update(template_functions(context.catalogue))
    env.globals.update(footer_values(state))
    env.globals["archive_page_links"] = partial(links_of, context)
    state.files = files
    settings = context.settings
    frames = frame_sources(settings.embeds)
    state.policies = PolicyWriter(config, env, frames, settings.search_origin)
    return env


def publish(config: MkDocsConfig) -> None:
    """Renders the changed pages of the archive, and publishes the whole site.

    Raises:
        Abort: If there is an error in the prose of a brief or a page, or the site cannot be
            published. The published site is unchanged.
        SourceChangedError: If a source has changed since it was read; likewise.
    """
    state = state_of(config)
    try:
        _build(config, state)
    except ReleaseError as error:
        raise Abort(f"{error}; the published site was not touched") from None
    finally:
        close_staging(config, state.staging)
    session_of(config).takeover = state.staging.takeover
    # Reference cycles keep the configuration alive for a while; the archive need not be.
    del state.archive


def _build(config: MkDocsConfig, state: State) -> None:
    def may_publish(problems: Iterable[Problem]) -> bool:
        state.reporter.report(problems)
        return not (config.strict and has_warned())

    state.reporter.report(state.refused)
    if not shows_invalid(config):
        stop_at(state.refused)
    shared, program = _fingerprint(config, state)
    theme = make_theme(config, state)
    state.archive = with_home(state.archive, theme.home)
    result = build_site(
        state.archive,
        state.staging,
        shared,
        program,
        theme,
        may_publish,
        partial(check_sources, config, state.kept.reading.files),
        allow_removals=os.environ.get(VARIABLE) == "1" or session_of(config).is_served,
        published=published_of(config) if state.staging.is_preview else None,
    )
    for path, changed in sorted(result.written.items()):
        log.debug("%s: %s", path, ", ".join(changed))
    log.info(
        "%s of %s made, %s removed",
        f"{len(result.written):,}",
        counted(result.pages, "page"),
        counted(result.removed, "file"),
    )
    if result.strays:
        log.info(
            "%s/: removed %s that no build made, %s first (hint: put what you publish into %s/)",
            state.staging.site.name,
            counted(len(result.strays), "file"),
            escape_name(result.strays[0]),
            Path(config.docs_dir).name,
        )
    state.reporter.end(result.problems)
    session = session_of(config)
    session.problems = (*session.problems, *state.refused, *result.problems)
    if not shows_invalid(config):
        stop_at(result.problems)
    is_current = result.current and not state.waits
    up_to_date.end(config, state.staging.cache, is_current=is_current)


def bound_page(markdown: str, page: Page, config: MkDocsConfig) -> str:
    """Makes MkDocs render a hand-written page within limits, with the metadata that was checked."""
    page.meta = clean_meta(page)
    bound_render(page, _path_of(page, config), state_of(config).refused)
    return markdown


def clean_content(html: str, page: Page, config: MkDocsConfig) -> str:
    """Sanitises a hand-written page."""
    state = state_of(config)
    context = state.archive.context
    path = _path_of(page, config)
    embeds = context.settings.embeds
    return clean_page(html, page, path, embeds, state.refused, context.catalogue)


def _path_of(page: Page, config: MkDocsConfig) -> str:
    """Returns the file of a hand-written page, for messages."""
    return relative(Path(config.docs_dir, page.file.src_uri), Path(config.config_file_path).parent)


def add_policy(html: str, page: Page, config: MkDocsConfig) -> str:
    """Adds direction and Content-Security-Policy to a page, or to a page shell."""
    state = state_of(config)
    html, policies = with_direction(html, state.archive.context.catalogue), state.policies
    return policies.add_policy(html, get_relative_url(".", page.url)) if policies else html


def add_policy_to_template(html: str, name: str, config: MkDocsConfig) -> str:
    """Adds the Content-Security-Policy to the output of a theme template if it is a page."""
    state = state_of(config)
    html, policies = with_direction(html, state.archive.context.catalogue), state.policies
    return policies.add_policy_to_template(html, name) if policies else html


def watch(server: LiveReloadServer, config: MkDocsConfig) -> LiveReloadServer:
    """Makes ``serve`` watch the briefs and the registry, and run the script that reloads pages."""
    session = session_of(config)
    server.builder = repeating(server.builder, session)
    hear_changes(server, config, state_of(config).staging.cache, session.sources)
    if is_preview(config):
        change_pages(server, session)
        if session.takeover is not None:
            session.takeover.start()
    root = Path(config.config_file_path).parent
    settings = state_of(config).settings
    for folder in (root / settings.briefs, root / settings.registry):
        if folder.is_dir():
            server.watch(str(folder))
    return server


def _fingerprint(config: MkDocsConfig, state: State) -> tuple[Fingerprint, str]:
    """Returns the fingerprint of what all pages share, and the hash of program and settings."""
    sections = list(titled_urls(state.nav.items if state.nav else ()))
    program = with_settings(program_digest(), state.settings, shown_settings(config))
    return fingerprint(state.archive, program, sections), program
