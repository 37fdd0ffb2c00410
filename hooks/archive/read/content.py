"""Checks that a published file is what its name says, so that no browser takes it for a page.

A host that does not know a type sends the file without one, or with that of an inner extension, and
a browser then guesses from the first bytes (WHATWG, MIME Sniffing, section 7.1). So text that
begins like HTML is refused, JSON must be JSON, and text must be text in UTF-8.
"""

from __future__ import annotations

import codecs
import json
import re
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Literal

import msgspec

from archive.core.model import Level, Place, Problem
from archive.read.files import open_regular

MAX_JSON = 64_000_000
"""Largest JSON file that is published, in bytes: it is checked as a whole."""
CHUNK = 1 << 20
SNIFFED = 4096
"""Number of bytes that are searched for markup. Browsers check the first 1,445."""

JSON = frozenset({".json", ".geojson", ".webmanifest"})
TEXT = frozenset({".csv", ".tsv", ".txt"})

ACTIVE = frozenset(
    """
    asis asp aspx cgi css fcgi hta htm html htc js jsp jspx mht mhtml mjs php php3 php4 php5 php7
    php8 phps phtml pl py rb rdf rss sh shtm shtml svg svgz swf var wasm xbl xht xhtm xhtml xml xsl
    xslt
    """.split()
)
"""Extensions that make a host run a file, or a browser: a host may go by any part of a name."""

_MARKUP = (
    rb"(?:<!doctype html|<(?:html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p"
    rb"|svg|img|object|embed|link|meta|form|base)(?=[\s/>])|<!--|<\?(?:xml|php))"
)
_ANYWHERE = re.compile(_MARKUP, re.IGNORECASE)
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?[\s\x00]*" + _MARKUP, re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class _GeoJson(msgspec.Struct):
    """A GeoJSON object (RFC 7946, section 1.4): whatever else it has is checked as JSON."""

    type: Literal[
        "FeatureCollection",
        "Feature",
        "GeometryCollection",
        "Point",
        "MultiPoint",
        "LineString",
        "MultiLineString",
        "Polygon",
        "MultiPolygon",
    ]


def inner_extension(name: str) -> str:
    """Returns an extension within a name by which a host may take the file for a page, or ""."""
    parts = PurePosixPath(name).name.lower().split(".")[1:-1]
    return next((one for one in parts if one in ACTIVE), "")


def check_content(root: Path, path: str) -> Problem | None:
    """Returns why a file cannot be published because of its content, or None.

    Args:
        root: The project.
        path: The file, relative to it.
    """
    type_ = PurePosixPath(path).suffix.lower()
    stream, problem = open_regular(root / path, path)
    if stream is None:
        return problem
    with stream:
        try:
            if type_ in JSON:
                return _check_json(stream, path, type_)
            if type_ in TEXT:
                return _check_text(stream, path)
            return _check_start(stream.read(SNIFFED), path, _FIRST)
        except OSError as error:
            return _error(path, f"cannot be read: {error.strerror}", "")


def _check_json(stream: BinaryIO, path: str, type_: str) -> Problem | None:
    data = stream.read(MAX_JSON + 1)
    if len(data) > MAX_JSON:
        return _error(
            path,
            f"is too large to check: at most {MAX_JSON:,} bytes are allowed",
            "split it, or publish it elsewhere and link to it",
        )
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        data.decode("utf-8")
        msgspec.json.decode(data, type=_GeoJson if type_ == ".geojson" else msgspec.Raw)
    except UnicodeDecodeError as error:
        return _not_utf8(path, data, error.start)
    except msgspec.ValidationError:
        hint = 'begin it with {"type": "FeatureCollection", …'
        return _error(path, "is not GeoJSON: it has no known type", hint)
    except (msgspec.DecodeError, RecursionError):
        return _not_json(path, data)
    return None


def _not_json(path: str, data: bytes) -> Problem:
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        return _error(
            path, f"is not JSON: {error.msg}", "correct it there", error.lineno, error.colno
        )
    except RecursionError:
        return _error(path, "is not JSON that can be read: it is nested too deeply", "flatten it")
    # Python reads NaN and Infinity, which are not JSON.
    return _error(path, "is not JSON: it has numbers such as NaN", "write null instead")


def _check_text(stream: BinaryIO, path: str) -> Problem | None:
    decode = codecs.getincrementaldecoder("utf-8")().decode
    lines = 1
    chunk = stream.read(CHUNK)
    if problem := _check_start(chunk[:SNIFFED], path, _ANYWHERE):
        return problem
    while chunk:
        following = stream.read(CHUNK)
        try:
            decode(chunk, not following)
        except UnicodeDecodeError as error:
            return _not_utf8(path, chunk, min(error.start, len(chunk)), lines)
        if found := _CONTROL.search(chunk):
            line, column = _position(chunk, found.start(), lines)
            message = "is not text: it contains a control character"
            return _error(path, message, "save it as plain text in UTF-8", line, column)
        lines += chunk.count(b"\n")
        chunk = following
    return None


def _check_start(start: bytes, path: str, markup: re.Pattern[bytes]) -> Problem | None:
    found = markup.search(start) if markup is _ANYWHERE else markup.match(start)
    if not found:
        return None
    shown = found[0].lstrip(b"\xef\xbb\xbf\x00 \t\r\n\f").decode("ascii", "replace")
    line, column = _position(start, found.end() - len(shown))
    return _error(
        path,
        f'contains markup, "{shown}": some hosts would serve it as a page',
        "write it as a page, in Markdown, or remove the markup",
        line,
        column,
    )


def _not_utf8(path: str, data: bytes, at: int, lines: int = 1) -> Problem:
    line, column = _position(data, at, lines)
    return _error(path, "is not text in UTF-8", "save it as UTF-8", line, column)


def _position(data: bytes, at: int, lines: int = 1) -> tuple[int, int]:
    before = data[:at]
    return lines + before.count(b"\n"), at - before.rfind(b"\n")


def _error(path: str, message: str, hint: str, line: int = 1, column: int = 1) -> Problem:
    return Problem(Place(path, line, column), Level.ERROR, message, "", hint, "file")
