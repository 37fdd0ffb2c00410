"""Reads and checks everything that a site is made from, before MkDocs touches the site's folder.

A build stops at any error. A preview leaves out the sources that have one, and shows the rest.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from archive.build.archive import Archive, Sources, assemble, find_clashes, read_sources
from archive.build.history import site_history
from archive.core.catalogue import Catalogue
from archive.core.model import Level, Problem
from archive.core.settings import Settings
from archive.core.site_kinds import menu_entries
from archive.core.taken_paths import taken_paths
from archive.mkdocs_adapter.docs_pages import check_addresses, check_pages
from archive.mkdocs_adapter.preview import is_preview
from archive.mkdocs_adapter.serve_state import ServeState
from archive.outputs.cms import check_form
from archive.prose.docs_pages import find_docs_pages, relative
from archive.prose.markdown import Flavour
from archive.read.statics import read_address_list, read_own_rules
from archive.resolve.collisions import all_claims, find_collisions
from archive.resolve.redirect_checks import check_redirects

MOST_ROUNDS = 5
"""Leaving out a source may uncover an error of another, such as a parent that is gone."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that a site is made from.

    Attributes:
        sources: The briefs and the registry.
        archive: The archive, ready to be rendered.
        problems: All problems.
        left_out: The sources that a preview does not show, because they have errors.
    """

    sources: Sources
    archive: Archive
    problems: tuple[Problem, ...]
    left_out: frozenset[str] = frozenset()


def gather(
    config: MkDocsConfig, settings: Settings, left: ServeState, catalogue: Catalogue
) -> Gathered:
    """Reads and checks all sources.

    Args:
        config: The site's configuration.
        settings: The archive's settings.
        left: The state of earlier builds of this process.
        catalogue: The messages of the interface.
    """
    return _gather(config, settings, left, catalogue, frozenset())


def gather_valid(
    config: MkDocsConfig,
    settings: Settings,
    left: ServeState,
    catalogue: Catalogue,
    whole: Gathered,
) -> Gathered:
    """Reads all sources again but those that have errors.

    Args:
        config: The site's configuration.
        settings: The archive's settings.
        left: The state of earlier builds of this process.
        catalogue: The messages of the interface.
        whole: What ``gather`` returned.

    Returns:
        The same if there is no error; else what is valid, with the problems of all.
    """
    root = Path(config.config_file_path).parent
    docs = relative(Path(config.docs_dir), root)
    folders = tuple(f"{folder}/" for folder in (settings.briefs, settings.registry, docs))
    left_out: frozenset[str] = frozenset()
    valid = whole
    for _ in range(MOST_ROUNDS):
        wrong = {one.place.path for one in valid.problems if one.level is Level.ERROR}
        new = {path for path in wrong - left_out if path.startswith(folders)}
        if not new:
            break
        left_out |= new
        valid = _gather(config, settings, left, catalogue, left_out)
    return Gathered(valid.sources, valid.archive, whole.problems, left_out)


def _gather(
    config: MkDocsConfig,
    settings: Settings,
    left: ServeState,
    catalogue: Catalogue,
    left_out: Collection[str],
) -> Gathered:
    root = Path(config.config_file_path).parent
    sources = read_sources(
        root,
        settings,
        drafts=is_preview(config),
        reading=left.reading,
        resolutions=left.resolutions,
        left_out=left_out,
        language=catalogue.language,
    )
    docs = relative(Path(config.docs_dir), root)
    entries = menu_entries(settings)
    checked = check_pages(config, root, docs, settings.largest_file, entries)
    docs_problems = tuple(sorted(set(checked)))
    docs_pages = {
        path: url for path, url in find_docs_pages(root, docs).items() if path not in left_out
    }
    flavour = Flavour(tuple(config.markdown_extensions), config.mdx_configs or {})
    rules = read_own_rules(root / docs, settings.site_url)
    listed = read_address_list(root)
    archive = assemble(
        sources, settings, flavour, docs_pages, left.templates, catalogue, rules, listed
    )
    history, cut_off = site_history(root, settings, left.reading)
    archive = replace(archive, context=replace(archive.context, history=history))
    graph = archive.context.graph
    clashes = (
        *find_clashes(archive.context, docs_pages),
        *check_redirects(graph.addressed, graph.entities, docs_pages, rules, docs),
        *check_addresses(config, archive.addresses),
    )
    installed = check_form(root, settings, Path(config.config_file_path).name)
    found = (*sources.problems, *cut_off, *docs_problems, *clashes, *installed)
    claims = all_claims(
        root,
        docs,
        docs_pages,
        archive.attachments,
        graph.addressed,
        graph.entities,
        map(Path, config.theme.dirs),
        rules,
        taken_paths(with_cms=settings.cms),
    )
    return Gathered(sources, archive, (*found, *find_collisions(claims, found)))
