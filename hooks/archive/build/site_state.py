"""What a project publishes, without its theme, so that two states of it can be compared.

Pages are made as in a build, in a shell that has nothing but their parts. The second state is made
like an incremental build after the first one: only the pages that a change affects are rendered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from archive.build.archive import Archive, assemble, read_sources
from archive.build.fingerprint import fingerprint
from archive.build.pages import build_pages
from archive.build.plan import plan_build
from archive.build.theme import Theme
from archive.core.catalogue import Catalogue
from archive.core.model import Level
from archive.core.settings import Settings
from archive.incremental.records import BuildRecord, PreviousBuild, RenderRecord
from archive.lib.digest import digest, digest_file
from archive.lib.output_files import Written, page_file
from archive.prose.markdown import Flavour
from archive.render.shell import SLOTS, make_shell, mark
from archive.resolve.graph import Graph


class RelationKey(NamedTuple):
    """A relation between two actors, by their names, and whether the registry states it."""

    subject: str
    relation: str
    object: str
    in_registry: bool


class RelationState(NamedTuple):
    """The status of a relation, and the brief that states it or "" for the registry."""

    status: str
    brief: str


@dataclass(frozen=True, slots=True)
class SiteState:
    """What a project publishes.

    Attributes:
        pages: Address → what the page is made from, for messages.
        changed: Address of a page that differs from the earlier state → which parts differ.
        addresses: All addresses that lead to a page, also by a redirect.
        relations: The relations that briefs and the registry state.
        unclassified: The names of the actors that the registry does not know.
        errors: Number of errors; sources that have one are left out.
        docs: Address of a hand-written page → hash of its file.
        build: The pages of the archive, with which a later state is compared.
    """

    pages: Mapping[str, str]
    changed: Mapping[str, tuple[str, ...]]
    addresses: tuple[str, ...]
    relations: tuple[tuple[RelationKey, RelationState], ...]
    unclassified: tuple[str, ...]
    errors: int
    docs: Mapping[str, str]
    build: PreviousBuild


def read_state(
    root: Path,
    settings: Settings,
    flavour: Flavour,
    docs_pages: Mapping[str, str],
    catalogue: Catalogue,
    folder: Path,
    earlier: SiteState | None = None,
) -> SiteState:
    """Makes the pages of a project, and returns what it publishes.

    Args:
        root: The project.
        settings: The archive's settings.
        flavour: The Markdown of the site.
        docs_pages: The files of hand-written pages, relative to the project → their addresses;
            also the file that gives the text of the home page.
        catalogue: The messages of the interface.
        folder: Where the pages are written.
        earlier: The state to compare with, or None for the first.

    Raises:
        OSError: If a source cannot be read, or a page cannot be written.
    """
    # What is searched is what pages show.
    settings = replace(settings, search="none")
    sources = read_sources(root, settings, language=catalogue.language)
    written = {path: url for path, url in docs_pages.items() if url}
    archive = assemble(sources, settings, flavour, written, None, catalogue)
    docs = {url: digest_file(root / path) for path, url in docs_pages.items()}
    changed, build = _build(archive, folder, earlier.build if earlier else PreviousBuild())
    known = earlier.docs if earlier else {}
    changed |= {url: ("text",) for url, one in docs.items() if known.get(url, one) != one}
    graph = archive.context.graph
    owners = {brief.url: brief.path for brief in graph.addressed}
    owners |= {page.url: page.made_from for page in archive.pages if page.url not in owners}
    return SiteState(
        pages={**{url: path for path, url in docs_pages.items()}, **owners},
        changed=changed,
        addresses=tuple(sorted(archive.addresses)),
        relations=tuple(dict(_relations(graph)).items()),
        unclassified=tuple(
            sorted({one.name for one in graph.entities.values() if one.kind == "unclassified"})
        ),
        errors=sum(one.level is Level.ERROR for one in sources.problems),
        docs=docs,
        build=build,
    )


def _build(
    archive: Archive, folder: Path, previous: PreviousBuild
) -> tuple[dict[str, tuple[str, ...]], PreviousBuild]:
    """Makes the pages; returns those that differ from earlier ones, and the result."""
    shell = make_shell("".join(map(mark, SLOTS)))
    theme = Theme(lambda _: shell, folder)
    shared = fingerprint(archive, "", ())
    plan = plan_build(archive, shared, previous)
    files: dict[str, Written] = dict(previous.files)
    records: dict[str, RenderRecord] = dict(previous.record.briefs)
    changed: dict[str, tuple[str, ...]] = {}
    built = build_pages(archive, plan, previous, "", theme, folder)
    paths = [archive.context.graph.versions[at].brief.path for at in plan.briefs]
    for number, page in enumerate(built):
        if page.record is not None:
            records[paths[number]] = page.record
        if page.written is None:
            continue
        before = previous.files.get(page_file(page.url))
        if before is not None and before.digest != page.written.digest:
            changed[page.url] = page.changed
        files[page_file(page.url)] = page.written
    record = BuildRecord(
        shared.base,
        shared.structure,
        shared.world,
        records,
        home=digest(archive.context.home_text),
    )
    return changed, PreviousBuild(record, files)


def _relations(graph: Graph) -> Iterator[tuple[RelationKey, RelationState]]:
    """Yields the relations of the registry and of briefs; of one relation, the newest brief's."""
    names = {id_: one.label for id_, one in graph.entities.items()}
    for id_, standings in graph.standings_of.items():
        for one in standings:
            if one.object == id_ and one.subject in names:
                key = RelationKey(names[one.subject], one.relation, names[id_], in_registry=True)
                yield key, RelationState(one.status, "")
    for brief in reversed(graph.briefs):
        for claim in brief.relations:
            subject, other = names[claim.subject], names[claim.object]
            key = RelationKey(subject, claim.relation, other, in_registry=False)
            yield key, RelationState(claim.status, brief.brief.path)
