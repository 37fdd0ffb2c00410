"""Repairs that leave no choice: each changes how a brief is written, never what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.keys import Key
from archive.core.model import Level, Problem
from archive.read.briefs import parse_brief
from archive.read.frontmatter import split_document
from archive.read.loose_dates import iso_of
from archive.read.yamlerrors import quoted
from archive.read.yamltree import Mapping, Node, Scalar
from archive.read.yamltree import Sequence as Items
from archive.resolve.registry import Registry

MOST_ROUNDS = 50
"""How many lines of one file are put in quotes at the most."""

_BOM = "\ufeff"
_NEVER_MEANT = re.compile("[\u200b\u2060\ufeff]")
"""Invisible characters that stray into texts by copying: no language is spelt with them."""
_PAIR = re.compile(r"(?P<head>\s*(?:- +)?(?P<key>[a-z_]+):[ \t]+)(?P<value>\S.*?)[ \t]*")
_MEANS_SOMETHING = re.compile(r"[\"'\[{|>]|[&*!]\S")
"""Beginnings that YAML reads as more than a text: a person must say what was meant."""


@dataclass(frozen=True, slots=True)
class _Swap:
    """A scalar to be written anew: where it stands, and its new text."""

    node: Scalar
    text: str


def fix_text(data: bytes, path: str, folder: str, registry: Registry | None = None) -> bytes:
    """Repairs a brief's file.

    Byte order mark and line ends; in the front matter, white space at the ends of lines,
    zero-width spaces, texts that need quotation marks, dates that can mean one day only; and,
    where a registry is given, names of actors, which become the canonical ones. Repairing a
    repaired file changes nothing.

    Args:
        data: The file's bytes.
        path: Its path relative to the project.
        folder: The folder of briefs.
        registry: The known entities, or None to leave names as they are.

    Returns:
        The repaired bytes; the same ones where nothing is to be done or the file is no text.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    if "\x00" in text or "\n<<<<<<<" in text or text.startswith("<<<<<<<"):
        return data
    text = text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    end = _end_of_matter(lines)
    if end:
        lines = _clean(lines, end, path, folder)
        lines = _quote(lines, path)
        lines = _swap(lines, path, folder, _dates)
        if registry is not None:
            lines = _swap(lines, path, folder, lambda node: _names(node, registry))
    return "\n".join(lines).encode()


def _clean(lines: list[str], end: int, path: str, folder: str) -> list[str]:
    """Front matter without white space at the ends of lines and without zero-width spaces."""
    trimmed = [*lines]
    for number in range(end + 1):
        # A backslash at the end of a line in double quotes takes the next line in.
        if not lines[number].rstrip(" \t").endswith("\\"):
            trimmed[number] = lines[number].rstrip(" \t")
    cleaned = [*trimmed]
    for number in range(end + 1):
        cleaned[number] = _NEVER_MEANT.sub("", trimmed[number])
        if not cleaned[number].endswith("\\"):
            cleaned[number] = cleaned[number].rstrip(" \t")
    # A key of nothing but such characters would leave a colon by itself.
    is_worse = len(_errors(cleaned, path, folder)) > len(_errors(trimmed, path, folder))
    return trimmed if is_worse else cleaned


def _end_of_matter(lines: Sequence[str]) -> int:
    if lines[0].rstrip(" \t") != "---":
        return 0
    return next((n for n, one in enumerate(lines[1:], 1) if one.rstrip(" \t") in ("---", "...")), 0)


def _errors(lines: Sequence[str], path: str, folder: str) -> list[Problem]:
    _, problems = parse_brief("\n".join(lines), path, folder)
    return [problem for problem in problems if problem.level is Level.ERROR]


