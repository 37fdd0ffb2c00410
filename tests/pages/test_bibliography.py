"""What front matter says of a brief as a publication is on its page, in its data and facets."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from archive.build.archive import assemble, read_sources
from archive.core.model import Level
from archive.core.own_keys import OwnKey, own_facets
from archive.core.settings import Settings
from archive.outputs.material_search import brief_entries
from archive.outputs.search_export import brief_record
from archive.outputs.search_page import article
from archive.pages.brief import brief_page
from archive.pages.facets import brief_facets
from archive.pages.parts import Link
from archive.pages.views import BriefPage
from archive.prose.body import EMPTY
from archive.prose.markdown import Flavour
from archive.prose.named import Namer
from archive.read.briefs import parse_brief
from archive.render.metadata import head
from archive.render.renderer import Renderer
from archive.search.documents import search_document

SETTINGS = Settings(site_name="A site", site_url="https://a.example/")
FRONT = """\
---
title: A brief
date: 2024-05-01
actors: [CSTO, India]
"""
WHOLE = """\
authors:
  - {name: Amina Otieno, affiliation: An institute, orcid: 0000-0002-1825-0097}
  - Modi
type: Fact-Sheet
number: PB-2024/07
series: Horn Notes
issue: 12
edition: 2nd edition
publisher: A think tank
language: fr
reviewed: 2024-09-02
doi: https://doi.org/10.5281/zenodo.1234
licence: cc-by-4.0
"""
REGISTRY = "narendra-modi: {name: Narendra Modi, aliases: [Modi]}\n"


def view_of(project: Path, front: str, settings: Settings = SETTINGS) -> tuple[BriefPage, Any]:
    """Returns the view of a brief with further lines of front matter, and its archive."""
    files = {
        "briefs/2024/a.md": f"{FRONT}{front}---\nThe text.\n",
        "briefs/2024/b.md": f"{FRONT}people: [Narendra Modi]\n---\nThe text.\n",
        "registry/people.yml": REGISTRY,
    }
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, "utf-8")
    sources = read_sources(project, settings)
    archive = assemble(sources, settings, Flavour(), {})
    return brief_page(archive.context, 0, EMPTY), archive


def test_the_page_lists_all_of_it(tmp_path: Path) -> None:
    view, archive = view_of(tmp_path, WHOLE)
    facts = {fact.label: [(one.text, one.url) for one in fact.values] for fact in view.facts}
    assert facts == {
        "Authors": [
            ("Amina Otieno (An institute)", "authors/amina-otieno/"),
            ("ORCID 0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
            ("Narendra Modi", "people/narendra-modi/"),
        ],
        "Publication type": [("Fact sheet", "")],
        "Series": [("Horn Notes, no. 12", "series/horn-notes/")],
        "Number": [("PB-2024/07", "")],
        "Edition": [("2nd edition", "")],
        "Publisher": [("A think tank", "")],
        "Language": [("French", "")],
        "Last reviewed": [("2 September 2024", "")],
        "DOI": [("10.5281/zenodo.1234", "https://doi.org/10.5281/zenodo.1234")],
        "Licence": [("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")],
    }
    html = Renderer(SETTINGS, archive.context.catalogue, None).render(view)
    assert '<a href="https://doi.org/10.5281/zenodo.1234" rel="external">' in html
    assert '<a href="../../../people/narendra-modi/">Narendra Modi</a>' in html


def test_an_author_is_not_named_in_the_brief(tmp_path: Path) -> None:
    view, archive = view_of(tmp_path, "authors: [Modi]\n")
    assert view.people == ()
    assert archive.context.graph.count("narendra-modi") == 1, "the brief that names him"


def test_an_organization_of_the_registry_may_be_the_author(tmp_path: Path) -> None:
    view, archive = view_of(tmp_path, "authors: [NATO]\n")
    address = archive.context.graph.entities["nato"].url
    assert structured(view, archive)["author"] == [
        {
            "@type": "Organization",
            "name": "North Atlantic Treaty Organization",
            "url": f"https://a.example/{address}",
        }
    ]


def test_the_data_for_machines(tmp_path: Path) -> None:
    view, archive = view_of(tmp_path, WHOLE)
    data = structured(view, archive)
    assert {key: data[key] for key in data if key not in BARE} == {
        "author": [
            {
                "@type": "Person",
                "name": "Amina Otieno",
                "affiliation": {"@type": "Organization", "name": "An institute"},
                "sameAs": "https://orcid.org/0000-0002-1825-0097",
                "url": "https://a.example/authors/amina-otieno/",
            },
            {
                "@type": "Person",
                "name": "Narendra Modi",
                "url": "https://a.example/people/narendra-modi/",
            },
        ],
        "genre": "Fact sheet",
        "reportNumber": "PB-2024/07",
        "version": "2nd edition",
        "inLanguage": "fr",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "publisher": {"@type": "Organization", "name": "A think tank"},
        "isPartOf": {
            "@type": "CreativeWorkSeries",
            "name": "Horn Notes",
            "url": "https://a.example/series/horn-notes/",
        },
        "position": "12",
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "DOI",
            "value": "10.5281/zenodo.1234",
        },
        "sameAs": "https://doi.org/10.5281/zenodo.1234",
        "mainEntityOfPage": {"@type": "WebPage", "lastReviewed": "2024-09-02"},
    }


BARE = {
    *("@context", "@type", "headline", "description", "datePublished", "wordCount", "about"),
    *("citation", "url"),
}
"""The properties of a brief that states nothing of itself as a publication."""


def structured(view: BriefPage, archive: Any) -> dict[str, Any]:
    """Returns the structured data in the head of a page."""
    found = re.search(
        r"ld\+json\">(.*)</script>", head(view, EMPTY, SETTINGS, archive.context.catalogue)
    )
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_searches_find_it_and_narrow_by_it(tmp_path: Path) -> None:
    view, archive = view_of(tmp_path, WHOLE)
    facets = dict(brief_facets(view))
    assert (facets["publication"], facets["series"]) == ("Fact sheet", "Horn Notes")
    assert facets["language"] == "French"
    assert [value for name, value in brief_facets(view) if name == "author"] == [
        "Amina Otieno",
        "Narendra Modi",
    ]
    document = search_document(view, archive.context.catalogue)
    assert document
    assert "Number: PB-2024/07" in document.html
    assert "Amina Otieno (An institute)" in document.html


def test_a_brief_without_any_of_it_has_no_box(tmp_path: Path) -> None:
    view, archive = view_of(tmp_path, "")
    assert view.facts == ()
    assert set(structured(view, archive)) == BARE
    names = {name for name, _ in brief_facets(view)}
    assert names.isdisjoint({"publication", "author", "series", "language"})


def test_the_licence_of_the_site_is_that_of_briefs_without_one(tmp_path: Path) -> None:
    settings = Settings(licence="CC0-1.0")
    view, _ = view_of(tmp_path, "", settings)
    [fact] = view.facts
    assert (fact.label, fact.values[0].text) == ("Licence", "CC0 1.0")
    view, _ = view_of(tmp_path, "licence: MIT\n", settings)
    assert [fact.values[0].text for fact in view.facts] == ["MIT"]


@pytest.mark.parametrize(
    ("written", "shown", "told"),
    [
        ("REPORT", ["Report"], []),
        ("weekly", [], ['"weekly" is not a known type']),
    ],
)
def test_the_type_is_one_of_the_site(
    tmp_path: Path, written: str, shown: list[str], told: list[str]
) -> None:
    view, _ = view_of(tmp_path, f"type: {written}\n")
    assert [fact.values[0].text for fact in view.facts] == shown
    problems = read_sources(tmp_path, SETTINGS).problems
    assert [one.message for one in problems] == told
    own = Settings(types=("weekly", "report"))
    assert read_sources(tmp_path, own).problems == ()
    view, _ = view_of(tmp_path, "type: Weekly\n", own)
    assert [fact.values[0].text for fact in view.facts] == ["Weekly"]


OWN = Settings(
    metadata=(
        OwnKey("desk", "Desk", facet=True),
        OwnKey("ended", "Fieldwork ended", "date"),
        OwnKey("funders", "Funded by", "list", facet=True),
        OwnKey("site", "Project", "url"),
        OwnKey("cost", "Cost", "number", page=False),
    )
)
OWN_LINES = """\
desk: Nairobi
ended: 2024-04-01
funders: [One, Another]
site: https://www.project.example/
cost: 1200.5
"""


def test_keys_of_the_site_are_shown_and_narrow_a_search(tmp_path: Path) -> None:
    view, archive = view_of(tmp_path, OWN_LINES, OWN)
    assert read_sources(tmp_path, OWN).problems == ()
    assert [(fact.label, fact.values) for fact in view.facts] == [
        ("Desk", (Link("", "Nairobi"),)),
        ("Fieldwork ended", (Link("", "1 April 2024"),)),
        ("Funded by", (Link("", "One"), Link("", "Another"))),
        ("Project", (Link("https://www.project.example/", "project.example"),)),
    ]
    found = [one for one in brief_facets(view) if one[0].startswith("own-")]
    assert found == [("own-desk", "Nairobi"), ("own-funders", "One"), ("own-funders", "Another")]
    assert dict(archive.context.graph.briefs[0].brief.own)["cost"] == ("1200.5",)
    page = article(archive.context.catalogue, "", own_facets(OWN.metadata))
    labels = json.loads(unescape(re.findall('data-archive-facets="(.*?)"', page)[0]))
    assert labels == {"own-desk": "Desk", "own-funders": "Funded by"}


def test_a_wrong_value_of_a_key_of_the_site_is_left_out_with_a_warning(tmp_path: Path) -> None:
    view, _ = view_of(tmp_path, "ended: soon\ncost: much\nsite: here\ndesk: [A]\ndsek: B\n", OWN)
    assert view.facts == ()
    problems = read_sources(tmp_path, OWN).problems
    assert {one.level for one in problems} == {Level.WARNING}
    assert [(one.message, one.suggestion) for one in problems] == [
        ('"soon" is not a date', ""),
        ('"much" is not a number', ""),
        ('"here" is not a web address', ""),
        ('"desk" must be a string, not a list', ""),
        ('unknown key "dsek"', "desk"),
    ]


def test_what_the_settings_declare_is_read_again_when_they_change(tmp_path: Path) -> None:
    (tmp_path / ".cache").mkdir()
    view, _ = view_of(tmp_path, "desk: Nairobi\n", OWN)
    assert len(view.facts) == 1
    view, _ = view_of(tmp_path, "desk: Nairobi\n")
    assert view.facts == ()
    assert [one.message for one in read_sources(tmp_path, SETTINGS).problems] == [
        'unknown key "desk"'
    ]
    assert read_sources(tmp_path, OWN).problems == ()


def test_every_search_finds_authors_and_titles_of_attachments(tmp_path: Path) -> None:
    front = f"{WHOLE}attachments: [{{file: a.csv, title: What was counted}}]\n"
    (tmp_path / "briefs/2024").mkdir(parents=True)
    (tmp_path / "briefs/2024/a.csv").write_text("a,b\n", "utf-8")
    view, archive = view_of(tmp_path, front)
    document = search_document(view, archive.context.catalogue)
    assert document
    [entry] = brief_entries(view, EMPTY)
    record = brief_record(view, Namer(()))
    for text in (document.html, entry.text, record["text"]):
        assert "What was counted" in text
        assert "PB-2024/07" in text
        assert "Amina Otieno" in text


def test_a_number_of_pages_is_whole() -> None:
    front = "---\ntitle: A\ndate: 2022-02-01\nactors: [India]\n"
    text = f"{front}attachments:\n  - {{file: a.csv, pages: 2.5}}\n---\nText.\n"
    _, problems = parse_brief(text, "briefs/2022/a.md", "briefs")
    (problem,) = map(str, problems)
    told = '"2.5" is not a number of pages (hint: write a whole number)'
    assert problem == f"briefs/2022/a.md:6:12: warning: {told}"
