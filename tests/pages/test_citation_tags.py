"""Indexes of publications find what they need in the head of a brief's page, or nothing.

The reader below follows Google Scholar's "Inclusion Guidelines for Webmasters", and knows nothing
of the program.
"""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from archive.build.archive import assemble, read_sources
from archive.core.settings import Settings
from archive.pages.brief import brief_page
from archive.prose.body import EMPTY
from archive.prose.markdown import Flavour
from archive.render.citation_tags import citation_tags

SETTINGS = Settings(site_name="A “site” & more", site_url="https://a.example/")
TITLE = '=cmd() "R&D" <b>bold</b>'
BRIEF = f"""---
title: '{TITLE}'
date: {{date}}
actors: [CSTO, India]
{{more}}---
The text.
"""
AUTHORS = """authors:
  - {name: "O'Neill, <Ann>", affiliation: A & B, orcid: 0000-0002-1825-0097}
  - Amina Otieno
number: PB-2024/07
publisher: A think tank
doi: 10.5281/zenodo.1234
"""


class Reader(HTMLParser):
    """Collects ``meta`` elements as (name, content), in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert tag == "meta"
        self.found.append((given["name"] or "", given["content"] or ""))


def tags(project: Path, more: str = "", date: str = "2024-05-01") -> list[tuple[str, str]]:
    (project / "briefs/2024").mkdir(parents=True)
    (project / "briefs/2024/a.md").write_text(BRIEF.format(date=date, more=more), "utf-8")
    archive = assemble(read_sources(project, SETTINGS), SETTINGS, Flavour(), {})
    reader = Reader()
    reader.feed("".join(citation_tags(brief_page(archive.context, 0, EMPTY), SETTINGS)))
    return reader.found


@pytest.mark.parametrize("date", ["2024-05-01", "1648-10-24", "2024-11-30"])
def test_an_index_finds_all_that_it_needs(tmp_path: Path, date: str) -> None:
    found = [one for one in tags(tmp_path, AUTHORS, date) if one[0].startswith("citation_")]
    read = dict(found)
    assert read["citation_title"] == TITLE
    assert [text for name, text in found if name == "citation_author"] == [
        "O'Neill, <Ann>",
        "Amina Otieno",
    ]
    parts = re.fullmatch(r"(\d{4})/([1-9]\d?)/([1-9]\d?)", read["citation_publication_date"])
    assert parts
    assert dt.date(*map(int, parts.groups())) == dt.date.fromisoformat(date)
    assert read["citation_technical_report_institution"] == "A think tank"
    assert read["citation_technical_report_number"] == "PB-2024/07"
    assert read["citation_doi"] == "10.5281/zenodo.1234"
    assert read["citation_public_url"] == "https://a.example/briefs/2024/a/"
    assert "citation_pdf_url" not in read
    names = [name for name, _ in found]
    first, second = (at for at, name in enumerate(names) if name == "citation_author")
    assert names[first + 1 : second] == ["citation_author_institution", "citation_author_orcid"], (
        "an institution belongs to the author before it"
    )


def test_without_an_author_there_are_no_citation_tags(tmp_path: Path) -> None:
    found = tags(tmp_path)
    assert not [name for name, _ in found if name.startswith("citation_")]
    assert ("DC.title", TITLE) in found
    assert ("DC.date", "2024-05-01") in found
    assert ("DC.publisher", "A “site” & more") in found
    assert all(text for _, text in found)
