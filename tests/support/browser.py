"""A page in a real Chromium that fails the test on console errors and requests to other hosts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, Page

from tests.support.ensure_browser import find_browser

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def browser_path() -> str:
    """The path of the Chromium that tests use.

    Raises:
        FileNotFoundError: If there is none: the test fails and says how to get one.
    """
    found = find_browser()
    if found is None:
        raise FileNotFoundError("no Chromium: run `make test`, which installs one")
    return found


@contextmanager
def open_page(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    scheme: Literal["light", "dark"] = "light",
    javascript: bool = True,
) -> Iterator[Page]:
    """Opens an empty page; on leaving, nothing may have been logged as an error or gone outside."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        java_script_enabled=javascript,
        reduced_motion="reduce",
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("console", lambda line: _note(wrong, f"console: {line.text}", line.type == "error"))
    own = (address, "data:", "blob:")
    page.on(
        "request",
        lambda request: _note(wrong, f"outside: {request.url}", not request.url.startswith(own)),
    )
    try:
        yield page
        assert not wrong, wrong
    finally:
        context.close()


def _note(wrong: list[str], line: str, is_wrong: bool) -> None:
    if is_wrong:
        wrong.append(line)
