"""Makes dataclasses from mappings: each field takes the value of its key, read by its shape."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from types import UnionType
from typing import Any, TypeVar, assert_never, get_args, get_origin, get_type_hints

from archive.core.keys import Key, PlainShape, key_of
from archive.core.model import Named
from archive.read.fields import Fields

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Slot:
    """A field of a dataclass.

    Attributes:
        name: Its name.
        key: The name of its key.
        type: Its type; for a tuple of any length, the type of an item.
        default: Its value if the key is left out, or None.
    """

    name: str
    key: str
    type: Any
    default: Any


def read_values(
    record: type, mapping: Fields, keys: Mapping[str, Key], without: Collection[str] = ()
) -> dict[str, Any]:
    """Reads the values of all fields of a dataclass that have a key.

    Args:
        record: The dataclass.
        mapping: The mapping, as written.
        keys: The keys of the mapping.
        without: Names of fields that the caller reads itself.

    Returns:
        Name of a field → its value, in the order of the fields; None for a missing date.
    """
    return {
        slot.name: _value(slot, keys[slot.key], mapping)
        for slot in _slots(record)
        if slot.key in keys and slot.name not in without
    }


def read_record(record: type[T], mapping: Fields, keys: Mapping[str, Key]) -> T | None:
    """Makes a dataclass from a mapping; None if a date that it needs is missing or wrong."""
    values = read_values(record, mapping, keys)
    return None if None in values.values() else record(**values)


def _value(slot: _Slot, key: Key, mapping: Fields) -> Any:
    name, shape = slot.key, key.shape
    match shape:
        case "text":
            text, place = mapping.text(name), mapping.place(name)
            return Named(text, place.line, place.column) if slot.type is Named else text
        case "choice":
            return mapping.choice(name, slot.default or "")
        case "names":
            names = mapping.names(name)
            return names if slot.type is Named else tuple(one.text for one in names)
        case "dated names":
            return tuple(slot.type(one, since=since) for one, since in mapping.dated_names(name))
        case "record":
            inner = mapping.record(name)
            return read_record(slot.type, inner, key.keys or {}) if inner else slot.default
        case "records":
            found = (read_record(slot.type, one, key.keys or {}) for one in mapping.records(name))
            return tuple(
                one for one in found if one is not None and (not key.short or _main(one, key.short))
            )
        case _:
            return _plain_value(name, shape, mapping)


def _main(record: object, key: str) -> str:
    """Returns the value without which a record that may be a plain string says nothing."""
    value = getattr(record, key)
    return value.text if isinstance(value, Named) else str(value)


def _plain_value(name: str, shape: PlainShape, mapping: Fields) -> Any:
    """Reads a value that depends only on the shape of its key."""
    match shape:
        case "date":
            return mapping.date(name)
        case "partial date":
            return mapping.partial(name)
        case "time":
            return mapping.time(name)
        case "address":
            return mapping.address(name)
        case "orcid" | "doi" | "licence" | "language" | "number":
            return mapping.identifier(name)
        case "flag":
            return mapping.flag(name)
        case "map":
            return mapping.pairs(name)
        case _:
            assert_never(shape)


@cache
def _slots(record: type) -> tuple[_Slot, ...]:
    types = get_type_hints(record)
    return tuple(
        _Slot(
            one.name,
            key_of(one),
            _item_type(types[one.name]),
            None if one.default is MISSING else one.default,
        )
        for one in fields(record)
    )


def _item_type(hint: Any) -> Any:
    """Returns the type of an item of a tuple, or of a value that may be None."""
    return get_args(hint)[0] if get_origin(hint) in (tuple, UnionType) else hint
