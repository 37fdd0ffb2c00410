"""What an editor shows of the entity or key under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from archive.build.lexicons import Lexicons, lexicons_of
from archive.core.catalogue import SOURCE
from archive.core.counts import counted
from archive.core.keys import Key
from archive.core.model import Entity
from archive.core.names import fold
from archive.core.site_kinds import kinds_of
from archive.language_server.completion import front_matter_keys, key_of
from archive.language_server.spot import find_spot, front_matter_end
from archive.lint.links import published_of
from archive.lint.saved import Saved
from archive.pages.context import SiteContext, make_chip
from archive.pages.drawings import Shapes
from archive.pages.facts import entity_facts
from archive.pages.parts import Link
from archive.resolve.graph import Graph
from archive.resolve.resolver import Resolutions, build_graph
from archive.resolve.translations import with_originals
from archive.resolve.validity import predecessors_of

MOST = 12
"""Number of values of a fact that are shown: the United Nations have 193 members."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What to show, and of what: Markdown, and the columns of a line."""

    markdown: str
    start: int
    end: int


@dataclass(frozen=True)
class Hovers:
    """A project, ready to show its entities. The graph is made when it is first asked for."""

    saved: Saved
    resolutions: Resolutions

    @cached_property
    def graph(self) -> Graph:
        """The archive as it would be published now."""
        saved = self.saved
        briefs = tuple(saved.briefs.values())
        published = published_of(with_originals(briefs, tuple(saved.every.values())))
        language = saved.project.language
        return build_graph(published, saved.registry, self.resolutions, language)[0]

    @cached_property
    def _context(self) -> SiteContext:
        graph, settings = self.graph, self.saved.project.settings
        kinds = kinds_of(settings)
        chips = {
            id_: make_chip(graph, entity, frozenset(), kinds=kinds)
            for id_, entity in graph.entities.items()
        }
        predecessors = predecessors_of(graph.entities.values())
        return SiteContext(
            graph, settings, chips, {}, Shapes("", {}), predecessors=predecessors, kinds=kinds
        )

    @cached_property
    def _lexicons(self) -> Lexicons:
        return lexicons_of(self.graph, self.saved.project.language or SOURCE)

    def at(self, lines: Sequence[str], line: int, column: int, language: str = "") -> Shown | None:
        """Returns what to show at a place of a brief, or None.

        Args:
            lines: The lines of the brief.
            line: The index of the line.
            column: The number of characters before the place.
            language: The language of the brief, or "" for that of the site.
        """
        if line < front_matter_end(lines):
            return self._in_front_matter(lines, line, column)
        return self._in_prose(lines[line], column, language)

    def _in_front_matter(self, lines: Sequence[str], line: int, column: int) -> Shown | None:
        text = lines[line].rstrip("\r")
        if column < len(text) and text[column : column + 1].isspace():
            return None
        spot = find_spot([*lines[:line], text, "---"], line, min(column + 1, len(text)))
        if spot is None:
            return None
        end = spot.end(text)
        key, written = key_of(spot, self.saved.project.settings), text[spot.start : end]
        if spot.is_key and text[end:].lstrip().startswith(":"):
            table = front_matter_keys(self.saved.project.settings) if key is None else key.keys
            found = (table or {}).get(written)
            return Shown(found.about, spot.start, end) if found else None
        if key and key.short:
            key = (key.keys or {})[key.short]
        entity = self._entity(key, written) if key and key.offers else None
        return Shown(self.markdown(entity), spot.start, end) if entity else None

    def _entity(self, key: Key, name: str) -> Entity | None:
        registry = self.saved.registry
        if key.offers == "region":
            return registry.find_region(name)
        if key.offers in ("topic", "series"):
            return registry.entities.get(registry.find_collection(key.offers, name))
        return registry.find_actor(name)

    def _in_prose(self, text: str, column: int, language: str) -> Shown | None:
        lexicon = self._lexicons.of(language)
        if lexicon is None:
            return None
        for match in lexicon.pattern_for(text).finditer(text):
            if match.start() <= column < match.end():
                entity = lexicon.entities.get(fold(match[0]))
                return Shown(self.markdown(entity), *match.span()) if entity else None
        return None

    def markdown(self, entity: Entity) -> str:
        """Returns the name of an entity, its facts, and a link to its page."""
        graph = self.graph
        acronym = f" ({entity.acronym})" if entity.acronym else ""
        lines = [f"**{_escaped(entity.name)}**{acronym}", ""]
        lines += [
            f"- {_escaped(fact.label)}: {self._links(fact.values)}"
            for fact in entity_facts(self._context, entity)
        ]
        if entity.note:
            lines += ["", _escaped(entity.note)]
        lines.append("")
        if graph.has_page(entity.id):
            briefs = counted(graph.count(entity.id), "brief")
            lines.append(f"{briefs} · {self._link(Link(entity.url, f'/{entity.url}'))}")
        else:
            lines.append("No page yet: no published brief names it.")
        return "\n".join(lines)

    def _links(self, values: Iterable[Link]) -> str:
        every = tuple(values)
        more = f" and {len(every) - MOST} more" if len(every) > MOST else ""
        return ", ".join(map(self._link, every[:MOST])) + more

    def _link(self, link: Link) -> str:
        text = _escaped(link.text)
        if "://" in link.url:
            return f"[{text}]({link.url})"
        site = self.saved.project.site_url
        return f"[{text}]({site.rstrip('/')}/{link.url})" if link.url and site else text


def _escaped(text: str) -> str:
    """Returns text in which Markdown sees no markup."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in text)
