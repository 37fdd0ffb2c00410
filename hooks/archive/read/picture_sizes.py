"""Reads the width and height of pictures from their first bytes, so that pages keep room for them.

Sources: PNG (W3C, 11.2.1), GIF89a (18), WebP container (RFC 9649), JPEG (ITU T.81, B.2.2) with the
orientation of Exif 2.3 (4.6.4), SVG 2 (8.6).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from xml.parsers import expat

Size = tuple[int, int]
"""Width and height in pixels of CSS."""

READ = 1 << 18
"""Number of bytes that are read: a JPEG may have a preview and a colour profile first."""
LARGEST = 100_000
SIZED = frozenset({".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
FILLING = 1000
"""Minimum width that is stated for an SVG that states none, so that it fills the column."""

_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d+)?|\.\d+)(?:px)?\s*")
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ORIENTATION = 0x0112
_FIRST_TURNED = 5
"""Orientations from this one on swap width and height."""


class _FoundError(Exception):
    """Stops the parser at the first element."""


def has_size(path: str) -> bool:
    """Returns whether a file, by its name, is a picture whose size can be read."""
    return PurePosixPath(path).suffix.lower() in SIZED


def size_of(data: bytes) -> Size | None:
    """Returns the size of a picture, or None if it cannot be read.

    Args:
        data: The file's first bytes, at most ``READ``.
    """
    try:
        found = _read(data)
    except (struct.error, IndexError):
        return None
    return found if found and all(1 <= side <= LARGEST for side in found) else None


def _read(data: bytes) -> Size | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        width, height = struct.unpack_from(">II", data, 16)
        return width, height
    if data.startswith((b"GIF87a", b"GIF89a")):
        width, height = struct.unpack_from("<HH", data, 6)
        return width, height
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    return _svg(data)


def _webp(data: bytes) -> Size | None:
    kind = data[12:16]
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and data[20] == 0x2F:
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
        return width + 1, height + 1
    return None


def _jpeg(data: bytes) -> Size | None:
    is_turned = False
    for marker, start, end in _segments(data):
        if marker == 0xE1 and data.startswith(b"Exif\0\0", start):
            is_turned = _orientation(data[start + 6 : end]) >= _FIRST_TURNED
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, start + 1)
            return (height, width) if is_turned else (width, height)
    return None


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yields the segments before a JPEG's pixels: marker, and where the content begins and ends."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == 0xDA:
            return
        (length,) = struct.unpack_from(">H", data, at + 2)
        yield marker, at + 4, at + 2 + length
        at += 2 + length


def _orientation(tiff: bytes) -> int:
    """Returns the orientation that Exif data states, 1 to 8; or 1."""
    order = "<" if tiff.startswith(b"II") else ">"
    try:
        (at,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, at)
        for entry in range(at + 2, min(at + 2 + 12 * count, len(tiff)), 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if tag == _ORIENTATION:
                return int(value)
    except struct.error:
        pass
    return 1


def _svg(data: bytes) -> Size | None:
    """Returns the size that an SVG states, or that of its drawing, enlarged to fill the column."""
    root: dict[str, str] = {}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name.rpartition("}")[2] == "svg":
            root.update(attributes)
        raise _FoundError

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = start
    try:
        parser.Parse(data, False)
    except _FoundError:
        pass
    except (expat.ExpatError, ValueError, LookupError):
        return None
    stated = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    if all(stated):
        width, height = (float(one[1]) for one in stated if one)
        return round(width), round(height)
    if root.keys() & {"width", "height"}:
        return None
    box = root.get("viewBox", "").replace(",", " ").split()
    sides = [_LENGTH.fullmatch(one) for one in box[2:]]
    if len(box) != 4 or not all(sides):
        return None
    width, height = (float(one[1]) for one in sides if one)
    scale = max(1.0, FILLING / width) if width else 1.0
    return round(width * scale), round(height * scale)
