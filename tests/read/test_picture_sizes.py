"""Width and height are read from the first bytes of a picture, or not at all."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from archive.read.picture_sizes import Size, size_of
from archive.read.reading import Reading

EXIF = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + bytes(5)


def webp(kind: bytes, data: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + kind + b"\0\0\0\0" + data


def jpeg(*before: bytes) -> bytes:
    parts = [b"\xff\xe1" + struct.pack(">H", len(one) + 2) + one for one in before]
    return b"\xff\xd8" + b"".join(parts) + b"\xff\xff\xc2\0\x0b\x08\x01\x2c\x02\x58\x01\x01\x11\0"


def svg(attributes: str) -> bytes:
    return f'<!-- <svg width="1" height="1"/> --><svg xmlns="s" {attributes}><g>'.encode()


SIZES: dict[str, tuple[bytes, Size | None]] = {
    "PNG": (png(640, 480), (640, 480)),
    "GIF": (b"GIF89a" + struct.pack("<HH", 20, 10), (20, 10)),
    "WebP, lossy": (webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a\x40\x01\xf0\x00"), (320, 240)),
    "WebP, lossless": (webp(b"VP8L", b"\x2f" + struct.pack("<I", 319 | 239 << 14)), (320, 240)),
    "WebP, extended": (webp(b"VP8X", b"\0\0\0\0\x3f\x01\0\xef\0\0"), (320, 240)),
    "JPEG": (jpeg(), (600, 300)),
    "JPEG, turned": (jpeg(EXIF), (300, 600)),
    "SVG": (svg('width="64px" height="32" viewBox="0 0 1 1"'), (64, 32)),
    "SVG that fills the column": (svg('viewBox="0,0 24 12"'), (1000, 500)),
    "SVG in percent": (svg('width="100%" height="50%" viewBox="0 0 2 1"'), None),
    "SVG without a size": (svg(""), None),
    "SVG with a wrong box": (svg('viewBox="0 0 0 12"'), None),
    "no picture": (b"a picture", None),
    "empty": (b"", None),
    "PNG of nothing": (png(0, 480), None),
    "PNG of billions": (png(2**31, 480), None),
}


@pytest.mark.parametrize("case", SIZES)
def test_sizes(case: str) -> None:
    data, size = SIZES[case]
    assert size_of(data) == size


@pytest.mark.parametrize("case", [one for one in SIZES if SIZES[one][1]])
def test_a_file_that_is_cut_off_is_no_error(case: str) -> None:
    data = SIZES[case][0]
    for end in range(len(data)):
        size_of(data[:end])


def test_only_changed_files_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.read.reading.FRESH", -(10**12))
    reading = Reading()
    (tmp_path / "a.png").write_bytes(png(4, 3))
    (tmp_path / "b.csv").write_bytes(png(4, 3))
    assert reading.read_sizes(tmp_path, ["a.png", "b.csv"]) == {"a.png": (4, 3)}
    monkeypatch.setattr("archive.read.reading.open_regular", None)
    assert reading.read_sizes(tmp_path, ["a.png"]) == {"a.png": (4, 3)}
    monkeypatch.undo()
    (tmp_path / "a.png").write_bytes(png(40, 3))
    assert reading.read_sizes(tmp_path, ["a.png"]) == {"a.png": (40, 3)}
