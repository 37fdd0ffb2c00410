"""Reads a project's files into an archive that is ready to be rendered page by page."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from jinja2 import BytecodeCache

from archive.build.attached_files import attached_files
from archive.build.lexicons import Lexicons, lexicons_of
from archive.core.catalogue import ENGLISH, SOURCE, Catalogue
from archive.core.earlier import Rule
from archive.core.model import Brief, Problem
from archive.core.now import now
from archive.core.problem_codes import EXTENDED
from archive.core.settings import Settings
from archive.core.site_kinds import kinds_of
from archive.core.urls import SEARCH
from archive.pages.context import SiteContext, find_pairs, make_chip
from archive.pages.drawings import Shapes
from archive.pages.plan import PlannedPage, plan_pages, plan_pairs
from archive.pages.redirects import find_redirects
from archive.prose.lexicon import Lexicon
from archive.prose.links import Targets
from archive.prose.markdown import Flavour
from archive.read.addresses import check_addresses
from archive.read.brief_folder import read_briefs
from archive.read.cache import FILE as BRIEFS_CACHE
from archive.read.future_dates import check_days
from archive.read.reading import Reading
from archive.read.recovery import recover_briefs, with_recovered
from archive.read.registry import SHIPPED, check_folder
from archive.read.registry_cache import FILE as REGISTRY_CACHE
from archive.read.statics import attachment_urls, find_attachments
from archive.resolve.bibliography import check_files, check_replaced, check_types
from archive.resolve.checks import check_aliases, check_docs_pages, check_repeats
from archive.resolve.disagreements import find_disagreements
from archive.resolve.graph import Graph
from archive.resolve.localized import localize
from archive.resolve.resolver import Resolutions, build_graph
from archive.resolve.translations import check_translations, with_originals
from archive.resolve.validity import predecessors_of

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Sources:
    """A project's files, read and resolved.

    Attributes:
        root: The project's folder.
        graph: The archive.
        problems: All problems, in the order of file and line.
        attachments: Path of a file next to a brief → its address (the same path).
        now: The time at which it was read, by which briefs are published or wait.
        held: The briefs that are left out because they are drafts or wait.
        registry: Hash of the bytes of the registry that were read.
        sizes: Path of a picture next to a brief → its width and height in pixels.
    """

    root: Path
    graph: Graph
    problems: tuple[Problem, ...]
    attachments: Mapping[str, str]
    now: dt.datetime
    held: tuple[Brief, ...] = ()
    registry: str = ""
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Archive:
    """A project ready to be rendered page by page.

    Attributes:
        root: The project's folder.
        context: The context of all pages.
        flavour: The Markdown of the site.
        lexicons: The names to link in prose, or None for none.
        targets: What links in prose may name.
        attachments: Path of a file next to a brief → its address.
        pages: All pages but those of briefs.
        urls: Addresses of all pages: those of briefs first.
        templates: Where compiled templates are kept for a later build, or None.
        held: Addresses of the briefs that are left out because they are drafts or wait.
        registry: Hash of the bytes of the registry that were read.
        redirects: Earlier address → where it leads.
    """

    root: Path
    context: SiteContext
    flavour: Flavour
    lexicons: Lexicons | None
    targets: Targets
    attachments: Mapping[str, str]
    pages: tuple[PlannedPage, ...]
    urls: tuple[str, ...]
    templates: BytecodeCache | None = None
    held: frozenset[str] = frozenset()
    registry: str = ""
    redirects: Mapping[str, str] = field(default_factory=dict)

    def lexicon_for(self, brief: Brief) -> Lexicon | None:
        """Returns the names to link in a brief's prose, in the language of the brief."""
        return self.lexicons.of(brief.language) if self.lexicons else None

    @property
    def addresses(self) -> frozenset[str]:
        """All addresses that lead to a page: also those of the search and of redirects."""
        return frozenset({*self.urls, *self.targets.urls, *self.redirects, SEARCH})


