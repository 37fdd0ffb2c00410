"""Counts what a reader downloads: a real browser opens the built site, the server counts bytes."""

from __future__ import annotations

import functools
import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browser import ARGUMENTS, browser_path

QUERY = "perishable customs"
FIELDS = "input[type=search], [data-md-component=search-query], [role=combobox]"
OPENERS = ".archive-search__open"
"""The button that opens this project's search; its field does not exist before."""
QUIET = 1.0
"""Seconds without a further byte after which a page counts as loaded."""
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Download:
    """Bytes of the files that a browser with an empty cache requested, as stored on disk.

    Attributes:
        page: For the page of a brief.
        query: On top of that, for a first query; None where there is no search.
    """

    page: int
    query: int | None


class Counter:
    """Bytes sent so far. Counted at the server, because requests of a worker escape the page."""

    def __init__(self) -> None:
        """Begins at zero."""
        self.last = time.monotonic()
        self._sent: dict[str, int] = {}
        self._lock = threading.Lock()

    @property
    def sent(self) -> int:
        """Bytes of all files."""
        return sum(self._sent.values())

    def add(self, path: str, number: int) -> None:
        """Counts bytes of a file."""
        with self._lock:
            self._sent[path] = self._sent.get(path, 0) + number
            self.last = time.monotonic()

    def take(self) -> dict[str, int]:
        """Returns path of a file → its bytes sent since the last call."""
        with self._lock:
            sent, self._sent = self._sent, {}
        return sent


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, counter: Counter, directory: str) -> None:
        self._counter = counter
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override]
        """Sends a file and counts it."""
        while block := source.read(65536):
            outputfile.write(block)
            self._counter.add(self.path.partition("?")[0], len(block))

    def log_message(self, *_: object) -> None:
        """Logs nothing."""


@contextmanager
def browser() -> Iterator[Browser]:
    """Starts a headless Chromium, and yields it."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        yield chromium
        chromium.close()


def download(chromium: Browser, site: Path, address: str, *, search: bool) -> Download:
    """Opens a page of a site and, where there is search, types a query.

    Args:
        chromium: The browser; its cache is empty for each call.
        site: The built site.
        address: Of the page, relative to the site.
        search: Whether to type a query.

    Raises:
        LookupError: If ``search`` is set, but the page has no field for it.
    """
    with counting(site) as (base, counter):
        context = chromium.new_context()
        try:
            page = context.new_page()
            page.goto(base + address)
            wait(page, counter)
            loaded = counter.sent
            if not search:
                return Download(loaded, None)
            _ask(page)
            wait(page, counter)
            return Download(loaded, counter.sent - loaded)
        finally:
            context.close()


@contextmanager
def counting(site: Path) -> Iterator[tuple[str, Counter]]:
    """Serves a folder; yields its address, ending in a slash, and the counter of sent bytes."""
    counter = Counter()
    handler = functools.partial(_Handler, counter=counter, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", counter
        finally:
            server.shutdown()


def _ask(page: Page) -> None:
    # A field may be behind a button; readers use the first visible field.
    opener = page.locator(OPENERS)
    if opener.count():
        opener.first.click()
        page.locator(FIELDS).first.wait_for(state="visible")
    fields = page.locator(FIELDS)
    if not fields.count():
        raise LookupError(f"no search field on {page.url}")
    for field in fields.all():
        if field.is_visible():
            field.click()
            field.press_sequentially(QUERY, delay=20)
            return
    fields.first.evaluate("field => field.focus()")
    page.keyboard.type(QUERY, delay=20)


def wait(page: Page, counter: Counter) -> None:
    """Waits until the browser requests nothing more."""
    begin = time.monotonic()
    while (
        time.monotonic() - max(counter.last, begin) < QUIET and time.monotonic() - begin < PATIENCE
    ):
        page.wait_for_timeout(100)
