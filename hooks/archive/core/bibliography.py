"""The bibliographic part of a brief: who wrote it, in which series, under which licence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from archive.core.catalogue import N_
from archive.core.names import fold
from archive.core.places import Named


@dataclass(frozen=True, slots=True)
class Author:
    """An author of a brief, by name or by a name of a person in the registry.

    Attributes:
        name: As written.
        affiliation: The institution that the author writes for, or empty.
        orcid: ORCID iD, such as ``0000-0002-1825-0097``, or empty.
    """

    name: str
    affiliation: str = ""
    orcid: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file next to a brief that its page lists.

    Attributes:
        file: The file, relative to the brief.
        title: Its title, or empty.
        pages: Its number of pages, or empty.
    """

    file: Named
    title: str = ""
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """The picture of a brief: a file next to it.

    Attributes:
        file: The file, relative to the brief.
        alt: What the picture shows, for those who do not see it.
        credit: Who made it, or empty.
    """

    file: Named
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Since when a brief no longer counts, and why."""

    date: dt.date
    reason: str


BRIEF_TYPES: Mapping[str, str] = {
    "brief": N_("Brief"),
    "report": N_("Report"),
    "commentary": N_("Commentary"),
    "fact sheet": N_("Fact sheet"),
    "statement": N_("Statement"),
    "dataset": N_("Dataset"),
    "working paper": N_("Working paper"),
    "interview": N_("Interview"),
    "speech": N_("Speech"),
    "event summary": N_("Event summary"),
}
"""The types of publications that a brief may be, unless the setting ``types`` lists others."""


def type_word(written: str, types: tuple[str, ...]) -> str:
    """Returns the type of the list that a spelling means, or "".

    Args:
        written: The type, as written: case, accents and hyphens do not matter.
        types: The types of the site.
    """
    folded = fold(written)
    return next((one for one in types if fold(one) == folded), "") if folded else ""


def type_label(word: str) -> str:
    """Returns the label of a type, not yet translated: "Fact sheet"."""
    return BRIEF_TYPES.get(word) or word[:1].upper() + word[1:]
