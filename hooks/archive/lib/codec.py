"""Converts values to bytes and back by their types, as MessagePack with msgspec.

A dataclass or NamedTuple is stored with all of its fields. There is no list of them, so none can be
forgotten. Decoding checks every value against its type; nothing that is decoded is executed.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, TypeVar

import msgspec
import msgspec.inspect

from archive.lib.digest import digest

T = TypeVar("T")

_JSON = b"\xc1"
"""First byte of JSON; MessagePack's specification never uses it."""


def encode(value: object) -> bytes:
    """Encodes numbers, strings, dates, enums, None, and dataclasses and collections of them."""
    try:
        return msgspec.msgpack.encode(value)
    except (UnicodeEncodeError, OverflowError):
        # A file name need not be UTF-8, and a file's time may exceed 64 bits; JSON allows both.
        plain = msgspec.to_builtins(value, str_keys=True)
        return _JSON + json.dumps(plain, separators=(",", ":")).encode()


def decode(data: bytes | memoryview, kind: type[T]) -> T:
    """Decodes what ``encode`` returned for a value of a type.

    Raises:
        ValueError: If the bytes contain no value of that type.
    """
    hashable: Any = kind  # mypy does not know that a type[T] is hashable
    try:
        if data[:1] == _JSON:
            decoded: T = msgspec.convert(json.loads(bytes(data[1:])), kind, str_keys=True)
        else:
            decoded = _decoder(hashable).decode(data)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return decoded


@cache
def shape_of(kind: Any) -> str:
    """Returns the hash of a type: of the names and types of all its fields, including nested ones.

    Defaults are included: their ``repr`` must be the same in every process.
    """
    return digest(msgspec.inspect.type_info(kind))


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
