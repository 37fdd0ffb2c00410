"""The pages of regions: what they list, count and link, and what the pages of countries say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html

from tests.support.sites import Run, brief, build_site, make_project, run_program

OWN = """\
lake-basin:
  name: Lake Basin
  countries: [ke, ug]
  source: none
  note: What it is.
"""


def in_region(title: str, date: str, actors: str, region: str) -> str:
    return brief(title, date, actors).replace("---\nThe", f"region: {region}\n---\nThe")


UNKNOWN = in_region("Unknown", "2022-05-01", "Kenya", "Nile Basin")
FILES: Mapping[str, str] = {
    "briefs/2022/a.md": brief("Of Ethiopia", "2022-01-01", "Ethiopia", "The Horn of Africa."),
    "briefs/2022/b.md": in_region("Of the Horn", "2022-02-01", "African Union", "Horn of Africa"),
    "briefs/2022/c.md": in_region("Of the Gulf", "2022-03-01", "United Nations", "Gulf"),
    "briefs/2022/d.md": brief("Of Uganda", "2022-04-01", "Uganda"),
    "registry/regions.yml": OWN,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Run:
    run = build_site(tmp_path_factory.mktemp("regions"), FILES, "--strict")
    assert run.code == 0, run.output
    return run


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def tree(site: Run, url: str) -> html.HtmlElement:
    return html.fromstring(site.page(url))


def titles(site: Run, url: str) -> list[str]:
    return [text_of(one) for one in tree(site, url).xpath("//*[@class='card__title']")]


def margin(site: Run, url: str, heading: str) -> str:
    (section,) = tree(site, url).xpath(f"//section[h2[normalize-space()='{heading}']]")
    return text_of(section)


def test_the_page_of_a_region_shows_what_is_filed_under_it_and_its_countries_briefs(
    site: Run,
) -> None:
    assert titles(site, "regions/horn-of-africa") == ["Of the Horn", "Of Ethiopia"]
    lede = text_of(tree(site, "regions/horn-of-africa").xpath("//header[h1]")[0])
    assert "2 briefs" in lede
    assert "1 is filed under the region itself." in lede


def test_a_brief_of_a_region_inside_another_is_on_both_pages(site: Run) -> None:
    for url in ("gulf-states", "middle-east", "middle-east-and-north-africa"):
        assert titles(site, f"regions/{url}") == ["Of the Gulf"]
    lede = text_of(tree(site, "regions/middle-east").xpath("//header[h1]")[0])
    assert "None is filed under the region itself." in lede
    assert margin(site, "regions/middle-east", "Regions inside") == "Regions inside Gulf states 1"


def test_the_index_has_both_schemes_and_the_counts_of_the_pages(site: Run) -> None:
    index = tree(site, "regions")
    heads = [text_of(one) for one in index.xpath("//main//h2")]
    assert heads == ["Regions of the UN geoscheme", "Regions that policy uses"]
    counts = {
        link.get("href").split("/")[-2]: int(text_of(link.xpath(".//*[@class='chip__count']")[0]))
        for link in index.xpath("//li[@data-archive-item]/a")
    }
    assert {"horn-of-africa", "lake-basin", "middle-east", "eastern-africa"} <= counts.keys()
    for url, count in counts.items():
        assert count == len(titles(site, f"regions/{url}"))


def test_a_region_lists_its_countries_and_names_its_source(site: Run) -> None:
    assert margin(site, "regions/horn-of-africa", "Countries") == (
        "Countries Djibouti Eritrea Ethiopia 1 Somalia"
    )
    source = margin(site, "regions/horn-of-africa", "Source of the list")
    assert "Wikipedia, Horn of Africa" in source
    assert source.endswith("Other definitions of this region differ.")
    own = margin(site, "regions/lake-basin", "Source of the list")
    assert "The list is this archive’s own." in own
    assert "What it is." in site.page("regions/lake-basin")


def test_a_country_links_the_regions_of_policy_that_it_is_in(site: Run) -> None:
    (fact,) = tree(site, "countries/uganda").xpath("//dt[.='Also in']/following-sibling::dd[1]")
    links = {text_of(one): one.get("href") for one in fact.xpath(".//a")}
    assert links == {
        "African Great Lakes": "../../regions/african-great-lakes/",
        "Lake Basin": "../../regions/lake-basin/",
    }


def test_prose_does_not_link_a_region(site: Run) -> None:
    (body,) = tree(site, "briefs/2022/a").xpath("//p[contains(., 'The Horn of Africa.')]")
    assert not body.xpath(".//a")


def test_a_country_implies_no_region_of_policy(site: Run) -> None:
    links = re.findall(r'href="[./]*(regions/[^"]+)"', site.page("briefs/2022/a"))
    assert set(links) == {"regions/eastern-africa/"}


def test_an_unknown_region_is_counted_and_the_message_says_what_to_add(tmp_path: Path) -> None:
    files = {
        "briefs/2022/a.md": UNKNOWN,
        "briefs/2022/b.md": UNKNOWN,
        "briefs/2022/c.md": in_region("One", "2022-01-01", "Kenya", "Global South"),
        "briefs/2022/d.md": in_region("Two", "2022-01-01", "Kenya", '"Basin: upper, {lower}"'),
    }
    project = make_project(tmp_path / "project", files)
    lines = run_program("archive", project, "lint").output.splitlines()
    add = "add it to registry/regions.yml, with the identifiers of its countries: "
    assert [line for line in lines if "unknown region" in line] == [
        (
            'briefs/2022/a.md:5:9: error: unknown region "Nile Basin", in 2 briefs '
            f"(hint: {add}nile-basin: {{name: Nile Basin, countries: [ke, ug]}})"
        ),
        (
            'briefs/2022/b.md:5:9: error: unknown region "Nile Basin", in 2 briefs '
            f"(hint: {add}nile-basin: {{name: Nile Basin, countries: [ke, ug]}})"
        ),
        (
            'briefs/2022/c.md:5:9: error: unknown region "Global South" (hint: it has no agreed '
            f"list of countries: name the countries or regions meant; or {add}"
            "global-south: {name: Global South, countries: [ke, ug]})"
        ),
        (
            'briefs/2022/d.md:5:9: error: unknown region "Basin: upper, {lower}" '
            f'(hint: {add}basin-upper-lower: {{name: "Basin: upper, {{lower}}", '
            "countries: [ke, ug]})"
        ),
    ]


def test_the_entry_that_the_message_proposes_makes_the_region_known(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", {"briefs/2022/a.md": UNKNOWN})
    first = run_program("archive", project, "lint").output
    (entry,) = re.findall(r"countries: (nile-basin: .*\})\)", first)
    (project / "registry").mkdir()
    (project / "registry/regions.yml").write_text(f"{entry}\n", "utf-8")
    done = run_program("archive", project, "lint")
    assert done.code == 0, done.output
