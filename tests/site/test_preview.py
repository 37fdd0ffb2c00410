"""``mkdocs serve``: drafts are shown, what is saved is seen, and nothing is published."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.sites import brief, make_project, run_mkdocs

DRAFT = brief(title="Not yet").replace("---\nThe", "draft: yes\n---\nThe")
SECONDS = 60
POLICY = "Content-Security-Policy"


def fetch(address: str) -> str:
    """The text at an address, or the code of the answer."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return str(answer.read().decode("utf-8"))
    except urllib.error.HTTPError as error:
        return str(error.code)
    except OSError:
        return ""


def wait_for(address: str, wanted: Callable[[str], bool]) -> str:
    """The text at an address as soon as it is as wanted."""
    end = time.monotonic() + SECONDS
    while not wanted(text := fetch(address)):
        assert time.monotonic() < end, text[:2000]
        time.sleep(0.2)
    return text


@pytest.fixture
def project(tmp_path: Path) -> Path:
    texts = {"briefs/2022/good.md": brief(), "briefs/2022/draft.md": DRAFT}
    return make_project(tmp_path, texts)


@pytest.fixture
def preview(project: Path) -> Iterator[str]:
    """The preview's address, while it runs."""
    with previewing(project) as address:
        yield address


@contextlib.contextmanager
def previewing(project: Path, **environment: str) -> Iterator[str]:
    """Runs the preview of a project, and yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = project / "serve.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=project,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        assert "Traceback" not in log.read_text("utf-8")


def test_drafts_are_shown_without_a_policy(project: Path, preview: str) -> None:
    page = wait_for(f"{preview}briefs/2022/draft/", lambda text: "Not yet" in text)
    assert POLICY not in page
    assert POLICY not in fetch(preview)
    assert "Not yet" in fetch(preview), "and listed"
    assert "livereload" in page, "the script of the server, which a policy would stop"
    assert not (project / "site").exists()
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    assert not (run.site / "briefs/2022/draft").exists()
    assert POLICY in run.page("")
    assert "Not yet" not in run.page("")


def test_the_search_catches_up_behind_the_pages(project: Path, preview: str) -> None:
    entry = f"{preview}pagefind/pagefind-entry.json"
    first = wait_for(entry, lambda text: "page_count" in text)
    url = f"{preview}briefs/2022/good/"
    edited = brief(body="A railway to the border.")
    (project / "briefs/2022/good.md").write_text(edited, "utf-8")
    wait_for(url, lambda text: "railway" in text)
    wait_for(entry, lambda text: "page_count" in text and text != first)


def test_a_mistake_is_survived(project: Path, preview: str) -> None:
    file = project / "briefs/2022/draft.md"
    url = f"{preview}briefs/2022/draft/"
    wait_for(url, lambda text: "Not yet" in text)
    file.write_text(DRAFT.replace("2022-02-01", "soon"), "utf-8")
    log = project / "serve.log"
    end = time.monotonic() + SECONDS
    while "draft.md:3:7" not in log.read_text("utf-8"):
        assert time.monotonic() < end
        time.sleep(0.2)
    file.write_text(DRAFT.replace("Not yet", "Mended"), "utf-8")
    wait_for(url, lambda text: "Mended" in text)


def builds(project: Path) -> int:
    """How often the preview has been built."""
    return (project / "serve.log").read_text("utf-8").count("Building documentation")


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({}, id="told"),
        pytest.param({"ARCHIVE_POLL": "1"}, id="looking", marks=pytest.mark.long),
    ],
)
def test_every_way_of_saving_is_seen(project: Path, environment: dict[str, str]) -> None:
    file = project / "briefs/2022/good.md"
    with previewing(project, **environment) as preview:
        url = f"{preview}briefs/2022/good/"
        wait_for(url, lambda text: "The text." in text)
        file.write_text(brief(body="Written in place."), "utf-8")
        wait_for(url, lambda text: "Written in place." in text)
        # Many editors write beside, and put the new file in the old one's place.
        beside = file.with_name(".good.md.swp")
        beside.write_text(brief(body="Put in its place."), "utf-8")
        beside.replace(file)
        wait_for(url, lambda text: "Put in its place." in text)
        folder = project / "briefs/2023"
        folder.mkdir()
        (folder / "new.md").write_text(brief("In a new folder"), "utf-8")
        wait_for(f"{preview}briefs/2023/new/", lambda text: "In a new folder" in text)
        file.rename(file.with_name("moved.md"))
        wait_for(f"{preview}briefs/2022/moved/", lambda text: "Put in its place." in text)
        assert fetch(url) == "404" or "Put in" not in fetch(url)
        config = project / "mkdocs.yml"
        renamed = config.read_text("utf-8").replace("site_name:", "site_name: New name #", 1)
        beside = config.with_name("mkdocs.yml.new")
        beside.write_text(renamed, "utf-8")
        beside.replace(config)
        wait_for(preview, lambda text: "New name" in text)


def test_reading_a_file_is_no_change(project: Path, preview: str) -> None:
    wait_for(f"{preview}briefs/2022/good/", lambda text: "The text." in text)
    time.sleep(1)
    before = builds(project)
    for file in sorted(project.joinpath("briefs").rglob("*.md")):
        file.read_bytes()
    for file in sorted(project.joinpath("docs").rglob("*.md")):
        file.read_bytes()
    time.sleep(2)
    assert builds(project) == before