def _quote(lines: list[str], path: str) -> list[str]:
    """Puts the text of a line in quotes while that lets YAML be read further than before."""
    for _ in range(MOST_ROUNDS):
        _, problems = split_document("\n".join(lines), path)
        broken = [one for one in problems if one.code == "syntax" and "put the text in" in one.hint]
        if not broken:
            return lines
        at = broken[0].place.line - 1
        match = _PAIR.fullmatch(lines[at]) if at < len(lines) else None
        if not match or not _takes_text(match["key"]) or _MEANS_SOMETHING.match(match["value"]):
            return lines
        tried = [*lines]
        tried[at] = match["head"] + quoted(match["value"])
        _, after = split_document("\n".join(tried), path)
        worse = [one for one in after if one.code == "syntax" and one.place.line <= at + 1]
        if worse:
            return lines
        lines = tried
    return lines


def _takes_text(name: str) -> bool:
    """Whether a key, at any level of a brief, takes a text of one line."""

    def keys(level: dict[str, Key]) -> set[str]:
        inner = [keys(dict(key.keys)) for key in level.values() if key.keys]
        texts = {one for one, key in level.items() if key.shape in ("text", "address")}
        return texts.union(*inner)

    return name in keys(dict(BRIEF_KEYS))


def _swap(
    lines: list[str], path: str, folder: str, choose: Callable[[Mapping], list[_Swap]]
) -> list[str]:
    """Writes scalars anew where they stand; all of it is left where a new error would come."""
    document, problems = split_document("\n".join(lines), path)
    if document is None or any(problem.code == "syntax" for problem in problems):
        return lines
    tried = [*lines]
    # From the end of a line to its beginning, so that places stay true.
    for swap in sorted(choose(document.matter), key=lambda one: one.node.place, reverse=True):
        place = swap.node.place
        at, column = place.line - 1, place.column - 1
        old = swap.node.text if swap.node.plain else tried[at][column : column + 1]
        rest = tried[at][column:]
        if not swap.node.plain:
            mark = old
            old = f"{mark}{swap.node.text}{mark}"
        if rest.startswith(old) and _ends(rest[len(old) :], plain=swap.node.plain):
            tried[at] = tried[at][:column] + swap.text + rest[len(old) :]
    if len(_errors(tried, path, folder)) > len(_errors(lines, path, folder)):
        return lines
    return tried


def _ends(rest: str, *, plain: bool) -> bool:
    """Whether a scalar ends here: nothing but a comment, or a sign of a list, may follow."""
    return not plain or not rest.strip() or rest.lstrip()[0] in ",]}#"


def _dates(matter: Mapping) -> list[_Swap]:
    return list(_find_dates(matter, dict(BRIEF_KEYS)))


def _find_dates(matter: Mapping, keys: dict[str, Key]) -> list[_Swap]:
    found: list[_Swap] = []
    for name, value in matter.entries:
        key = keys.get(name.text)
        if key is None:
            continue
        if key.shape in ("date", "partial date") and isinstance(value, Scalar):
            if (iso := iso_of(value.text)) and iso != value.text:
                found.append(_Swap(value, iso))
        elif key.keys:
            for inner in _mappings(value):
                found += _find_dates(inner, dict(key.keys))
    return found


def _mappings(node: Node) -> tuple[Mapping, ...]:
    if isinstance(node, Mapping):
        return (node,)
    if isinstance(node, Items):
        return tuple(item for item in node.items if isinstance(item, Mapping))
    return ()


def _names(matter: Mapping, registry: Registry) -> list[_Swap]:
    actors = matter.get("actors")
    lists = [value for _, value in actors.entries] if isinstance(actors, Mapping) else [actors]
    items = [item for one in lists if isinstance(one, Items) for item in one.items]
    for claim in _mappings(matter.get("relations") or Mapping((), matter.place)):
        items += [one for key in ("subject", "object") if (one := claim.get(key))]
    found: list[_Swap] = []
    for item in items:
        if not isinstance(item, Scalar):
            continue
        entity = registry.find_actor(" ".join(item.text.split()))
        if entity and entity.name != item.text:
            safe = re.fullmatch(r"[^\W\d_][\w .’()–-]*\w|\w+", entity.name)
            found.append(_Swap(item, entity.name if safe else quoted(entity.name)))
    return found
