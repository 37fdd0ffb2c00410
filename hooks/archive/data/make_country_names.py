"""Makes ``country_names.tsv``: names of countries in the languages of the Unicode CLDR.

Run it by hand after a change of the registry's countries or a new version of the CLDR::

    PYTHONPATH=hooks python hooks/archive/data/make_country_names.py

It leaves out names that mean two countries and names that the registry already knows.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale

from archive.core.names import fold
from archive.read.registry import SHIPPED, read_registry
from archive.resolve.registry import make_registry

OUT = Path(__file__).with_name("country_names.tsv")

LANGUAGES = """
    am ar az be bg bn bs ca cs da de el es et fa fi fr he hi hr hu hy id it ja ka kk km ko ky lo lt
    lv mk mn ms my nb ne nl pl ps pt ro ru si sk sl so sq sr sr_Latn sv sw ta tg th tk tr uk ur uz
    uz_Cyrl vi zh zh_Hant
""".split()
"""The languages of the names: official languages of states that the CLDR covers."""

VAGUE = frozenset(
    "man america amerika korea congo kongo ireland guinea micronesia nigera nigeri nigeris".split()
)
"""Folded names that mean one country in some languages and several elsewhere, or that another
country's name becomes by a slip: "Nigera" is Niger in Latvian."""


def main() -> None:
    """Writes the file: each line an identifier and its folded names, sorted."""
    entities = read_registry([SHIPPED]).entities
    registry, _ = make_registry(entities)
    owners: dict[str, set[str]] = {}
    for identifier in LANGUAGES:
        territories = Locale.parse(identifier).territories
        for code, name in territories.items():
            entity = registry.entities.get(code.lower())
            if entity is not None and entity.kind == "country":
                owners.setdefault(fold(name), set()).add(entity.id)
    names: dict[str, list[str]] = {}
    for folded, ids in owners.items():
        clear = len(ids) == 1 and len(folded) > 2 and folded not in VAGUE
        if clear and registry.find_actor(folded) is None:
            names.setdefault(next(iter(ids)), []).append(folded)
    lines = ["\t".join((id_, *sorted(found))) for id_, found in sorted(names.items())]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
