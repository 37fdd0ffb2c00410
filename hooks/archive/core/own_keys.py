"""Keys of front matter that a site declares itself, under ``extra.archive.metadata``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.declarations import Fault, read_declarations, wrong_options
from archive.core.keys import REFUSED_KEYS, Key, Shape
from archive.core.model import Place, Problem
from archive.core.names import nearest

SHAPES: Mapping[str, Shape] = {
    "string": "text",
    "list": "names",
    "date": "date",
    "url": "address",
    "number": "number",
}
"""Shape, as a site names it → shape of a key."""
_FACET = "own-"
"""Beginning of the names of facets that a site declares: they never meet the program's own."""

_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_TAKEN = frozenset({*BRIEF_KEYS, *REFUSED_KEYS})
_OPTIONS = ("label", "shape", "page", "facet")


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A key that a site declares.

    Attributes:
        name: The key.
        label: Its label for readers.
        shape: What its value may be, one of ``SHAPES``.
        page: Whether the page of a brief shows it.
        facet: Whether results of a search are narrowed by it.
    """

    name: str
    label: str
    shape: str = "string"
    page: bool = True
    facet: bool = False

    @property
    def key(self) -> Key:
        """The key as front matter has it."""
        return Key(SHAPES[self.shape], f"{self.label}.", single=True, label=self.label)


def key_table(own: Iterable[OwnKey]) -> dict[str, Key]:
    """Returns name → key."""
    return {one.name: one.key for one in own}


def own_facet(name: str) -> str:
    """Returns the name of the facet of a key or a kind that a site declares."""
    return f"{_FACET}{name}"


def own_facets(own: Iterable[OwnKey]) -> dict[str, str]:
    """Returns the facets by keys of a site: name of the facet → its label."""
    return {own_facet(one.name): one.label for one in own if one.facet}


def read_own_keys(given: object, place: Place) -> tuple[tuple[OwnKey, ...], tuple[Problem, ...]]:
    """Validates the setting ``metadata``.

    Args:
        given: Its value: a mapping of keys to labels, or to mappings of options.
        place: The configuration file.

    Returns:
        The valid keys, and the problems.
    """

    def faults(name: object, options: object) -> Iterator[Fault]:
        return faults_of(name, options, _TAKEN, SHAPES)

    hint = "write a key and its options: desk: {label: Desk, facet: true}"
    form = "a mapping of keys"
    return read_declarations("metadata", given, place, hint, faults, own_key, form)


def own_key(name: str, given: str | Mapping[str, Any]) -> OwnKey:
    """Returns a key from its valid options, or from its label alone."""
    options: Mapping[str, Any] = {"label": given} if isinstance(given, str) else given
    return OwnKey(
        name,
        options.get("label") or _label(name),
        options.get("shape", "string").lower(),
        options.get("page", True),
        options.get("facet", False),
    )


def _label(name: str) -> str:
    words = re.sub(r"[_-]+", " ", name)
    return words[:1].upper() + words[1:]


def faults_of(
    name: object, options: object, taken: Collection[str], shapes: Collection[str]
) -> Iterator[Fault]:
    """Yields what is wrong with one key.

    Args:
        name: The key.
        options: Its label, or its options.
        taken: The names that the program has.
        shapes: The shapes that a site may name.
    """
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        yield "is not a key", "", "write small letters, digits, - and _, beginning with a letter"
    elif name in taken:
        yield "the program has a key of this name", "", "choose another name"
    if isinstance(options, str) and options:
        return
    if not isinstance(options, Mapping):
        hint = "write a label, or options: {label: Desk, shape: string, page: true, facet: true}"
        yield "has neither a label nor options", "", hint
        return
    yield from wrong_options(options, _OPTIONS, strings=("label",), flags=("page", "facet"))
    shape = options.get("shape", "string")
    if str(shape).lower() not in shapes:
        near = nearest(str(shape).lower(), shapes, cutoff=0.6)
        yield f'"{shape}" is not a shape', near, f"write one of: {', '.join(shapes)}"
