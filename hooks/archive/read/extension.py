"""Merges an entry of a site's own registry into the built-in entry with the same identifier.

Lists are added to, mappings are merged key by key, and any other value takes the place of the
built-in one. An item of a list about the same actor or post takes the place of the built-in item.
``replace: true`` replaces the built-in entry as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Dict

from archive.core.counts import counted
from archive.core.keys import Key
from archive.read.scalars import is_nothing
from archive.read.text import clip
from archive.read.yamltree import Mapping, Node, Scalar, Sequence

REPLACE = "replace"
"""The key of an entry that replaces a built-in one."""
_LISTS = ("names", "dated names", "records")

Identity = tuple[str, ...]
"""The strings by which an item of a list is known."""


def extend(base: Mapping, own: Mapping, keys: Dict[str, Key]) -> Mapping:
    """Returns a built-in entry with what a site's own entry adds and changes.

    Args:
        base: The built-in entry.
        own: The site's entry; a key without a value changes nothing.
        keys: The keys of both.
    """
    entries: list[tuple[Scalar, Node]] = []
    for name, node in base.entries:
        key, value = keys.get(name.text), own.get(name.text)
        if key and key.shape in _LISTS:
            superseded = set(_superseding(own, key, keys))
            items = [one for one in _items(node) if _identity(one, key) not in superseded]
            node = Sequence((*items, *(() if is_nothing(value) else _items(value))), node.place)
            if isinstance(value, Mapping):
                node = value  # reported when it is read
        elif isinstance(node, Mapping) and isinstance(value, Mapping):
            node = Mapping(tuple({**_pairs(node), **_pairs(value)}.values()), value.place)
        elif value is not None and not is_nothing(value):
            node = value
        entries.append((name, node))
    entries += [pair for pair in own.entries if pair[0].text not in base]
    return Mapping(tuple(entries), own.place)


def describe(base: Mapping, own: Mapping, keys: Dict[str, Key]) -> str:
    """Returns what an entry changes: ``adds 2 items to aliases, changes capital``.

    Args:
        base: The built-in entry.
        own: The site's entry.
        keys: The keys of both.
    """
    said = (_change(name, base.get(name), value, keys.get(name)) for name, value in own.items())
    return ", ".join(filter(None, said)) or "changes nothing"


def lost_keys(base: Mapping, own: Mapping) -> tuple[str, ...]:
    """Returns the keys that a built-in entry has and one that replaces it has not."""
    return tuple(name for name in base if is_nothing(own.get(name)))


def _change(name: str, base: Node | None, own: Node, key: Key | None) -> str:
    if is_nothing(own) or name == REPLACE:
        return ""
    if base is None or is_nothing(base):
        return f"sets {clip(name)}"
    if key and key.shape in _LISTS:
        known = {_identity(one, key): _plain(one) for one in _items(base)}
        items = [(_identity(one, key), _plain(one)) for one in _items(own)]
        added = sum(identity not in known for identity, _ in items)
        changed = sum(known.get(identity, plain) != plain for identity, plain in items)
        parts = (
            f"adds {counted(added, 'item')} to {name}" if added else "",
            f"changes {counted(changed, 'item')} of {name}" if changed else "",
        )
        return ", ".join(filter(None, parts))
    if isinstance(base, Mapping) and isinstance(own, Mapping):
        is_same = all(_plain(base.get(inner)) == _plain(value) for inner, value in own.items())
        return "" if is_same else f"changes {name}"
    if isinstance(base, Scalar) and isinstance(own, Scalar) and base.text != own.text:
        return f'changes {name} from "{clip(base.text)}"'
    return "" if _plain(base) == _plain(own) else f"changes {name}"


def _superseding(own: Mapping, key: Key, keys: Dict[str, Key]) -> Iterator[Identity]:
    """Yields the items of an entry that take the place of built-in items in a list.

    They may be in another list of the same records: ``joined`` and ``members`` both list members.
    """
    for name, value in own.items():
        other = keys.get(name)
        is_same = other is key or (other and other.keys is key.keys and key.keys is not None)
        if other and is_same and not is_nothing(value):
            yield from (_identity(item, other) for item in _items(value))


def _items(node: Node | None) -> tuple[Node, ...]:
    if isinstance(node, Sequence):
        return node.items
    return (node,) if isinstance(node, Scalar) else ()


def _identity(item: Node, key: Key) -> Identity:
    """Returns by what an item is known: a record by what it refers to and must have."""
    if isinstance(item, Scalar):
        return (item.text.split(" ")[0] if key.shape == "dated names" else item.text,)
    if not isinstance(item, Mapping):
        return ()
    inner = key.keys or {}
    wanted = (name for name, one in inner.items() if one.required or one.refers)
    return tuple(one.text if isinstance(one := item.get(name), Scalar) else "" for name in wanted)


def _pairs(node: Mapping) -> dict[str, tuple[Scalar, Node]]:
    return {key.text: (key, value) for key, value in node.entries}


def _plain(node: Node | None) -> object:
    """Returns a node without its places, to compare it with another."""
    if isinstance(node, Mapping):
        return {name: _plain(value) for name, value in node.items()}
    if isinstance(node, Sequence):
        return tuple(map(_plain, node.items))
    return node.text if isinstance(node, Scalar) else None
