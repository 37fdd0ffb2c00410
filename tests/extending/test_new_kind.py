"""The edits for a new kind of entity: a trial kind "treaty", added to a copy of the project."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from tests.extending.edits import Edit, apply_edits, run_archive
from tests.support.sites import Run, brief, make_project, run_mkdocs

MOST_FILES = 5
DETAILS = "hooks/archive/core/details.py"
KINDS = "hooks/archive/core/kinds.py"
FACETS = "docs/assets/javascripts/search/state.js"

EDITS = (
    Edit(DETAILS, '    "unclassified",', before='    "treaty",\n'),
    Edit(DETAILS, "| Unclassified |", instead="| Treaty | Unclassified |"),
    Edit(
        DETAILS,
        "@dataclass(frozen=True, slots=True)\nclass Unclassified:",
        before='''\
@dataclass(frozen=True, slots=True)
class Treaty:
    """When a treaty was signed, and by whom (identifiers)."""

    signed: str = ""
    parties: tuple[str, ...] = ()
    text: str = ""


''',
    ),
    Edit(
        KINDS,
        "    Topic,\n    Unclassified,",
        instead="    Topic,\n    Treaty,\n    Unclassified,",
    ),
    Edit(
        KINDS,
        '    "unclassified": Kind(',
        before="""\
    "treaty": Kind(
        folder="treaties",
        details=Treaty,
        singular="Treaty",
        plural="Treaties",
        in_sentence=("treaty", "treaties"),
        lead="Treaties that briefs name, newest first.",
        filter_label="Filter treaties",
        own_keys={
            "signed": Key("partial date", "When it was signed.", label="Signed"),
            "parties": Key(
                "names",
                "Identifiers of its parties.",
                label="Parties",
                refers="party",
                earns_page=True,
            ),
            "text": Key("address", "Where its text can be read.", label="Text"),
        },
        grouping="by year",
        dated_by="signed",
        facet="Treaty",
    ),
""",
    ),
    Edit(FACETS, '  status: N_("Relation")', before='  treaty: N_("Treaty"),\n'),
)

TREATIES = """\
amity:
  name: Treaty of Trial Amity
  aliases: [Trial Amity Pact]
  signed: 1976-02-24
  parties: [id, my]
  text: https://treaties.example/amity/
fish:
  name: Trial Fisheries Accord
  signed: 1999-05
  parties: [my]
unseen:
  name: Trial Accord on Nothing
  signed: 2001
  parties: [uy]
"""


@dataclass(frozen=True)
class Extended:
    """The copy of the project, its edited files, and its build."""

    project: Path
    touched: set[str]
    run: Run


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Extended:
    files = {
        "registry/treaties.yml": TREATIES,
        "briefs/2022/named.md": brief("The pact is renewed", actors="Indonesia, Trial Amity Pact"),
        "briefs/2022/in-prose.md": brief(
            "Malaysia on its treaties",
            date="2022-03-01",
            actors="Malaysia",
            body="Malaysia keeps to the Treaty of Trial Amity.",
        ),
    }
    project = make_project(tmp_path_factory.mktemp("kind") / "project", files)
    touched = apply_edits(project, EDITS)
    run = run_mkdocs(project, "--strict", ARCHIVE_SEARCH_EXPORT="1")
    assert run.code == 0, run.output
    return Extended(project, touched, run)


def texts(html: str) -> str:
    """Returns the text of a page with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_kind_touches_few_files(extended: Extended) -> None:
    assert extended.touched == {DETAILS, KINDS, FACETS}
    assert len(extended.touched) <= MOST_FILES


def test_an_entity_has_a_page_with_its_facts(extended: Extended) -> None:
    page = extended.run.page("treaties/treaty-of-trial-amity")
    facts = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)
    assert {label: texts(value).replace(" ,", ",") for label, value in facts} == {
        "Type": "Treaty",
        "Signed": "24 February 1976",
        "Parties": "Indonesia, Malaysia",
        "Text": "treaties.example/amity",
    }
    assert 'href="../../countries/indonesia/">Indonesia</a>' in page
    assert "The pact is renewed" in texts(page)
    assert "Trial Amity Pact" in texts(page), "its other names"


