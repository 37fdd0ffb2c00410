"""The pages of topics, authors and series, and what other pages show of these."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.build.archive import Archive, assemble, read_sources
from archive.core.settings import Settings
from archive.pages.actor_names import names_table
from archive.pages.brief import brief_page
from archive.pages.collection import issue_key
from archive.pages.collection_view import CollectionPage
from archive.pages.facets import brief_facets
from archive.pages.plan import further_menu, make_view, menu
from archive.pages.views import BriefPage, EntityPage, IndexPage, View
from archive.prose.body import EMPTY
from archive.prose.markdown import Flavour
from archive.render.metadata import describe
from archive.render.renderer import Renderer
from archive.search.documents import search_document

SETTINGS = Settings(site_name="A site")
FILES = {
    "registry/topics.yml": """\
trade: {name: Trade, note: Goods and services.}
tariffs: {name: Tariffs, aliases: [Customs duties], names: {fr: Tarifs}, broader: trade}
""",
    "registry/people.yml": "ada: {name: Ada Example}\nbob: {name: Bob Example}\n",
    "registry/series.yml": "notes: {name: Horn Notes, aliases: [Notes]}\n",
    "briefs/a.md": "tags: [tariffs]\nauthors: [Ada Example]\nseries: Notes\nissue: 9",
    "briefs/b.md": (
        "tags: [customs-duties, Debt]\nauthors: [Zoe, Ada Example]\nseries: Notes\nissue: 10"
    ),
    "briefs/c.md": "tags: [trade]\npeople: [Ada Example]\nseries: Horn notes",
    "briefs/d.md": "tags: [debt, secret]\nauthors: [Eve]\nseries: Hidden\ndraft: yes",
    "briefs/e.md": "tags: [later]\npublish: 2999-01-01",
    "briefs/f.md": "tags: [gone]\nwithdrawn: {date: 2023-01-01, reason: It was wrong.}",
}


@dataclass(frozen=True)
class Site:
    """An archive, and its views by address."""

    archive: Archive
    views: dict[str, View]

    def collection(self, url: str) -> CollectionPage:
        view = self.views[url]
        assert isinstance(view, CollectionPage)
        return view

    def brief(self, name: str) -> BriefPage:
        graph = self.archive.context.graph
        paths = [one.brief.path for one in graph.briefs]
        return brief_page(self.archive.context, paths.index(f"briefs/{name}.md"), EMPTY)

    def html(self, view: View) -> str:
        return Renderer(SETTINGS, self.archive.context.catalogue, None).render(view)


def site_of(project: Path, files: dict[str, str]) -> Site:
    """Returns an archive of briefs, given by some of their front matter."""
    for day, (name, text) in enumerate(files.items(), 1):
        file = project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        front = f"title: Brief {file.stem}\ndate: 2022-01-{day:02}\nactors: [India]\n{text}"
        file.write_text(f"---\n{front}\n---\nText.\n" if file.suffix == ".md" else text, "utf-8")
    sources = read_sources(project, SETTINGS)
    assert sources.problems == ()
    archive = assemble(sources, SETTINGS, Flavour(), {})
    views = {page.url: make_view(archive.context, page) for page in archive.pages}
    return Site(archive, views)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(tmp_path_factory.mktemp("site"), FILES)


def titles(view: CollectionPage) -> list[str]:
    return [brief.title for group in view.groups for brief in group.briefs]


def chips_of(view: View) -> list[tuple[str, str, int]]:
    assert isinstance(view, IndexPage)
    return [(chip.name, chip.url, chip.count) for group in view.groups for chip in group.chips]


def test_a_topic_lists_the_briefs_of_narrower_topics_and_says_so(site: Site) -> None:
    trade = site.collection("topics/trade/")
    assert titles(trade) == ["Brief c", "Brief b", "Brief a"]
    assert (trade.count, trade.narrower_count) == (3, 2)
    assert [(chip.name, chip.count) for chip in trade.parts] == [("Tariffs", 2)]
    html = site.html(trade)
    assert "2 of the briefs are filed under narrower topics." in html
    assert "Goods and services." in html
    assert "Narrower topics" in html
    catalogue = site.archive.context.catalogue
    assert describe(trade, None, catalogue) == "Trade: topic, 3 briefs in the archive."


def test_a_topic_leads_to_broader_ones_and_has_its_other_names(site: Site) -> None:
    tariffs = site.collection("topics/tariffs/")
    facts = {fact.label: [(one.text, one.url) for one in fact.values] for fact in tariffs.facts}
    assert facts == {"Type": [("Topic", "")], "Broader topics": [("Trade", "topics/trade/")]}
    assert tariffs.also_known_as == ("Customs duties",)
    assert tariffs.other_languages == (("fr", "Tarifs"),)
    assert tariffs.narrower_count == 0
    assert [chip.name for chip in tariffs.actors] == ["India"]


def test_a_series_is_sorted_by_issue_and_briefs_without_one_are_last(site: Site) -> None:
    series = site.collection("series/horn-notes/")
    shown = [(row.number, row.brief.title) for row in series.issues]
    assert shown == [("No. 10", "Brief b"), ("No. 9", "Brief a"), ("", "Brief c")]
    assert series.groups == ()
    assert site.html(series).index("No. 10") < site.html(series).index("Brief b")


@pytest.mark.parametrize(
    ("lower", "higher"),
    [("9", "10"), ("2023/12", "2024/2"), ("", "1"), ("9", "9b"), ("07", "8"), ("8", "9" * 9999)],
)
def test_issues_are_in_the_order_of_their_numbers(lower: str, higher: str) -> None:
    assert issue_key(lower) < issue_key(higher)


def test_an_author_has_one_page(site: Site) -> None:
    assert titles(site.collection("authors/zoe/")) == ["Brief b"]
    assert "authors/ada-example/" not in site.views
    ada = site.views["people/ada-example/"]
    assert isinstance(ada, EntityPage)
    assert [one.title for group in ada.groups for one in group.briefs] == ["Brief c"]
    assert [one.title for group in ada.written for one in group.briefs] == ["Brief b", "Brief a"]
    html = site.html(ada)
    assert "2 briefs written" in html
    assert html.count("No brief is filed under") == 0
    assert "people/bob-example/" not in site.views


def test_indexes_count_and_drafts_embargoed_and_withdrawn_briefs_do_not(site: Site) -> None:
    assert chips_of(site.views["topics/"]) == [
        ("Debt", "topics/debt/", 1),
        ("Tariffs", "topics/tariffs/", 2),
        ("Trade", "topics/trade/", 3),
    ]
    assert chips_of(site.views["authors/"]) == [
        ("Ada Example", "people/ada-example/", 2),
        ("Zoe", "authors/zoe/", 1),
    ]
    assert chips_of(site.views["series/"]) == [("Horn Notes", "series/horn-notes/", 3)]


def test_a_brief_links_its_topics_authors_and_series(site: Site) -> None:
    view = site.brief("b")
    assert [(chip.name, chip.url) for chip in view.topics] == [
        ("Tariffs", "topics/tariffs/"),
        ("Debt", "topics/debt/"),
    ]
    html = site.html(view)
    for url in ("topics/tariffs/", "authors/zoe/", "people/ada-example/", "series/horn-notes/"):
        assert f'href="../../{url}"' in html, url
    assert "Horn Notes, no. 10" in html
    assert "topics/trade/" not in html.split("Related briefs")[0]


def test_searches_narrow_by_topics_and_find_tags(site: Site) -> None:
    facets = list(brief_facets(site.brief("b")))
    found = {name: [value for key, value in facets if key == name] for name, _ in facets}
    assert found["topic"] == ["Tariffs", "Debt", "Trade"], "as the pages list it"
    assert (found["author"], found["series"]) == (["Zoe", "Ada Example"], ["Horn Notes"])
    document = search_document(site.brief("b"), site.archive.context.catalogue)
    assert document
    assert "Tariffs · Debt · customs-duties</p>" in document.html
    page = search_document(site.collection("topics/tariffs/"), site.archive.context.catalogue)
    assert page
    assert page.facets == (("type", "Topic"),)
    assert "Customs duties" in page.html


def test_a_query_never_means_a_topic(site: Site) -> None:
    """Else "trade" would find briefs by the name of a topic, and not by the word's forms."""
    kinds = {row.kind for row in names_table(site.archive.context)}
    assert kinds.isdisjoint({"topic", "author", "series"})
    assert site.archive.lexicons
    lexicon = site.archive.lexicons.of("en")
    assert lexicon
    assert "trade" not in lexicon.entities


def test_the_menu_has_only_what_there_is(site: Site, tmp_path: Path) -> None:
    context = site.archive.context
    links = [("topics/", "Topics"), ("authors/", "Authors"), ("series/", "All series")]
    assert [(link.url, link.text) for link in further_menu(context)] == links
    assert not {url for url, _ in links} & {link.url for link in menu(context)}
    plain = site_of(tmp_path, {"briefs/a.md": "", "registry/topics.yml": "a: {name: A}\n"})
    assert further_menu(plain.archive.context) == ()
    assert {"topics/", "authors/", "series/"}.isdisjoint(plain.views)
