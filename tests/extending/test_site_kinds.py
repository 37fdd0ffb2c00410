"""A site with types and kinds of its own, and briefs on what no longer exists."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape
from pathlib import Path

import pytest

from tests.extending.edits import run_archive
from tests.support.sites import Run, brief, make_project, run_mkdocs, set_option

TREATIES = """\
amity:
  name: Treaty of Trial Amity
  aliases: [Trial Amity Pact]
  note: In force.
  signed: 1976-02
  parties: [id, my]
"""
ORGANIZATIONS = """\
growers: {name: Trial Growers, kind: cooperative}
newsroom: {name: Trial Newsroom, kind: media, acronym: TN, founded: 1990}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Run:
    files = {
        "registry/treaties.yml": TREATIES,
        "registry/organizations.yml": ORGANIZATIONS,
        "briefs/2022/a.md": brief(
            "A pact and a union",
            actors="Indonesia, Trial Amity Pact, Trial Growers, Trial Newsroom, OAU, African Union",
            body="Malaysia keeps to the Treaty of Trial Amity.",
        ),
        "briefs/1995/b.md": brief("In its day", "1995-05-05", "OAU, African Union"),
    }
    project = make_project(tmp_path_factory.mktemp("own") / "project", files)
    kind = "{folder: treaties, singular: Treaty, plural: Treaties, keys: {signed: {label: Signed,"
    kind += " shape: date}, parties: {label: Parties, shape: entities}}}"
    set_option(project, "kinds", f"{{treaty: {kind}}}")
    set_option(project, "organization_types", "{cooperative: {name: Co-op, plural: Co-ops}}")
    run = run_mkdocs(project, "--strict")
    assert run.code == 0, run.output
    return run


def texts(html: str) -> str:
    """Returns the text of a page with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def structured(html: str) -> dict[str, str]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    data: dict[str, str] = json.loads(found[1])
    return data


def test_an_entity_of_a_site_s_kind_has_a_page_and_an_index(site: Run) -> None:
    page = texts(site.page("treaties/treaty-of-trial-amity"))
    assert "Signed February 1976 Parties Indonesia , Malaysia" in page
    assert "In force." in page
    assert "A pact and a union" in page
    index = site.page("treaties")
    assert "Treaty of Trial Amity" in index
    link = '<a class="mention" href="../../../treaties/treaty-of-trial-amity/">'
    assert link in site.page("briefs/2022/a")
    assert '<a href="treaties/"' in site.page("")
    assert "1 treaty" in texts(site.page(""))


def test_the_search_has_a_facet_for_the_kind(site: Run) -> None:
    facets = json.loads(gzip.decompress((site.site / "search/table.dat").read_bytes()))["facets"]
    assert list(dict(facets["own-treaty"])) == ["Treaty of Trial Amity"]
    assert "Treaty" in dict(facets["type"])
    assert "&quot;own-treaty&quot;: &quot;Treaty&quot;" in site.page("search")


def test_types_of_organizations_group_the_index(site: Run) -> None:
    index = texts(site.page("organizations"))
    assert re.search("Media organizations .*TN Trial Newsroom.* Co-ops .*Trial Growers", index)
    assert "Type Co-op" in texts(site.page("organizations/trial-growers"))
    assert structured(site.page("organizations/tn")) == {
        "@context": "https://schema.org",
        "@type": "NewsMediaOrganization",
        "alternateName": "TN",
        "foundingDate": "1990",
        "name": "Trial Newsroom",
    }


def test_a_brief_on_what_is_gone_says_so_on_both_pages(site: Run) -> None:
    page = texts(site.page("briefs/2022/a"))
    union = "African Union"
    gone = f"Organisation of African Unity existed until 9 July 2002. Succeeded by: {union}"
    assert gone in page
    early = texts(site.page("briefs/1995/b"))
    assert "existed until" not in early
    assert f"{union} did not exist before " in early
    old = texts(site.page("organizations/oau"))
    assert "1 brief is dated before it existed, or after it ended." in old
    assert f"Succeeded by {union}" in old
    assert "Preceded by Organisation of African Unity" in texts(site.page("organizations/au"))


def test_lint_and_schemas_know_them(site: Run) -> None:
    project = site.site.parent
    wrong = project / "registry/treaties/wrong.yml"
    wrong.parent.mkdir()
    wrong.write_text(
        "x: {name: Trial Error, signed: soon, parties: [idd], partys: [id]}\n", "utf-8"
    )
    (project / "registry/pacts.yml").write_text("{}\n", "utf-8")
    said = run_archive(project, "lint").stdout
    wrong.unlink()
    Path(project / "registry/pacts.yml").unlink()
    assert 'wrong.yml:1:32: error: "soon" is not a date' in said
    assert 'parties "idd" of Trial Error is not an identifier of the registry' in said
    assert 'unknown key "partys" — did you mean "parties"?' in said
    assert 'unknown registry file "pacts.yml" (hint: known files: countries.yml' in said
    assert "treaties.yml)" in said
    assert "notice: Organisation of African Unity existed until 2002-07-09;" in said
    assert run_archive(project, "schema").returncode == 0
    schema = json.loads((project / "schemas/registry-treaties.json").read_text("utf-8"))
    assert {"name", "signed", "parties"} <= set(schema["additionalProperties"]["properties"])
    types = json.loads((project / "schemas/registry-organizations.json").read_text("utf-8"))
    assert "cooperative" in types["additionalProperties"]["properties"]["kind"]["enum"]
    editor = json.loads((project / ".vscode/settings.json").read_text("utf-8"))
    assert "registry/treaties.yml" in editor["yaml.schemas"]["schemas/registry-treaties.json"]
