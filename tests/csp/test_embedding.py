"""The setting ``embeds``: which prefixes it accepts, and the policy that follows from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from archive.core.embeds import frame_sources, read_prefixes
from archive.core.settings_file import read_settings
from archive.lib.csp import policy
from archive.lint.check import check_project
from archive.lint.project import read_project
from tests.support.server import serve
from tests.support.sites import brief, make_project, run_mkdocs, set_option

FRAME = '<iframe src="https://maps.example.org/embed/1" title="A map"></iframe>'
OTHER = '<iframe src="https://other.example.org/embed/1"></iframe>'


def test_only_https_prefixes_with_a_host_and_a_path_are_accepted() -> None:
    text = (
        "https://a.example/ https://b.example/x\n http://c.example/ https://d.example javascript:f"
    )
    valid, invalid = read_prefixes(text)
    assert valid == ("https://a.example/", "https://b.example/x")
    assert invalid == ("http://c.example/", "https://d.example", "javascript:f")
    assert read_prefixes(["https://a.example:8443/x", 7, None]) == (
        ("https://a.example:8443/x",),
        (7, None),
    )
    assert read_prefixes({"a": 1}) == ((), ({"a": 1},))


@pytest.mark.parametrize(
    "given",
    [
        "https://u@e.example/",
        "https://[::1/",
        "https://*.example/",
        "https://a.example;script-src/",
        "https://a.example,b/",
        "https://a'b.example/",
        "https://localhost/",
        "https://",
        "https:///x",
        "https://a.example?/",
    ],
)
def test_a_prefix_whose_host_would_change_the_policy_is_refused(given: str) -> None:
    assert read_prefixes(given) == ((), (given,))


def test_the_policy_names_each_host_once() -> None:
    sources = frame_sources(("https://b.example/x", "https://a.example/", "https://b.example/y"))
    assert sources == ("https://a.example", "https://b.example")
    assert "; frame-src https://a.example https://b.example; " in policy((), sources)
    assert "frame-src" not in policy()


def test_an_invalid_value_is_reported() -> None:
    settings, problems = read_settings({"embeds": ["https://a.example/", "x"]}, "mkdocs.yml")
    assert settings.embeds == ("https://a.example/",)
    assert str(problems[0]) == (
        "mkdocs.yml:1:1: error: extra.archive.embeds: 'x' cannot be the beginning of an address"
        " (hint: write https://, the host and at least a slash: https://maps.example.org/embed/)"
    )
    assert read_settings({"embeds": None}, "mkdocs.yml")[0].embeds == ()


def project_with(folder: Path, embeds: list[str]) -> Path:
    project = make_project(
        folder,
        {"briefs/2022/a.md": brief(body=f"Text {FRAME} {OTHER}"), "docs/x.md": f"# X\n\n{FRAME}\n"},
    )
    set_option(project, "embeds", json.dumps(embeds))
    return project


@pytest.mark.long
def test_only_frames_that_the_setting_allows_are_shown(tmp_path: Path, browser: Browser) -> None:
    run = run_mkdocs(project_with(tmp_path, ["https://maps.example.org/embed/"]))
    for page in (run.page("briefs/2022/a"), run.page("x")):
        assert page.count("<iframe") == 1
        assert "; frame-src https://maps.example.org; base-uri" in page
    assert "frame-src https://maps.example.org;" in (run.site / "_headers").read_text("utf-8")
    file = run.site / "briefs/2022/a/index.html"
    file.write_text(file.read_text("utf-8").replace("</article>", f"{OTHER}</article>"), "utf-8")
    assert loaded(browser, run.site, "briefs/2022/a/") == ["https://maps.example.org/embed/1"]


@pytest.mark.long
def test_a_changed_setting_renders_pages_again(tmp_path: Path) -> None:
    project = project_with(tmp_path, [])
    run = run_mkdocs(project)
    assert "<iframe" not in run.page("briefs/2022/a") + run.page("x")
    assert "frame-src" not in (run.site / "_headers").read_text("utf-8") + run.page("")
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8").replace("[]", '["https://maps.example.org/embed/"]')
    config.write_text(text, "utf-8")
    run = run_mkdocs(project)
    assert run.page("briefs/2022/a").count("<iframe") == 1
    assert "frame-src" in (run.site / "_headers").read_text("utf-8")


def loaded(browser: Browser, site: Path, url: str) -> list[str]:
    """Returns the addresses that a page requests from other sites, which respond."""
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda one: asked.append(one.url))
    page.route("https://**", lambda route: route.fulfill(body="a map", content_type="text/html"))
    with serve(site) as address:
        page.goto(address + url, wait_until="networkidle")
        page.mouse.wheel(0, 5000)
        page.wait_for_timeout(300)
    page.close()
    return [one for one in asked if not one.startswith(address)]


@pytest.mark.long
def test_an_invalid_value_fails_lint_and_builds(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["http://maps.example.org/"])
    problem = str(check_project(read_project(project)).problems[0])
    assert "extra.archive.embeds: 'http://maps.example.org/' cannot be" in problem
    run = run_mkdocs(project)
    assert run.code == 1
    assert "extra.archive.embeds: 'http://maps.example.org/' cannot be" in run.output
