"""What a build remembers for the next one: what it read, what it wrote, and why.

Data only: nothing in it is ever executed, and all of it can be deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.core.model import Problem
from archive.lib.output_files import Written
from archive.prose.lookups import Lookups


class RenderRecord(NamedTuple):
    """What the rendering of a brief yielded, besides its page.

    Attributes:
        content: Digest of its file.
        base: Digest of the program, the registry and the settings that it was rendered with.
        answers: Digest of the answers to its questions.
        spellings: The folded names of known entities in it.
        links: Its links, as written.
        opening: Its first paragraph.
        words: How many words it has.
        problems: What was met on the way.
        card: Digest of what other pages show of it.
        related: Source paths of the briefs that its page names as related or neighbouring.
    """

    content: str
    base: str
    answers: str
    spellings: tuple[str, ...]
    links: tuple[str, ...]
    opening: str
    words: int
    problems: tuple[Problem, ...] = ()
    card: str = ""
    related: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """What the HTML of its body depends on."""
        return f"{self.content} {self.base} {self.answers}"

    @property
    def questions(self) -> Lookups:
        """What its prose asks of the rest of the archive."""
        return Lookups(self.spellings, self.links)


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
