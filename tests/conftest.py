"""Sites that several tests share, built once for all workers."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from archive.read.registry import SHIPPED
from archive.resolve.registry import Registry, load_registry
from tests.support.browser import ARGUMENTS, browser_path
from tests.support.rough import rough_corpus
from tests.support.server import serve
from tests.support.sites import ROOT, Run, make_project, run_mkdocs

CORPUS = ROOT.parent / "shared" / "corpus" / "statements"


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The registry that ships."""
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


@pytest.fixture(scope="session")
def example(shared: Path) -> Run:
    """The repository's own briefs, built strictly."""

    def make(target: Path) -> Run:
        make_project(target, {})
        for name in ("briefs", "registry"):
            shutil.copytree(ROOT / name, target / name)
        return run_mkdocs(target, "--strict")

    run = _once(shared, "example", make)
    assert run.code == 0, run.output
    return run


@pytest.fixture(scope="session", params=["rough", "real"])
def corpus(request: pytest.FixtureRequest, shared: Path) -> Run:
    """Rough briefs in place of the repository's: made by rule, and the real ones where they are.

    On a machine without the development corpus, "real" is a second, larger made one.
    """
    return _corpus(request.param, shared)


@pytest.fixture(scope="session")
def real(shared: Path) -> Run:
    """The corpus of that name alone."""
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def address(example: Run) -> Iterator[str]:
    """The address at which the example site is served."""
    with serve(example.site) as url:
        yield url
