"""Keys that a site declares narrow results on the search page, in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect

from tests.support.browser import open_page
from tests.support.server import serve
from tests.support.sites import brief, make_project, run_mkdocs

KEYS = {"desk": {"label": "Desk", "facet": True}}


def with_desk(title: str, desk: str) -> str:
    """Returns the text of a brief with a key of the site's own."""
    return brief(title).replace("---\n", f"---\ndesk: {desk}\n", 1)


@pytest.mark.long
def test_a_key_of_the_site_is_a_filter(tmp_path: Path, browser: Browser) -> None:
    briefs = {
        "briefs/2022/a.md": with_desk("First", "Nairobi"),
        "briefs/2022/b.md": with_desk("Second", "Dakar"),
    }
    project = make_project(tmp_path / "project", briefs)
    config = project / "mkdocs.yml"
    options = yaml.safe_load(config.read_text("utf-8"))
    options["extra"]["archive"]["metadata"] = KEYS
    config.write_text(yaml.safe_dump(options, allow_unicode=True, sort_keys=False), "utf-8")
    run = run_mkdocs(project, "--strict")
    assert run.code == 0, run.output
    with serve(run.site) as base, open_page(browser, base) as page:
        page.goto(f"{base}search/?own-desk=Nairobi")
        expect(page.get_by_role("status")).to_have_text("1 brief")
        filters = page.get_by_role("list", name="Desk")
        expect(filters.get_by_label("Nairobi")).to_be_checked()
        filters.get_by_label("Dakar").check()
        expect(page.get_by_role("status")).to_have_text("2 briefs")
