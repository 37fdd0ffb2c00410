"""Checks a brief that is being edited, against the rest of its project as it is saved.

The result is what ``check_project`` finds in the file once it is saved. Only the brief itself is
read again; it is checked together with the briefs to which something ties it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module

from archive.core.model import Brief, Entity, Level, Problem
from archive.core.problem_codes import QUIET
from archive.lint.check import check_briefs
from archive.lint.links import addresses_of, find_suspects, published_of
from archive.lint.project import Project
from archive.lint.saved import Saved
from archive.prose.configured_files import ConfiguredAddresses
from archive.read.addresses import check_addresses
from archive.read.briefs import OwnKeys, parse_brief, parse_file
from archive.read.files import within_bound
from archive.read.text import decode
from archive.resolve.collisions import brief_claims, find_collisions
from archive.resolve.filing import Filer, find_unregistered
from archive.resolve.named_files import NearestBrief
from archive.resolve.resolver import Resolutions, build_graph
from archive.resolve.ties import Tie, ties_of
from archive.resolve.translations import with_originals


@dataclass(frozen=True, slots=True)
class ReadText:
    """The result of reading the text of a brief.

    Attributes:
        brief: The brief, or None if it could not be published.
        recovered: What could be read of it if it has errors, or None.
        problems: The problems of the text itself.
    """

    brief: Brief | None
    recovered: Brief | None
    problems: tuple[Problem, ...]


def read_text(data: bytes, path: str, folder: str, own: OwnKeys = ()) -> ReadText:
    """Reads the bytes of a brief; see ``read_brief``."""
    bounded, problems = within_bound(data, path)
    if bounded is None:
        return ReadText(None, None, problems)
    brief, problems = parse_file(bounded, path, folder, own)
    recovered = None
    if any(problem.level is Level.ERROR for problem in problems):
        text, _ = decode(bounded, path)
        if text is not None:
            recovered, _ = parse_brief(text, path, folder, own, recover=True)
    return ReadText(brief, recovered, problems)


def is_brief(path: str, folder: str) -> bool:
    """Returns whether a file is read as a brief."""
    inner = path.removeprefix(f"{folder}/")
    is_hidden = any(part.startswith((".", "_")) for part in inner.split("/"))
    return inner != path and path.endswith(".md") and not is_hidden


class OpenBriefs:
    """A project as it is saved, with the texts that are open in an editor in place of files."""

    def __init__(
        self, saved: Saved, texts: Mapping[str, ReadText], contents: Mapping[str, bytes]
    ) -> None:
        """Takes the open texts.

        Args:
            saved: The project.
            texts: Path → the result of reading, of each open brief.
            contents: Path → content, of each open brief.
        """
        self._saved = saved
        self._texts = texts
        self._project: Project = replace(
            saved.project, unsaved=contents, addresses=ConfiguredAddresses()
        )

    def check(self, path: str) -> tuple[Problem, ...]:
        """Returns the problems of an open brief, except those of links that must be rendered."""
        if refused := self._refused(path):
            return refused
        near = self._neighbours(path)
        briefs = tuple(one for one in self._readable if one.path in near)
        recovered = tuple(one for one in self._recovered if one.path in near)
        every = tuple({one.path: one for one in (*briefs, *recovered)}.values())
        found = {
            *self._texts[path].problems,
            *check_addresses(briefs),
            *(check_addresses(every) if recovered else ()),
            *check_briefs(
                self._project,
                self._saved.registry,
                every,
                self._entities(every),
                self._saved.files,
                self._nearest_brief,
            ),
        }
        own = {one for one in found if one.place.path == path}
        own.update(one for one in self._collisions(path, own) if one.place.path == path)
        return tuple(sorted(one for one in own if one.code not in QUIET))

    def _collisions(self, path: str, known: Iterable[Problem]) -> Iterator[Problem]:
        """Yields the collisions of a brief with files of the program and with earlier addresses.

        The pages of two briefs never collide: their addresses have no dots. An earlier address may
        be a file, with dots, and so may the folder of another one.
        """
        brief = self._every.get(path)
        briefs = [brief] if brief else []
        if brief and brief.aliases:
            briefs = [one for one in self._every.values() if one.aliases]
        return find_collisions((*self._saved.program_claims, *brief_claims(briefs)), known)

    def needs_rendering(self, path: str) -> bool:
        """Returns whether an open brief must be rendered to see whether its links are right."""
        if self._refused(path) or path not in {one.path for one in self._published}:
            return False
        return bool(find_suspects(self._project, self._known, [path]))

    def check_links(self, path: str, resolutions: Resolutions) -> tuple[Problem, ...]:
        """Returns the problems of the links of an open brief. Takes a second in a large archive.

        Args:
            path: The brief.
            resolutions: What this process has resolved before, which is brought up to date.
        """
        # Rendering needs modules that take long to load.
        rendered = import_module("archive.lint.rendered_links")
        registry, language = self._saved.registry, self._project.language
        graph, _ = build_graph(self._published, registry, resolutions, language)
        found = rendered.rendered_problems(self._project, graph, self._known, [path])
        return tuple(sorted({one for one in found if one.place.path == path}))

    def _refused(self, path: str) -> tuple[Problem, ...]:
        """Returns why a file is not read as a brief; () for most."""
        return tuple(one for one in self._saved.refused if one.place.path == path)

    @cached_property
    def _readable(self) -> tuple[Brief, ...]:
        """The briefs that could be read, in the order in which they are read."""
        opened = {path: one.brief for path, one in self._texts.items() if one.brief}
        saved = self._saved.briefs
        briefs = {path: one for path, one in saved.items() if path not in self._texts}
        if opened.keys() <= saved.keys() and len(briefs) + len(opened) == len(saved):
            return tuple((opened.get(path) or saved[path]) for path in saved)
        both = {**briefs, **opened}
        return tuple(both[path] for path in sorted(both, key=lambda path: path.split("/")))

    @cached_property
    def _recovered(self) -> tuple[Brief, ...]:
        opened = {path: one.recovered for path, one in self._texts.items() if one.recovered}
        kept = {p: one for p, one in self._saved.recovered.items() if p not in self._texts}
        both = {**kept, **opened}
        return tuple(both[path] for path in sorted(both))

    @cached_property
    def _every(self) -> Mapping[str, Brief]:
        return {one.path: one for one in (*self._readable, *self._recovered)}

    @cached_property
    def _nearest_brief(self) -> NearestBrief:
        is_same = [*self._every] == [*self._saved.every]
        return self._saved.nearest_brief if is_same else NearestBrief(self._every)

    @cached_property
    def _open_ties(self) -> Mapping[str, frozenset[Tie]]:
        """Path of an open brief → its ties."""
        return {path: self._ties(path) for path in self._texts if path in self._every}

    def _ties(self, path: str) -> frozenset[Tie]:
        return frozenset(ties_of(self._every[path], self._every, self._saved.registry))

    def _neighbours(self, path: str) -> frozenset[str]:
        """Returns a brief and the briefs on which its problems may depend.

        These are the briefs tied to it, and those tied to them by a file or an address: the
        original of its original.
        """
        near = {path}
        for kinds in (("address", "file", "region"), ("address", "file")):
            ties = {
                tie
                for one in near
                if one in self._every
                for tie in (self._open_ties[one] if one in self._open_ties else self._ties(one))
                if tie[0] in kinds
            }
            saved = {one for tie in ties for one in self._saved.tied.get(tie, ())}
            near |= saved - self._texts.keys()
            near |= {p for p, its in self._open_ties.items() if not ties.isdisjoint(its)}
        return frozenset(near)

    def _entities(self, briefs: Iterable[Brief]) -> Mapping[str, Entity]:
        """Returns the entities that have pages; those of the registry if there is no alias."""
        registry = self._saved.registry
        known = registry.entities
        if not any(brief.aliases for brief in briefs):
            return known
        return {**known, **find_unregistered(tuple(self._every.values()), Filer(registry), known)}

    @cached_property
    def _published(self) -> list[Brief]:
        return published_of(with_originals(self._readable, tuple(self._every.values())))

    @cached_property
    def _known(self) -> dict[str, str]:
        broken = self._every.keys() - {one.path for one in self._readable}
        return addresses_of(
            self._project,
            self._published,
            broken | self._saved.refused_attachments,
            self._saved.attachments,
        )


def own_problems(saved: Saved, path: str) -> Iterator[Problem]:
    """Yields the problems of settings and registry in a file, as it is saved."""
    for problem in saved.problems:
        if problem.place.path == path and problem.code not in QUIET:
            yield problem
