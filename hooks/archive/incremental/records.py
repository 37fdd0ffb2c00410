"""The record of a build for the next build: its sources, its pages, and their dependencies.

Records are data only: nothing in them is ever executed, and all of them can be deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.core.model import Problem
from archive.lib.output_files import Written
from archive.prose.lookups import Lookups


class RenderRecord(NamedTuple):
    """The result of rendering a brief, besides its page.

    Attributes:
        content: Hash of its file.
        base: Hash of the program, the registry and the settings that it was rendered with.
        answers: Hash of the results of its lookups.
        spellings: The folded names of known entities in it.
        links: Its links, as in the source.
        opening: Its first paragraph.
        words: Number of words.
        problems: The problems found while rendering.
        card: Hash of what other pages show of it.
        related: Source paths of the briefs that its page lists as related or neighbouring.
        revision: The last commit that changed it, which determines its history; or "".
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
    revision: str = ""

    @property
    def body(self) -> str:
        """What the HTML of its body depends on."""
        return f"{self.content} {self.base} {self.answers}"

    @property
    def questions(self) -> Lookups:
        """What its prose looks up in the rest of the archive."""
        return Lookups(self.spellings, self.links)


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """The record of a build.

    Attributes:
        base: Hash of program, registry, settings and shell: of all that every page shares.
        structure: Hash of which briefs exist, their dates, and what they name.
        world: Hash of what names and links may lead to.
        briefs: Source path → what rendering the brief produced.
        name: Name of the site.
        address: Address of the site, or "".
        briefs_at: Addresses of the published briefs.
        home: Hash of the text of the home page.
    """

    base: str = ""
    structure: str = ""
    world: str = ""
    briefs: Mapping[str, RenderRecord] = field(default_factory=dict)
    name: str = ""
    address: str = ""
    briefs_at: tuple[str, ...] = ()
    home: str = ""


@dataclass(frozen=True, slots=True)
class PreviousBuild:
    """The result of an earlier build.

    Attributes:
        record: Its record.
        files: Path of each file of its release that is unchanged since → how it was written.
    """

    record: BuildRecord = field(default_factory=BuildRecord)
    files: Mapping[str, Written] = field(default_factory=dict)
