"""Fixes with only one solution: each changes the notation of a brief, never its content."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.keys import Key
from archive.core.model import Level, Problem
from archive.read.briefs import parse_brief
from archive.read.frontmatter import FrontMatterError, StrictYAMLHandler, split_document
from archive.read.loose_dates import iso_of
from archive.read.yamlerrors import SPACES, quoted
from archive.read.yamltree import Mapping, Node, Scalar
from archive.read.yamltree import Sequence as Items
from archive.resolve.registry import Registry

MAX_ROUNDS = 50
"""Maximum number of lines in a file that are put in quotes."""

_BOM = "\ufeff"
_NEVER_MEANT = re.compile("[\u200b\u2060\ufeff]")
"""Invisible characters that get into text by copying: no language needs them for spelling."""
_ODD_SPACE = re.compile(rf"^( *(?:- +)?[A-Za-z_]+:)[{SPACES}]+")
_PAIR = re.compile(r"(?P<head>\s*(?:- +)?(?P<key>[a-z_]+):[ \t]+)(?P<value>\S.*?)[ \t]*")
_MEANS_SOMETHING = re.compile(r"[\"'\[{|>]|[&*!]\S")
"""Beginnings that YAML reads as more than a string: a person must decide what was meant."""


@dataclass(frozen=True, slots=True)
class _Swap:
    """A scalar to replace, and its new text."""

    node: Scalar
    text: str


def fix_text(data: bytes, path: str, folder: str, registry: Registry | None = None) -> bytes:
    """Fixes a brief's file.

    Removes a byte order mark and corrects line ends. In the front matter, removes white space at
    the ends of lines and zero-width spaces, puts a plain space after the colon of a key, puts
    strings in quotes where they need them, writes keys in small letters, and rewrites dates that
    can mean only one day. If a registry is given, replaces names of actors by the canonical ones.
    Fixing a file twice changes nothing more.

    Args:
        data: The file's bytes.
        path: Its path relative to the project.
        folder: The folder of briefs.
        registry: The known entities, or None to leave names as they are.

    Returns:
        The fixed bytes; the same bytes if there is nothing to fix or the file is not text.
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
        lines = _rename(lines, path)
        lines = _swap(lines, path, folder, _dates)
        if registry is not None:
            lines = _swap(lines, path, folder, lambda node: _names(node, registry))
    return "\n".join(lines).encode()


def _clean(lines: list[str], end: int, path: str, folder: str) -> list[str]:
    """Removes white space at the ends of lines and zero-width spaces from front matter."""
    trimmed = [*lines]
    for number in range(end + 1):
        # A backslash at the end of a line in double quotes joins the next line to it.
        if not lines[number].rstrip(" \t").endswith("\\"):
            trimmed[number] = lines[number].rstrip(" \t")
    cleaned = [*trimmed]
    for number in range(end + 1):
        cleaned[number] = _ODD_SPACE.sub(r"\1 ", _NEVER_MEANT.sub("", trimmed[number]))
        if not cleaned[number].endswith("\\"):
            cleaned[number] = cleaned[number].rstrip(" \t")
    # Removing a key that consists only of such characters would leave a bare colon.
    is_worse = len(_errors(cleaned, path, folder)) > len(_errors(trimmed, path, folder))
    return trimmed if is_worse else cleaned


def _end_of_matter(lines: Sequence[str]) -> int:
    """Returns the index of the line that closes the front matter, or 0 if there is none."""
    try:
        matter, _ = StrictYAMLHandler("").split("\n".join(lines))
    except FrontMatterError:
        return 0
    return matter.count("\n") + 1


def _errors(lines: Sequence[str], path: str, folder: str) -> list[Problem]:
    _, problems = parse_brief("\n".join(lines), path, folder)
    return [problem for problem in problems if problem.level is Level.ERROR]


def _quote(lines: list[str], path: str) -> list[str]:
    """Puts the string on a line in quotes as long as the YAML parser then gets further."""
    for _ in range(MAX_ROUNDS):
        _, problems = split_document("\n".join(lines), path)
        broken = [
            one for one in problems if one.code == "syntax" and "put the string in" in one.hint
        ]
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


def _rename(lines: list[str], path: str) -> list[str]:
    """Writes known keys in small letters: "Title:" becomes "title:"."""
    document, problems = split_document("\n".join(lines), path)
    if document is None or any(problem.code == "syntax" for problem in problems):
        return lines
    renamed = [*lines]
    taken = {key.text for key, _ in document.matter.entries}
    for key, _ in document.matter.entries:
        name, at, column = key.text.lower(), key.place.line - 1, key.place.column - 1
        if name == key.text or name not in BRIEF_KEYS or name in taken:
            continue
        taken.add(name)
        if renamed[at].startswith(f"{key.text}:", column):
            renamed[at] = renamed[at][:column] + name + renamed[at][column + len(name) :]
    return renamed


def _takes_text(name: str) -> bool:
    """Returns whether a key, at any level of a brief, takes a string on one line."""

    def keys(level: dict[str, Key]) -> set[str]:
        inner = [keys(dict(key.keys)) for key in level.values() if key.keys]
        texts = {one for one, key in level.items() if key.shape in ("text", "address")}
        return texts.union(*inner)

    return name in keys(dict(BRIEF_KEYS))


def _swap(
    lines: list[str], path: str, folder: str, choose: Callable[[Mapping], list[_Swap]]
) -> list[str]:
    """Replaces scalars; leaves all of them unchanged if that would add an error."""
    document, problems = split_document("\n".join(lines), path)
    if document is None or any(problem.code == "syntax" for problem in problems):
        return lines
    tried = [*lines]
    # From the end of a line to its beginning, so that places stay valid.
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
    """Returns whether a scalar ends here: only a comment or list punctuation may follow."""
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
