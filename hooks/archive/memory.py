"""What a build remembers for the next one: what it read, what it wrote, and why.

Plain data, kept as JSON: nothing in it is ever executed, and all of it can be deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.model import Level, Place, Problem
from archive.prose.trace import Questions

FORMAT = 1
"""Raised whenever the form or the meaning of what is kept changes."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was written: its key, size in bytes, time of change in nanoseconds."""

    key: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class BriefFacts:
    """What the rendering of a brief yielded, beside its page.

    Attributes:
        content: Digest of its file.
        base: Digest of the program, the registry and the settings that it was rendered with.
        answers: Digest of the answers to its questions.
        questions: What its prose asks of the rest of the archive.
        opening: Its first paragraph.
        words: How many words it has.
        problems: What was met on the way.
        card: Digest of what other pages show of it.
        related: Source paths of the briefs that its page names as related or neighbouring.
    """

    content: str
    base: str
    answers: str
    questions: Questions
    opening: str
    words: int
    problems: tuple[Problem, ...] = ()
    card: str = ""
    related: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """What the HTML of its body depends on."""
        return f"{self.content} {self.base} {self.answers}"


@dataclass(frozen=True, slots=True)
class Memory:
    """What a build remembers.

    Attributes:
        base: Digest of program, registry, settings and frame: of all that every page shares.
        structure: Digest of which briefs there are, of which day, and what they name.
        world: Digest of what names and links may lead to.
        briefs: Source path → what its rendering yielded.
    """

    base: str = ""
    structure: str = ""
    world: str = ""
    briefs: Mapping[str, BriefFacts] = field(default_factory=dict)


def to_plain(memory: Memory) -> dict[str, Any]:
    """Returns a memory as texts, numbers, and tuples and mappings of them."""
    return {
        "format": FORMAT,
        "base": memory.base,
        "structure": memory.structure,
        "world": memory.world,
        "briefs": {
            path: (
                facts.content,
                facts.base,
                facts.answers,
                facts.questions.spellings,
                facts.questions.links,
                facts.opening,
                facts.words,
                [_plain_problem(problem) for problem in facts.problems],
                facts.card,
                facts.related,
            )
            for path, facts in memory.briefs.items()
        },
    }


def from_plain(data: Any) -> Memory:
    """Makes a memory of what ``to_plain`` returned.

    Raises:
        ValueError, KeyError, TypeError: If the data is of another form: it is then worth nothing.
    """
    if data["format"] != FORMAT:
        raise ValueError("another format")
    return Memory(
        base=data["base"],
        structure=data["structure"],
        world=data["world"],
        briefs={path: _facts(one) for path, one in data["briefs"].items()},
    )


def _facts(one: Any) -> BriefFacts:
    content, base, answers, spellings, links, opening, words, problems, card, related = one
    return BriefFacts(
        content,
        base,
        answers,
        Questions(tuple(spellings), tuple(links)),
        opening,
        words,
        tuple(map(_problem, problems)),
        card,
        tuple(related),
    )


def _plain_problem(problem: Problem) -> tuple[object, ...]:
    place = problem.place
    return (
        place.path,
        place.line,
        place.column,
        str(problem.level),
        problem.message,
        problem.suggestion,
        problem.hint,
    )


def _problem(one: Any) -> Problem:
    path, line, column, level, message, suggestion, hint = one
    return Problem(Place(path, line, column), Level(level), message, suggestion, hint)
