"""Runs all checks of a project's briefs and registry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from archive.core.address_list import ADDRESSES
from archive.core.model import Brief, Entity, Problem
from archive.core.now import now
from archive.core.site_kinds import kinds_of
from archive.core.taken_paths import taken_paths
from archive.lint.attachments import find_textless, find_unused
from archive.lint.cms import check_cms
from archive.lint.links import check_links
from archive.lint.project import Project
from archive.prose.docs_pages import check_docs
from archive.read.addresses import check_addresses
from archive.read.brief_folder import read_briefs
from archive.read.cache import FILE as BRIEFS_CACHE
from archive.read.files import read_bounded
from archive.read.future_dates import check_days
from archive.read.reading import Reading
from archive.read.recovery import recover_briefs, with_recovered
from archive.read.registry import SHIPPED, check_folder
from archive.read.registry_cache import FILE as REGISTRY_CACHE
from archive.read.statics import attachment_urls, find_attachments, read_own_rules
from archive.resolve.bibliography import check_files, check_replaced, check_types
from archive.resolve.checks import check_aliases, check_docs_pages, check_names, check_repeats
from archive.resolve.collisions import all_claims, find_collisions
from archive.resolve.disagreements import check_relations
from archive.resolve.filing import Filer, find_unregistered, list_unregistered
from archive.resolve.named_files import NearestBrief, files_of
from archive.resolve.redirect_checks import check_redirects
from archive.resolve.registry import Registry, index_registry
from archive.resolve.translations import check_translations, with_originals
from archive.resolve.validity import check_validity


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking a project.

    Attributes:
        problems: All problems, without repeats, by file and line.
        briefs: The briefs that could be read.
        registry: The known entities.
        every: All briefs, those with errors as far as they could be read.
    """

    problems: tuple[Problem, ...]
    briefs: tuple[Brief, ...]
    registry: Registry
    every: tuple[Brief, ...] = ()


def check_project(project: Project, *, cached: bool = True, workers: int = 0) -> Checked:
    """Reads and checks all briefs and the registry.

    Args:
        project: The project to check.
        cached: Whether to use and update the project's cache.
        workers: The maximum number of processes; 0 for one per core.
    """
    root, settings = project.root, project.settings
    read, problems, _ = Reading().read_registry(
        [SHIPPED, root / settings.registry],
        root,
        kinds_of(settings),
        root / REGISTRY_CACHE if cached else None,
    )
    registry, conflicts = index_registry(read)
    cache = root / BRIEFS_CACHE if cached else None
    briefs, found = read_briefs(root, settings.briefs, cache, workers, own=settings.metadata)
    partly = recover_briefs(root, settings.briefs, found, settings.metadata)
    every = with_recovered(briefs, partly)
    attachments, refused = find_attachments(root, settings.briefs, settings.largest_file)
    # A link to what has an error of its own is not reported too.
    broken = {brief.path for brief in every} - {brief.path for brief in briefs}
    broken |= paths_of(refused)
    named = {path for brief in every for _, path in files_of(brief)}
    unnamed = [path for path in attachments if path not in named]
    # Topics, authors and series have pages too if the registry does not know them.
    known = registry.entities
    entities = {**known, **find_unregistered(every, Filer(registry), known)}
    rules = read_own_rules(root / project.docs, project.site_url)
    everything = (
        *project.problems,
        *problems,
        *conflicts,
        *check_folder(root, settings.registry),
        *found,
        *refused,
        *check_briefs(project, registry, every, entities, {*attachments, *paths_of(refused)}),
        *check_docs(root, project.docs, settings.largest_file),
        *find_unused(root, settings.briefs, unnamed, every, project.docs_pages),
        *check_links(project, registry, with_originals(briefs, every), broken, attachments),
        *(check_addresses(every) if partly else ()),
        *list_unregistered(every, registry),
        *find_textless(
            root, (path for path in attachments if path in named), cached=cached, workers=workers
        ),
        *check_docs_pages(every, entities, project.docs_pages),
        *check_cms(root, settings, registry, (brief.path for brief in every)),
        *check_redirects(every, entities, project.docs_pages, rules, project.docs),
        *_check_list(project, registry, every),
    )
    collisions = find_collisions(
        all_claims(
            root,
            project.docs,
            project.docs_pages,
            attachment_urls(attachments, settings.briefs),
            every,
            entities,
            project.theme,
            rules,
            taken_paths(with_cms=settings.cms),
        ),
        everything,
    )
    problems = tuple(sorted({*everything, *collisions}))
    return Checked(problems, briefs, registry, tuple(every))


def _check_list(
    project: Project, registry: Registry, every: Sequence[Brief]
) -> tuple[Problem, ...]:
    """Returns the problems of the committed list of addresses, if there is one."""
    if not (project.root / ADDRESSES).exists():
        return ()
    data, refused = read_bounded(project.root / ADDRESSES, ADDRESSES)
    if data is None:
        return refused
    # All addresses are known only from the pages, whose modules take long to load.
    module = import_module("archive.lint.address_list")
    published = module.find_published(project, registry, every)
    return tuple(module.check_list(data.decode("utf-8", "replace"), published))


def check_briefs(
    project: Project,
    registry: Registry,
    briefs: Sequence[Brief],
    entities: Mapping[str, Entity],
    files: Collection[str],
    nearest_brief: NearestBrief | None = None,
) -> Iterator[Problem]:
    """Yields the problems of front matter that need the registry, the settings or other briefs.

    Args:
        project: The project.
        registry: The known entities.
        briefs: The briefs, those with errors included.
        entities: The entities that have pages, by identifier.
        files: Paths of all files next to briefs, those that are refused included.
        nearest_brief: Suggests briefs, if they are more than these.
    """
    time = now()
    yield from check_days(project.root, briefs, time, project.unsaved)
    yield from check_names(briefs, registry)
    yield from check_repeats(briefs, registry)
    yield from check_types(briefs, project.settings.types)
    yield from check_replaced(briefs, nearest_brief)
    yield from check_translations(briefs, registry, project.language, time.date(), nearest_brief)
    yield from check_files(briefs, files)
    yield from check_relations(briefs, registry)
    yield from check_validity(briefs, registry)
    yield from check_aliases(briefs, entities, project.docs_pages)


def paths_of(problems: Iterable[Problem]) -> set[str]:
    """Returns the files of some problems."""
    return {problem.place.path for problem in problems}


def within(problems: Iterable[Problem], paths: Iterable[str]) -> tuple[Problem, ...]:
    """Returns the problems of some files and folders.

    Args:
        problems: All problems.
        paths: Files and folders, relative to the project, with ``/``; none for all.
    """
    wanted = tuple(paths)
    if not wanted or "." in wanted:
        return tuple(problems)
    return tuple(
        problem
        for problem in problems
        if any(
            problem.place.path == one or problem.place.path.startswith(f"{one}/") for one in wanted
        )
    )
