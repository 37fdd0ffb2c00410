"""Schemas, reference page and parsers agree, because they come from the same keys."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive.commands.schema import generated
from archive.commands.status import UsageError
from archive.core.brief_keys import BRIEF_KEYS
from archive.core.keys import Key
from archive.core.kinds import ENTITY_KINDS, REGISTRY_FILES
from archive.core.own_kinds import OwnKind
from archive.core.settings import Settings
from archive.read.registry import SHIPPED
from archive.resolve.registry import Registry
from archive.schema.editor_settings import editor_settings
from archive.schema.json_schema import all_schemas, brief_schema
from archive.schema.reference import reference
from tests.support.sites import EXAMPLE, ROOT

BRIEFS = sorted((EXAMPLE / "briefs").rglob("*.md"))
SCHEMAS = sorted(f"schemas/{file.name}" for file in (ROOT / "schemas").iterdir())


@pytest.fixture(scope="module")
def fresh() -> Mapping[str, str]:
    """Path → text of each file that is generated for the example archive."""
    return generated(EXAMPLE, Settings())


def without_names(text: str) -> Any:
    """Returns a schema without the names of the registry, which differ between archives."""
    schema = json.loads(text)
    for name, definition in schema.get("definitions", {}).items():
        # An archive need not have topics or series in its registry.
        if name in ("topic", "series") and "anyOf" not in definition:
            schema["definitions"][name] = {"anyOf": [{}, definition]}
            continue
        assert definition["anyOf"][0].pop("enum"), name
    return schema


@pytest.mark.parametrize("path", SCHEMAS)
def test_generated_files_are_up_to_date(path: str, fresh: Mapping[str, str]) -> None:
    """If this fails, run ``make schema``. ``make check`` compares the names too."""
    shipped = (ROOT / path).read_text(encoding="utf-8")
    assert without_names(shipped) == without_names(fresh[path])


def test_no_schema_is_missing_or_left_over(fresh: Mapping[str, str]) -> None:
    assert {path for path in fresh if path.startswith("schemas/")} == set(SCHEMAS)


def all_keys(keys: dict[str, Key]) -> set[str]:
    inner = [all_keys(dict(key.keys)) for key in keys.values() if key.keys]
    return set(keys).union(*inner)


def test_the_reference_names_every_key() -> None:
    page = reference()
    for keys in (BRIEF_KEYS, *(row.keys for row in ENTITY_KINDS.values())):
        for key in all_keys(dict(keys)):
            assert f"| `{key}` |" in page


def test_a_kind_of_the_site_does_not_hide_the_names_of_actors(registry: Registry) -> None:
    kinds = (OwnKind("actor", "roles", "Role", "Roles"),)
    schema = brief_schema(registry, Settings(kinds=kinds))
    assert "Kazakhstan" in schema["definitions"]["actor"]["anyOf"][0]["enum"]


def test_schemas_offer_names_of_the_registry(registry: Registry) -> None:
    schema = brief_schema(registry)
    offered = schema["definitions"]["actor"]["anyOf"][0]["enum"]
    assert {"India", "CSTO", "Collective Security Treaty Organization"} <= set(offered)
    assert offered == sorted(set(offered))
    assert "Southern Asia" in schema["definitions"]["region"]["anyOf"][0]["enum"]


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Returns whether a value fits a schema; supports only what these schemas use."""
    if ref := schema.get("$ref"):
        return fits(value, root["definitions"][ref.removeprefix("#/definitions/")], root)
    if "anyOf" in schema and not any(fits(value, one, root) for one in schema["anyOf"]):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    types = {"object": dict, "array": list, "string": str, "number": int | float, "boolean": bool}
    types["integer"] = int
    wanted = schema.get("type", [])
    wanted = [wanted] if isinstance(wanted, str) else wanted
    if wanted and not any(isinstance(value, types[name]) for name in wanted):
        return False
    if isinstance(value, str):
        return bool(re.search(schema.get("pattern", ""), value))
    if isinstance(value, list):
        return all(fits(item, schema.get("items", {}), root) for item in value)
    if isinstance(value, dict):
        known = schema.get("properties", {})
        other = schema.get("additionalProperties", True)
        if not set(schema.get("required", ())) <= set(value):
            return False
        if other is False and not set(value) <= set(known):
            return False
        rest = other if isinstance(other, dict) else {}
        return all(fits(item, known.get(key, rest), root) for key, item in value.items())
    return True


