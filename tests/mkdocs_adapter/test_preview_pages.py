"""The server takes over the page of a request before it looks for its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer

from archive.mkdocs_adapter.preview_pages import change_pages
from archive.mkdocs_adapter.session import Session
from archive.publish.takeover import Takeover

PAGES = {"index.html": "home", "a/index.html": "page a", "a/b/ü/index.html": "page ü"}


@pytest.fixture
def shown(tmp_path: Path) -> Path:
    """The folder of a preview, still empty, next to a published site."""
    for path, text in PAGES.items():
        file = tmp_path / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / "shown").mkdir()
    return tmp_path / "shown"


@pytest.fixture
def session(shown: Path) -> Session:
    """The session of the preview, whose first build is over."""
    site = shown.with_name("site")
    return Session(takeover=Takeover(site, shown, PAGES, lambda: None, ExitStack()))


@pytest.fixture(params=["/", "/archive/"])
def server(
    request: pytest.FixtureRequest, shown: Path, session: Session
) -> Iterator[LiveReloadServer]:
    """The preview's server, with the path of the site's address."""
    made = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(shown), mount_path=request.param)
    change_pages(made, session)
    yield made
    made.server_close()


def get(server: LiveReloadServer, path: str) -> tuple[str, str]:
    """Returns the status and the text of a page."""
    answer: list[str] = []

    def start(status: str, *_: object) -> Callable[[bytes], object]:
        answer.append(status)
        return lambda _: None

    application: Any = server.get_app()
    mounted = f"{server.mount_path}{path}".encode().decode("latin-1")
    body: Iterable[bytes] = application({"PATH_INFO": mounted}, start)
    return answer[0], b"".join(body).decode("utf-8")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("", "home"),
        ("index.html", "home"),
        ("a/", "page a"),
        ("a//b/../index.html", "page a"),
        ("a/b/ü/", "page ü"),
    ],
)
def test_a_page_is_taken_when_it_is_asked_for(
    server: LiveReloadServer, shown: Path, path: str, text: str
) -> None:
    assert get(server, path) == ("200 OK", text)
    assert not {*PAGES} <= {file.relative_to(shown).as_posix() for file in shown.rglob("*")}


def test_a_page_is_found_without_its_slash(server: LiveReloadServer) -> None:
    assert get(server, "a/b/ü")[0] == "302 Found"


@pytest.mark.parametrize("path", ["nothing/", "../site/a/", "b/ü/x"])
def test_other_addresses_are_not_found(server: LiveReloadServer, path: str) -> None:
    assert get(server, path)[0] == "404 Not Found"


def test_the_next_build_waits_until_all_is_taken(session: Session, shown: Path) -> None:
    takeover = session.takeover
    assert takeover is not None
    taken: list[str] = []
    takeover.end_with(lambda paths: taken.extend(sorted(paths)))
    session.await_takeover()
    assert taken == sorted(PAGES)
    assert {path: (shown / path).read_text("utf-8") for path in PAGES} == PAGES


def test_the_end_of_the_server_stops_the_takeover(session: Session, shown: Path) -> None:
    session.end()
    assert [*shown.iterdir()] == []
