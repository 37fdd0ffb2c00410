"""Checks the files of hand-written pages, and sanitises their HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from pathlib import Path

from archive.core.catalogue import ENGLISH, Catalogue
from archive.core.model import Level, Place, Problem
from archive.prose.embeds import put_back, take_out
from archive.prose.html import Tag, tokens
from archive.prose.link_places import find_link
from archive.prose.links import Broken, is_elsewhere, outside_picture
from archive.prose.sanitize_apart import clean_html
from archive.read.addresses import RESERVED
from archive.read.files import find_files, read_bounded
from archive.read.limits import check_text
from archive.read.statics import LARGEST_FILE, find_docs_files, is_page
from archive.read.text import clip, decode, normalize_newlines
from archive.read.yamltree import Mapping as YamlMapping
from archive.read.yamltree import Scalar, parse_yaml

META = frozenset({"title", "description", "author"})
"""Front matter keys of a hand-written page; each value is a string."""

_REFUSED = {
    "template": "would choose the page's template",
    "icon": "would choose a file to include in the page",
}
_IGNORED_HINT = f"use one of: {', '.join(sorted(META))}"

EXTENSIONS = {
    "pymdownx.snippets": "can copy any file of the build machine into a page",
    "pymdownx.b64": "can copy any picture file of the build machine into a page",
    "markdown_include.include": "can copy any file of the build machine into a page",
}
"""Markdown extensions that read files named by a page, and what is wrong with each."""

_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_PAIR = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
_KEY = re.compile(r"[ \t]*[{\"']*(?P<key>[^\s:{\"'][^:\"']*?)[\"']?[ \t]*:")
_MORE = re.compile(r"(?: {4}|\t)\s*(?P<value>.*)")


ABOUT_SEARCH = "search.md"
"""What the search page says about queries: no page of its own."""
HOME = "index.md"
"""The text of the home page: likewise."""


def find_docs_pages(root: Path, docs: str) -> dict[str, str]:
    """Finds the hand-written pages but ``ABOUT_SEARCH`` and ``HOME``: path → address.

    Args:
        root: The project.
        docs: The folder of hand-written pages, relative to it.
    """
    found: dict[str, str] = {}
    for file in find_files(root, docs, is_page, hidden=(".",))[0]:
        inner = file.path.removeprefix(f"{docs}/").rpartition(".")[0]
        folder, slash, name = inner.rpartition("/")
        if file.path in (f"{docs}/{ABOUT_SEARCH}", f"{docs}/{HOME}"):
            continue
        is_index = name in ("index", "README")
        found[file.path] = folder + slash if is_index else f"{inner}/"
    return found


def check_docs(root: Path, docs: str, megabytes: int = LARGEST_FILE) -> Iterator[Problem]:
    """Yields the problems of the hand-written pages and of the files next to them.

    Args:
        root: The project.
        docs: The folder of hand-written pages, relative to it.
        megabytes: Size of the largest file that is published.
    """
    yield from find_docs_files(root, docs, megabytes)[1]
    yield from find_files(root, docs, is_page, hidden=(".",))[1]
    owners: dict[str, str] = {}
    for path, url in find_docs_pages(root, docs).items():
        if (other := owners.setdefault(url.casefold(), path)) != path:
            yield _misnamed(path, f"has the same address as {other}: /{url}")
        if reserved := RESERVED.intersection(url.casefold().split("/")):
            name = min(reserved)
            yield _misnamed(path, f'has "{name}" in its address, a name that Windows reserves')
        data, problems = read_bounded(root / path, path)
        yield from problems
        if data and data.strip():
            yield from check_page(data, path)


def _misnamed(path: str, message: str) -> Problem:
    return Problem(Place(path), Level.ERROR, message, "", "rename the file", "address")


def check_page(data: bytes, path: str) -> Iterator[Problem]:
    """Yields the problems of a hand-written page.

    Args:
        data: The whole file.
        path: Its path, for messages.
    """
    text, problems = decode(data, path)
    yield from problems
    if text is None:
        return
    text = normalize_newlines(text)
    excess = tuple(check_text(text, path))
    yield from excess
    if excess:
        return
    meta, problems = read_meta(text, path)
    yield from problems
    yield from check_meta(path, text, meta)


def read_meta(text: str, path: str = "") -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Reads the front matter of a page: YAML, as strictly as that of a brief, or MultiMarkdown.

    MkDocs reads it too, later and without limits, so a page with an error must not get there.

    Args:
        text: The page, with line feeds as line ends.
        path: Its file, for messages.

    Returns:
        Each key with its value, a string, or else a node of YAML; and the problems.
    """
    if match := _FRONT_MATTER.match(text):
        node, problems = parse_yaml(match[1], path, first_line=2)
        if not isinstance(node, YamlMapping):
            return {}, problems
        values = ((key, one.text if isinstance(one, Scalar) else one) for key, one in node.items())
        return dict(values), problems
    meta: dict[str, str] = {}
    key = ""
    for line in text.split("\n"):
        if pair := _PAIR.match(line):
            key = pair["key"].lower()
            value = pair["value"].strip()
            meta[key] = f"{meta[key]} {value}" if key in meta else value
        elif key and (more := _MORE.match(line)) and line.strip():
            meta[key] += f" {more['value'].strip()}"
        else:
            break
    return {**meta}, ()


