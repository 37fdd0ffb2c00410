"""Where a cursor in front matter is; ``|`` is the cursor."""

from __future__ import annotations

import pytest

from archive.language_server.spot import Spot, find_spot

VALUE = [
    ("title: A|", "title", "A"),
    ("title: it's A|", "title", "it's A"),
    ("title: 'it''s |'", "title", "it's "),
    ("region: Central A|", "region", "Central A"),
    ("actors: |", "actors", ""),
    ("actors: [|]", "actors", ""),
    ("actors: [CSTO, In|, X]", "actors", "In"),
    ('actors: ["Cô|"]', "actors", "Cô"),
    ("actors: [\n  A,\n  B|", "actors", "B"),
    ("actors: [A] # [no\nregion: Ce|", "region", "Ce"),
    ("actors: {countries: [In|", "actors.countries", "In"),
    ("relations:\n  - {subject: India, relation: ob|}", "relations.relation", "ob"),
    ("relations:\n  - subject: India\n    relation: m|", "relations.relation", "m"),
    ("relations: [{subject: A}, {object: |", "relations.object", ""),
    ("sources:\n  - {title: A, url: https://x|}", "sources.url", "https://x"),
]
KEY = [
    ("ti|", "", "ti"),
    ("title: A\n|\ndate: x", "", ""),
    ("summary: >\n  text\nta|", "", "ta"),
    ("actors:\n  cou|", "actors", "cou"),
    ("image:\n  fi|", "image", "fi"),
    ("relations:\n  - |", "relations", ""),
    ("relations:\n  - {subject: India, rel|}", "relations", "rel"),
    ("relations:\n  - subject: India\n    rel|", "relations", "rel"),
]
ITEM = [
    ("actors:\n  countries:\n    - In|", "actors.countries", "In"),
    ("actors:\n  - In|", "actors", "In"),
    ("actors:\n- In|", "actors", "In"),
    ("actors:\n  - CSTO\n  - |", "actors", ""),
    ("authors:\n  - {name: B}\n  - An|", "authors", "An"),
]
NOWHERE = [
    "title: A # comment|",
    "# comment|",
    "summary: >\n  text ti|",
    "title: A\n---\nThe te|xt",
]


def find(text: str) -> Spot | None:
    before = f"---\n{text.partition('|')[0]}"
    lines = f"---\n{text.replace('|', '', 1)}\n---\n".split("\n")
    return find_spot(lines, before.count("\n"), len(before.rpartition("\n")[2]))


@pytest.mark.parametrize(("text", "keys", "typed"), VALUE)
def test_a_value_is_being_written(text: str, keys: str, typed: str) -> None:
    spot = find(text)
    assert spot
    assert (".".join(spot.keys), spot.typed, spot.is_key) == (keys, typed, False)


@pytest.mark.parametrize(("text", "keys", "typed"), [*KEY, *ITEM])
def test_a_key_may_be_being_written(text: str, keys: str, typed: str) -> None:
    spot = find(text)
    assert spot
    assert (".".join(spot.keys), spot.typed, spot.is_key) == (keys, typed, True)


@pytest.mark.parametrize("text", [text for text, _, _ in ITEM])
def test_an_item_of_a_list_may_be_a_value_too(text: str) -> None:
    spot = find(text)
    assert spot
    assert spot.is_item


@pytest.mark.parametrize("text", NOWHERE)
def test_elsewhere_nothing_is_offered(text: str) -> None:
    assert find(text) is None


def test_keys_that_are_written_before_are_known() -> None:
    spot = find("title: A\ndate: 2022-02-01\n|")
    assert spot
    assert spot.present == {"title", "date"}
    spot = find("relations:\n  - {subject: A, |")
    assert spot
    assert spot.present == {"subject"}
    spot = find("relations:\n  - subject: A\n  - |")
    assert spot
    assert spot.present == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("actors: [CS|TO, India]", "CSTO"),
        ('actors: ["Cô|te d’Ivoire", India]', "Côte d’Ivoire"),
        ("region: Central A|sia # where", "Central Asia"),
        ("ti|tle: A", "title"),
    ],
)
def test_the_whole_value_is_known(text: str, expected: str) -> None:
    spot = find(text)
    assert spot
    line = text.replace("|", "")
    assert line[spot.start : spot.end(line)] == expected
