"""The part of CBOR (RFC 8949) that Pagefind's files use: integers, strings and arrays."""

from __future__ import annotations

from typing import TypeAlias

Value: TypeAlias = "int | str | list[Value]"

_NUMBER, _NEGATIVE, _TEXT, _ARRAY = 0, 1, 3, 4


def read_head(data: bytes, at: int) -> tuple[int, int, int]:
    """Reads the head of an item: its major type, its number, and where its content begins.

    Raises:
        ValueError: If it is of a kind that Pagefind does not write, or ends too early.
    """
    if at >= len(data):
        raise ValueError("the data ends in the middle of an item")
    major, low = data[at] >> 5, data[at] & 31
    if low < 24:
        return major, low, at + 1
    if low > 27:
        raise ValueError(f"unknown head {data[at]:#x}")
    size = 1 << (low - 24)
    return major, int.from_bytes(data[at + 1 : at + 1 + size], "big"), at + 1 + size


def read(data: bytes, at: int = 0) -> tuple[Value, int]:
    """Reads an item; returns it and where the next one begins.

    Raises:
        ValueError: As ``read_head`` does.
    """
    major, number, at = read_head(data, at)
    if major == _NUMBER:
        return number, at
    if major == _NEGATIVE:
        return -1 - number, at
    if major == _TEXT:
        return data[at : at + number].decode(), at + number
    if major == _ARRAY:
        items: list[Value] = []
        for _ in range(number):
            item, at = read(data, at)
            items.append(item)
        return items, at
    raise ValueError(f"unknown type {major}")


def head(major: int, number: int) -> bytes:
    """Writes the head of an item, as short as it can be."""
    if number < 24:
        return bytes((major << 5 | number,))
    for low, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 1 << (8 * size):
            return bytes((major << 5 | low,)) + number.to_bytes(size, "big")
    raise ValueError("too large a number")


def array(length: int) -> bytes:
    """Writes the head of an array, given its number of items."""
    return head(_ARRAY, length)


def write(value: Value) -> bytes:
    """Writes an item."""
    if isinstance(value, int):
        return head(_NUMBER, value) if value >= 0 else head(_NEGATIVE, -1 - value)
    if isinstance(value, str):
        text = value.encode()
        return head(_TEXT, len(text)) + text
    return array(len(value)) + b"".join(write(item) for item in value)
