"""The value of every key is read into its field."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.details import EntityKind, Membership
from archive.core.keys import Key, Shape, key_of
from archive.core.kinds import ENTITY_KINDS, REGISTRY_FILES
from archive.core.model import Brief
from archive.read.brief_folder import read_briefs
from archive.read.registry import read_entities

EXAMPLES: Mapping[Shape, Any] = {
    "text": "some-words",
    "date": "2001-02-03",
    "partial date": "2001-02",
    "time": "2001-02-03 04:05+01:00",
    "address": "https://a.example/",
    "orcid": "0000-0002-1825-0097",
    "doi": "10.5281/zenodo.1234",
    "licence": "CC-BY-4.0",
    "language": "pt-BR",
    "number": "12",
    "flag": "yes",
    "names": ["One", "Two"],
    "dated names": ["one 2001-02", "two"],
    "map": {"fr": "Un"},
}


def example(key: Key) -> Any:
    """Returns a value for a key that differs from its default."""
    match key.shape:
        case "choice":
            return key.choices[-1]
        case "record":
            return values_of(key.keys or {})
        case "records":
            keys = key.keys or {}
            instead = {name: one for name, one in keys.items() if one.replaces or one.required}
            plain = {name: one for name, one in keys.items() if not one.replaces}
            return (
                [values_of(plain)]
                if instead.keys() <= plain.keys()
                else [*map(values_of, (plain, instead))]
            )
        case shape:
            return EXAMPLES[shape]


def values_of(keys: Mapping[str, Key]) -> dict[str, Any]:
    return {name: example(key) for name, key in keys.items()}


def is_filled(value: Any) -> bool:
    """Returns whether a value and all values inside it are not empty.

    Of several records, each field is filled in one of them: some keys replace others.
    """
    if isinstance(value, tuple) and value and hasattr(value[0], "__dataclass_fields__"):
        names = [one.name for one in fields(value[0])]
        return all(any(is_filled(getattr(one, name)) for one in value) for name in names)
    if isinstance(value, tuple):
        return bool(value) and all(is_filled(one) for one in value)
    if hasattr(value, "__dataclass_fields__"):
        return all(is_filled(getattr(value, one.name)) for one in fields(value))
    return bool(value)


@pytest.mark.parametrize("kind", REGISTRY_FILES.values())
def test_each_key_of_an_entry_is_read(kind: EntityKind) -> None:
    row = ENTITY_KINDS[kind]
    entries, problems = read_entities(json.dumps({"x": values_of(row.keys)}), "x.yml", kind)
    assert problems == ()
    entity = entries[0]
    assert all(
        is_filled(getattr(entity, one.name)) for one in fields(entity) if one.name != "details"
    )
    assert entity.url == f"{row.folder}/some-words/"
    empty = row.details()
    for one in fields(row.details):
        value = getattr(entity.details, one.name)
        assert value != getattr(empty, one.name), one.name
        if row.own_keys[key_of(one)].shape == "dated names":
            assert value == (Membership("one", since="2001-02"), Membership("two"))
        else:
            assert is_filled(value), one.name


def test_each_key_of_a_brief_is_read(tmp_path: Path) -> None:
    """The second run takes the brief from the cache."""
    matter = {**values_of(BRIEF_KEYS), "aliases": ["old/name/"]}
    matter["relations"][0]["object"] = "Another"
    file = tmp_path / "briefs" / "2001" / "x.md"
    file.parent.mkdir(parents=True)
    file.write_text(f"---\n{json.dumps(matter)}\n---\nText.\n", encoding="utf-8")
    for _ in range(2):
        briefs, problems = read_briefs(tmp_path, "briefs", tmp_path / "cache.json", workers=1)
        assert problems == ()
        brief = briefs[0]
        listed, single = brief.sources
        assert (is_filled(listed), single.url) == (True, "https://a.example/")
        for one in fields(Brief):
            if key_of(one) in BRIEF_KEYS and one.name != "sources":
                assert is_filled(getattr(brief, one.name)), one.name
        assert brief.date == dt.date(2001, 2, 3)
        assert brief.url == "briefs/2001/some-words/"
        assert brief.corrections[0].date == brief.updates[0].date == brief.date


def test_an_empty_name_in_another_language_is_an_error() -> None:
    """On a site in that language, it would be the title of the page."""
    text = 'x:\n  name: A\n  names:\n    fr:\n    es: ["", B]\n    sw: "  "\n    de: C\n'
    [entity], problems = read_entities(text, "x.yml", "person")
    assert entity.names == (("es", "B"), ("de", "C"))
    assert [str(one) for one in problems] == [
        f'x.yml:{at}: error: an item of "names.{tag}" is empty (hint: fill it in or delete it)'
        for at, tag in (("4:8", "fr"), ("5:10", "es"), ("6:9", "sw"))
    ]
