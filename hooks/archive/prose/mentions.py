"""Finds the names of known actors in prose and links their first mention."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from archive.core.model import Entity
from archive.core.names import fold

_WORD = re.compile(r"[^\Wʼ]+")
_SPACE = r"(?:\s|&nbsp;)+"
_APOSTROPHE = "['’ʼ]"
_HYPHEN = "[-‐‑]"

_WORD_BEFORE = re.compile(rf"([^\W\d_][\w’'.-]*){_SPACE}$")
_WORD_AFTER = re.compile(rf"{_SPACE}([^\W\d_][\w’'.-]*)")

_LEADING = frozenset(
    """
    A About Above Across After Against All Along Although Among An And Another Any Are As
    At Because Before Both But By Could Despite Did Do Does During Each Either Even Every
    Except For From Further Had Has Have He Her Here His How However If In Including
    Inside Into Is It Its Last Later Like Many May Meanwhile More Most Much Near Neither
    Next No Nor Not Now Of Off On Once Only Or Other Our Out Outside Over Per Regarding
    Shall She Should Since So Some Still Such Than That The Their Then There These They
    This Those Though Through Throughout To Today Together Tomorrow Toward Towards Under
    Unless Unlike Until Upon Via Visiting Was We Were What When Where Whereas Whether
    Which While Who Whose Why Will With Within Without Would Yesterday Yet You Your
    """.split()
)
"""Capitalised only because they begin a sentence or are in a title: not part of a name."""

_TITLES = frozenset(
    """
    Ambassador And Are Chair Chairman Chairwoman Chancellor Defence Defense Deputy For
    Forces Foreign Government Has Have In Is King Minister On Or Parliament President
    Presidents Prime Queen Secretary To Troops Vice Vice-President Was Were Will With
    """.split()
)
"""Capitalised words that may follow an actor's name without being part of it."""


@dataclass(frozen=True)
class Lexicon:
    """The names that prose is searched for.

    Attributes:
        spellings: All names, including those that must not be linked.
        entities: Folded name → entity. Names that are missing here are found but never linked.
    """

    spellings: frozenset[str]
    entities: Mapping[str, Entity]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A pattern that matches the longest name. Compiling it takes a third of a second."""
        return _pattern(self.spellings)

    def prepare(self) -> None:
        """Compiles ``pattern`` now, before forking processes that would each compile it."""
        _ = self.pattern

    @cached_property
    def _by_first_word(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for name in self.spellings:
            first = _WORD.search(name)
            found.setdefault(first.group() if first else "", []).append(name)
        return found

    def pattern_for(self, text: str) -> re.Pattern[str]:
        """Returns a pattern that finds in a text what ``pattern`` finds.

        If ``pattern`` is not compiled yet, the result contains only names that the text may
        contain, because compiling it is quicker.
        """
        if "pattern" in self.__dict__:
            return self.pattern
        words = {"", *_WORD.findall(text)}
        by_first_word = self._by_first_word
        return _pattern(name for word in words for name in by_first_word.get(word, ()))


def make_lexicon(linkable: Iterable[Entity], others: Iterable[Entity] = ()) -> Lexicon:
    """Makes a lexicon.

    Args:
        linkable: Entities that have a page.
        others: Other known entities. Their names are found but not linked, so that no shorter
            name within them is linked ("Guinea" in "Equatorial Guinea").
    """
    spellings: set[str] = set()
    entities: dict[str, Entity] = {}
    for entity in linkable:
        for name in prose_names(entity):
            spellings.add(name)
            entities[fold(name)] = entity
        spellings.update(entity.longer)
    for entity in others:
        spellings.update(prose_names(entity))
        spellings.update(entity.longer)
    for name in [name for name in spellings if fold(name) in entities]:
        if any(name in entity.longer for entity in entities.values() if entity.longer):
            entities.pop(fold(name), None)
    return Lexicon(frozenset(spellings), entities)


def prose_names(entity: Entity) -> tuple[str, ...]:
    """Returns the spellings by which prose mentions an entity: English and with a capital."""
    names = (
        entity.name,
        entity.official,
        entity.acronym,
        entity.short,
        *entity.aliases,
    )
    return tuple(name for name in names if len(name) > 1 and any(c.isupper() for c in name))


class MentionLinker:
    """Links first mentions within one brief. Strings must be passed in the order of the page."""

    def __init__(self, lexicon: Lexicon, named: frozenset[str], base: str, text: str) -> None:
        """Starts a brief.

        Args:
            lexicon: The names to look for.
            named: Identifiers of the actors that the brief lists.
            base: The relative path from its page to the site's root.
            text: The brief's whole text.

        ``found`` collects the folded names that occur, linked or not.
        """
        self._lexicon = lexicon
        self._pattern = lexicon.pattern_for(text)
        self._named = named
        self._base = base
        self._linked: set[str] = set()
        self.found: set[str] = set()

    def link(self, text: str) -> str:
        """Returns a string (escaped, without tags) with first mentions turned into links."""
        pieces: list[str] = []
        position = 0
        for match in self._pattern.finditer(text):
            spelling = fold(html.unescape(match.group()))
            self.found.add(spelling)
            entity = self._lexicon.entities.get(spelling)
            if entity is None or entity.id in self._linked:
                continue
            if entity.ambiguous and entity.id not in self._named:
                continue
            if _in_longer_name(text, match.start(), match.end()):
                continue
            self._linked.add(entity.id)
            url = html.escape(self._base + entity.url)
            pieces += [
                text[position : match.start()],
                f'<a class="mention" href="{url}">{match.group()}</a>',
            ]
            position = match.end()
        if not pieces:
            return text
        return "".join((*pieces, text[position:]))


def _in_longer_name(text: str, start: int, end: int) -> bool:
    """Returns whether a capitalised neighbour extends the name ("Michael Jordan")."""
    after = _WORD_AFTER.match(text, end)
    if after and after[1][0].isupper() and after[1].rstrip(".'’") not in _TITLES:
        return True
    window = text[max(0, start - 60) : start]
    before = _WORD_BEFORE.search(window)
    if not before or not before[1][0].isupper() or before[1] in _LEADING | _TITLES:
        return False
    if before[1].endswith(".") and len(before[1]) > 3:  # a sentence ends here
        return False
    return not before[1].endswith(("'s", "’s", "s'", "s’"))


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    body = _trie_pattern(names) or r"(?!)"
    return re.compile(rf"(?<![\w&#/@])(?<![\w]['’-])(?>{body})(?!\w)")


def _trie_pattern(names: Iterable[str]) -> str:
    """Returns one pattern for many names. It shares their prefixes, so that it fails fast."""
    trie: dict[str, dict[str, object]] = {}
    for name in names:
        node: dict[str, object] = trie  # type: ignore[assignment]  # nested the same way
        for unit in _units(name):
            node = node.setdefault(unit, {})  # type: ignore[assignment]
        node[""] = {}
    return _alternatives(trie)  # type: ignore[arg-type]


def _units(name: str) -> list[str]:
    units: list[str] = []
    for char in html.escape(name, quote=False):
        if char.isspace():
            units.append(_SPACE)
        elif char in "'’":
            units.append(_APOSTROPHE)
        elif char in "-‐‑":
            units.append(_HYPHEN)
        else:
            units.append(re.escape(char))
    return units


def _alternatives(node: dict[str, object]) -> str:
    ends = "" in node
    branches = [
        unit + _alternatives(child)
        for unit, child in sorted(node.items())
        if unit and isinstance(child, dict)
    ]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"
