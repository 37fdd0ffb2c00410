"""An entry of a site's own registry extends the built-in entry with its identifier."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from archive.core.details import Country, Membership, Organization
from archive.core.model import Entity
from archive.read.registry import SHIPPED, read_registry

BUILT_IN = {
    "countries.yml": """\
cd:
  name: DR Congo
  aliases: [DRC, Congo-Kinshasa]
  names: {fr: RD Congo}
  capital: Kinshasa
  alpha3: COD
""",
    "organizations.yml": """\
csto:
  name: CSTO
  kind: intergovernmental
  acronym: CSTO
  headquarters: {city: Moscow, country: ru}
  joined: [am 2002-10-07, by 2002-10-07]
  members:
    - {actor: rs, relation: observer, from: '2013-04-11'}
""",
}


def read(tmp_path: Path, own: dict[str, str]) -> tuple[dict[str, Entity], list[str]]:
    for folder, files in (("built-in", BUILT_IN), ("registry", own)):
        (tmp_path / folder).mkdir()
        for name, text in files.items():
            (tmp_path / folder / name).write_text(text, "utf-8")
    found = read_registry([tmp_path / "built-in", tmp_path / "registry"], tmp_path)
    return {one.id: one for one in found.entities}, [str(one) for one in found.problems]


def test_what_an_entry_does_not_name_stays(tmp_path: Path) -> None:
    entities, said = read(tmp_path, {"countries.yml": "cd:\n  aliases: [RDC, DRC]\n"})
    cd = entities["cd"]
    assert (cd.name, cd.aliases, cd.names) == (
        "DR Congo",
        ("Congo-Kinshasa", "RDC", "DRC"),
        (("fr", "RD Congo"),),
    )
    assert cd.details == Country(capital="Kinshasa", alpha3="COD")
    assert str(cd.place) == "registry/countries.yml:1:1"
    assert said == [
        "registry/countries.yml:1:1: notice: extends the built-in entry: adds 1 item to aliases"
    ]


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("capital: Goma", 'changes capital from "Kinshasa"'),
        ("aliases: RDC", "adds 1 item to aliases"),
        ("names: {sw: Kongo}", "changes names"),
        ("official: Congo, the Democratic Republic of the", "sets official"),
        ("capital:", "changes nothing"),
        ("name: DR Congo", "changes nothing"),
        ("replace: true\n  name: Congo", "replaces the built-in entry, without its aliases, names"),
    ],
)
def test_it_is_said_what_an_entry_changes(tmp_path: Path, own: str, expected: str) -> None:
    _, said = read(tmp_path, {"countries.yml": f"cd:\n  {own}\n"})
    assert len(said) == 1
    assert expected in said[0]


def test_a_mapping_is_merged_key_by_key(tmp_path: Path) -> None:
    own = {
        "countries.yml": "cd:\n  names: {sw: Kongo}\n",
        "organizations.yml": "csto:\n  headquarters: {city: Minsk}\n",
    }
    entities, _ = read(tmp_path, own)
    assert entities["cd"].names == (("fr", "RD Congo"), ("sw", "Kongo"))
    csto = entities["csto"].details
    assert isinstance(csto, Organization)
    assert (csto.headquarters.city, csto.headquarters.country) == ("Minsk", "ru")


def test_a_member_that_is_listed_already_gets_the_new_values(tmp_path: Path) -> None:
    own = "csto:\n  joined: [kg]\n  members:\n    - {actor: am, status: suspended, from: '2024'}\n"
    entities, said = read(tmp_path, {"organizations.yml": own})
    csto = entities["csto"].details
    assert isinstance(csto, Organization)
    assert csto.joined == (Membership("by", since="2002-10-07"), Membership("kg"))
    assert csto.members == (
        Membership("rs", "observer", since="2013-04-11"),
        Membership("am", status="suspended", since="2024"),
    )
    assert said[0].endswith(": adds 1 item to joined, adds 1 item to members")


def test_an_entry_may_replace_the_built_in_one(tmp_path: Path) -> None:
    entities, _ = read(tmp_path, {"countries.yml": "cd: {replace: true, name: Congo}\n"})
    assert (entities["cd"].name, entities["cd"].aliases) == ("Congo", ())
    assert entities["cd"].details == Country()


def test_an_entry_of_another_kind_is_an_entry_of_its_own(tmp_path: Path) -> None:
    entities, said = read(
        tmp_path, {"organizations.yml": "cd: {name: Community Development, kind: bank}\n"}
    )
    assert (entities["cd"].kind, entities["cd"].aliases, said) == ("organization", (), [])


def test_mistakes_have_their_places(tmp_path: Path) -> None:
    own = "cd:\n  aliases: {a: b}\n  capitol: Goma\n  replace: perhaps\n"
    _, said = read(tmp_path, {"countries.yml": own})
    places = [one.split(" ")[0] for one in said if ": notice:" not in one]
    assert sorted(places) == [f"registry/countries.yml:{at}:" for at in ("2:12", "3:3", "4:12")]


@pytest.mark.parametrize("id_", ["cd", "csto", "in"])
def test_a_repeated_built_in_entry_changes_nothing(tmp_path: Path, id_: str) -> None:
    before = next(one for one in read_registry([SHIPPED]).entities if one.id == id_)
    source = Path(before.place.path)
    _, _, rest = source.read_text("utf-8").partition(f"\n{id_}:\n")
    entry = itertools.takewhile(lambda line: line.startswith(" "), rest.splitlines())
    own = tmp_path / "registry" / source.relative_to(SHIPPED)
    own.parent.mkdir(parents=True)
    own.write_text("\n".join((f"{id_}:", *entry)), "utf-8")
    found = read_registry([SHIPPED, tmp_path / "registry"])
    assert next(one for one in found.entities if one.id == id_) == before
    said = [one.message for one in found.problems]
    assert said == ["extends the built-in entry: changes nothing"]
