"""The language server, as an editor talks to it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.lint import lint
from tests.support.lsp import Client, serving
from tests.support.sites import ROOT

BRIEF = "briefs/2022/a.md"
GOOD = """---
title: A brief
date: 2022-02-01
actors: [CSTO, India]
tags: [Rail]
---
India talks to the CSTO. 😀 Kazakhstan, too.
"""
CONFIG = """\
site_name: A site
site_url: https://archive.example.org/x/
extra:
  archive:
    metadata: {desk: Desk}
"""
WITHOUT = """\
import importlib.util, sys
found = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if name == "pygls" else found(name)
from archive.cli import main
sys.exit(main(["lsp"]))
"""
PEOPLE = """\
amina-otieno: {name: Amina Otieno, posts: [{title: Director, of: csto}]}
kofi: {name: Kofi Mensah}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("lsp") / "Ein Projekt"
    for path, text in {
        "mkdocs.yml": CONFIG,
        "docs/about.md": "# About\n",
        "registry/people.yml": PEOPLE,
        BRIEF: GOOD,
        "briefs/2022/b.md": GOOD.replace("A brief", "Another brief").replace("Rail", "Water"),
        "briefs/2022/data.csv": "a,b\n",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


@pytest.fixture(scope="module")
def client(project: Path) -> Iterator[Client]:
    with serving(project) as running:
        running.open(BRIEF, GOOD)
        assert running.problems(BRIEF) == []
        yield running


def offered(client: Client, text: str) -> list[dict[str, Any]]:
    """Returns what is offered at the ``|`` in a text, which is not saved."""
    before = text.partition("|")[0]
    client.edit(BRIEF, text.replace("|", "", 1))
    last = before.rpartition("\n")[2]
    place = client.at(BRIEF, before.count("\n"), len(last.encode("utf-16-le")) // 2)
    found = client.request("textDocument/completion", place)
    return list(found["items"]) if found else []


def labels(client: Client, text: str) -> list[str]:
    return [one["label"] for one in offered(client, text)]


def hovered(client: Client, text: str) -> str:
    """Returns what is shown at the ``|`` in a text."""
    before = text.partition("|")[0]
    client.edit(BRIEF, text.replace("|", "", 1))
    last = before.rpartition("\n")[2]
    place = client.at(BRIEF, before.count("\n"), len(last.encode("utf-16-le")) // 2)
    found = client.request("textDocument/hover", place)
    return str(found["contents"]["value"]) if found else ""


def test_an_edit_that_is_not_saved_is_checked(client: Client, project: Path) -> None:
    wrong = GOOD.replace("India]", "Indai]").replace("😀", "😀 [x](nowhere.md)")
    client.edit(BRIEF, wrong)
    problems = client.problems(BRIEF, 2)
    said = [f"{BRIEF}:{_place(one)}: {one['message']}" for one in problems]
    assert (project / BRIEF).read_text("utf-8") == GOOD
    (project / BRIEF).write_text(wrong, "utf-8")
    saved = [one for one in lint(project) if one.startswith(BRIEF)]
    # Only `lint -v` lists topics that are not registered.
    assert said == [one for one in saved if "is not in the registry" not in one]
    (project / BRIEF).write_text(GOOD, "utf-8")
    first = problems[0]
    assert (first["severity"], first["source"], first["code"]) == (1, "archive", "unknown-name")
    assert first["range"] == {
        "start": {"line": 3, "character": 15},
        "end": {"line": 3, "character": 20},
    }
    client.edit(BRIEF, GOOD)
    assert client.problems(BRIEF, 0) == []


def _place(problem: dict[str, Any]) -> str:
    """Returns line and column as lint counts them; an editor counts 😀 as two."""
    line = problem["range"]["start"]["line"]
    column = problem["range"]["start"]["character"] + 1
    return f"{line + 1}:{column - 1 if line == 6 else column}"


def test_two_open_briefs_are_compared(client: Client) -> None:
    other = "briefs/2022/b.md"
    client.open(other, GOOD.replace("tags:", "slug: a\ntags:"))
    (problem,) = client.problems(other, 1)
    assert problem["message"].startswith("has the same address as briefs/2022/a.md")
    client.close(other)
    assert client.problems(other, 0) == []


def test_keys_are_offered_where_a_key_belongs(client: Client) -> None:
    head = "---\ntitle: A\n"
    assert {"date", "actors", "relations", "desk"} <= {*labels(client, f"{head}|\n---\n")}
    assert "title" not in labels(client, f"{head}|\n---\n")
    assert labels(client, f"{head}rel|\n---\n") == ["relations"]
    (item,) = offered(client, f"{head}acto|\n---\n")
    assert item["textEdit"]["newText"] == "actors: "
    assert item["detail"] == "required"
    assert item["documentation"].startswith("Whom the brief is about")
    inside = labels(client, f"{head}relations:\n  - {{subject: India, |}}\n---\n")
    assert "object" in inside
    assert "subject" not in inside
    assert labels(client, f"{head}actors:\n  org|\n---\n") == ["organizations"]
    assert labels(client, f"{head}---\nrel|") == []


def test_actors_are_offered_by_any_of_their_names(client: Client) -> None:
    def at(typed: str) -> list[str]:
        return labels(client, f"---\ntitle: A\nactors: [CSTO, {typed}|]\n---\n")

    assert at("Kaz")[0] == "Kazakhstan"
    assert at("CST")[0] == "CSTO"
    assert "Collective Security Treaty Organization" in at("collective sec")
    assert "Myanmar" in at("Burma")
    assert "Côte d'Ivoire" in [one.replace("’", "'") for one in at("cote d")]
    assert "Amina Otieno" in at("Otie")
    assert "Southern Asia" not in at("South")
    assert offered(client, "---\nactors:\n  - 😀 Kaz|\n---\n") == []
    (item,) = [
        one
        for one in offered(client, "---\ntitle: 😀\nactors:\n  - Kaz|\n---\n")
        if one["label"] == "Kazakhstan"
    ]
    assert item["textEdit"]["range"]["start"] == {"line": 3, "character": 4}
    assert item["filterText"] == "Kaz"


def test_topics_regions_choices_files_and_briefs_are_offered(client: Client) -> None:
    def at(line: str) -> list[str]:
        return labels(client, f"---\ntitle: A\n{line}\n---\n")

    assert at("tags: [|]") == ["Rail", "Water"]
    assert at("tags: W|") == ["Water"]
    assert "Southern Asia" in at("region: south|")
    assert at("relations: [{relation: ob|}]") == ["observer"]
    assert at("relations:\n  - status: s|") == ["suspended"]
    assert at("type: fact|") == ["fact sheet"]
    assert at("draft: |") == ["yes", "no"]
    assert "sw" in at("language: |")
    assert at("attachments: [d|]") == ["data.csv"]
    assert at("translation_of: another|") == ["b.md"]
    assert at("title: |") == at("nonsense: |") == []


def test_what_is_offered_needs_no_further_edit(client: Client) -> None:
    """Each name of an actor is inserted as lint accepts it."""
    items = offered(client, "---\ntitle: A\nactors: [|]\n---\n")
    written = [item["textEdit"]["newText"] for item in items[:30]]
    (item,) = offered(client, '---\ntitle: A\nactors: ["cote d|"]\n---\n')
    written.append('"' + item["textEdit"]["newText"] + '"')
    (item,) = offered(client, "---\ntitle: A\nactors: [cote d|]\n---\n")
    client.edit(BRIEF, GOOD.replace("[CSTO, India]", f"[{', '.join(written)}]"))
    assert [one["message"] for one in client.problems(BRIEF) if one["severity"] == 1] == []
    client.edit(BRIEF, GOOD.replace("[CSTO, India]", f"[{item['textEdit']['newText']}]"))
    assert client.problems(BRIEF) == []


def test_a_hover_shows_the_actor_and_its_page(client: Client) -> None:
    shown = hovered(client, GOOD.replace("[CSTO,", "[CS|TO,"))
    assert shown.startswith("**Collective Security Treaty Organization** (CSTO)\n")
    assert "- Type: " in shown
    page = "https://archive.example.org/x/organizations/"
    assert "2 briefs · [/organizations/" in shown
    assert page in shown
    assert hovered(client, GOOD.replace("talks to the CSTO", "talks to the CS|TO")) == shown
    assert hovered(
        client, GOOD.replace("In|dia]", "India]").replace("India]", "In|dia]")
    ).startswith("**India**\n")
    assert "No page yet" in hovered(client, GOOD.replace("tags:", "people: [Kofi Men|sah]\ntags:"))
    assert hovered(client, GOOD.replace("title:", "ti|tle:")) == "The headline."
    assert hovered(client, GOOD.replace("A brief", "A br|ief")) == ""
    assert hovered(client, GOOD.replace("talks", "ta|lks")) == ""


@pytest.mark.long
def test_a_saved_registry_changes_what_is_reported(client: Client, project: Path) -> None:
    named = GOOD.replace("India]", "Joe Public]")
    client.edit(BRIEF, named)
    client.problems(BRIEF, 1)
    people = project / "registry/people.yml"
    people.write_text(f"{PEOPLE}joe-public: {{name: Joe Public}}\n", "utf-8")
    client.notify("workspace/didChangeWatchedFiles", {"changes": []})
    assert client.problems(BRIEF, 0) == []
    client.open("registry/people.yml", people.read_text("utf-8"))
    assert client.problems("registry/people.yml", 0) == []
    people.write_text(f"{PEOPLE}joe-public: {{nam: Joe Public}}\n", "utf-8")
    client.save("registry/people.yml")
    assert client.problems("registry/people.yml", 1)[0]["range"]["start"]["line"] == 2
    client.close("registry/people.yml")
    people.write_text(PEOPLE, "utf-8")
    client.notify("workspace/didChangeWatchedFiles", {"changes": []})
    client.edit(BRIEF, GOOD)
    client.problems(BRIEF, 0)


def test_without_a_configuration_the_editor_is_told(tmp_path: Path) -> None:
    with serving(tmp_path) as client:
        shown = client.wait(lambda one: one.get("method") == "window/showMessage")
        assert "there is neither mkdocs.yml nor properdocs.yml" in shown["params"]["message"]


def test_without_its_packages_the_command_says_what_to_do(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )
    said = "lsp: the language server is not installed (hint: make editor)\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