def check_meta(path: str, text: str, meta: Mapping[str, object]) -> Iterator[Problem]:
    """Yields the problems in the front matter of a hand-written page.

    Args:
        path: The page's file, for messages.
        text: The file's content.
        meta: The front matter as MkDocs reads it, from YAML or from MultiMarkdown.
    """
    places = _places_of_keys(path, text) if meta else {}
    for key, value in meta.items():
        place = places.get(str(key).casefold(), Place(path))
        if str(key).lower() in _REFUSED:
            message = f'"{key}" is not allowed in a page: it {_REFUSED[str(key).lower()]}'
            yield Problem(place, Level.ERROR, message, "", "remove the line", "key")
        elif key == "search" and is_excluded(meta):
            continue
        elif key not in META:
            message = f'"{key}" is unknown in a hand-written page and is ignored'
            yield Problem(place, Level.WARNING, message, "", _IGNORED_HINT, "key")
        elif not isinstance(value, str):
            message = f'"{key}" must be a string'
            yield Problem(place, Level.ERROR, message, "", "put it in quotes", "value")


def check_configuration(
    names: Iterable[str], path: str, text: str, *, in_folders: bool = True
) -> Iterator[Problem]:
    """Yields an error for each Markdown extension that lets a page read files of the machine.

    Also yields an error if pages would not have the addresses that this program expects.

    Args:
        names: The extensions of the site.
        path: The configuration file, for messages.
        text: The content of that file.
        in_folders: Whether each page has a folder of its own.
    """
    if not in_folders:
        message = "use_directory_urls: false is not supported: every page has a folder of its own"
        place = _place_of("use_directory_urls", path, text)
        yield Problem(place, Level.ERROR, message, "", "remove it", "value")
    for name in names:
        module = name.partition(":")[0]
        if module in EXTENSIONS:
            message = f'the Markdown extension "{name}" is not allowed: it {EXTENSIONS[module]}'
            place = _place_of(module, path, text)
            yield Problem(place, Level.ERROR, message, "", "remove it", "value")


def is_excluded(meta: Mapping[str, object]) -> bool:
    """Returns whether front matter excludes a page from searches: ``search: {exclude: true}``."""
    search = meta.get("search")
    values = dict(search.items()) if isinstance(search, YamlMapping) else {}
    excluded = values.get("exclude")
    return isinstance(excluded, Scalar) and excluded.text == "true"


def clean_meta(meta: Mapping[str, object]) -> dict[str, object]:
    """Returns the known keys of a page's front matter whose values are strings."""
    return {key: meta[key] for key in sorted(META) if isinstance(meta.get(key), str)}


def clean_page(html: str, embeds: tuple[str, ...] = (), catalogue: Catalogue = ENGLISH) -> str:
    """Returns the HTML of a hand-written page without anything that could run script.

    Args:
        html: As MkDocs rendered it.
        embeds: Prefixes of the addresses that may be framed.
        catalogue: The messages of the interface.
    """
    html, frames = take_out(html, embeds, catalogue)
    return put_back(clean_html(html), frames)


def take_out_pictures(html: str) -> tuple[str, tuple[Broken, ...]]:
    """Takes pictures of other sites out of a hand-written page; their descriptions stay.

    Args:
        html: The sanitised HTML of the page.
    """
    if "<img" not in html:
        return html, ()
    out: list[str] = []
    found: list[Broken] = []
    for token in tokens(html):
        if isinstance(token, Tag) and token.name == "img":
            address = unescape(token.get("src") or "")
            if is_elsewhere(address):
                found.append(outside_picture(address))
                out.append(token.get("alt") or "")
                continue
        out.append(token if isinstance(token, str) else token.source)
    return "".join(out), tuple(found)


def picture_problem(broken: Broken, path: str, text: str) -> Problem:
    """Returns the problem of a picture that is not shown, at its place in the page.

    Args:
        broken: The picture.
        path: The page's file, for messages.
        text: The file's content.
    """
    place = Place(path, *(find_link(text, broken.href) or ()))
    message = f'{broken.what} "{clip(broken.href)}" {broken.reason}'
    return Problem(place, Level.WARNING, message, "", broken.hint)


def plain_title(title: str, rendered: str | None) -> str:
    """Returns a page's title as text. A title taken from a heading contains HTML entities.

    Args:
        title: The title as MkDocs has it.
        rendered: The title that MkDocs took from the page's heading, if it did.
    """
    return unescape(title) if title == rendered else title


def search_title(title: str) -> str:
    """Returns a title for Material's search, which shows titles as HTML."""
    return escape(title)


def _places_of_keys(path: str, text: str) -> dict[str, Place]:
    """Returns the words that are followed by a colon, in lower case → where each begins a line."""
    places: dict[str, Place] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if match := _KEY.match(line):
            place = Place(path, number, len(line) - len(line.lstrip()) + 1)
            places.setdefault(match["key"].casefold(), place)
    return places


def _place_of(word: str, path: str, text: str) -> Place:
    """Returns where a word first begins a line, disregarding list markers and quotes."""
    pattern = re.compile(r"^[ \t]*(?:- *)?[{\"']*" + re.escape(word) + r"\b", re.IGNORECASE)
    for number, line in enumerate(text.splitlines(), 1):
        if pattern.match(line):
            return Place(path, number, len(line) - len(line.lstrip()) + 1)
    return Place(path)


def relative(path: Path, root: Path) -> str:
    """Returns a file's path for messages, relative to the project if the file is in it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
