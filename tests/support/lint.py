"""Finds the problems of a project by lint, without a build."""

from __future__ import annotations

from pathlib import Path

from archive.lint.check import check_project
from archive.lint.project import read_project


def lint(project: Path) -> list[str]:
    """Returns all problems of a project, one line each, in the form in which a build prints them.

    A build prints the level before the place, lint after it; here it is omitted.
    """
    problems = check_project(read_project(project), workers=1).problems
    return [str(one).replace(f" {one.level.name.lower()}:", "", 1) for one in problems]
