"""The process that extracts the text of one PDF or Word file, which may be hostile.

Run as ``python -m archive.read.document_process FILE FORM``. It prints a ``Document`` as JSON. It
limits its own memory and processor time, and ends without output if a file is damaged.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import mammoth
import markdownify
from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

MAX_PAGES = 500
"""Maximum number of pages of a PDF that are read."""
MAX_CHARACTERS = 500_000
"""Maximum number of characters of the text: half of what a brief may have."""
MAX_UNPACKED = 100_000_000
"""Maximum size of an unpacked Word file, in bytes."""
MAX_MEMORY = 1_500_000_000
PAGES_UNTIL = 12
"""Seconds of processor time after which no further page is read."""
ENDS_AFTER = 20
"""Seconds of processor time after which the system ends the process."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a Word file that is encrypted or older than Word 2007."""
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
"""
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>]+", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?:foot|end)note-(\d+)")
_HEADING = re.compile(r"^(#{1,5})(?= )", re.MULTILINE)
_BULLET = re.compile(r"[•▪●◦‣∙·–]\s+")
_ENDS = re.compile(r"[.!?:;]['\"”’»)]?$")
_BLOCK = re.compile(r"(#{1,6}|[-+>]|\d+[.)]|={2,}|-{2,})(?=\s|$)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FULL_LINE = 0.7
"""A line that ends a sentence also ends a paragraph if it is shorter than this part of the longest
line of its page."""


def main(path: str, form: str) -> None:
    """Prints what a file contains.

    Args:
        path: The file.
        form: ``markdown``, or ``plain`` for the words only.
    """
    _limit()
    read = _read_pdf if Path(path).suffix.casefold() == ".pdf" else _read_word
    found = read(Path(path), is_plain=form == "plain")
    text = _CONTROL.sub("", str(found.get("text", ""))).strip()
    if len(text) > MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS]
        said = f"only the first {MAX_CHARACTERS:,} characters of its text are used"
        found = {**found, "notes": [*found.get("notes", ()), said]}
    title = " ".join(_CONTROL.sub("", str(found.get("title", ""))).split())
    json.dump({**found, "text": text, "title": title[:300]}, sys.stdout)


def _limit() -> None:
    for limit, most in ((resource.RLIMIT_AS, MAX_MEMORY), (resource.RLIMIT_CPU, ENDS_AFTER)):
        try:
            resource.setrlimit(limit, (most, most))
        except (OSError, ValueError):  # macOS has no limit on memory.
            continue


def _read_pdf(file: Path, *, is_plain: bool) -> Mapping[str, Any]:
    reader = PdfReader(file)
    if reader.is_encrypted:
        try:
            # Many PDF files are encrypted only against changes, with an empty password.
            is_open = bool(reader.decrypt(""))
        except (DependencyError, NotImplementedError):
            is_open = False
        if not is_open:
            return {"problem": "is encrypted"}
    number = len(reader.pages)
    texts: list[str] = []
    size = 0
    for page in reader.pages:
        full = len(texts) >= MAX_PAGES or size > MAX_CHARACTERS
        if full or time.process_time() > PAGES_UNTIL:
            break
        texts.append(page.extract_text())
        size += len(texts[-1])
    if not any(map(str.isalnum, "".join(texts))):
        return {"problem": "has no text: it seems to be scanned", "pages": number}
    headings = frozenset() if is_plain else frozenset(_outline(reader))
    paragraphs = texts if is_plain else [_paragraphs(text, headings) for text in texts]
    said = f"only the first {len(texts):,} of its {number:,} pages are read"
    return {
        "text": "\n\n".join(paragraphs),
        "pages": number,
        "notes": [said] if len(texts) < number else [],
        **_pdf_properties(reader),
    }


def _pdf_properties(reader: PdfReader) -> Mapping[str, str]:
    try:
        about = reader.metadata
        created = about.creation_date if about else None
        title = (about.title if about else "") or ""
    except (PyPdfError, ValueError, TypeError, AttributeError):
        return {}
    return {"title": title, "created": created.date().isoformat() if created else ""}


def _outline(reader: PdfReader) -> Iterator[str]:
    """Yields the titles of the outline, which are the headings of the text."""
    try:
        todo: list[Any] = [reader.outline]
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return
    while todo:
        one = todo.pop()
        if isinstance(one, list):
            todo += one
        elif title := " ".join(str(one.title or "").split()):
            yield title.casefold()


def _paragraphs(text: str, headings: frozenset[str]) -> str:
    """Returns the lines of a page as paragraphs, headings and lists in Markdown."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    full = max(map(len, lines), default=0) * _FULL_LINE
    blocks: list[str] = []
    is_open = False
    for line in lines:
        if not line:
            is_open = False
        elif line.casefold() in headings:
            blocks.append(f"## {_escape(line)}")
            is_open = False
        elif bullet := _BULLET.match(line):
            blocks.append(f"- {_escape(line[bullet.end() :])}")
            is_open = True
        else:
            if is_open:
                last = blocks[-1]
                is_cut = last.endswith("-") and line[0].islower()
                blocks[-1] = last[:-1] + _escape(line) if is_cut else f"{last} {_escape(line)}"
            else:
                blocks.append(_escape_start(_escape(line)))
            is_open = not (len(line) < full and _ENDS.search(line))
    return "\n\n".join(blocks)


