"""A site declares types of organizations and kinds of entities in its settings."""

from __future__ import annotations

import pytest

from archive.core.own_keys import OwnKey
from archive.core.own_kinds import OwnKind, OwnType
from archive.core.settings_file import read_settings
from archive.core.site_kinds import kinds_of, site_facets

TREATY = {
    "folder": "treaties",
    "singular": "Treaty",
    "plural": "Treaties",
    "keys": {
        "signed": {"label": "Signed", "shape": "date"},
        "parties": {"label": "Parties", "shape": "entities"},
    },
}


def test_types_and_kinds_join_the_table() -> None:
    given = {
        "organization_types": {
            "cooperative": {"name": "Cooperative", "plural": "Cooperatives"},
            "joint venture": "Joint venture",
        },
        "kinds": {"treaty": TREATY},
    }
    settings, problems = read_settings(given, "mkdocs.yml")
    assert problems == ()
    assert settings.organization_types == (
        OwnType("cooperative", "Cooperative", "Cooperatives"),
        OwnType("joint venture", "Joint venture", "Joint venture"),
    )
    keys = (OwnKey("signed", "Signed", "date"), OwnKey("parties", "Parties", "entities"))
    assert settings.kinds == (OwnKind("treaty", "treaties", "Treaty", "Treaties", keys),)
    kinds = kinds_of(settings)
    assert "cooperative" in kinds["organization"].own_keys["kind"].choices
    assert list(kinds)[-1] == "treaty"
    assert kinds["treaty"].keys["signed"].shape == "partial date"
    assert site_facets(settings) == {"own-treaty": "Treaty"}


TYPES, KINDS = "organization_types", "kinds"


@pytest.mark.parametrize(
    ("setting", "given", "told"),
    [
        (TYPES, ["a"], " must be a mapping (hint: write cooperative: {name: Cooperative, plural"),
        (TYPES, {"Coop": "C"}, ".Coop: is not a type (hint: write small letters"),
        (TYPES, {"ministry": "M"}, ".ministry: the program has a type of this name"),
        (TYPES, {"coop": None}, ".coop: has neither a label nor options"),
        (TYPES, {"coop": {"nam": "C"}}, '.coop: unknown option "nam" — did you mean "name"?'),
        (TYPES, {"coop": {"plural": "C"}}, '.coop: "name" must be a string'),
        (TYPES, {"coop": {"name": "C", "members": 1}}, '.coop: "members" must be true or false'),
        (KINDS, {"region": TREATY}, ".region: the program has a kind of this name"),
        (KINDS, {"treaty": "Treaty"}, ".treaty: has no options"),
        (KINDS, {"treaty": TREATY | {"folder": "years"}}, 'the program has a folder "years"'),
        (KINDS, {"treaty": TREATY | {"folder": "a/b"}}, '"a/b" cannot be a folder'),
        (KINDS, {"treaty": TREATY, "pact": TREATY}, '"treaties" is the folder of treaty too'),
        (KINDS, {"treaty": TREATY | {"keys": {"name": "Name"}}}, "name: the program has a key of"),
        (
            KINDS,
            {"treaty": TREATY | {"keys": {"a": {"shape": "entity"}}}},
            'a: "entity" is not a shape — did you mean "entities"?',
        ),
    ],
)
def test_a_mistake_is_told(setting: str, given: object, told: str) -> None:
    settings, problems = read_settings({setting: given}, "mkdocs.yml")
    assert problems
    assert told in str(problems[0])
    assert str(problems[0]).startswith(f"mkdocs.yml:1:1: error: extra.archive.{setting}")
    assert len(getattr(settings, setting)) == (1 if "pact" in given else 0)  # type: ignore[operator]


def test_a_kind_and_a_key_cannot_have_one_facet() -> None:
    given = {"kinds": {"treaty": TREATY}, "metadata": {"treaty": {"facet": True}}}
    _, problems = read_settings(given, "mkdocs.yml")
    told = (
        "mkdocs.yml:1:1: error: extra.archive.kinds.treaty: "
        "extra.archive.metadata has a facet of this name (hint: choose another name)"
    )
    assert [str(one) for one in problems] == [told]
    _, problems = read_settings(given | {"metadata": {"treaty": "Treaty"}}, "mkdocs.yml")
    assert problems == ()
