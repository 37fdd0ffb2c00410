"""Edits the entries of a site's own registry, and keeps everything else as it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import yaml

from archive.commands.status import UsageError
from archive.core.keys import Key
from archive.core.kind import Kind, plain_id
from archive.core.model import Entity
from archive.core.site_kinds import Kinds, kinds_of, registry_files
from archive.lib.yaml_edits import (
    apply,
    as_yaml,
    compose,
    pairs,
    strings_of,
    value_of,
    with_key,
    with_list,
    with_string,
    without_key,
)
from archive.lint.project import Project
from archive.read.registry import find_registry_files


class RegistryFiles:
    """The files of a site's own registry, as they are edited.

    Attributes:
        texts: Path, relative to the project → the text of the file as edited so far.
        before: The same before all edits.
    """

    def __init__(self, project: Project) -> None:
        """Reads the files."""
        folder = project.root / project.settings.registry
        parent = folder.parent
        self._root = folder.relative_to(project.root).as_posix()
        self._kinds: Kinds = kinds_of(project.settings)
        self.texts = {
            (parent / one.path).relative_to(project.root).as_posix(): (parent / one.path).read_text(
                "utf-8"
            )
            for one in find_registry_files(folder)[0]
        }
        self.before: Mapping[str, str] = dict(self.texts)

    def file_of(self, entity: Entity) -> str:
        """Returns the file that has an entry of an entity, or ""."""
        key = plain_id(entity.id)
        for path, text in self.texts.items():
            if self._kind_of(path) == entity.kind and value_of(compose(text), key) is not None:
                return path
        return ""

    def add(self, entity: Entity, values: Mapping[str, Sequence[str]], name: str = "") -> None:
        """Adds strings to lists of an entry, and sets its name.

        An entity that is only in the built-in registry gets an entry that extends it.

        Args:
            entity: The entity.
            values: Key of a list → the strings to add.
            name: The new name, or "" to keep it.
        """
        key = plain_id(entity.id)
        path = self.file_of(entity)
        if not path:
            path = f"{self._root}/{self._kinds[entity.kind].folder}.yml"
            text = self.texts.get(path, "")
            text = text if not text or text.endswith("\n") else f"{text}\n"
            self.texts[path] = f"{text}{key}: {{}}\n"
        if name:
            self._set_name(path, key, name)
        for list_, added in values.items():
            text, entry = self._entry(path, key)
            old = strings_of(value_of(entry, list_))
            new = [*old, *(one for one in dict.fromkeys(added) if one not in old)]
            if new != old:
                self.texts[path] = apply(text, [with_list(text, entry, list_, new)])

    def _set_name(self, path: str, key: str, name: str) -> None:
        text, entry = self._entry(path, key)
        node = value_of(entry, "name")
        edit = with_string(node, name) if node else with_key(text, entry, f"name: {as_yaml(name)}")
        self.texts[path] = apply(text, [edit])

    def remove(self, entity: Entity) -> None:
        """Removes the entry of an entity.

        Raises:
            UsageError: If its file is written on one line.
        """
        path = self.file_of(entity)
        root = compose(self.texts[path])
        if root is None or root.flow_style:
            raise UsageError(f"{path} is one mapping in braces (hint: give each entry its line)")
        edit = without_key(self.texts[path], root, plain_id(entity.id))
        self.texts[path] = apply(self.texts[path], [edit])

    def refer(self, old: Entity, new: Entity) -> None:
        """Makes entries that refer to one entity refer to another."""
        for path, text in self.texts.items():
            row = self._kinds.get(self._kind_of(path))
            if row is None or (row.is_collection and row.identifier("x") != _sibling(old.id)):
                continue
            if not row.is_collection and "/" in old.id:
                continue
            found = list(_references(compose(text), row, plain_id(old.id)))
            edits = [
                with_string(node, node.value.replace(plain_id(old.id), plain_id(new.id), 1))
                for node in found
            ]
            self.texts[path] = apply(text, edits)

    @property
    def changed(self) -> dict[str, bytes | None]:
        """The changed files; one without an entry is removed."""
        return {
            path: text.encode() if compose(text) is not None else None
            for path, text in self.texts.items()
            if self.before.get(path) != text
        }

    def _entry(self, path: str, key: str) -> tuple[str, yaml.MappingNode]:
        text = self.texts[path]
        entry = value_of(compose(text), key)
        if not isinstance(entry, yaml.MappingNode):
            raise UsageError(f"{path} cannot be read (hint: make lint)")
        return text, entry

    def _kind_of(self, path: str) -> str:
        first = path.removeprefix(f"{self._root}/").split("/")[0]
        return registry_files(self._kinds).get(first.removesuffix(".yml"), "")


def _sibling(id_: str) -> str:
    folder, mark, _ = id_.rpartition("/")
    return f"{folder}{mark}x"


def _references(root: yaml.MappingNode | None, row: Kind, id_: str) -> Iterator[yaml.ScalarNode]:
    for _, entry in pairs(root):
        yield from _below(entry, row.keys, id_)


def _below(node: yaml.Node, keys: Mapping[str, Key], id_: str) -> Iterator[yaml.ScalarNode]:
    for name, value in pairs(node):
        key = keys.get(name.value)
        if key is None or not (key.refers or key.keys):
            continue
        items = value.value if isinstance(value, yaml.SequenceNode) else [value]
        for item in items:
            if isinstance(item, yaml.MappingNode):
                yield from _below(item, key.keys or {}, id_)
            elif isinstance(item, yaml.ScalarNode) and item.value.split(" ")[0] == id_:
                yield item
