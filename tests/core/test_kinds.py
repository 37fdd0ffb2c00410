"""Each kind of entity has a complete row, and each key that authors write has a field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.details import Details, Own, ShippedKind
from archive.core.keys import ENTITY_KEYS, Key, key_of
from archive.core.kind import Kind
from archive.core.kinds import ENTITY_KINDS
from archive.core.model import Brief, Entity
from tests.support.sites import ROOT

ROWS = list(ENTITY_KINDS.values())
each_row = pytest.mark.parametrize("row", ROWS, ids=list(ENTITY_KINDS))


def test_each_kind_has_a_row_and_details_of_its_own() -> None:
    assert set(ENTITY_KINDS) == set(get_args(ShippedKind))
    assert {row.details for row in ROWS} == set(get_args(Details)) - {Own}
    assert len({row.details for row in ROWS}) == len(ROWS)
    assert len({row.folder for row in ROWS}) == len(ROWS)


@each_row
def test_a_row_has_all_its_labels(row: Kind) -> None:
    words = [row.singular, row.plural, *row.in_sentence, row.filter_label, row.parts_title]
    words += [word for one in row.subtypes.values() for word in (one.singular, one.plural)]
    assert all(word and word == word.strip() for word in [*words, row.memberships_title])
    assert re.fullmatch("[a-z-]+", row.folder)
    assert row.lead.endswith(".")
    assert not row.page_note or row.page_note.endswith(".")


@each_row
def test_an_entry_may_leave_out_every_key_of_its_kind(row: Kind) -> None:
    assert row.details()


@each_row
def test_the_fields_that_a_row_names_exist(row: Kind) -> None:
    by_field = {one.name: row.own_keys[key_of(one)] for one in fields(row.details)}
    if row.subtypes:
        assert tuple(row.subtypes) == by_field["subtype"].choices
        assert getattr(row.details(), "subtype", "") in row.subtypes
    else:
        assert "subtype" not in by_field
    assert bool(row.dated_by) == (row.grouping == "by year")
    if row.dated_by:
        assert by_field[row.dated_by].shape == "partial date"
    if row.part_of:
        assert by_field[row.part_of].refers


def check_fields(record: Any, keys: Mapping[str, Key], without: tuple[str, ...] = ()) -> None:
    """Checks that the fields of a dataclass and the keys of its mapping agree at all levels."""
    types = get_type_hints(record)
    by_key = {key_of(one): one for one in fields(record) if key_of(one) in keys}
    assert set(keys) - set(by_key) == set(without)
    for name, field in by_key.items():
        key, type_ = keys[name], types[field.name]
        inner = get_args(type_)[0] if get_origin(type_) in (tuple, UnionType) else type_
        if key.shape in ("record", "records"):
            assert key.keys is not None
            assert {key_of(one) for one in fields(inner)} == set(key.keys)
            check_fields(inner, key.keys)
        if key.shape == "choice" and field.default not in (MISSING, ""):
            assert field.default in key.choices
        if key.label:
            assert key.shape not in ("record", "records", "map"), (
                f"{name} cannot be shown as a fact"
            )


@each_row
def test_each_key_of_a_kind_has_a_field(row: Kind) -> None:
    assert {key_of(one) for one in fields(row.details)} == set(row.own_keys)
    check_fields(row.details, row.own_keys)


def test_each_key_of_all_entries_has_a_field() -> None:
    check_fields(Entity, ENTITY_KEYS, without=("replace",))


def test_each_key_of_a_brief_has_a_field() -> None:
    check_fields(Brief, BRIEF_KEYS, without=("slug", "source"))


def test_the_search_knows_the_facets() -> None:
    """A script repeats the labels of facets, in the order of the search page."""
    script = (ROOT / "docs/assets/javascripts/search/state.js").read_text(encoding="utf-8")
    block = re.search(r"FACETS = \{\n(.*?)\n\};", script, re.DOTALL)
    assert block
    facets: dict[str, str] = {kind: row.facet for kind, row in ENTITY_KINDS.items() if row.facet}
    publication = {
        "publication": "Publication type",
        "language": "Language",
    }
    expected = {"type": "Type", **facets, **publication, "status": "Relation"}
    labels: list[tuple[str, str]] = re.findall(r'(\w+): N_\("(.*?)"\),', block[1])
    assert labels == list(expected.items())
