"""Hand-written pages: what their files may say, and their HTML as it may be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from pathlib import Path

from archive.model import Level, Place, Problem
from archive.prose.sanitize import sanitize

META = frozenset({"title", "description", "author"})
"""What a hand-written page may say of itself; each a text."""

_REFUSED = {
    "template": "would choose the page's template",
    "icon": "would choose a file to put into the page",
}
_IGNORED_HINT = f"known are: {', '.join(sorted(META))}"

EXTENSIONS = {
    "pymdownx.snippets": "puts any file of the machine that builds into pages",
    "pymdownx.b64": "puts any picture file of the machine that builds into pages",
    "markdown_include.include": "puts any file of the machine that builds into pages",
}
"""Markdown extensions that read files which a page names, and what is wrong with each."""

_PAGE = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def is_page(name: str) -> bool:
    """Whether MkDocs makes a page of a file of this name."""
    return name.lower().endswith(_PAGE)


def check_meta(path: str, text: str, meta: Mapping[str, object]) -> Iterator[Problem]:
    """Yields what is wrong with what a hand-written page says of itself.

    Args:
        path: The page's file, for messages.
        text: What is in the file.
        meta: What MkDocs understood of its beginning, as YAML or as MultiMarkdown.
    """
    for key, value in meta.items():
        place = _place_of(str(key), path, text)
        if str(key).lower() in _REFUSED:
            message = f'"{key}" is not allowed in a page: it {_REFUSED[str(key).lower()]}'
            yield Problem(place, Level.ERROR, message, "", "take the line out", "key")
        elif key not in META:
            message = f'"{key}" is not known in a hand-written page and is ignored'
            yield Problem(place, Level.WARNING, message, "", _IGNORED_HINT, "key")
        elif not isinstance(value, str):
            message = f'"{key}" must be a text'
            yield Problem(place, Level.ERROR, message, "", "put it in quotes", "value")


def not_utf8(path: str, error: UnicodeDecodeError) -> Problem:
    """An error for a hand-written page that is not UTF-8."""
    message = f"is not UTF-8 from byte {error.start} on"
    return Problem(Place(path), Level.ERROR, message, "", "save it as UTF-8", "text")


def check_extensions(names: Iterable[str], path: str, text: str) -> Iterator[Problem]:
    """Yields an error for each Markdown extension by which a page could read the machine.

    Args:
        names: The extensions of the site.
        path: The configuration file, for messages.
        text: What is in it.
    """
    for name in names:
        module = name.partition(":")[0]
        if module in EXTENSIONS:
            message = f'the Markdown extension "{name}" is not allowed: it {EXTENSIONS[module]}'
            place = _place_of(module, path, text)
            yield Problem(place, Level.ERROR, message, "", "take it out", "value")


def clean_meta(meta: Mapping[str, object]) -> dict[str, object]:
    """Returns of what a page says of itself only what is known."""
    return {key: meta[key] for key in sorted(META) if isinstance(meta.get(key), str)}


def clean_page(html: str) -> str:
    """Returns the HTML of a hand-written page without anything that could run script."""
    return sanitize(html)


def plain_title(title: str, rendered: str | None) -> str:
    """Returns a page's title as text: one taken from its heading has entities in it.

    Args:
        title: The title as MkDocs has it.
        rendered: What MkDocs took from the page's heading, if it did.
    """
    return unescape(title) if title == rendered else title


def search_title(title: str) -> str:
    """Returns a title for Material's search, which shows titles as HTML."""
    return escape(title)


def _place_of(word: str, path: str, text: str) -> Place:
    """Where a word first stands at the beginning of a line, but for a list's or quotes' marks."""
    pattern = re.compile(r"^[ \t]*(?:- *)?[{\"']*" + re.escape(word) + r"\b", re.IGNORECASE)
    for number, line in enumerate(text.splitlines(), 1):
        if pattern.match(line):
            return Place(path, number, len(line) - len(line.lstrip()) + 1)
    return Place(path)


def relative(path: Path, root: Path) -> str:
    """A file's path for messages: relative to the project where it lies inside."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
