"""What a build remembers for the next one: what it read, what it wrote, and why.

Plain data, kept as JSON: nothing in it is ever executed, and all of it can be deleted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from archive.core.model import Problem
from archive.lib.output_files import Written
from archive.prose.lookups import Lookups
from archive.read.rows import problem_of

FORMAT = 3
"""Raised whenever the form or the meaning of what is kept changes."""


class RenderRecord(NamedTuple):
    """What the rendering of a brief yielded, beside its page.

    It is kept as it is read, a row of plain data, because an archive has ten thousand of them and
    a build asks a few for more than a digest.

    Attributes:
        content: Digest of its file.
        base: Digest of the program, the registry and the settings that it was rendered with.
        answers: Digest of the answers to its questions.
        spellings: The folded names of known entities in it.
        links: Its links, as written.
        opening: Its first paragraph.
        words: How many words it has.
        noted: What was met on the way, as rows (``read.rows``); see ``problems``.
        card: Digest of what other pages show of it.
        related: Source paths of the briefs that its page names as related or neighbouring.
    """

    content: str
    base: str
    answers: str
    spellings: Sequence[str]
    links: Sequence[str]
    opening: str
    words: int
    noted: Sequence[Sequence[Any]] = ()
    card: str = ""
    related: Sequence[str] = ()

    @property
    def body(self) -> str:
        """What the HTML of its body depends on."""
        return f"{self.content} {self.base} {self.answers}"

    @property
    def questions(self) -> Lookups:
        """What its prose asks of the rest of the archive."""
        return Lookups(tuple(self.spellings), tuple(self.links))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was met on the way."""
        return tuple(map(problem_of, self.noted))


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What a build remembers.

    Attributes:
        base: Digest of program, registry, settings and shell: of all that every page shares.
        structure: Digest of which briefs there are, of which day, and what they name.
        world: Digest of what names and links may lead to.
        briefs: Source path → what its rendering yielded.
    """

    base: str = ""
    structure: str = ""
    world: str = ""
    briefs: Mapping[str, RenderRecord] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PreviousBuild:
    """What an earlier build left.

    Attributes:
        record: What it remembers.
        files: Path of each file of its release that is still as it was written.
    """

    record: BuildRecord = field(default_factory=BuildRecord)
    files: Mapping[str, Written] = field(default_factory=dict)


def to_plain(record: BuildRecord) -> dict[str, Any]:
    """Returns a record as texts, numbers, and tuples and mappings of them."""
    return {
        "format": FORMAT,
        "base": record.base,
        "structure": record.structure,
        "world": record.world,
        "briefs": {path: tuple(record) for path, record in record.briefs.items()},
    }


def from_plain(data: Any) -> BuildRecord:
    """Makes a record of what ``to_plain`` returned.

    Raises:
        ValueError, KeyError, TypeError: If the data is of another form: it is then worth nothing.
    """
    if data["format"] != FORMAT:
        raise ValueError("another format")
    return BuildRecord(
        base=data["base"],
        structure=data["structure"],
        world=data["world"],
        briefs={path: RenderRecord._make(one) for path, one in data["briefs"].items()},
    )