class Loader(yaml.SafeLoader):
    """Reads YAML as editors do, by version 1.2: dates stay strings."""


Loader.yaml_implicit_resolvers = {
    character: [one for one in resolvers if one[0] != "tag:yaml.org,2002:timestamp"]
    for character, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str) -> Any:
    return yaml.load(text, Loader)


@pytest.mark.parametrize(
    "file", sorted((EXAMPLE / "briefs").rglob("*.md")), ids=lambda one: one.stem
)
def test_every_brief_fits_its_schema(file: Path, registry: Registry) -> None:
    schema = brief_schema(registry)
    assert fits(load(file.read_text(encoding="utf-8").split("---\n")[1]), schema, schema)


@pytest.mark.parametrize("name", REGISTRY_FILES)
def test_the_registry_fits_its_schemas(name: str, registry: Registry) -> None:
    schema = all_schemas(registry)[f"registry-{name}"]
    folders = (SHIPPED, EXAMPLE / "registry")
    files = [sorted([*one.glob(f"{name}.yml"), *one.glob(f"{name}/*.yml")]) for one in folders]
    assert any(files)
    for folder in files:
        for file in folder:
            for id_, entry in load(file.read_text(encoding="utf-8")).items():
                assert fits(entry, schema["additionalProperties"], schema), f"{file.name}: {id_}"


@pytest.mark.parametrize(
    "matter",
    [
        "title: A\ndate: 2022-02-01",
        "language: fr\ntranslation_of: a.md",
        "title: A\ndate: 1 Feb 2022\nactors: [India]",
        "title: A\ndate: 2022-02-01\nactors: India",
        "title: [A]\ndate: 2022-02-01\nactors: [India]",
        "title: A\ndate: 2022-02-01\nactors: [India]\nsumary: x",
        "title: A\ndate: 2022-02-01\nactors: [India]\nsource: javascript:x",
        "title: A\ndate: 2022-02-01\nactors: [India]\nrelations: [{relation: foe}]",
    ],
)
def test_invalid_front_matter_does_not_fit_the_schema(matter: str, registry: Registry) -> None:
    schema = brief_schema(registry)
    assert not fits(load(matter), schema, schema)


def test_the_editors_settings_name_every_schema() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert {ROOT / path for path in settings["yaml.schemas"]} == {ROOT / path for path in SCHEMAS}


def test_other_editor_settings_are_kept() -> None:
    own = '{"a": [1, {"b": "é"}], "yaml.schemas": {"gone.json": ["x"]}, "c": {"d": true}}'
    written = editor_settings(own, "notes", "names")
    settings = json.loads(written)
    assert (settings["a"], settings["c"]) == ([1, {"b": "é"}], {"d": True})
    assert settings["yaml.schemas"]["schemas/brief.json"] == ["notes/**/*.md"]
    assert "names/people.yml" in settings["yaml.schemas"]["schemas/registry-people.json"]
    assert "gone.json" not in settings["yaml.schemas"]
    assert editor_settings(written, "notes", "names") == written


def test_settings_with_comments_are_refused_at_their_line(tmp_path: Path) -> None:
    file = tmp_path / ".vscode" / "settings.json"
    file.parent.mkdir()
    file.write_text('{\n  // a comment\n  "a": 1\n}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"^\.vscode/settings\.json:2:3: error: not plain JSON"):
        generated(tmp_path, Settings())
