"""The edits for a new key of front matter: a trial key "venue", added to a copy of the project.

With a label in its row, the key is among the facts on the brief's page. Showing it in another way
also takes edits in the view, ``pages/brief.py`` and the template. ``docs/write.md`` must name each
key: ``tests/test_live_archive.py`` checks that.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.extending.edits import Edit, apply_edits, run_archive
from tests.support.sites import make_project, run_mkdocs

MOST_FILES = 4
MODEL = "hooks/archive/core/model.py"
KEYS = "hooks/archive/core/brief_keys.py"

EDITS = (
    Edit(
        MODEL,
        "    tags: tuple[str, ...] = ()\n    aliases: tuple[Named, ...] = ()\n",
        before='    venue: str = ""\n',
    ),
    Edit(
        KEYS,
        '    "tags": Key(',
        before='    "venue": Key("text", "Where it took place.", label="Venue"),\n',
    ),
)

BRIEF = """\
---
title: The talks begin
date: 2022-02-01
actors: [OSCE, Austria]
venue: Trial Palace, Vienna
tags: [talks]
---
The text.
"""
FACT = "<dt>Venue</dt>\n<dd>Trial Palace, Vienna</dd>"


@pytest.mark.long
def test_a_key_of_front_matter_touches_few_files(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", {"briefs/2022/talks.md": BRIEF})
    touched = apply_edits(project, EDITS)
    assert touched == {MODEL, KEYS}
    assert len(touched) <= MOST_FILES

    first = run_mkdocs(project, "--strict")
    assert first.code == 0, first.output
    assert FACT in first.page("briefs/2022/talks")

    # With another site name, the page is rendered again from the cached brief.
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    renamed = re.sub("^site_name: .*$", "site_name: Another name", text, flags=re.MULTILINE)
    config.write_text(renamed, "utf-8")
    second = run_mkdocs(project, "--strict")
    assert second.code == 0, second.output
    page = second.page("briefs/2022/talks")
    assert FACT in page
    assert "Another name" in page
    assert "/topics/talks/" in page, "the keys next to it are still read"

    done = run_archive(project, "schema")
    assert done.returncode == 0, done.stderr
    schema = json.loads((project / "schemas/brief.json").read_text("utf-8"))
    assert schema["properties"]["venue"]["description"] == "Where it took place."
    assert "| `venue` |" in (project / "docs/reference.md").read_text("utf-8")
