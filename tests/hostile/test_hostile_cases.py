"""Small inputs that once got through, hung a build or broke it: each is refused and named.

Files in ``cases/`` are written for this project. Where the development inputs are present, those
are tried as well.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.builds import tree
from tests.support.lint import lint
from tests.support.sites import ROOT, brief, make_project, run_mkdocs
from tests.support.steps import count_steps

CASES = Path(__file__).with_name("cases")
MORE = ROOT.parent / "shared" / "cases" / "hostile"
FOLDERS = {".md": ("briefs/2022", "docs"), ".yml": ("registry",)}
"""Ending of a name → where such a file is put; others are put next to briefs and into ``docs/``."""

SAID = {
    "control-characters.md": "control character, U+001B",
    "merge-keys.md": "anchor &b0 is not allowed",
    "region-in-itself.yml": "parent of The Highlands leads back to it",
    "regions-in-each-other.yml": "leads back to it: The Uplands → The Lowlands → The Uplands",
    "entity-in-link.svg": "other than SVG's",
    "entity-in-style.svg": "other than SVG's",
    "element-in-style.svg": "contains <g> within",
    "page.geojson": "is not JSON",
    "page.csv": 'contains markup, "<script"',
    "page.txt": 'contains markup, "<html"',
    "map.html.geojson": "some hosts would serve it as that type",
    "broken.json": "is not JSON",
}
"""Case → a part of what is said of it."""


def places(case: Path) -> tuple[str, ...]:
    """Returns the paths in a project at which a case is tried."""
    if case.suffix == ".yml":
        return ("registry/regions.yml",)
    folders = FOLDERS.get(case.suffix, ("briefs/2022", "docs"))
    return tuple(f"{folder}/{case.name}" for folder in folders)


def put(project: Path, case: Path, place: str) -> None:
    (project / place).parent.mkdir(parents=True, exist_ok=True)
    (project / place).write_bytes(case.read_bytes())


def test_each_case_is_listed() -> None:
    assert {case.name for case in CASES.iterdir()} == SAID.keys()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(
        tmp_path_factory.mktemp("cases") / "project", {"briefs/2022/good.md": brief()}
    )


@pytest.mark.parametrize("name", SAID)
def test_lint_names_each_case(project: Path, name: str) -> None:
    case = CASES / name
    for place in places(case):
        put(project, case, place)
        lines = [line for line in lint(project) if line.startswith(f"{place}:")]
        (project / place).unlink()
        assert any(SAID[name] in line for line in lines), (place, lines)
        assert all(line.isprintable() for line in lines)


@pytest.mark.long
def test_a_build_names_all_cases_and_the_site_stays(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"briefs/2022/good.md": brief()})
    assert run_mkdocs(project).code == 0
    before = tree(project / "site")
    cases = [*CASES.iterdir(), *(MORE.iterdir() if MORE.is_dir() else ())]
    named = [place for case in cases if case.suffix != ".yml" for place in places(case)]
    for case in cases:
        for place in places(case):
            put(project, case, place)
    run = run_mkdocs(project)
    assert run.code == 1
    assert "Traceback" not in run.output
    assert all(line.isprintable() for line in run.output.splitlines())
    for place in (*named, "registry/regions.yml"):
        assert f"{place}:" in run.output, place
    assert tree(project / "site") == before


def test_development_inputs_are_named(project: Path) -> None:
    """Without them, the cases above stand for themselves."""
    for case in sorted(MORE.iterdir()) if MORE.is_dir() else ():
        for place in places(case):
            put(project, case, place)
            lines = lint(project)
            (project / place).unlink()
            assert any(line.startswith(f"{place}:") for line in lines), place


def merged(size: int) -> str:
    """Returns front matter with chains of merge keys, of about a size in bytes."""
    lines, at = ["---", "title: Merged", "a0: &a0 {x: 1}"], 0
    while sum(map(len, lines[-1:])) and len("\n".join(lines)) < size:
        at += 1
        lines.append(f"a{at}: &a{at} {{<<: [{', '.join([f'*a{at - 1}'] * 2_000)}]}}")
    return "\n".join([*lines, "---", "# Merged", ""])


def nested(size: int) -> str:
    """Returns front matter nested as deep as its size allows."""
    return f"---\ntitle: x\nx: {'[' * (size // 2)}{']' * (size // 2)}\n---\n# X\n"


def many(size: int) -> str:
    """Returns front matter with as many keys as its size allows."""
    keys = "\n".join(f"k{at}: 1" for at in range(size // 9))
    return f"---\ntitle: x\n{keys}\n---\n# X\n"


LARGE: dict[str, Callable[[int], str]] = {"merged": merged, "nested": nested, "many": many}


@pytest.mark.long
@pytest.mark.parametrize("name", LARGE)
@pytest.mark.parametrize("size", [40_000, 309_000])
def test_large_front_matter_costs_no_more_than_its_size(
    project: Path, name: str, size: int
) -> None:
    """83 KB of merge keys once took 10 seconds in a hand-written page, and 309 KB over a minute."""
    for place in ("docs/large.md", "briefs/2022/large.md"):
        (project / place).write_text(LARGE[name](size), "utf-8")
        lines, steps = count_steps(lambda: lint(project))
        (project / place).unlink()
        assert any(line.startswith(f"{place}:") for line in lines)
        assert steps < 2_000_000 + 220 * size
