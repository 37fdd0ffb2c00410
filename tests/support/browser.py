"""A page in a real Chromium that fails the test on console errors and requests to other hosts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

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
    """Returns the path of the Chromium that tests use.

    Raises:
        FileNotFoundError: If there is none. The message says how to install one.
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
    """Opens an empty page; fails on exit if it logged an error or requested another host.

    The browser's first page is reused, which takes a third of the time of a new page; the data that
    a site stored in it is cleared. After a failure, and without JavaScript, the page is new.
    """
    page = _page(browser, javascript)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    wrong: list[str] = []
    own = (address, "data:", "blob:", "about:blank")
    listeners: dict[Any, Callable[[Any], None]] = {
        "pageerror": lambda error: wrong.append(f"error: {error}"),
        "console": lambda line: _note(wrong, f"console: {line.text}", line.type == "error"),
        "request": lambda one: _note(wrong, f"outside: {one.url}", not one.url.startswith(own)),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    is_good = False
    try:
        yield page
        assert not wrong, wrong
        is_good = javascript
    finally:
        if is_good:
            for event, listener in listeners.items():
                page.remove_listener(event, listener)
            page.unroute_all(behavior="ignoreErrors")
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
            page.mouse.move(0, 0)
            page.goto("about:blank")
        else:
            page.context.close()


def press_slash(page: Page) -> None:
    """Opens the search with the slash key, once the page's script listens for keys.

    A page without requests may still be waiting for its scripts on a busy machine.
    """
    link, box = "header] a[aria-haspopup=dialog]", "page] input[type=search]"
    material = ".md-search__input"
    ready = page.locator(f"[data-archive-search={link}, [data-archive-search={box}, {material}")
    ready.first.wait_for(state="attached")
    page.keyboard.press("/")


def _page(browser: Browser, javascript: bool) -> Page:
    """Returns the page of an earlier test, or a new one."""
    pages = [context.pages[0] for context in browser.contexts if context.pages]
    if javascript and pages:
        return pages[0]
    return browser.new_context(java_script_enabled=javascript).new_page()


def _note(wrong: list[str], line: str, is_wrong: bool) -> None:
    if is_wrong:
        wrong.append(line)
