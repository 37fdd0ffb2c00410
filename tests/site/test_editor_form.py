"""The form for editors, in a real browser: what it saves is a brief that lint accepts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import frontmatter
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from archive.lint.cms import check_long_forms
from archive.outputs.cms_names import FILE
from tests.support.cms import (
    add_picture,
    choose,
    field,
    install_in,
    name_address,
    open_entry,
    open_form,
    save,
    schema_errors,
    write_text,
)
from tests.support.lint import lint
from tests.support.server import serve
from tests.support.sites import make_project, run_mkdocs, run_program

pytestmark = pytest.mark.long

OLD = """---
title: An older brief
date: 2022-02-01
actors: [CSTO, India]
region: Southern Asia
relations:
  - {subject: India, relation: observer, object: CSTO, status: proposed, from: '2022'}
sources:
  - {title: A source, url: 'https://example.org/a', date: '2022-01'}
---

The text, with a note[^1].

[^1]: The note.
"""
BODY = """The first paragraph, with a note[^1].

## What it means

??? note "More"

    Kyrgyzstan said *more*.

| a | b |
|---|--:|
| 1 | 2 |

[^1]: The note.
"""
SAVED = f"""---
title: 'India asks the “CSTO”: a request'
date: 2025-01-31
actors:
  - India
  - Collective Security Treaty Organization
  - Kyrgyzstan
region:
  - Southern Asia
summary: 'Who asked whom, and when: in one sentence.'
relations:
  - subject: India
    relation: observer
    object: Collective Security Treaty Organization
    status: proposed
    from: '2025'
tags:
  - Trade
draft: false
---

{BODY}"""


def make_site(folder: Path, people: int) -> Path:
    """Builds a site with the form, and with some people in its registry."""
    names = "".join(f"p{n}: {{name: Person Number {n}}}\n" for n in range(people))
    topics = "trade: {name: Trade}\ndefence: {name: Defence}\n"
    files = {"briefs/2022/old.md": OLD, "registry/topics.yml": topics}
    files |= {"registry/people.yml": names} if people else {}
    project = make_project(folder, files)
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8").replace("  archive:\n", "  archive:\n    cms: true\n", 1)
    config.write_text(text, "utf-8")
    install_in(project)
    assert run_program("archive", project, "schema").code == 0
    (project / "docs/reference.md").unlink()  # it links to pages that the example lacks
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    return project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site(tmp_path_factory.mktemp("cms") / "project", 0)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site(tmp_path_factory.mktemp("large") / "project", 5000)


class Watched:
    """What a page asked of other hosts, and what its console reported."""

    def __init__(self, page: Page, address: str) -> None:
        self.outside: list[str] = []
        self.errors: list[str] = []
        own = (address, "data:", "blob:", "about:")

        def request(one: Request) -> None:
            if not one.url.startswith(own):
                self.outside.append(one.url)

        def console(one: ConsoleMessage) -> None:
            if one.type == "error":
                self.errors.append(one.text)

        page.on("request", request)
        page.on("console", console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    yield context.new_page()
    context.close()


def files_of(project: Path) -> dict[str, str]:
    paths = (FILE, "briefs/2022/old.md")
    return {path: (project / path).read_text("utf-8") for path in paths}


def test_the_configuration_is_valid_by_the_schema_of_the_package(
    project: Path, large: Path
) -> None:
    for one in (project, large):
        assert schema_errors(json.loads((one / "site/admin/config.json").read_text("utf-8"))) == ""
    assert schema_errors({"backend": {"name": "svn"}}), "the schema is one that finds errors"


def test_a_new_brief_is_byte_for_byte_one_that_lint_accepts(project: Path, page: Page) -> None:
    with serve(project / "site", strict=True) as address:
        watched = Watched(page, address)
        open_form(page, address, files_of(project))
        open_entry(page, address, "new")
        field(page, "title").get_by_role("textbox").fill("India asks the “CSTO”: a request")
        field(page, "date").locator("input").fill("2025-01-31")
        choose(page, "actors", "India", "India")
        choose(page, "actors", "CSTO", "Collective Security Treaty Organization")
        choose(page, "actors", "kyrgyz", "Kyrgyzstan")
        choose(page, "region", "southern as", "Southern Asia")
        summary = field(page, "summary").get_by_role("textbox")
        summary.fill("Who asked whom, and when: in one sentence.")
        field(page, "relations").get_by_role("button", name="Add").click()
        choose(page, "relations.0.subject", "India", "India")
        choose(page, "relations.0.relation", "observer", "observer")
        choose(page, "relations.0.object", "CSTO", "Collective Security Treaty Organization")
        field(page, "relations.0.status").get_by_text("proposed").click()
        field(page, "relations.0.from").get_by_role("textbox").fill("2025")
        field(page, "tags").get_by_text("Trade").click()
        write_text(page, BODY)
        # The slug does not depend on the title.
        name_address(page, "india-asks")
        found = save(page)
        assert found["briefs/2025/india-asks.md"] == SAVED
        assert watched.outside == []
        assert watched.errors == []
    written = project / "briefs/2025/india-asks.md"
    written.parent.mkdir()
    written.write_bytes(found["briefs/2025/india-asks.md"].encode())
    assert lint(project) == []


def test_an_older_brief_keeps_all_it_says(project: Path, page: Page) -> None:
    with serve(project / "site", strict=True) as address:
        open_form(page, address, files_of(project))
        open_entry(page, address, "entries/2022/old")
        field(page, "title").get_by_role("textbox").fill("A new title")
        name_address(page, "moved")
        add_picture(page, project / "docs/assets/screenshot.png", "A screen")
        files = save(page)
    assert "briefs/2022/old.md" not in files
    assert "briefs/2022/screenshot.png" in files, "the picture is next to the brief"
    found = files["briefs/2022/moved.md"]
    before, now = frontmatter.loads(OLD), frontmatter.loads(found)
    expected = before.metadata | {"title": "A new title", "draft": False}
    expected |= {"region": ["Southern Asia"], "aliases": ["/briefs/2022/old/"]}
    expected["image"] = {"file": "screenshot.png", "alt": "A screen"}
    assert now.metadata == expected
    assert now.content == before.content
    assert list(check_long_forms(found, "briefs/2022/moved.md")) == []


def test_5000_names_are_found_as_one_types(large: Path, page: Page) -> None:
    with serve(large / "site", strict=True) as address:
        watched = Watched(page, address)
        open_form(page, address, files_of(large))
        open_entry(page, address, "new")
        box = field(page, "actors").get_by_role("combobox")
        box.fill("number 499")
        options = field(page, "actors").get_by_role("option")
        assert options.count() == 11  # 499, and 4990 to 4999
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        box.fill("csto")
        assert options.first.inner_text().startswith("CSTO")
        page.keyboard.press("Enter")
        field(page, "title").get_by_role("textbox").fill("Large")
        field(page, "date").locator("input").fill("2025-01-31")
        write_text(page, "Text.\n")
        found = save(page)["briefs/2025/large.md"]
        assert watched.outside == []
        assert watched.errors == []
    assert "actors:\n  - Person Number 4990\n  - CSTO\n" in found


def test_the_form_is_in_the_language_of_the_editor(project: Path, browser: Browser) -> None:
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    with serve(project / "site", strict=True) as address:
        watched = Watched(page, address)
        page.goto(f"{address}admin/")
        page.get_by_text("Travailler avec un dépôt local").wait_for()
        assert watched.outside == []
    context.close()
