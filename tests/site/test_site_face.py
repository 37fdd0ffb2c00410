"""A site's own face: the text of the home page, the menu, colours, the footer, captions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.prose.configured_files import check_configured_files
from tests.support.sites import Run, brief, make_project, run_mkdocs, set_option

HOME = """\
---
title: Welcome to the archive
description: All about two rivers.
---
# A heading

Hello *world*, see [about](about.md).
"""
NAV = """\
nav:
  - Nations: countries/
  - Who:
      - organizations/index.md
      - About us: about.md
  - Write: write.md
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Run:
    body = 'See this.\n\n![A gauge](gauge.svg "At Aswan | A. Otieno")'
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>'
    files = {
        "briefs/2022/a.md": brief(body=body),
        "briefs/2022/gauge.svg": picture,
        "docs/index.md": HOME,
        "docs/team.md": '# Team\n\n![A desk](desk.svg "Where we work | B. Otieno")\n',
        "docs/desk.svg": picture,
    }
    project = make_project(tmp_path_factory.mktemp("face") / "project", files)
    config = project / "mkdocs.yml"
    text = re.sub(r"nav:\n(  .*\n)+", NAV, config.read_text("utf-8"))
    config.write_text(text, "utf-8")
    set_option(project, "licence", "CC-BY-4.0")
    set_option(project, "colours", "{primary: '#12355b', accent: '#0b5d3b'}")
    run = run_mkdocs(project, "--strict")
    assert run.code == 0, run.output
    return run


def test_a_page_gives_the_text_of_the_home_page(site: Run) -> None:
    home = site.page("")
    assert '<h1 dir="auto">Welcome to the archive</h1>' in home
    assert "A heading" not in home
    assert '<p>Hello <em>world</em>, see <a href="about/">about</a>.</p>' in home
    assert home.index("Hello") < home.index("Newest briefs")
    assert '<meta name="description" content="All about two rivers.">' in home
    assert "<strong>1</strong> brief" in home


def test_the_menu_is_as_nav_says(site: Run) -> None:
    found = re.search(r'<nav aria-label="Menu"><ul>(.*?)</ul></nav>', site.page(""), re.DOTALL)
    assert found
    assert re.findall(r'href="(\S*)"[^>]*>([^<]+)<', found[1]) == [
        ("countries/", "Nations"),
        ("organizations/", "Organizations"),
        ("about/", "About us"),
    ]
    assert "<summary>Who</summary>" in site.page("")
    below = site.page("countries/india")
    assert '<a href="../" aria-current="true">Nations</a>' in below


def test_the_footer_has_the_licence_and_pages_for_contributors(site: Run) -> None:
    footer = site.page("about").split("<footer", 1)[1].split("</footer>")[0]
    assert '<a href="https://creativecommons.org/licenses/by/4.0/"' in footer
    assert "For contributors" in footer
    assert '<a href="../write/">Write</a>' in footer


def test_colours_are_a_style_sheet(site: Run) -> None:
    css = (site.site / "assets/stylesheets/colours.css").read_text("utf-8")
    assert "--archive-accent: #0b5d3b" in css
    assert '<link rel="stylesheet" href="../../../assets/stylesheets/colours.css">' in site.page(
        "briefs/2022/a"
    )


def test_a_caption_is_on_the_page(site: Run) -> None:
    page = site.page("briefs/2022/a")
    assert "<figcaption>At Aswan <small>A. Otieno</small></figcaption>" in page


def test_a_caption_is_on_a_hand_written_page(site: Run) -> None:
    page = site.page("team")
    assert "<figcaption>Where we work <small>B. Otieno</small></figcaption></figure>" in page


def test_an_unknown_entry_of_the_menu_is_reported(tmp_path: Path) -> None:
    text = "nav:\n  - countries/\n  - years/index.md\n  - Places: regons/\n"
    nav = ["countries/", "years/index.md", {"Places": "regons/"}]
    entries = ("countries/", "regions/", "years/")
    found = check_configured_files({"nav": nav}, "mkdocs.yml", text, tmp_path, (), entries)
    (problem,) = map(str, found)
    assert problem.startswith('mkdocs.yml:4:13: error: nav names "regons/", which does not exist')
    assert '— did you mean "regions/"? (hint: correct the name, or delete the entry)' in problem
