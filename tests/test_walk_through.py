"""The way of a new archive: ``make init``, 25 briefs, build, lint, tests, and a look at it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.axe import ONLY_COLORS, darken, violations
from tests.support.browser import open_page
from tests.support.server import serve
from tests.support.sites import ROOT
from tests.test_fork import NOT_CLONED, run_tests

EXAMPLE_TWO = ROOT / "tests" / "example-two"
SETTINGS = """\
    regions_first: policy
    licence: CC-BY-4.0
    colours: {primary: '#12355b', accent: '#0b5d3b'}
    organization_types:
      cooperative: {name: Cooperative, plural: Cooperatives}
"""
NAV = """\
nav:
  - Regions: regions/
  - Countries: countries/
  - Organizations: organizations/
  - years/
  - About: about.md
"""
READY = "--old-file=.venv/.site-ready"
"""Nothing is installed: the environment is that of these tests."""
PAGES = {
    "": "Regional policy in Eastern Africa",
    "briefs/2024/somalia-eac/": "Somalia joins the East African Community",
    "briefs/2024/somalie-cae/": "La Somalie rejoint la Communauté d'Afrique de l'Est",
    "briefs/2024/ethiopie-brics/": "L'Éthiopie rejoint les BRICS",
    "countries/kenya/": "Kenya",
    "regions/lake-victoria-basin/": "Lake Victoria Basin",
}


def run(project: Path, *command: str) -> str:
    """Runs a command, which must succeed, and returns its output."""
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-5000:]
    return done.stdout + done.stderr


def commit(project: Path, message: str) -> None:
    run(project, "git", "add", "--all")
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    run(project, "git", *author, "commit", "--quiet", "--message", message)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the institute, made as its maintainer would."""
    folder = tmp_path_factory.mktemp("walk") / "archive"

    def ignored(where: str, names: list[str]) -> set[str]:
        top = NOT_CLONED if Path(where) == ROOT else set()
        return {name for name in names if name in top or name in ("node_modules", "__pycache__")}

    shutil.copytree(ROOT, folder, ignore=ignored)
    run(folder, "git", "init", "--quiet")
    commit(folder, "Clone")
    (folder / ".venv").symlink_to(ROOT / ".venv")
    name = "Example Institute of Regional Policy"
    address, repository = "https://briefs.example.org/", "https://git.example.org/briefs"
    answers = f"--name '{name}' --address {address} --repository {repository} --yes"
    run(folder, "make", READY, "init", f"ARGS={answers}")
    shutil.copytree(EXAMPLE_TWO, folder, dirs_exist_ok=True)
    (folder / "README.md").write_text(f"# {name}\n", "utf-8")
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert "  archive:" in text
    head, _, rest = text.partition("nav:\n  - About: about.md\n")
    text = (head + NAV + rest).replace("  archive: {}\n", "  archive:\n", 1)
    config.write_text(text.replace("  archive:\n", f"  archive:\n{SETTINGS}", 1), "utf-8")
    return folder


@pytest.mark.long
def test_an_institute_makes_an_archive_of_its_own(archive: Path, browser: Browser) -> None:
    assert "WARNING" not in run(archive, "make", READY, "build", "STRICT=1")
    run(archive, "make", READY, "lint")
    assert not (archive / "site/briefs/2025/budget").exists(), "under embargo"
    run(archive, "make", READY, "schema")
    run_tests(archive, "tests/test_live_archive.py", "-n0", "-q")
    with serve(archive / "site") as address, open_page(browser, address) as page:
        for url, title in PAGES.items():
            page.goto(address + url)
            expect(page.locator("h1")).to_have_text(title)
            assert violations(page) == [], url
        english, french = "briefs/2024/somalia-eac/", "briefs/2024/somalie-cae/"
        page.goto(address + english)
        page.get_by_role("link", name="français").click()
        expect(page).to_have_url(address + french)
        expect(page.locator(".prose")).to_have_attribute("lang", "fr")
        page.get_by_role("link", name="English").click()
        expect(page).to_have_url(address + english)
        darken(page)
        for url in PAGES:
            page.goto(address + url)
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
            assert violations(page, ONLY_COLORS) == [], url
