"""Finds an entity by any name, and replaces its names in the front matter of briefs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import yaml

from archive.commands.link_edits import front_matter
from archive.commands.status import UsageError
from archive.core.model import Brief, Entity
from archive.core.names import fold, nearest
from archive.lib.yaml_edits import Edit, compose, pairs, value_of, with_list, with_string
from archive.resolve.filing import Filer, find_unregistered
from archive.resolve.registry import Registry, unclassified, unknown_region

_COLLECTIONS = {"tags": "topic", "series": "series", "authors": "author"}
_ACTORS = frozenset({"actors", "people", "events", "region"})


class Names:
    """What the names in the briefs of an archive mean.

    Attributes:
        registry: The known entities.
        entities: Identifier → entity: those of the registry, and all others that briefs name.
    """

    def __init__(self, registry: Registry, briefs: Iterable[Brief]) -> None:
        """Collects the entities of some briefs."""
        every = tuple(briefs)
        self.registry = registry
        self._filer = Filer(registry)
        unknown = [
            unclassified(named.text)
            for brief in every
            for named in (
                *brief.actors,
                *(one for c in brief.claims for one in (c.subject, c.object)),
            )
            if named.text and registry.find_actor(named.text) is None
        ]
        self.entities: Mapping[str, Entity] = {
            **{one.id: one for one in reversed(unknown)},
            **find_unregistered(every, self._filer, registry.entities),
            **registry.entities,
        }

    def find(self, name: str) -> Entity:
        """Returns the entity with an identifier, an address or a name.

        Raises:
            UsageError: If there is none, or if the name has several meanings.
        """
        text = " ".join(name.split())
        if entity := self.entities.get(text.strip("/")):
            return entity
        by_url = {entity.url: entity for entity in self.entities.values()}
        if entity := by_url.get(f"{text.strip('/')}/"):
            return entity
        found = {
            one.id: one
            for one in (
                self.registry.find_actor(text),
                *(one for one in self.entities.values() if fold(one.name) == fold(text)),
            )
            if one
        }
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            known = ", ".join(f"/{one.url}" for one in found.values())
            raise UsageError(f'"{text}" has several meanings (hint: write one of: {known})')
        near = nearest(text, (one.name for one in self.entities.values()))
        said = f' — did you mean "{near}"?' if near else ""
        raise UsageError(f'nothing is named "{text}"{said}')

    def meaning(self, key: str, name: str) -> str:
        """Returns the identifier of what a name below a key of front matter means."""
        text = " ".join(name.split())
        if kind := _COLLECTIONS.get(key):
            return self._filer.find(kind, text)
        if key == "region":
            return (self.registry.find_region(text) or unknown_region(text)).id
        return (self.registry.find_actor(text) or unclassified(text)).id


class Replacement(NamedTuple):
    """A name to write in place of others.

    Attributes:
        id: Identifier of the entity whose names are replaced.
        name: The new name.
        into: Identifier of the entity that the new name means.
        only: The one spelling that is replaced, folded; "" for all.
    """

    id: str
    name: str
    into: str
    only: str = ""


def edit_names(text: str, names: Names, new: Replacement) -> Iterator[Edit]:
    """Yields the edits of a brief's front matter; no list names an entity twice afterwards."""
    matter, offset = front_matter(text)
    root = compose(matter)
    for key, value in pairs(root):
        lists: list[tuple[yaml.MappingNode | None, str, yaml.Node]] = []
        if key.value == "actors" and isinstance(value, yaml.MappingNode):
            lists = [(value, inner.value, one) for inner, one in pairs(value)]
        elif key.value == "relations":
            items = value.value if isinstance(value, yaml.SequenceNode) else [value]
            found = (value_of(item, one) for item in items for one in ("subject", "object"))
            lists = [(None, "", one) for one in found if one]
        elif key.value in _ACTORS or key.value in _COLLECTIONS:
            lists = [(root, key.value, value)]
        means = _meaning_below(names, key.value)
        for parent, name, node in lists:
            edits = _edit_list(matter, parent, name, node, means, new)
            yield from (one.after(offset) for one in edits)


def _meaning_below(names: Names, key: str) -> Callable[[str], str]:
    return lambda name: names.meaning(key, name)


def _edit_list(
    text: str,
    parent: yaml.MappingNode | None,
    key: str,
    node: yaml.Node,
    means: Callable[[str], str],
    new: Replacement,
) -> Iterator[Edit]:
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    scalars = [
        one for item in items if isinstance(one := value_of(item, "name") or item, yaml.ScalarNode)
    ]
    replaced = [one for one in scalars if _is_replaced(one.value, means, new)]
    others = {means(one.value) for one in scalars if one not in replaced}
    is_plain = len(scalars) == len(items) and all(one in items for one in scalars)
    is_repeated = new.into in others or len(replaced) > 1
    if replaced and is_repeated and is_plain and parent is not None:
        kept = [new.name if one in replaced else one.value for one in scalars]
        if new.into in others:
            kept = [one.value for one in scalars if one not in replaced]
        yield with_list(text, parent, key, list(dict.fromkeys(kept)))
    else:
        for one in replaced:
            # Tags are often written in small letters.
            is_small = key == "tags" and one.value.islower()
            yield with_string(one, new.name.lower() if is_small else new.name)


def _is_replaced(name: str, means: Callable[[str], str], new: Replacement) -> bool:
    return (not new.only or fold(name) == new.only) and means(name) == new.id
