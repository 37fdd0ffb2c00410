"""The names that the editor's form offers: a generated file of the project, ``schemas/names.json``.

The form reads files of the repository, and cannot read the registry. ``make schema`` writes the
file from the registry, and lint reports one that is out of date.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from archive.core.model import Entity, Level, Place, Problem
from archive.core.names import sort_key
from archive.core.site_kinds import Kinds

FILE = "schemas/names.json"
"""The file, relative to the project."""
LISTS: Mapping[str, str] = {
    "actor": "actors",
    "region": "regions",
    "person": "people",
    "event": "events",
    "topic": "topics",
    "series": "series",
}
"""What a key offers (``Key.offers``) → the list in the file."""


def names_file(entities: Iterable[Entity], kinds: Kinds) -> str:
    """Returns the content of the file: JSON with a name on each line.

    An acronym is a name of its own: briefs may have either.

    Args:
        entities: Those of the registry.
        kinds: The kinds of the site.
    """
    known = sorted(entities, key=lambda one: (sort_key(one.sort_name), one.id))
    lists: list[str] = []
    for offered, name in LISTS.items():
        rows = (row for one in known if _is_offered(one, offered, kinds) for row in _rows(one))
        lines = ",\n".join(f"  {row}" for row in rows)
        lists.append(f' "{name}": [\n{lines}\n ]' if lines else f' "{name}": []')
    return "{\n" + ",\n".join(lists) + "\n}\n"


def count_names(text: str) -> dict[str, int]:
    """Returns the number of names in each list of the file; 0 where it is missing or damaged."""
    try:
        given = json.loads(text or "{}")
    except json.JSONDecodeError:
        given = {}
    lists = given if isinstance(given, dict) else {}
    found = {name: lists.get(name) for name in LISTS.values()}
    return {name: len(one) if isinstance(one, list) else 0 for name, one in found.items()}


def check_names_file(text: str, entities: Iterable[Entity], kinds: Kinds) -> Iterator[Problem]:
    """Yields an error if the file is missing or out of date.

    Args:
        text: Its content, or "".
        entities: The entities of the registry.
        kinds: The kinds of the site.
    """
    if text != names_file(entities, kinds):
        message = "is out of date" if text else "does not exist"
        message += ": the form for editors offers names from it"
        hint = "run make schema, and commit the file"
        yield Problem(Place(FILE), Level.ERROR, message, hint=hint, code="file")


def _is_offered(entity: Entity, offered: str, kinds: Kinds) -> bool:
    return entity.kind == offered or (offered == "actor" and kinds[entity.kind].role == "actor")


def _rows(entity: Entity) -> Iterator[str]:
    others = dict.fromkeys((entity.acronym, entity.short, entity.official, *entity.aliases))
    also = " · ".join(name for name in others if name and name != entity.name)
    rows = {entity.name: also}
    if entity.acronym:
        rows.setdefault(entity.acronym, entity.name)
    for name, text in rows.items():
        yield json.dumps({"name": name, "also": text}, ensure_ascii=False)
