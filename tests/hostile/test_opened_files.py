"""Published files that are opened by their own address run nothing and ask no other host.

The server sends no headers but, at most, a type: as GitHub Pages does, or Apache for a type that it
does not know. Every file that lint accepts is published and opened, however hostile it is.
"""

from __future__ import annotations

import contextlib
import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from tests.hostile.opened import files
from tests.hostile.test_bombs import PAGES
from tests.support.ensure_browser import find_firefox
from tests.support.firefox import started
from tests.support.lint import lint
from tests.support.sites import brief, make_project, run_mkdocs

pytestmark = pytest.mark.long

OWN = {"svg": "image/svg+xml", "json": "application/json"}
TYPES: dict[str, Callable[[str], str]] = {
    "own type": lambda ending: OWN.get(ending, "text/plain"),
    "no type": lambda _: "",
    "text": lambda ending: OWN["svg"] if ending == "svg" else "text/plain",
}
"""What a host says of a file, by its ending. One that it calls binary would be downloaded."""
RUNS = (
    *("svg-script.svg", "svg-link.svg", "svg-animated.svg"),
    *("txt-page.txt", "geojson-script.geojson"),
)
ASKS = ("svg-import.svg", "svg-image.svg")
"""Files that do run something, or ask another host, if they are served as they are."""


class Tab(Protocol):
    """A browser's tab."""

    def open(self, address: str) -> bool: ...
    def run(self, script: str) -> object: ...
    def click(self, x: int, y: int) -> None: ...


class Chromium:
    """A tab of Chromium."""

    def __init__(self, browser: Browser) -> None:
        self._page = browser.new_context(accept_downloads=False).new_page()
        self._page.on("dialog", lambda dialog: dialog.dismiss())

    def open(self, address: str) -> bool:
        try:
            self._page.goto(address, wait_until="load")
        except PlaywrightError:  # a download
            return False
        return True

    def run(self, script: str) -> object:
        return self._page.evaluate(f"() => {{ {script} }}")

    def click(self, x: int, y: int) -> None:
        self._page.mouse.click(x, y)


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def tab(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """A tab of each browser that is installed."""
    if request.param == "chromium":
        yield Chromium(request.getfixturevalue("browser"))
    elif path := find_firefox():
        with started(path, tmp_path_factory.mktemp("firefox")) as firefox:
            yield firefox
    else:
        pytest.skip("there is no Firefox: install Debian's firefox-esr, or set ARCHIVE_FIREFOX")


@dataclass
class Host:
    """A host that notes what it is asked for.

    Attributes:
        address: Its address.
        type_of: What it says of a file, by its ending; "" for nothing.
        asked: The paths that it was asked for.
    """

    address: str = ""
    type_of: Callable[[str], str] = TYPES["own type"]
    asked: list[str] = field(default_factory=list)


@contextlib.contextmanager
def hosting(folder: Path) -> Iterator[Host]:
    host = Host()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.asked.append(self.path)
            file = folder / self.path.strip("/").partition("?")[0]
            if file.is_dir():
                file /= "index.html"
            is_page = not file.is_file() or file.suffix == ".html"
            data = file.read_bytes() if file.is_file() else b"<p>There is no such file."
            self.send_response_only(200 if file.is_file() else 404)
            if kind := "text/html" if is_page else host.type_of(file.suffix[1:]):
                self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Logs nothing."""

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Ignores browsers that leave in the middle of a download."""

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        host.address = f"http://127.0.0.1:{server.server_port}/"
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """Another host, which nothing may ask."""
    with hosting(tmp_path_factory.mktemp("elsewhere")) as host:
        yield host


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory, elsewhere: Host) -> Path:
    """The files as they are."""
    folder = tmp_path_factory.mktemp("raw")
    for name, text in files().items():
        content = text.replace("{{", "{").replace("}}", "}").replace("{out}", elsewhere.address)
        (folder / name).write_text(content, "utf-8")
    return folder


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, raw: Path) -> Path:
    """A site with all files that lint accepts, in docs/ and next to a brief; and risky pages."""
    folder = tmp_path_factory.mktemp("opened") / "project"
    names = [file.name for file in sorted(raw.iterdir())]
    links = " ".join(f"[x]({name})" for name in names)
    texts = {"briefs/2022/good.md": brief(body=links)}
    texts |= {f"briefs/{name}.md": brief(name, body=PAGES[name]) for name in PAGES}
    project = make_project(folder, texts)
    for place in ("docs", "briefs/2022"):
        for name in names:
            (project / place / name).write_bytes((raw / name).read_bytes())
    for line in lint(project):
        refused = project / line.partition(":")[0]
        if refused.suffix != ".md":
            refused.unlink(missing_ok=True)
    accepted = [name for name in names if (project / "docs" / name).exists()]
    links = " ".join(f"[x]({name})" for name in accepted)
    (project / "briefs/2022/good.md").write_text(brief(body=links), "utf-8")
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    assert "svg-drawn.svg" in accepted
    assert len(accepted) > 10
    assert not {*RUNS, *ASKS}.intersection(accepted)
    for name in accepted:
        assert (run.site / name).exists()
        assert (run.site / "briefs/2022" / name).exists()
    return run.site


CLICK_ALL = """
for (const one of document.querySelectorAll("*"))
  one.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, view: window}));
"""


def open_all(tab: Tab, host: Host, paths: list[str]) -> list[str]:
    """Opens files, clicks on everything in them, and returns what was asked for besides them."""
    asked: list[str] = []
    for path in paths:
        host.asked.clear()
        is_shown = tab.open(host.address + path)
        assert is_shown or not host.type_of("txt"), path
        if is_shown:
            tab.run(CLICK_ALL)
            tab.click(100, 60)
            tab.run("return new Promise(done => setTimeout(done, 50))")
        known = {f"/{path}", "/favicon.ico"}
        asked += [f"{path} → {one}" for one in host.asked if one not in known]
    # What was begun last has reached the host by now.
    tab.open(f"{host.address}end")
    asked += [one for one in host.asked if one == "/fired"]
    return asked


@pytest.mark.parametrize("kind", TYPES)
def test_published_files_run_nothing_and_ask_nobody(
    tab: Tab, published: Path, elsewhere: Host, kind: str
) -> None:
    elsewhere.asked.clear()
    names = [file.name for file in published.iterdir() if file.name in files()]
    paths = sorted([*names, *(f"briefs/2022/{name}" for name in names)])
    with hosting(published) as host:
        host.type_of = TYPES[kind]
        assert open_all(tab, host, paths) == []
    assert elsewhere.asked == []


def test_the_trap_works(tab: Tab, raw: Path, elsewhere: Host) -> None:
    """Served as pages or pictures, the files that are refused do run, and do ask others."""
    with hosting(raw) as host:
        host.type_of = lambda ending: OWN["svg"] if ending == "svg" else "text/html"
        for name in RUNS:
            assert f"{name} → /fired" in open_all(tab, host, [name]), name
        for name in ASKS:
            elsewhere.asked.clear()
            open_all(tab, host, [name])
            assert elsewhere.asked, name


def test_pages_with_risky_texts_are_shown(tab: Tab, published: Path) -> None:
    with hosting(published) as host:
        for name in PAGES:
            assert tab.open(f"{host.address}briefs/{name}/")
            count = tab.run("return document.querySelectorAll('article *').length")
            assert isinstance(count, int)
            assert 100 < count < 30_000
