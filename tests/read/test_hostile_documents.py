"""PDF files that are made to exhaust memory or time are refused, or read within the limits."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from archive.read.document_text import extract

CATALOG = b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>"
)
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
HELLO = b"BT /F 9 Tf (Hello) Tj ET"
DAMAGED = "is damaged, or is not what its name says"


def pdf(objects: Sequence[bytes]) -> bytes:
    """Returns a PDF file (ISO 32000-1, 7.5) with these objects, the first of which is its root."""
    out, offsets = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    end = b"trailer <</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%b%b" % (size, table, end)


def stream(data: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    head = b"<</Length %d /Filter %b>>\nstream\n" % (len(data), filters)
    return head + data + b"\nendstream"


def spaces(megabytes: int) -> bytes:
    """Returns many compressed spaces, which are a thousandth of their size."""
    packed = zlib.compressobj(9)
    parts = [packed.compress(b" " * 1_000_000) for _ in range(megabytes)]
    return b"".join(parts) + packed.flush()


def outlines(first: bytes) -> tuple[bytes, bytes]:
    return b"<</First 7 0 R/Last 7 0 R/Count 1>>", b"<</Title(A)/First 7 0 R/Next %b>>" % first


REFUSED = {
    "a long stream": [CATALOG, PAGES, PAGE, FONT, stream(spaces(300))],
    "a stream packed twice": [
        *(CATALOG, PAGES, PAGE, FONT),
        stream(zlib.compress(spaces(300), 9), b"[/FlateDecode/FlateDecode]"),
    ],
    "pages within themselves": [CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999>>"],
}

pytestmark = pytest.mark.long


@pytest.mark.parametrize("objects", REFUSED.values(), ids=REFUSED)
def test_a_file_that_unpacks_to_too_much_is_refused(objects: list[bytes], tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf(objects))
    assert file.stat().st_size < 400_000
    found = extract(file, "markdown")
    assert (found.text, found.problem) == ("", DAMAGED)


def test_an_outline_that_contains_itself_ends(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(
        pdf([CATALOG, PAGES, PAGE, FONT, stream(zlib.compress(HELLO)), *outlines(b"7 0 R")])
    )
    assert extract(file, "markdown").text == "Hello"
