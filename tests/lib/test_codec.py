"""Data stored between builds is loaded unchanged, with every field of its type."""

from __future__ import annotations

import ast
import dataclasses
import os
import re
import subprocess
import sys
from dataclasses import field, make_dataclass
from typing import Any, NamedTuple, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.core.model import Brief, Claim, Level, Named, Place, Problem
from archive.incremental.records import BuildRecord, RenderRecord
from archive.incremental.up_to_date import Note
from archive.lib.codec import decode, encode, shape_of
from archive.lib.output_files import Written, WrittenFiles
from archive.read.cache import ReadFile, ReadFiles
from archive.search.background import Wanted
from tests.support.sites import ROOT
from tests.support.stored_types import STORED_TYPES
from tests.support.values import values_of

CLASSES: tuple[Any, ...] = (
    ReadFile,
    Brief,
    Claim,
    Named,
    Problem,
    Place,
    RenderRecord,
    BuildRecord,
    Written,
    Note,
    Wanted,
)
GENEROUS = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Some values have hundreds of parts."""
each_kind = pytest.mark.parametrize("kind", STORED_TYPES.values(), ids=STORED_TYPES)
each_class = pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)


def with_extra_field(kind: type[Any]) -> Any:
    """Returns a subclass with one more field, which has a default."""
    if dataclasses.is_dataclass(kind):
        more = [("extra", str, field(default=""))]
        return make_dataclass(kind.__name__, more, bases=(kind,), frozen=True, slots=True)
    larger = NamedTuple(kind.__name__, [*get_type_hints(kind).items(), ("extra", str)])  # type: ignore[misc]
    larger.__new__.__defaults__ = ("",)
    return larger


def test_every_type_that_is_saved_is_tested_here() -> None:
    saved: set[str] = set()
    for file in (ROOT / "hooks" / "archive").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if re.search(r"from archive\.lib\.storage import .*\bsave\b", text):
            calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
            saved |= {
                ast.unparse(call.args[2]) for call in calls if ast.unparse(call.func) == "save"
            }
    assert saved == set(STORED_TYPES)


@each_kind
@GENEROUS
@given(data=st.data())
def test_decoding_returns_the_encoded_value(kind: Any, data: st.DataObject) -> None:
    value = data.draw(values_of(kind))
    decoded = decode(encode(value), kind)
    assert decoded == value
    assert repr(decoded) == repr(value), (
        "repr also shows fields that equality ignores, and the types of strings"
    )


@each_class
@settings(GENEROUS, max_examples=5)
@given(data=st.data())
def test_a_field_that_is_added_is_stored(kind: Any, data: st.DataObject) -> None:
    larger = with_extra_field(kind)
    value = data.draw(values_of(larger))
    assert decode(encode(value), larger).extra == value.extra


@each_class
def test_a_field_that_is_added_changes_the_shape(kind: Any) -> None:
    assert shape_of(with_extra_field(kind)) != shape_of(kind)
    assert shape_of(list[with_extra_field(kind)]) != shape_of(list[kind])  # type: ignore[misc]


def test_names_types_and_order_of_fields_make_the_shape() -> None:
    def shape(*fields: tuple[str, Any]) -> str:
        return shape_of(make_dataclass("One", fields))

    first = shape(("a", int), ("b", str))
    assert first == shape(("a", int), ("b", str))
    others = [shape(("a", int), ("c", str)), shape(("a", int), ("b", int)), shape(("a", int))]
    others += [shape(("b", str), ("a", int)), shape(("a", int), ("b", str | None))]
    assert len({first, *others}) == 6


def test_every_process_sees_the_same_shapes() -> None:
    """A default whose ``repr`` contains a memory address would invalidate every cache silently."""
    program = """
from archive.lib.codec import shape_of
from tests.support.stored_types import STORED_TYPES
print(*map(shape_of, STORED_TYPES.values()))
"""
    path = os.pathsep.join([str(ROOT), str(ROOT / "hooks")])
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "1"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == [shape_of(kind) for kind in STORED_TYPES.values()]


@each_kind
@GENEROUS
@given(data=st.binary(max_size=60) | st.binary(max_size=60).map(lambda data: b"\xc1" + data))
def test_any_bytes_are_a_value_of_the_type_or_an_error(kind: Any, data: bytes) -> None:
    try:
        value = decode(data, kind)
    except ValueError:
        return
    assert decode(encode(value), kind) == value


@pytest.mark.parametrize("data", [b"", b"\x91" * 100_000, b"\xc1" + b"[" * 100_000, b"\xa1\xff"])
def test_invalid_bytes_are_an_error(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # each library has its own message
        decode(data, list[Any])


def test_values_of_another_type_are_refused() -> None:
    problem = Problem(Place("a.md"), Level.ERROR, "wrong")
    assert decode(encode(problem), Problem) == problem
    for other in (Brief, Written, RenderRecord, ReadFiles, tuple[Problem, ...]):
        with pytest.raises(ValueError, match=r"Expected|missing|length|required"):
            decode(encode(problem), other)


def test_names_that_are_not_utf8_and_times_beyond_64_bits_are_stored() -> None:
    files = {"a\udcff.png": Written("key", 1, 2**70)}
    assert decode(encode(files), WrittenFiles) == files
