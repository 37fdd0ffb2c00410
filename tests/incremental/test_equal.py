"""An incremental build's output is byte for byte that of a clean build.

This holds for a build in a new process, which starts from the cache files, and for the builds of a
preview, which start from the state of the previous build in memory. It holds whatever is edited
while a build runs, and whatever happens to the cache.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archive.lib import source_changes
from archive.lib.source_changes import SourceChangedError
from archive.mkdocs_adapter.again import MOST
from archive.mkdocs_adapter.serve_state import ServeState
from archive.outputs import headers
from archive.publish.marks import MARKER
from tests.support.builds import build_clean, build_staged, tree
from tests.support.moments import Moments, acting
from tests.support.random_edits import (
    BODIES,
    EDITS,
    PLAIN,
    SAVES,
    Edit,
    make_registry,
    text_of,
    writing,
)

OTHER = replace(PLAIN, site_name="Another site", pair_minimum=2)
EXAMPLES = int(os.environ.get("ARCHIVE_EXAMPLES", "2"))

TICK = 10_000_000
"""Nanoseconds in which a second change may go unnoticed; the clock ticks every four million.

The program allows two seconds, in which it would read all these files again.
"""


@dataclass(frozen=True)
class Step:
    """One build of a sequence.

    Attributes:
        edits: What happens before it.
        moment: When something happens during it, from 0 to 1: its beginning and its end.
        during: What happens then; None for a build of another configuration.
    """

    edits: list[Edit]
    moment: float
    during: list[Edit] | None


@contextmanager
def new_project() -> Iterator[Path]:
    """Yields a project with one brief, a small registry, and a finer clock."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as patches:
        for module in ("read.brief_folder", "read.reading", "lib.source_changes"):
            patches.enter_context(patch(f"archive.{module}.FRESH", TICK))
        shipped = make_registry(Path(name) / "shipped/registry")
        patches.enter_context(patch("archive.build.archive.SHIPPED", shipped))
        project = Path(name)
        (project / "briefs/2022").mkdir(parents=True)
        writing("a", text_of("First", 2022, ["India", "CSTO"], BODIES[0], ""))(project)
        yield project


def assert_clean(project: Path, clean: dict[str, bytes], preview: ServeState | None) -> None:
    """Checks that the site is that of a clean build."""
    made, clean = tree(project / "site"), dict(clean)
    if preview:  # it has no headers, and so another name
        for file in (headers.FILE, headers.APACHE, headers.NGINX, MARKER):
            del clean[file]
        del made[MARKER]
    assert made == clean


def apply(edits: list[Edit], project: Path) -> None:
    """Makes edits one after the other."""
    for edit in edits:
        edit(project)


def build_disturbed(
    project: Path, step: Step, last: int, preview: ServeState | None
) -> tuple[Moments, bool]:
    """Builds while something happens, and again as often as the program would.

    Args:
        project: The project.
        step: What happens, and when.
        last: Number of accesses to files in the previous build.
        preview: The state of a preview.

    Returns:
        The moments of the build, and whether it happened before the build compared its sources for
        the last time: what is published is then of the edited sources.
    """
    is_noticed = False

    def act() -> None:
        if step.during is None:
            build_staged(project, OTHER, site="other")
        else:
            apply(step.during, project)

    def check(*arguments: Any) -> None:
        nonlocal is_noticed
        is_noticed = moments.has_acted
        source_changes.check_unchanged(*arguments)

    with (
        patch("tests.support.builds.check_unchanged", check),
        acting(project, 1 + int(step.moment * last), act) as moments,
    ):
        for attempt in range(MOST):
            try:
                build_staged(project, PLAIN, preview=preview)
                break
            except (SourceChangedError, FileNotFoundError):
                assert moments.has_acted
                assert attempt + 1 < MOST
    return moments, is_noticed


@pytest.mark.scaled
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(
    st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=2, max_size=4),
    st.sampled_from([None, ServeState]),
)
def test_any_sequence_of_edits_gives_the_site_of_a_clean_build(
    steps: list[list[Edit]], keep: type[ServeState] | None
) -> None:
    preview = keep() if keep else None
    with new_project() as project:
        build_staged(project, PLAIN, preview=preview)
        for edits in steps:
            time.sleep(2 * TICK / 1e9)
            apply(edits, project)
            build_staged(project, PLAIN, preview=preview)
            assert_clean(project, build_clean(project, PLAIN), preview)


STEPS = st.builds(
    Step,
    st.lists(EDITS, max_size=2),
    st.floats(0, 1),
    st.one_of(st.none(), *[st.lists(SAVES, min_size=1, max_size=2)] * 3),
)


@pytest.mark.scaled
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(STEPS, min_size=2, max_size=4), st.sampled_from([None, ServeState]))
def test_whatever_happens_during_builds_the_next_gives_the_site_of_a_clean_build(
    steps: list[Step], keep: type[ServeState] | None
) -> None:
    preview = keep() if keep else None
    with new_project() as project:
        with acting(project, 0, lambda: None) as moments:
            build_staged(project, PLAIN, preview=preview)
        for step in steps:
            time.sleep(2 * TICK / 1e9)
            apply(step.edits, project)
            moments, is_noticed = build_disturbed(project, step, moments.count, preview)
            clean = build_clean(project, PLAIN)
            if is_noticed or step.during is None:
                assert_clean(project, clean, preview)
            if step.during is None and moments.has_acted:
                other = tree(project / "other")
                assert other == build_clean(project, OTHER)
            build_staged(project, PLAIN, preview=preview)
            assert_clean(project, clean, preview)
