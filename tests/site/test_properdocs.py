"""ProperDocs, the fork of MkDocs, runs the same hooks and makes the same site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.publish.marks import MARKER
from tests.support.builds import tree
from tests.support.sites import Run, brief, make_example, make_project, run_program

GENERATOR = re.compile(rb'<meta name="generator" content="mkdocs-[^"]*">')


@pytest.mark.long
def test_the_site_equals_that_of_mkdocs(example: Run, tmp_path: Path) -> None:
    project = make_example(tmp_path / "p")
    run = run_program("properdocs", project, "build", "-f", "mkdocs.yml")
    assert run.code == 0, run.output
    ours, theirs = tree(run.site), tree(example.site)
    # The release's name is a hash of all dependencies of pages, including the program.
    assert ours.pop(MARKER) != theirs.pop(MARKER)
    assert ours.keys() == theirs.keys()
    named = [path for path in ours if GENERATOR.search(ours[path])]
    assert named
    assert all(b"ProperDocs" in ours[path] for path in named)
    differing = [path for path in ours if GENERATOR.sub(b"", ours[path]) != _plain(theirs[path])]
    assert differing == []


def _plain(data: bytes) -> bytes:
    return GENERATOR.sub(b"", data)


@pytest.mark.long
def test_its_own_configuration_file_is_read(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p", {"briefs/2022/a.md": brief(date="soon")})
    (project / "mkdocs.yml").rename(project / "properdocs.yml")
    run = run_program("properdocs", project, "build")
    assert "briefs/2022/a.md:3:7" in run.output
    assert run.code == 1


@pytest.mark.long
def test_a_strict_build_with_a_warning_publishes_nothing(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p", {"briefs/2022/a.md": brief(actors="Nobody Known")})
    run = run_program("properdocs", project, "build", "--strict")
    assert (run.code, "unknown actor" in run.output) == (1, True)
    assert not run.site.exists()


@pytest.mark.long
def test_pages_are_rendered_again_by_the_other_program(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p", {"briefs/2022/a.md": brief()})
    for program, name in (("mkdocs", "mkdocs-1."), ("properdocs", "mkdocs-ProperDocs 1.")):
        run = run_program(program, project, "build")
        assert run.code == 0, run.output
        assert all(
            name in page.read_text("utf-8")
            for page in (run.site / "index.html", run.site / "briefs/2022/a/index.html")
        )
