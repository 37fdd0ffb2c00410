"""The Content-Security-Policy: which scripts it allows, where it is, and that use obeys it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from archive.lib.csp import CHARSET, policy, script_hashes, with_policy
from tests.support.browser import open_page, press_slash
from tests.support.server import serve
from tests.support.sites import Run, brief, build_site

EMPTY = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event =>
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


def test_only_scripts_that_run_are_hashed() -> None:
    page = """<script></script><script src="x.js"></script><script type="application/json">{}
    </script><script type="application/ld+json">\ue000head\ue001</script>"""
    assert script_hashes(page) == (EMPTY,)


@pytest.mark.parametrize("kind", ["", ' type="module"', ' type="text/javascript"'])
def test_a_slot_in_a_script_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="content into a script"):
        script_hashes(f"<script{kind}>x = '\ue000title\ue001'</script>")


def test_the_policy_comes_right_after_the_charset() -> None:
    page = with_policy(f"<html><head>\n{CHARSET}<title>{CHARSET}", [EMPTY])
    assert page.startswith(f'<html><head>\n{CHARSET}\n<meta http-equiv="Content-Security-Policy"')
    assert page.count("Content-Security-Policy") == 1
    assert EMPTY in page
    with pytest.raises(ValueError, match="does not begin"):
        with_policy(f"<html><head><script>x</script>{CHARSET}", [])


def test_only_a_header_can_forbid_embedding() -> None:
    assert "frame-ancestors 'none'" in policy(header=True)
    assert "frame-ancestors" not in policy()
    for loose in ("unsafe-inline", "'unsafe-eval'", "http", "*"):
        assert loose not in policy(header=True)


def test_every_page_of_the_example_has_its_policy(example: Run) -> None:
    files = list(example.site.rglob("*.html"))
    assert len(files) > 100
    for file in files:
        text = file.read_text("utf-8")
        start = text.index(CHARSET) + len(CHARSET)
        assert text[start:].startswith('\n<meta http-equiv="Content-Security-Policy"'), file
        assert "script" not in text[:start], file
        allowed = re.findall(r"'sha256-[^']+'", text[start : text.index(">", start + 50)])
        assert set(script_hashes(text)) <= set(allowed), file


def test_the_headers_allow_every_inline_script(example: Run) -> None:
    text = (example.site / "_headers").read_text("utf-8")
    first, content, *rest = text.partition("\n\n")[0].splitlines()
    assert first == "/*"
    assert content.startswith("  Content-Security-Policy: default-src 'none'; script-src 'self'")
    assert content.endswith("frame-ancestors 'none'")
    assert len(content) < 2000, "longer lines are refused by Cloudflare Pages"
    assert rest == [
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
    ]
    for page in ("index.html", "404.html", "countries/index.html"):
        hashes = script_hashes((example.site / page).read_text("utf-8"))
        assert hashes
        assert all(one in content for one in hashes), page


@pytest.mark.long
def test_a_redirect_has_a_policy(tmp_path: Path) -> None:
    moved = brief().replace("---\nThe", "aliases: [/briefs/2021/old-name/]\n---\nThe")
    page = build_site(tmp_path, {"briefs/2022/new.md": moved}).page("briefs/2021/old-name")
    assert page.index(CHARSET) < page.index("Content-Security-Policy") < page.index("<title>")


@pytest.fixture(
    scope="module",
    params=["example", pytest.param("example_with_material", marks=pytest.mark.long)],
)
def used(request: pytest.FixtureRequest) -> Iterator[str]:
    run: Run = request.getfixturevalue(request.param)
    with serve(run.site) as address:
        yield address


def use(page: Page) -> None:
    """Uses every control of a page."""
    for label in page.locator("label[for^=__palette]:visible").all()[:1]:
        label.click()
    menu = page.locator(".archive-header__menu summary:visible")
    if menu.count():
        menu.click()
        menu.click()
    for field in page.locator("main input[type=search]:visible").all():
        field.fill("india")
    page.evaluate("document.activeElement.blur()")
    press_slash(page)
    page.keyboard.type("india")
    shown = ".archive-search__list h2, a[role=option], .md-search-result__item"
    page.locator(shown).first.wait_for()
    page.keyboard.press("Escape")


WIDTHS = (1280, 400)


def use_without_violations(page: Page, url: str) -> None:
    page.add_init_script(VIOLATIONS)
    found = page.goto(url)
    page.wait_for_load_state("networkidle")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        use(page)
        assert page.evaluate("window.violations") == [], width
    assert found
    assert found.ok


OTHERS = ("briefs/2022/flood-engineers/", "countries/", "years/2022/", "write/", "404.html")


@pytest.mark.long
@pytest.mark.parametrize(
    "url",
    [
        "countries/india/",
        *(pytest.param(one, marks=pytest.mark.long) for one in ("", *OTHERS)),
    ],
)
def test_use_of_a_page_violates_no_policy(browser: Browser, used: str, url: str) -> None:
    with open_page(browser, used) as page:
        use_without_violations(page, used + url)


@pytest.mark.long
def test_use_of_the_search_page_violates_no_policy(browser: Browser, address: str) -> None:
    with open_page(browser, address) as page:
        use_without_violations(page, address + "search/?q=india")


@pytest.mark.long
def test_an_injected_script_does_not_run(browser: Browser, example: Run, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(example.site, site)
    file = site / "write" / "index.html"
    wrong = "<script>window.ran=1</script><img src=x onerror='window.ran=1'>"
    file.write_text(file.read_text("utf-8").replace("</article>", wrong + "</article>"), "utf-8")
    with serve(site) as address:
        page = browser.new_page()
        page.add_init_script(VIOLATIONS)
        page.goto(address + "write/")
        assert page.evaluate("window.ran") is None
        assert len(page.evaluate("window.violations")) == 2
        page.close()
