"""The form for editors: its fields, its names, its policy, and what lint says of a project."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.catalogue import ENGLISH
from archive.core.git_host import GitHost
from archive.core.model import Level
from archive.core.own_keys import OwnKey
from archive.core.settings import Settings
from archive.core.settings_file import read_settings
from archive.core.site_kinds import kinds_of
from archive.lib.csp import editor_policy, policy
from archive.lint.cms import check_long_forms
from archive.outputs.cms import editor_page
from archive.outputs.cms_config import NOT_SHOWN, api_origins, cms_config
from archive.outputs.cms_fields import MOST
from archive.outputs.cms_names import check_names_file, count_names, names_file
from archive.outputs.cms_package import (
    SCHEMA,
    Package,
    PackageError,
    check_installed,
    integrity_of,
    read_pin,
    unpack,
)
from archive.resolve.registry import Registry
from tests.support.lint import lint
from tests.support.sites import brief, make_project

HOST = GitHost("github", "https://github.com/a/b", "main")
COUNTS = {"actors": 500, "regions": 50, "people": 10, "events": 0, "topics": 2, "series": 0}
ON = Settings(cms=True)
Fields = dict[str, dict[str, object]]


def fields(
    counts: Mapping[str, int] = COUNTS, settings: Settings = ON
) -> dict[str, dict[str, object]]:
    briefs = cms_config(settings, ENGLISH, HOST, counts)["collections"][0]
    return {one["name"]: one for one in briefs["fields"]}


def test_every_key_has_a_field_with_a_label() -> None:
    found = fields(settings=Settings(cms=True, metadata=(OwnKey("desk", "Desk"),)))
    assert set(found) == {*BRIEF_KEYS, "body", "desk"} - NOT_SHOWN
    assert all(one["label"] for one in found.values())
    assert found["desk"]["label"] == "Desk"
    required = {name for name, one in found.items() if one.get("required") is not False}
    assert required == {name for name, key in BRIEF_KEYS.items() if key.required} | {"body"}


def test_names_come_from_the_generated_file() -> None:
    found = fields()
    assert found["actors"] | {"hint": ""} == {
        "name": "actors",
        "label": "Actors",
        "hint": "",
        "widget": "relation",
        "multiple": True,
        "min": 1,
        "collection": "names",
        "file": "names",
        "value_field": "actors.*.name",
        "search_fields": ["actors.*.name", "actors.*.also"],
    }
    assert found["region"]["value_field"] == "regions.*.name"
    assert found["tags"]["value_field"] == "topics.*.name"
    assert found["events"]["widget"] == "list", "the registry has none: any may be written"
    relations = {one["name"]: one for one in found["relations"]["fields"]}  # type: ignore[attr-defined]
    assert relations["subject"]["value_field"] == "actors.*.name"
    assert "multiple" not in relations["subject"]


def test_a_list_of_thousands_has_a_field_of_its_own() -> None:
    found = fields({**COUNTS, "actors": MOST + 1})["actors"]
    assert (found["widget"], found["list"], found["multiple"]) == ("archive-names", "actors", True)


def test_a_brief_is_saved_in_the_folder_of_its_year_with_a_slug_of_its_own() -> None:
    briefs = cms_config(ON, ENGLISH, GitHost("github", HOST.address, "main", "sub/"), COUNTS)[
        "collections"
    ][0]
    assert briefs["folder"] == "sub/briefs"
    assert briefs["path"] == "{{date | date('YYYY')}}/{{slug}}"
    assert briefs["slug"] == {"template": "{{title}}", "editable": True}
    assert briefs["preview_path"] == "briefs/{{year}}/{{slug}}/"


@pytest.mark.parametrize(
    ("settings", "host", "backend", "mode"),
    [
        (ON, HOST, {"name": "github", "repo": "a/b", "branch": "main", "auth_methods": ["token"]},
         "editorial_workflow"),
        (Settings(cms=True, cms_review=False), HOST,
         {"name": "github", "repo": "a/b", "branch": "main", "auth_methods": ["token"]}, "simple"),
        (Settings(cms=True, cms_sign_in="https://in.example"), HOST,
         {"name": "github", "repo": "a/b", "branch": "main", "base_url": "https://in.example"},
         "editorial_workflow"),
        (ON, GitHost("github", "https://git.example/a/b"),
         {"name": "github", "repo": "a/b", "api_root": "https://git.example/api/v3",
          "auth_methods": ["token"]}, "editorial_workflow"),
        (Settings(cms=True, cms_app="x"), GitHost("gitlab", "https://gitlab.com/a/c/b", "main"),
         {"name": "gitlab", "repo": "a/c/b", "branch": "main", "app_id": "x", "auth_type": "pkce",
          "api_root": "https://gitlab.com/api/v4", "base_url": "https://gitlab.com"},
         "editorial_workflow"),
        (ON, GitHost("gitea", "https://codeberg.org/a/b", "main"),
         {"name": "gitea", "repo": "a/b", "branch": "main", "base_url": "https://codeberg.org",
          "api_root": "https://codeberg.org/api/v1", "auth_methods": ["token"]}, "simple"),
    ],
)  # fmt: skip
def test_each_host_has_its_backend(
    settings: Settings, host: GitHost, backend: dict[str, object], mode: str
) -> None:
    config = cms_config(settings, ENGLISH, host, COUNTS)
    assert (config["backend"], config["publish_mode"]) == (backend, mode)


def test_the_page_may_contact_the_host_of_the_repository_alone() -> None:
    assert api_origins(HOST) == ("https://api.github.com",)
    assert api_origins(GitHost("gitea", "https://codeberg.org/a/b")) == ("https://codeberg.org",)
    page = editor_page(ON, ENGLISH, HOST)
    assert "connect-src 'self' data: blob: https://api.github.com;" in page
    assert "script-src 'self';" in page
    assert page.count("https://") == 1
    # The header for all pages allows what the form needs; without one, it is as it was.
    assert "'unsafe-inline'" in policy(editor=("https://api.github.com",))
    assert "'unsafe-inline'" not in policy()
    assert "form-action 'none'" in editor_policy(())


def test_names_have_their_acronyms_and_other_names(registry: Registry) -> None:
    kinds = kinds_of(Settings())
    text = names_file(registry.entities.values(), kinds)
    lists = json.loads(text)
    csto = [one for one in lists["actors"] if "CSTO" in (one["name"], one["also"][:4])]
    name = "Collective Security Treaty Organization"
    assert [one["name"] for one in csto] == [name, "CSTO"]
    assert csto[1]["also"] == name
    assert all(registry.find_actor(one["name"]) for one in lists["actors"])
    assert text.count("\n") == sum(count_names(text).values()) + 2 * len(lists) + 2 - sum(
        not one for one in lists.values()
    )
    assert not list(check_names_file(text, registry.entities.values(), kinds))
    for stale, message in (("", "does not exist"), (text.replace("CSTO", "X"), "is out of date")):
        (problem,) = check_names_file(stale, registry.entities.values(), kinds)
        assert problem.level is Level.ERROR
        assert problem.message.startswith(message)
        assert problem.hint == "run make schema, and commit the file"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"actors": 1}'])
def test_a_damaged_file_has_no_names(text: str) -> None:
    assert set(count_names(text).values()) == {0}


def test_front_matter_that_the_form_would_lose_is_a_warning() -> None:
    text = brief(actors="CSTO, India").replace(
        "actors: [CSTO, India]\n",
        "actors: {organizations: [CSTO]}\n"
        "authors:\n  - A. Writer\n  - {name: B. Writer}\nimage: a.png\n",
    )
    lost = "has a short form, which the form for editors would lose"
    assert [str(one) for one in check_long_forms(text, "briefs/a.md")] == [
        f"briefs/a.md:{line}: warning: {key} {lost} (hint: write {key}: {example})"
        for line, key, example in (
            ("4:9", "actors", "[CSTO, India]"),
            ("6:3", "authors", "[{name: …}]"),
            ("8:8", "image", "{file: …, alt: …}"),
        )
    ]
    assert not list(check_long_forms(brief(), "briefs/a.md"))


def test_lint_checks_the_form_only_where_it_is_on(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"briefs/2022/a.md": brief()})
    assert lint(project) == []
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("  archive:\n", "  archive:\n    cms: true\n", 1), "utf-8"
    )
    (problem,) = lint(project)
    assert problem.startswith("schemas/names.json:1:1: does not exist")


def test_files_that_are_not_installed_are_an_error(tmp_path: Path) -> None:
    (problem,) = check_installed(tmp_path, "mkdocs.yml")
    assert problem.level is Level.ERROR
    assert problem.hint == "run make cms"


def test_the_pin_names_versions_and_hashes() -> None:
    pin = read_pin()
    assert [one.name for one in pin.packages] == ["@sveltia/cms", "immutable"]
    assert all(one.integrity.startswith("sha512-") for one in pin.packages)
    assert {"sveltia-cms.js", "LICENSE.txt", SCHEMA} <= set(pin.files)
    assert SCHEMA not in pin.published


def packed(files: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    return stream.getvalue()


def test_addresses_of_other_hosts_are_replaced() -> None:
    fonts = "".join(
        f"url(https://cdn.jsdelivr.net/fontsource/fonts/{name}@5.3.0/latin-400-normal.woff2)"
        for name in ("source-sans-3:vf", "noto-mono", "material-symbols-outlined:vf")
    )
    cms = Package("@sveltia/cms", "1.0.0")
    files = {
        "package/dist/sveltia-cms.js": f"`{fonts}`; `https://unpkg.com/@sveltia/cms`",
        "package/npm/assets/noto-mono-latin-400-normal-Ab1_.woff2": "font",
        "package/npm/assets/other-latin-400-normal-Ab1_.woff2": "font",
        "package/locales/fr.json": "{}",
        "package/../../outside.js": "x",
    }
    immutable = packed({"package/dist/immutable.es.js": "export {}"})
    found = unpack({cms: packed(files), Package("immutable", "5.0.0"): immutable})
    assert found == {
        "fonts/noto-mono.woff2": b"font",
        "packages/@sveltia/cms@1.0.0/locales/fr.json": b"{}",
        "packages/immutable@5.0.0/dist/immutable.es.js": b"export {}",
        "sveltia-cms.js": (
            b"`url(fonts/source-sans-3.woff2)url(fonts/noto-mono.woff2)"
            b"url(fonts/material-symbols-outlined.woff2)`; `./packages/@sveltia/cms`"
        ),
    }
    with pytest.raises(PackageError, match="in another way"):
        unpack({cms: packed({"package/dist/sveltia-cms.js": "changed"})})
    assert integrity_of(b"").startswith(
        "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXys"
    )


def test_the_setting_is_a_word_or_says_how_editors_sign_in() -> None:
    def read(given: object) -> tuple[object, ...]:
        settings, problems = read_settings({"cms": given}, "mkdocs.yml")
        found = (settings.cms, settings.cms_sign_in, settings.cms_app, settings.cms_review)
        return (*found, len(problems))

    assert read(True) == (True, "", "", True, 0)
    assert read({"sign_in": "https://in.example/"}) == (True, "https://in.example", "", True, 0)
    assert read({"app_id": "x", "review": False}) == (True, "", "x", False, 0)
    for wrong in ("yes", {}, {"sign_in": "http://in.example"}, {"app": "x"}, {"review": "no"}):
        assert read(wrong) == (False, "", "", True, 1)
