"""An incremental build's output is byte for byte that of a clean build.

This holds for a build in a new process, which starts from the cache files, and for the builds of a
preview, which start from the state of the previous build in memory.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archive.core.settings import Settings
from archive.mkdocs_adapter.serve_state import ServeState
from archive.outputs import headers
from archive.publish.marks import MARKER
from tests.support.builds import build_staged, tree

PLAIN = Settings(site_name="A site", search="none", pair_minimum=1, workers=1, newest=2)
NAMES = ("CSTO", "India", "Kyrgyz Republic", "SCO", "Georgia", "Nowhere Land", "Narendra Modi")
SLUGS = tuple("abcdefgh")
BODIES = (
    "India met the CSTO.\n\nKazakhstan and Georgia did not.",
    "See [b](b.md) and [d](d.md), and Nowhere Land.",
    "Kyrgyzstan, the SCO and Tajikistan.",
    "Nothing to see.",
)

TICK = 10_000_000
"""Nanoseconds in which a second change may go unnoticed; the clock ticks every four million.

The program allows two seconds, in which it would read all these files again.
"""

Edit = Callable[[Path], None]


def text_of(title: str, year: int, actors: list[str], body: str, summary: str) -> str:
    """Returns the text of a brief."""
    lines = [f"title: {title}", f"date: {year}-02-0{len(actors)}", f"actors: [{', '.join(actors)}]"]
    if summary:
        lines.append(f"summary: {summary}")
    if len(actors) > 1:
        lines.append("relations:")
        lines.append(f"  - {{subject: {actors[0]}, relation: observer, object: {actors[1]}}}")
    return "---\n" + "\n".join(lines) + f"\n---\n{body}\n"


def writing(slug: str, text: str) -> Edit:
    """Writes or overwrites a brief."""

    def edit(project: Path) -> None:
        (project / f"briefs/2022/{slug}.md").write_text(text)

    return edit


def deleting(slug: str) -> Edit:
    """Deletes a brief, if it exists."""
    return lambda project: (project / f"briefs/2022/{slug}.md").unlink(missing_ok=True)


def moving(old: str, new: str) -> Edit:
    """Renames a brief, if it exists."""

    def edit(project: Path) -> None:
        source = project / f"briefs/2022/{old}.md"
        if source.exists():
            source.rename(project / f"briefs/2022/{new}.md")

    return edit


def registering(text: str) -> Edit:
    """Writes the site's own registry."""

    def edit(project: Path) -> None:
        (project / "registry").mkdir(exist_ok=True)
        (project / "registry/events.yml").write_text(text)

    return edit


def damaging(what: str) -> Edit:
    """Damages the output of an earlier build: a page, the records, or the whole cache."""

    def edit(project: Path) -> None:
        if what == "page":
            page = project / "site/index.html"
            if page.exists():
                page.write_text("damaged")
        elif what == "records":
            for file in (project / ".cache/site").glob("*.bin"):
                file.write_bytes(b"briefing-archive 00\n{}")
        else:
            shutil.rmtree(project / ".cache", ignore_errors=True)

    return edit


EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(
        writing,
        st.sampled_from(SLUGS),
        st.builds(
            text_of,
            st.sampled_from(["One", "Two", "Three"]),
            st.sampled_from([2021, 2022]),
            st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
            st.sampled_from(BODIES),
            st.sampled_from(["", "In short."]),
        ),
    ),
    st.builds(deleting, st.sampled_from(SLUGS)),
    st.builds(moving, st.sampled_from(SLUGS), st.sampled_from(SLUGS)),
    st.builds(
        registering,
        st.sampled_from(
            ["nowhere:\n  name: Nowhere Land\n", "", "other:\n  name: Nothing\n  aliases: [See]\n"]
        ),
    ),
    st.builds(damaging, st.sampled_from(["page", "records", "all"])),
)


@pytest.mark.scaled
@settings(
    max_examples=int(os.environ.get("ARCHIVE_EXAMPLES", "3")),
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
    with (
        tempfile.TemporaryDirectory() as name,
        patch("archive.read.brief_folder.FRESH", TICK),
        patch("archive.read.reading.FRESH", TICK),
    ):
        project = Path(name)
        (project / "briefs/2022").mkdir(parents=True)
        writing("a", text_of("First", 2022, ["India", "CSTO"], BODIES[0], ""))(project)
        build_staged(project, PLAIN, preview=preview)
        for edits in steps:
            time.sleep(2 * TICK / 1e9)
            for edit in edits:
                edit(project)
            build_staged(project, PLAIN, preview=preview)
            shutil.rmtree(project / "clean", ignore_errors=True)
            shutil.rmtree(project / ".clean-releases", ignore_errors=True)
            shutil.rmtree(project / ".cache/clean", ignore_errors=True)
            build_staged(project, PLAIN, site="clean")
            made, clean = tree(project / "site"), tree(project / "clean")
            if preview:  # it has no headers, and so another name
                for file in (headers.FILE, headers.APACHE, headers.NGINX, MARKER):
                    del clean[file]
                del made[MARKER]
            assert made == clean
