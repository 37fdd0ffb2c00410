"""Reads the registry's YAML files into entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from archive.core import urls
from archive.core.details import EntityKind, Topic
from archive.core.keys import ENTITY_KEYS
from archive.core.kind import Kind, plain_id
from archive.core.kinds import ENTITY_KINDS
from archive.core.model import Entity, Level, Place, Problem
from archive.core.names import fold, nearest
from archive.core.problem_codes import EXTENDED
from archive.core.settings import SETTINGS
from archive.core.site_kinds import Kinds, registry_files
from archive.lib.digest import digest, digest_bytes
from archive.read.extension import REPLACE, describe, extend, lost_keys
from archive.read.fields import Fields
from archive.read.files import Found, escape_name, find_files, read_bounded
from archive.read.from_keys import read_values
from archive.read.own_entries import read_details
from archive.read.text import decode, normalize_newlines
from archive.read.yamltree import Mapping as MappingNode
from archive.read.yamltree import Node, parse_yaml

SHIPPED = Path(__file__).parent.parent / "data" / "registry"
"""The built-in registry."""

COUNTRY_NAMES = SHIPPED.with_name("country_names.tsv")
"""Names of countries in other languages: each line an identifier and folded names."""

OTHER_NAMES = SHIPPED.with_name("other_names.txt")
"""Names for which no name of the registry is suggested, one a line."""


class ReadRegistry(NamedTuple):
    """What was read from registry folders.

    Attributes:
        entities: The entities.
        problems: What is wrong with the files.
        digest: Hash of the bytes that were read, and of the names of their files.
    """

    entities: tuple[Entity, ...]
    problems: tuple[Problem, ...]
    digest: str


def read_registry(
    folders: Iterable[Path], root: Path | None = None, kinds: Kinds = ENTITY_KINDS
) -> ReadRegistry:
    """Reads registry folders; an entry in a later folder extends one with the same identifier.

    Args:
        folders: The built-in registry first, then the site's own; a missing folder is empty.
        root: The project, to which the paths of messages are relative.
        kinds: The kinds of the site.
    """
    known = registry_files(kinds)
    problems: list[Problem] = []
    digests: list[tuple[str, str]] = []
    built_in = _Earlier()
    for folder in folders:
        entities: dict[str, Entity] = {}
        texts: dict[str, str] = {}
        files, refused = find_registry_files(folder)
        problems.extend(refused)
        for found_file in files:
            file = folder.parent / found_file.path
            first = file.relative_to(folder).parts[0]
            kind = known.get(first.removesuffix(".yml"))
            path = shown_path(file, root)
            if kind is None:
                message = f'unknown registry file "{first}"'
                hint = "known files: " + ", ".join(f"{name}.yml" for name in known)
                problems.append(Problem(Place(path), Level.ERROR, message, "", hint, "file"))
                continue
            data, found = read_bounded(file, path)
            digests.append((found_file.path, digest_bytes(data or b"")))
            text, unclean = decode(data, path) if data else ("", ())
            problems += (*found, *unclean)
            texts[path] = normalize_newlines(text or "")
            read, found = (
                extend_entities(texts[path], path, kind, built_in, kinds[kind])
                if built_in.entities or kind not in ENTITY_KINDS
                else read_entities(texts[path], path, kind)
            )
            problems.extend(found)
            for entity in read:
                older = entities.setdefault(entity.id, entity)
                if older is not entity:
                    message = f'identifier "{plain_id(entity.id)}" is taken by {older.place}'
                    hint = "change the identifier of one of the two"
                    problems.append(
                        Problem(entity.place, Level.ERROR, message, "", hint, "registry")
                    )
        built_in.add(entities, texts)
    return ReadRegistry(tuple(built_in.entities.values()), tuple(problems), digest(digests))


class _Earlier:
    """The entries of earlier folders, parsed again only where a later entry extends one."""

    def __init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self._texts: dict[str, str] = {}
        self._nodes: dict[str, Node | None] = {}

    def add(self, entities: Mapping[str, Entity], texts: Mapping[str, str]) -> None:
        """Adds the entities of a folder, and the content of its files by path."""
        self.entities.update(entities)
        self._texts.update(texts)

    def entry(self, id_: str, kind: EntityKind) -> MappingNode | None:
        """Returns the entry of an entity, or None if there is none of this kind."""
        row = ENTITY_KINDS.get(kind)
        entity = self.entities.get(row.identifier(id_) if row else id_)
        if entity is None or entity.kind != kind:
            return None
        path = entity.place.path
        if path not in self._nodes:
            self._nodes[path], _ = parse_yaml(self._texts[path], path)
        file = self._nodes[path]
        entry = file.get(id_) if isinstance(file, MappingNode) else None
        return entry if isinstance(entry, MappingNode) else None


def check_folder(root: Path, folder: str) -> tuple[Problem, ...]:
    """Returns an error if the settings name a folder that does not exist.

    The default folder may be missing: not every site has entries of its own.

    Args:
        root: The project.
        folder: The folder of the site's own registry, relative to it.
    """
    if folder == SETTINGS["registry"].default or (root / folder).exists():
        return ()
    folders = [one.name for one in root.iterdir() if one.is_dir()]
    message = "the folder of the registry does not exist"
    hint = "set extra.archive.registry to the folder that contains the registry, or create this one"
    place = Place(escape_name(folder))
    return (Problem(place, Level.ERROR, message, nearest(folder, folders), hint, "file"),)


def read_country_names() -> Mapping[str, str]:
    """Reads the folded names of countries in other languages, each with its identifier."""
    lines = COUNTRY_NAMES.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {name: id_ for id_, *names in rows for name in names}


def read_other_names() -> frozenset[str]:
    """Reads the folded names that are no misspelling of a name of the registry."""
    lines = OTHER_NAMES.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line and not line.startswith("#"))


def read_entities(
    text: str, path: str, kind: EntityKind
) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """Reads one registry file: a mapping of identifiers to entries."""
    return extend_entities(text, path, kind, _Earlier())


def extend_entities(
    text: str, path: str, kind: EntityKind, earlier: _Earlier, row: Kind | None = None
) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """Reads one registry file, whose entries may extend those of earlier folders.

    Args:
        text: The content of the file.
        path: Its path, for messages.
        kind: The kind of its entities.
        earlier: The entries of earlier folders.
        row: The row of the kind, if it is not the program's.

    Returns:
        The entities, and what is wrong; a notice for each entry that extends another.
    """
    node, first = parse_yaml(text, path)
    problems = list(first)
    if node is None:
        return (), tuple(problems)
    if not isinstance(node, MappingNode):
        hint = "begin each entry with its identifier and a colon"
        message = "the file is not a mapping of entries"
        problem = Problem(node.place, Level.ERROR, message, "", hint)
        return (), (*problems, problem)
    row = row or ENTITY_KINDS[kind]
    keys = row.keys
    entities: list[Entity] = []
    for key, value in node.entries:
        if not isinstance(value, MappingNode):
            message = f'the entry "{key.text}" must be a mapping'
            problems.append(Problem(key.place, Level.ERROR, message, "", "write name: …"))
            continue
        base = earlier.entry(key.text, kind)
        fields = Fields(value, keys, problems)
        if base is not None:
            is_replaced = REPLACE in value and fields.flag(REPLACE)
            message = (
                f"replaces the built-in entry, without its {', '.join(lost_keys(base, value))}"
                if is_replaced
                else f"extends the built-in entry: {describe(base, value, keys)}"
            )
            problems.append(Problem(key.place, Level.NOTICE, message, "", "", EXTENDED))
            if not is_replaced:
                fields = Fields(extend(base, value, keys), keys, problems)
        fields.check_keys()
        if entity := _entity(key.text, key.place, kind, row, fields):
            entities.append(entity)
    return tuple(entities), tuple(problems)


def _entity(id_: str, place: Place, kind: EntityKind, row: Kind, fields: Fields) -> Entity | None:
    common = read_values(Entity, fields, ENTITY_KEYS)
    details = read_details(row, fields)
    if isinstance(details, Topic):
        details = Topic(tuple(row.identifier(one) for one in details.broader))
    url = urls.entity_url(row.folder, common["slug"] or common["name"])
    if not common["name"] or details is None:
        return None
    id_ = row.identifier(id_)
    return Entity(id=id_, kind=kind, url=url, details=details, place=place, **common)


def find_registry_files(folder: Path) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """Finds the YAML files of a registry folder, sorted by path.

    This is the only place that decides which files belong to a registry: no symbolic links, no
    folders or devices with such a name, and none whose name begins with ``_`` or ``.``.

    Args:
        folder: The folder; a missing one is empty.

    Returns:
        The files, relative to the folder's parent; a notice for each that is skipped, and an error
        for each that is refused.
    """
    return find_files(
        folder.parent,
        folder.name,
        lambda name: name.endswith((".yml", ".yaml")),
        announced=lambda name: name.startswith("_"),
    )


def shown_path(file: Path, root: Path | None) -> str:
    """Returns the path of a file for messages: relative to the project if it is in it."""
    if root is not None and file.is_relative_to(root):
        return file.relative_to(root).as_posix()
    return file.as_posix()