def _read_word(file: Path, *, is_plain: bool) -> Mapping[str, Any]:
    with file.open("rb") as stream:
        if stream.read(len(_OLE)) == _OLE:
            return {"problem": "is encrypted or older than Word 2007"}
        stream.seek(0)
        with zipfile.ZipFile(stream) as packed:
            if sum(one.file_size for one in packed.infolist()) > MAX_UNPACKED:
                return {"problem": f"is larger than {MAX_UNPACKED:,} bytes when unpacked"}
            about = _word_properties(packed)
        stream.seek(0)
        if is_plain:
            return {"text": mammoth.extract_raw_text(stream).value, **about}
        no_picture = mammoth.images.img_element(lambda _: {})
        html = mammoth.convert_to_html(
            stream,
            style_map=_STYLES,
            convert_image=no_picture,
            include_embedded_style_map=False,
            external_file_access=False,
        ).value
    converter = _Markdown(heading_style=markdownify.ATX, bullets="-", table_infer_header=True)
    text = re.sub(r"\n{3,}", "\n\n", converter.convert(html))
    if not any(map(str.isalnum, text)):
        return {"problem": "has no text: it seems to contain only pictures"}
    pictures = html.count("<img")
    notes = [f"pictures in it are not carried over: {pictures}"] if pictures else []
    title = re.search(r"^# (.+)$", text, re.MULTILINE)
    if title and not about.get("title"):
        about = {**about, "title": _without_markup(title[1])}
    return {"text": _lower(text, str(about.get("title", ""))), "notes": notes, **about}


def _lower(text: str, title: str) -> str:
    """Returns a text without the heading that repeats its title, and with no heading above ``##``.

    The page of a brief shows its title as the only heading of the first level.
    """
    lines = text.strip().split("\n")
    if lines and _without_markup(lines[0]).strip("# ").casefold() == title.casefold():
        lines = lines[1:]
    rest = "\n".join(lines)
    return _HEADING.sub(r"#\1", rest) if re.search(r"^# ", rest, re.MULTILINE) else rest


def _without_markup(heading: str) -> str:
    return re.sub(r"\\(.)|\*\*", r"\1", heading)


def _word_properties(packed: zipfile.ZipFile) -> Mapping[str, str]:
    try:
        root = ET.fromstring(packed.read("docProps/core.xml"))
    except (KeyError, ET.ParseError):
        return {}
    found = {one.tag.rpartition("}")[2]: one.text or "" for one in root}
    return {"title": found.get("title", ""), "created": found.get("created", "")[:10]}


class _Markdown(markdownify.MarkdownConverter):
    """Converts the HTML of a Word file to Markdown, with the escapes of Python-Markdown."""

    def escape(self, text: str, parent_tags: Iterable[str]) -> str:
        """Escapes what Markdown would take for markup."""
        escaped = _escape(text) if text else ""
        return escaped.replace("|", r"\|") if {"td", "th"} & set(parent_tags) else escaped

    def convert_a(self, el: Any, text: str, parent_tags: Iterable[str]) -> str:  # noqa: ARG002
        """Converts references to footnotes, and drops links into the file or to other programs."""
        href = str(el.get("href") or "")
        if href.startswith("#"):
            note = _FOOTNOTE.fullmatch(href[1:])
            return f"[^{note[1]}]" if note else "" if "note-ref" in href else text
        if not _SAFE_LINK.fullmatch(href):
            return text
        return f"[{text}](<{href}>)" if re.search(r"[()]", href) else f"[{text}]({href})"

    def convert_sup(self, el: Any, text: str, parent_tags: Iterable[str]) -> str:  # noqa: ARG002
        """Leaves out the tag."""
        return text

    def convert_img(self, el: Any, text: str, parent_tags: Iterable[str]) -> str:  # noqa: ARG002
        """Leaves out a picture; a note says how many there were."""
        return ""

    def convert_li(self, el: Any, text: str, parent_tags: Iterable[str]) -> str:
        """Converts the text of a footnote."""
        if note := _FOOTNOTE.fullmatch(str(el.get("id") or "")):
            return f"\n[^{note[1]}]: {' '.join(text.split())}\n"
        return str(super().convert_li(el, text, parent_tags))  # type: ignore[misc]  # missing in its stub

    def convert_p(self, el: Any, text: str, parent_tags: Iterable[str]) -> str:
        """Escapes what would begin a list or a heading."""
        started = _escape_start(text)
        return str(super().convert_p(el, started, parent_tags))  # type: ignore[misc]


def _escape(text: str) -> str:
    text = re.sub(r"([\\`*_\[\]])", r"\\\1", text)
    return re.sub(r"<(?=[a-zA-Z/!?])", "&lt;", re.sub(r"&(?=#?\w+;)", "&amp;", text))


def _escape_start(text: str) -> str:
    if not (found := _BLOCK.match(text)):
        return text
    mark = found[1]
    at = len(mark) - 1 if mark[0].isdigit() else 0
    return f"{text[:at]}\\{text[at:]}"


if __name__ == "__main__":
    main(*sys.argv[1:])
