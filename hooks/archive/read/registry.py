"""Reading the registry's YAML files into entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from archive.core import urls
from archive.core.model import (
    Country,
    Details,
    Entity,
    EntityKind,
    Event,
    Level,
    Membership,
    Organization,
    Person,
    Place,
    Post,
    Problem,
    Region,
)
from archive.core.vocabulary import (
    COUNTRY_KEYS,
    EVENT_KEYS,
    ORGANIZATION_KEYS,
    PERSON_KEYS,
    REGION_KEYS,
    Key,
)
from archive.read.fields import Fields
from archive.read.files import Found, find_files, read_bounded
from archive.read.text import decode, one_line_end
from archive.read.yamltree import Mapping as MappingNode
from archive.read.yamltree import parse_yaml

SHIPPED = Path(__file__).parent.parent / "data" / "registry"
"""The registry that comes with the program."""

KEYS: Mapping[EntityKind, Mapping[str, Key]] = {
    "country": COUNTRY_KEYS,
    "organization": ORGANIZATION_KEYS,
    "region": REGION_KEYS,
    "person": PERSON_KEYS,
    "event": EVENT_KEYS,
}
FILES: Mapping[str, EntityKind] = {
    "countries": "country",
    "organizations": "organization",
    "regions": "region",
    "people": "person",
    "events": "event",
}
"""Name of a registry file (``countries.yml``) or folder (``organizations/``) → kind of entity."""


def read_registry(
    folders: Iterable[Path], root: Path | None = None
) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """Reads registry folders, later ones on top: an identifier met again replaces the earlier.

    Args:
        folders: The shipped registry first, then the site's own; a missing one is empty.
        root: The project, to which the paths of messages are relative.

    Returns:
        The entities, and the problems.
    """
    problems: list[Problem] = []
    entities: dict[str, Entity] = {}
    for folder in folders:
        files, refused = _files(folder)
        problems.extend(refused)
        for found_file in files:
            file = folder.parent / found_file.path
            first = file.relative_to(folder).parts[0]
            kind = FILES.get(first.removesuffix(".yml"))
            path = _shown(file, root)
            if kind is None:
                message = f'a registry has no file "{first}"'
                hint = "known: " + ", ".join(f"{name}.yml" for name in FILES)
                problems.append(Problem(Place(path), Level.ERROR, message, "", hint, "file"))
                continue
            data, found = read_bounded(file, path)
            text, unclean = decode(data, path) if data else ("", ())
            problems += (*found, *unclean)
            read, found = read_entities(one_line_end(text or ""), path, kind)
            problems.extend(found)
            for entity in read:
                older = entities.get(entity.id)
                if older is not None and Path(older.place.path).parent == Path(path).parent:
                    message = f'identifier "{entity.id}" is taken by {older.place}'
                    hint = "give one of the two another identifier"
                    problems.append(
                        Problem(entity.place, Level.ERROR, message, "", hint, "registry")
                    )
                    continue
                entities[entity.id] = entity
    return tuple(entities.values()), tuple(problems)


def read_entities(
    text: str, path: str, kind: EntityKind
) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """Reads one registry file: a mapping of identifier to entry."""
    node, first = parse_yaml(text, path)
    problems = list(first)
    if node is None:
        return (), tuple(problems)
    if not isinstance(node, MappingNode):
        hint = "begin each entry with its identifier and a colon"
        problem = Problem(node.place, Level.ERROR, "not a mapping of entries", "", hint)
        return (), (*problems, problem)
    entities: list[Entity] = []
    for key, value in node.entries:
        if not isinstance(value, MappingNode):
            message = f'the entry "{key.text}" must be a mapping'
            problems.append(Problem(key.place, Level.ERROR, message, "", "name: …"))
            continue
        fields = Fields(value, KEYS[kind], problems)
        fields.check_keys()
        if entity := _entity(key.text, key.place, kind, fields):
            entities.append(entity)
    return tuple(entities), tuple(problems)


def _entity(id_: str, place: Place, kind: EntityKind, fields: Fields) -> Entity | None:
    name = fields.text("name")
    if not name:
        return None
    return Entity(
        id=id_,
        name=name,
        kind=kind,
        url=urls.entity_url(kind, fields.text("slug") or name),
        details=_details(kind, fields),
        aliases=tuple(alias.text for alias in fields.names("aliases")),
        names=fields.pairs("names"),
        official=fields.text("official"),
        short=fields.text("short"),
        ambiguous=fields.flag("ambiguous"),
        longer=tuple(longer.text for longer in fields.names("longer")),
        wikidata=fields.text("wikidata"),
        note=fields.text("note"),
        place=place,
    )


def _details(kind: EntityKind, fields: Fields) -> Details:
    if kind == "country":
        return Country(
            status=fields.choice("kind", "state"),
            alpha3=fields.text("alpha3"),
            numeric=fields.text("numeric"),
            region=fields.text("region"),
            part_of=fields.text("part_of"),
            capital=fields.text("capital"),
        )
    if kind == "organization":
        seat = fields.record("headquarters")
        return Organization(
            kind=fields.choice("kind", "intergovernmental"),
            acronym=fields.text("acronym"),
            founded=fields.partial("founded"),
            dissolved=fields.partial("dissolved"),
            city=seat.text("city") if seat else "",
            country=seat.text("country") if seat else "",
            parent=fields.text("parent"),
            website=fields.address("website"),
            members=tuple(_membership(record) for record in fields.records("members")),
        )
    if kind == "region":
        return Region(code=fields.text("code"), parent=fields.text("parent"))
    if kind == "person":
        return Person(tuple(_post(record) for record in fields.records("posts")))
    return Event(
        date=fields.partial("date"),
        until=fields.partial("until"),
        location=fields.text("place"),
        country=fields.text("country"),
        hosts=tuple(host.text for host in fields.names("hosts")),
        participants=tuple(one.text for one in fields.names("participants")),
        people=tuple(person.text for person in fields.names("people")),
    )


def _membership(record: Fields) -> Membership:
    return Membership(
        actor=record.text("actor"),
        relation=record.choice("relation", "member"),
        status=record.choice("status", "in force"),
        since=record.partial("from"),
        until=record.partial("until"),
    )


def _post(record: Fields) -> Post:
    return Post(
        title=record.text("title"),
        of=record.text("of"),
        since=record.partial("from"),
        until=record.partial("until"),
    )


def _files(folder: Path) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    return find_files(folder.parent, folder.name, lambda name: name.endswith((".yml", ".yaml")))


def _shown(file: Path, root: Path | None) -> str:
    if root is not None and file.is_relative_to(root):
        return file.relative_to(root).as_posix()
    return file.as_posix()