def read_sources(
    root: Path,
    settings: Settings,
    *,
    drafts: bool = False,
    reading: Reading | None = None,
    resolutions: Resolutions | None = None,
    left_out: Collection[str] = (),
    language: str = SOURCE,
) -> Sources:
    """Reads the briefs and the registry of a project.

    Args:
        root: The project's folder.
        settings: Where the briefs and the registry are.
        drafts: Whether drafts, and briefs that wait for their time, are included.
        reading: What this process has read before, which is brought up to date.
        resolutions: What this process has resolved before, likewise.
        left_out: Paths of briefs, attachments and registry files that are only checked.
        language: The language of the site.
    """
    reading = reading or Reading()
    resolutions = resolutions or Resolutions()
    entities, problems, registry_digest = reading.read_registry(
        [SHIPPED, root / settings.registry],
        root,
        kinds_of(settings),
        root / REGISTRY_CACHE,
    )
    if left_out:
        entities = tuple(one for one in entities if one.place.path not in left_out)
    registry, conflicts = resolutions.registry_of(entities)
    cache = root / BRIEFS_CACHE
    own = settings.metadata
    briefs, found = read_briefs(root, settings.briefs, cache, settings.workers, reading, own)
    partly = recover_briefs(root, settings.briefs, found, own)
    every = with_recovered(briefs, partly)
    repeats = check_repeats(every, registry)
    addresses = check_addresses(every) if partly else ()
    time = now()
    whole = with_originals(briefs, every)
    held = () if drafts else tuple(brief for brief in whole if brief.is_held(time))
    away = {*left_out, *(brief.path for brief in held)}
    published = [brief for brief in whole if brief.path not in away]
    graph, unknown = build_graph(published, registry, resolutions, language)
    unpublished = build_graph(partly, registry)[1]
    files, refused = find_attachments(root, settings.briefs, settings.largest_file)
    urls = attachment_urls((path for path in files if path not in left_out), settings.briefs)
    sizes = reading.read_sizes(root, urls)
    graph = replace(graph, files=attached_files(root, graph, urls, sizes))
    return Sources(
        root,
        graph,
        tuple(
            sorted(
                {
                    *(one for one in problems if one.code != EXTENDED),
                    *check_folder(root, settings.registry),
                    *conflicts,
                    *found,
                    *unknown,
                    *unpublished,
                    *repeats,
                    *check_types(every, settings.types),
                    *check_replaced(every),
                    *check_translations(every, registry, language, time.date()),
                    *check_files(every, {*files, *(one.place.path for one in refused)}),
                    *addresses,
                    *refused,
                    *check_days(root, published, time),
                }
            )
        ),
        urls,
        time,
        held,
        registry_digest,
        sizes,
    )


def assemble(
    sources: Sources,
    settings: Settings,
    flavour: Flavour,
    written: Mapping[str, str],
    templates: BytecodeCache | None = None,
    catalogue: Catalogue = ENGLISH,
    rules: Iterable[Rule] = (),
    listed: Iterable[str] = (),
) -> Archive:
    """Prepares what all pages share.

    Args:
        sources: The files as read.
        settings: The archive's settings.
        flavour: The Markdown of the site.
        written: Hand-written pages: source path relative to the project → address.
        templates: Where compiled templates are kept, or None.
        catalogue: The messages of the interface.
        rules: The redirects that ``docs/_redirects`` states.
        listed: The addresses that were published at any time, as the committed list says.
    """
    entities = localize(sources.graph.entities, catalogue.language)
    graph = replace(sources.graph, entities=entities, language=catalogue.language)
    kinds = kinds_of(settings)
    flags = frozenset(file.stem for file in (DATA / "flags").glob("*.svg"))
    context = SiteContext(
        graph=graph,
        settings=settings,
        chips={
            id_: make_chip(graph, entity, flags, catalogue, kinds)
            for id_, entity in graph.entities.items()
        },
        pairs=find_pairs(graph, settings.pair_minimum, settings.pair_most),
        predecessors=predecessors_of(graph.entities.values()),
        kinds=kinds,
        shapes=read_shapes(DATA / "world.json"),
        catalogue=catalogue,
        now=sources.now,
        # Problems are in English, and so are the names in them.
        disagreements=find_disagreements(sources.graph),
    )
    briefs = {brief.path: brief.url for brief in graph.addressed}
    pages = tuple(plan_pages(graph, kinds))
    targets = Targets(
        {**briefs, **written, **sources.attachments},
        frozenset({*(page.url for page in pages), *briefs.values(), *written.values()}),
        sources.sizes,
    )
    pages = (*pages, *plan_pairs(context))
    published = {*targets.by_path.values(), *targets.urls, *(page.url for page in pages), SEARCH}
    return Archive(
        root=sources.root,
        context=context,
        flavour=flavour,
        lexicons=lexicons_of(sources.graph, graph.language) if settings.link_mentions else None,
        targets=targets,
        attachments=sources.attachments,
        pages=pages,
        urls=(*(one.brief.url for one in graph.versions), *(page.url for page in pages)),
        templates=templates,
        held=frozenset(brief.url for brief in sources.held),
        registry=sources.registry,
        redirects=find_redirects(sources.graph, context.pairs, rules, listed, published),
    )


def read_shapes(file: Path) -> Shapes:
    """Reads the shapes that come with the program; the format is in ``data/README.md``."""
    data = json.loads(file.read_text(encoding="utf-8"))
    outlines = {
        id_: ("" if shape.get("dot") else shape["d"], *shape["centre"])
        for id_, shape in data["countries"].items()
    }
    return Shapes(data["viewBox"], outlines)


def find_clashes(context: SiteContext, written: Mapping[str, str]) -> Iterator[Problem]:
    """Yields an error for each page and each earlier address that has another page's address."""
    graph = context.graph
    briefs = graph.addressed
    yield from check_docs_pages(briefs, graph.entities, written)
    yield from check_aliases(briefs, graph.entities, written)
