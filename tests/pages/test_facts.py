"""Values of keys with a label are facts on pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from archive.core.keys import Key
from archive.core.model import Named
from archive.core.settings import Settings
from archive.pages.context import SiteContext
from archive.pages.drawings import (
    Shapes,
)
from archive.pages.facts import labelled_facts
from archive.pages.parts import (
    Fact,
    Link,
)
from archive.resolve.graph import Graph

EMPTY = SiteContext(Graph((), {}, {}, {}), Settings(), {}, {}, Shapes("", {}))

KEYS = {
    "where": Key("text", "", label="Where"),
    "which": Key("choice", "", label="Which"),
    "names": Key("names", "", label="Names"),
    "day": Key("date", "", label="Day"),
    "month": Key("partial date", "", label="Month"),
    "site": Key("address", "", label="Site"),
    "open": Key("flag", "", label="Open"),
    "secret": Key("text", ""),
}


@dataclass(frozen=True)
class Record:
    where: str = ""
    which: str = ""
    names: tuple[Named | str, ...] = ()
    day: dt.date | None = None
    month: str = ""
    site: str = ""
    open: bool = False
    secret: str = ""


def test_each_shape_of_value_has_its_format() -> None:
    record = Record(
        where="Vienna",
        which="formal",
        names=(Named("One"), "Two"),
        day=dt.date(2022, 2, 1),
        month="2022-02",
        site="https://www.a.example/b/",
        open=True,
        secret="unlabelled",
    )
    assert list(labelled_facts(EMPTY, record, KEYS)) == [
        Fact("Where", (Link("", "Vienna"),)),
        Fact("Which", (Link("", "formal"),)),
        Fact("Names", (Link("", "One"), Link("", "Two"))),
        Fact("Day", (Link("", "1 February 2022"),)),
        Fact("Month", (Link("", "February 2022"),)),
        Fact("Site", (Link("https://www.a.example/b/", "a.example/b"),)),
        Fact("Open", (Link("", "yes"),)),
    ]


def test_missing_values_are_not_shown() -> None:
    assert list(labelled_facts(EMPTY, Record(), KEYS)) == []


def test_a_record_is_not_shown_as_a_fact() -> None:
    keys = {"where": Key("record", "", label="Where", keys={})}
    with pytest.raises(ValueError, match="cannot show a value of shape record"):
        list(labelled_facts(EMPTY, Record(where="Vienna"), keys))
