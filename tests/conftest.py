"""Sites that several tests share, built once for all workers."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from archive.build.archive import read_sources
from archive.core.settings import Settings
from archive.read.registry import SHIPPED
from archive.resolve.graph import Graph
from archive.resolve.registry import Registry, load_registry
from tests.support.browser import ARGUMENTS, browser_path
from tests.support.registries import registry_read_once
from tests.support.rough import rough_corpus
from tests.support.server import serve
from tests.support.sites import ROOT, Run, make_example, make_project, run_mkdocs, set_option

# A deadline in milliseconds would make tests fail while the machine is busy.
hypothesis.settings.register_profile("archive", deadline=None, max_examples=30)
hypothesis.settings.register_profile("campaign", deadline=None)
hypothesis.settings.register_profile("quick", deadline=None, max_examples=10)
hypothesis.settings.load_profile("campaign" if "ARCHIVE_EXAMPLES" in os.environ else "archive")

CORPUS = ROOT.parent / "shared" / "corpus" / "statements"


IN_MEMORY = Path("/dev/shm")
ROOM = 2 << 30
"""What the folders of a whole run may need, in bytes."""


def pytest_configure() -> None:
    """Puts temporary folders into memory if it has room: tests write some 100,000 files.

    Garbage is collected less often than usual: what tests share is large, and stays.
    """
    gc.set_threshold(50_000, 20, 20)
    if IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK) and _free(IN_MEMORY) > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


SLOW = ("site", "search", "incremental", "extending", "csp", "hostile", "private")
"""Folders of tests that build whole sites."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Runs the slowest tests first, so that all workers end at about the same time.

    In the campaign, properties are tried with more examples.
    """
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("scaled")
    items.sort(key=lambda item: item.path.parent.name not in SLOW)


@pytest.fixture(scope="session", autouse=True)
def _registry_is_read_once() -> Iterator[None]:
    with registry_read_once():
        yield


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The built-in registry."""
    loaded, problems = load_registry([SHIPPED], ROOT)
    assert not problems
    return loaded


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of one run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if base.name.startswith("popen-") else base


def _once(folder: Path, name: str, make: Callable[[Path], Run]) -> Run:
    """Builds a site in the first worker that asks for it; the others wait."""
    target = folder / name
    log = folder / f"{name}.log"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not log.exists():
            run = make(target)
            log.write_text(f"{run.code}\n{run.output}", encoding="utf-8")
    code, _, output = log.read_text(encoding="utf-8").partition("\n")
    return Run(int(code), output, target / "site")


CONDITIONS = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
"""The environment in which the example is built; any other must lead to the same site."""


@pytest.fixture(scope="session")
def example(shared: Path) -> Run:
    """The example archive, built."""
    return _example(shared, "pagefind")


@pytest.fixture(scope="session")
def example_with_material(shared: Path) -> Run:
    """The example archive with Material's search in place of Pagefind."""
    return _example(shared, "material")


def _example(shared: Path, search: str) -> Run:
    def make(target: Path) -> Run:
        set_option(make_example(target), "search", search)
        return run_mkdocs(target, **CONDITIONS)

    run = _once(shared, f"example-{search}", make)
    assert run.code == 0, run.output
    return run


@pytest.fixture(scope="session")
def example_graph(example: Run) -> Graph:
    """The example archive with its names resolved."""
    return read_sources(example.site.parent, Settings()).graph


@pytest.fixture(scope="session", params=["rough", pytest.param("real", marks=pytest.mark.long)])
def corpus(request: pytest.FixtureRequest, shared: Path) -> Run:
    """A site of irregular generated briefs; in the campaign, also one of real briefs.

    On a machine without the development corpus, a second, larger generated site replaces it,
    and the summary of the run says so.
    """
    return _corpus(request.param, shared)


@pytest.fixture(scope="session")
def real(shared: Path) -> Run:
    """The site of the development corpus."""
    if not CORPUS.is_dir():
        pytest.skip(f"there is no development corpus at {CORPUS}")
    return _corpus("real", shared)


def _corpus(kind: str, shared: Path) -> Run:
    def make(target: Path) -> Run:
        if kind == "real" and CORPUS.is_dir():
            make_project(target, {})
            shutil.copytree(CORPUS, target / "briefs", copy_function=shutil.copyfile)
        else:
            seed, count = (11, 200) if kind == "real" else (7, 60)
            make_project(target, rough_corpus(count, seed))
        return run_mkdocs(target)

    run = _once(shared, kind, make)
    assert run.code == 0, run.output
    return run


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Reports if the long tests could not use the development corpus."""
    if not CORPUS.is_dir() and terminalreporter.config.option.markexpr.startswith("long"):
        terminalreporter.write_line(
            f"There is no development corpus at {CORPUS}: the campaign used a generated one."
        )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    # How long a page may take depends on the load of the machine, and is not tested here.
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def address(example: Run) -> Iterator[str]:
    """The address at which the example site is served."""
    with serve(example.site) as url:
        yield url
