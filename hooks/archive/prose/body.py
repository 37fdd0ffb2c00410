"""The body of a brief: Markdown rendered, made safe, links resolved, mentions linked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.core.catalogue import ENGLISH, Catalogue
from archive.core.model import Brief, Level, Place, Problem
from archive.prose import render_limits
from archive.prose.embeds import put_back, take_out
from archive.prose.html_limits import find_html_violation
from archive.prose.lexicon import Lexicon
from archive.prose.link_pass import connect
from archive.prose.link_places import find_link
from archive.prose.links import Broken, Targets
from archive.prose.markdown import Heading, MarkdownRenderer
from archive.prose.mentions import MentionLinker
from archive.prose.plain_text import plain_text
from archive.prose.sanitize_apart import clean_html
from archive.read.limits import LimitViolation, find_violation, limit_problem

WORDS_PER_MINUTE = 230
"""Silent reading of English non-fiction: Brysbaert (2019), 238 words a minute, rounded down."""

_WORD = re.compile(r"\w\S*")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_HEADING = re.compile(r"<(/?)h([1-5])\b")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters of scripts that run from right to left: the blocks of Unicode that are theirs."""


@dataclass(frozen=True, slots=True)
class Body:
    """The rendered prose of a brief.

    Attributes:
        html: Safe HTML without a level-one heading.
        headings: Its headings, nested.
        opening: The first paragraph as plain text.
        words: Number of words.
        spellings: The folded names of known entities in it, linked or not.
        links: Its links (escaped) whose targets were looked up.
    """

    html: str
    headings: tuple[Heading, ...]
    opening: str
    words: int
    spellings: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """Reading time in minutes, at least one."""
        return max(1, round(self.words / WORDS_PER_MINUTE))


EMPTY = Body("", (), "", 0)
"""Replaces a body that could not be rendered."""


def render_body(
    brief: Brief,
    renderer: MarkdownRenderer,
    lexicon: Lexicon | None,
    named: frozenset[str],
    base: str,
    targets: Targets,
    embeds: tuple[str, ...] = (),
    catalogue: Catalogue = ENGLISH,
) -> tuple[Body, tuple[Problem, ...]]:
    """Renders one brief's body.

    Args:
        brief: The brief.
        renderer: The Markdown converter.
        lexicon: The names to link, or None for none.
        named: Identifiers of the actors that the brief lists.
        base: The relative path from its page to the site's root.
        targets: What its links may lead to.
        embeds: Prefixes of the addresses that may be framed; see ``prose.embeds``.
        catalogue: The messages of the interface.

    Returns:
        The body, and a warning for each link that leads nowhere (its text stays, unlinked). If
        the text cannot be rendered within the limits, an empty body and an error. Nothing in a
        brief raises an exception.
    """
    if excess := find_violation(brief.body):
        return EMPTY, (_refused(brief, excess),)
    result = render_limits.attempt(
        lambda: _render(brief, renderer, lexicon, named, base, targets, embeds, catalogue)
    )
    if not isinstance(result, LimitViolation):
        return result
    renderer.renew()
    return EMPTY, (_refused(brief, result),)


def _render(
    brief: Brief,
    renderer: MarkdownRenderer,
    lexicon: Lexicon | None,
    named: frozenset[str],
    base: str,
    targets: Targets,
    embeds: tuple[str, ...],
    catalogue: Catalogue,
) -> tuple[Body, tuple[Problem, ...]]:
    raw, headings = renderer.render(brief.body)
    if excess := find_html_violation(raw):
        raise render_limits.LimitError(excess)
    raw, frames = take_out(raw, embeds, catalogue)
    clean = _lower_headings(_without_title(put_back(clean_html(raw), frames), brief.title))
    linker = MentionLinker(lexicon, named, base, clean) if lexicon else None
    directed = catalogue.is_right_to_left or _RIGHT_TO_LEFT.search(clean) is not None
    rendered, broken, links = connect(clean, brief.path, base, targets, linker, directed=directed)
    body = Body(
        html=rendered,
        headings=headings,
        opening=_opening(clean),
        words=len(_WORD.findall(plain_text(clean))),
        spellings=tuple(sorted(linker.found)) if linker else (),
        links=links,
    )
    return body, tuple(_problem(brief, one, broken[:at]) for at, one in enumerate(broken))


def _without_title(clean: str, title: str) -> str:
    """Drops a first heading that repeats the title."""
    match = re.match(r"\s*<h1\b[^>]*>(.*?)</h1>", clean, re.DOTALL)
    if match and plain_text(match[1]).casefold() == title.casefold():
        return clean[match.end() :]
    return clean


def _lower_headings(clean: str) -> str:
    """Moves all headings one level down if the body has a level-one heading, like the title."""
    if "<h1" not in clean:
        return clean
    return _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}", clean)


def _opening(clean: str) -> str:
    for match in _PARAGRAPH.finditer(clean):
        if text := plain_text(match[1]):
            return text
    return ""


def _problem(brief: Brief, broken: Broken, before: Sequence[Broken]) -> Problem:
    same = sum(one.href == broken.href for one in before)
    line, column = find_link(brief.body, broken.href, same) or (1, 1)
    line += brief.body_line - 1
    message = f'{broken.what} "{broken.href}" {broken.reason}'
    place = Place(brief.path, line, column)
    return Problem(place, Level.WARNING, message, broken.suggestion, broken.hint)


def _refused(brief: Brief, excess: LimitViolation) -> Problem:
    return limit_problem(excess, brief.body, brief.path, brief.body_line)