def test_an_entity_gets_a_page_for_the_entities_that_it_refers_to(extended: Extended) -> None:
    assert "No brief is filed under" in extended.run.page("treaties/trial-fisheries-accord")
    assert not (extended.run.site / "treaties/trial-accord-on-nothing").exists()


def test_an_entity_is_linked_in_prose(extended: Extended) -> None:
    link = '<a class="mention" href="../../../treaties/treaty-of-trial-amity/">'
    assert f"{link}Treaty of Trial Amity</a>" in extended.run.page("briefs/2022/in-prose")


def test_the_index_lists_the_newest_first(extended: Extended) -> None:
    page = extended.run.page("treaties")
    assert "Treaties that briefs name, newest first." in page
    groups = re.findall(r'<h2 id="archive-group-\d+">(.*?)</h2>', page)
    assert groups == ["1999", "1976"]
    assert "Trial Fisheries Accord" in texts(page)


def test_the_kind_is_in_the_menu_and_counted(extended: Extended) -> None:
    home = extended.run.page("")
    found = re.search(r'<nav aria-label="Menu">(.*?)</nav>', home, re.DOTALL)
    assert found, "the menu's markup has changed"
    menu = re.findall(r'<a href="(\w+)/"', found[1])
    assert menu.index("years") < menu.index("events") < menu.index("treaties")
    assert "2 treaties" in texts(home)


def test_the_search_has_a_facet_for_the_kind(extended: Extended) -> None:
    table = gzip.decompress((extended.run.site / "search/table.dat").read_bytes())
    facets = json.loads(table)["facets"]
    assert "Treaty" in dict(facets["type"])
    assert list(dict(facets["treaty"])) == ["Treaty of Trial Amity"]
    export = extended.run.site / "search-export"
    mapping = json.loads((export / "mapping.json").read_text("utf-8"))
    assert mapping["mappings"]["properties"]["treaty"] == {"type": "keyword"}
    lines = (export / "documents.ndjson").read_text("utf-8").splitlines()
    records = {one["title"]: one for one in map(json.loads, lines)}
    assert records["The pact is renewed"]["treaty"] == ["Treaty of Trial Amity"]


def test_schemas_and_the_reference_page_follow(extended: Extended) -> None:
    done = run_archive(extended.project, "schema")
    assert done.returncode == 0, done.stderr
    folder = extended.project / "schemas"
    schema = json.loads((folder / "registry-treaties.json").read_text("utf-8"))
    assert {"name", "signed", "parties", "text"} <= set(
        schema["additionalProperties"]["properties"]
    )
    offered = json.loads((folder / "brief.json").read_text("utf-8"))["definitions"]["treaty"]
    assert "Treaty of Trial Amity" in offered["anyOf"][0]["enum"]
    editor = json.loads((extended.project / ".vscode/settings.json").read_text("utf-8"))
    assert "registry/treaties.yml" in editor["yaml.schemas"]["schemas/registry-treaties.json"]
    page = (extended.project / "docs/reference.md").read_text("utf-8")
    section = page.split("### `treaties.yml` or `treaties/`\n")[1].split("###")[0]
    assert "| `signed` |  | a year, month or day" in section
    assert "When it was signed." in section


def test_lint_reports_mistakes_in_entries(extended: Extended) -> None:
    text = "x:\n  name: Trial Error\n  signed: soon\n  parties: [idd]\n  partys: [id]\n"
    file = extended.project / "registry" / "treaties" / "wrong.yml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    done = run_archive(extended.project, "lint")
    file.unlink()
    assert done.returncode == 1
    assert 'treaties/wrong.yml:3:11: error: "soon" is not a date' in done.stdout
    assert 'party "idd" of Trial Error is not an identifier of the registry' in done.stdout
    assert 'unknown key "partys" — did you mean "parties"?' in done.stdout
