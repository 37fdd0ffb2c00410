"""Values of a type for property tests: every field varies, those with defaults too."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(), max_size=5) | st.just("\udcff"),
    int: st.integers() | st.just(2**64),
    bool: st.booleans(),
    dt.date: st.dates(),
    type(None): st.none(),
    bytes: st.binary(max_size=20),
    dt.datetime: st.datetimes(timezones=st.just(dt.UTC)).map(lambda time: time.replace(fold=0)),
}
"""Among strings are lone surrogates, as in the names of files that are not UTF-8."""


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Returns a strategy for all values of a type; a type that is unknown here is an error."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind in PLAIN:
        return PLAIN[kind]
    if origin in (Union, types.UnionType):
        return st.one_of([values_of(one) for one in inner])
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is list:
        return st.lists(values_of(inner[0]), max_size=2)
    if origin is tuple and inner[-1] is Ellipsis:
        return st.lists(values_of(inner[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values_of, inner))
    if origin in (dict, Mapping):
        return st.dictionaries(values_of(inner[0]), values_of(inner[1]), max_size=2)
    if issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    assert is_dataclass(kind) or hasattr(kind, "_fields"), f"no values are known of {kind}"
    return st.builds(kind, **{name: values_of(one) for name, one in get_type_hints(kind).items()})
