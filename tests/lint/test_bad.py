"""Each brief in ``bad/`` has exactly the problems that the file next to it lists.

``bad/x.md`` is checked as ``briefs/2022/x.md``, with the built-in registry and the hand-written
page ``docs/about.md``; ``bad/x.expected`` contains the problems, without the path.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.core.model import Problem
from archive.read.addresses import check_addresses
from archive.read.briefs import read_brief
from archive.resolve.checks import check_aliases, check_names, check_repeats
from archive.resolve.registry import Registry
from tests.support.steps import count_steps

BAD = Path(__file__).with_name("bad")
FILES = sorted(BAD.glob("*.md"))
DOCS_PAGES = {"docs/about.md": "about/"}


def check(file: Path, registry: Registry) -> list[Problem]:
    """Returns all problems of one brief."""
    brief, found = read_brief(file, f"briefs/2022/{file.name}", "briefs")
    briefs = [brief] if brief else []
    return sorted(
        {
            *found,
            *check_addresses(briefs),
            *check_names(briefs, registry),
            *check_repeats(briefs, registry),
            *check_aliases(briefs, registry.entities, DOCS_PAGES),
        }
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_mistake_is_reported(file: Path, registry: Registry) -> None:
    problems, steps = count_steps(lambda: check(file, registry))
    assert steps < 100_000, "no brief may slow down the others"
    reported = "".join(
        f"{str(one).removeprefix(f'briefs/2022/{file.name}:')}\n" for one in problems
    )
    assert reported == file.with_suffix(".expected").read_text(encoding="utf-8")
    assert problems


def test_each_brief_has_its_expected_problems() -> None:
    assert len(FILES) >= 120
    assert {file.stem for file in BAD.glob("*.expected")} == {file.stem for file in FILES}
