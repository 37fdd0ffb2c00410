"""Links the first mention of each actor in prose."""

from __future__ import annotations

import html

from archive.core.names import fold
from archive.prose.foreign_rules import FOREIGN_RULES
from archive.prose.found_name import Found
from archive.prose.lexicon import Lexicon
from archive.prose.mention_rules import RULES, Rule


class MentionLinker:
    """Links first mentions within one brief. Strings must be passed in the order of the page."""

    def __init__(
        self,
        lexicon: Lexicon,
        named: frozenset[str],
        base: str,
        text: str,
        rules: tuple[Rule, ...] | None = None,
    ) -> None:
        """Starts a brief.

        Args:
            lexicon: The names to look for.
            named: Identifiers of the actors that the brief lists.
            base: The relative path from its page to the site's root.
            text: The brief's whole text.
            rules: What tells a mention from a part of another name; those of the language if None.

        ``found`` collects the folded names that occur, linked or not.
        """
        self._lexicon = lexicon
        self._find = lexicon.pattern_for(text)
        self._named = named
        self._base = base
        if rules is None:
            rules = RULES if lexicon.language is None else FOREIGN_RULES
        self._rules = rules
        self._linked: set[str] = set()
        self._defined: set[str] = set()
        self._folded: dict[str, str] = {}
        self.found: set[str] = set()

    def link(self, text: str) -> str:
        """Returns a string (escaped, without tags) with first mentions turned into links."""
        pieces: list[str] = []
        position = 0
        previous = (0, 0)
        for match in self._find.finditer(text):
            start, end = match.span()
            spelling = self._fold(text[start:end])
            self.found.add(spelling)
            entity = self._lexicon.entities.get(spelling)
            if entity is None or entity.id in self._linked or spelling in self._defined:
                previous = (start, end)
                continue
            listed = entity.id in self._named
            found = Found(
                text,
                start,
                end,
                spelling,
                entity,
                self._lexicon,
                self._find,
                listed,
                previous,
            )
            broken = next((rule for rule in self._rules if rule.applies(found)), None)
            previous = (start, end)
            if broken is not None:
                if broken.name == "acronym":
                    self._defined.add(spelling)
                continue
            self._linked.add(entity.id)
            url = html.escape(self._base + entity.url)
            pieces += [
                text[position:start],
                f'<a class="mention" href="{url}">{text[start:end]}</a>',
            ]
            position = end
        if not pieces:
            return text
        return "".join((*pieces, text[position:]))

    def _fold(self, name: str) -> str:
        folded = self._folded.get(name)
        if folded is None:
            folded = self._folded[name] = fold(html.unescape(name))
        return folded
