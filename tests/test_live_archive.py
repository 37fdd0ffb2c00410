"""The archive of this repository, whatever it contains, has no errors and can be built.

No other test reads ``briefs/``, ``registry/``, ``docs/*.md`` and ``mkdocs.yml``, and none here
expects certain content: a fork that replaces all of them can keep the tests.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from archive.build.archive import read_sources
from archive.core.brief_keys import BRIEF_KEYS
from archive.core.model import Level
from archive.lint.check import check_project
from archive.lint.project import Project, read_project
from archive.schema.reference import reference
from tests.support.links import broken_links, outside_requests
from tests.support.listed import wrongly_listed
from tests.support.program_pages import page_of_the_program
from tests.support.sites import ROOT, run_mkdocs


@pytest.fixture(scope="module")
def project() -> Project:
    found = read_project(ROOT)
    assert not found.problems
    return found


def test_it_has_no_errors(project: Project) -> None:
    problems = check_project(project, cached=False).problems
    assert [str(one) for one in problems if one.level is Level.ERROR] == []


@pytest.mark.long
def test_it_can_be_published(project: Project, tmp_path: Path) -> None:
    settings = project.settings
    for name in ("hooks", project.docs, settings.briefs, settings.registry):
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    run = run_mkdocs(tmp_path)
    assert run.code == 0, run.output
    graph = read_sources(tmp_path, settings).graph
    missing = [
        one.brief.path
        for one in graph.briefs
        if not (run.site / one.brief.url / "index.html").is_file()
    ]
    assert missing == []
    assert wrongly_listed(run.site, graph) == []
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', run.page(""))
    assert broken_links(run.site, canonical[1] if canonical else "") == []
    assert outside_requests(run.site) == []


def test_the_guide_names_every_key_of_a_brief() -> None:
    guide = page_of_the_program("write.md")
    for key in BRIEF_KEYS:
        assert f"| `{key}` |" in guide, key


def test_the_reference_is_up_to_date() -> None:
    """If this fails, run ``make schema``."""
    assert page_of_the_program("reference.md") == reference()
