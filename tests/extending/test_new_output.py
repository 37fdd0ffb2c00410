"""A new output is one module and one row; everything else follows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.builds import tree
from tests.support.sites import brief, make_project, run_mkdocs

MODULE = '''
"""Number of briefs that name each country: one file per country, and one for all."""

from __future__ import annotations

import json
from typing import BinaryIO

from archive.outputs.output import OutputSources

ALL = "counts/index.json"


def files(sources: OutputSources) -> dict[str, object]:
    """Returns the files, which depend on the counts that they contain."""
    counts = _counts(sources)
    each = {f"counts/{id_}.json": count for id_, count in counts.items()}
    return {ALL: sorted(counts.items()), **each}


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Writes one file."""
    stream.write(json.dumps(files(sources)[path]).encode())


def _counts(sources: OutputSources) -> dict[str, int]:
    graph = sources.site.graph
    return {one.id: graph.count(one.id) for one in graph.paged.get("country", ())}
'''
ROW = """
    Output(
        "counts", Stage.AFTER_PAGES, counts.files, counts.write, "application/json", required=True
    ),
"""
TABLE = "hooks/archive/build/outputs.py"


def add_output(project: Path) -> set[str]:
    """Adds the output to a project's program; returns the files that were touched."""
    module = project / "hooks/archive/outputs/counts.py"
    module.write_text(MODULE.lstrip(), encoding="utf-8")
    table = project / TABLE
    text = table.read_text("utf-8")
    for anchor, added in (
        ("    copies,\n", "    copies,\n    counts,\n"),
        ("OUTPUTS: tuple[Output, ...] = (\n", f"OUTPUTS: tuple[Output, ...] = ({ROW}"),
    ):
        assert text.count(anchor) == 1, anchor
        text = text.replace(anchor, added)
    table.write_text(text, encoding="utf-8")
    return {"hooks/archive/outputs/counts.py", TABLE}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    texts = {"briefs/2022/a.md": brief(), "briefs/2022/b.md": brief(actors="India, Kazakhstan")}
    return make_project(tmp_path / "project", texts)


@pytest.mark.long
def test_a_new_output_touches_two_files(project: Path) -> None:
    assert len(add_output(project)) <= 2
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    assert json.loads((run.site / "counts/index.json").read_text("utf-8")) == [["in", 2], ["kz", 1]]
    assert json.loads((run.site / "counts/in.json").read_text("utf-8")) == 2


@pytest.mark.long
def test_a_new_output_takes_part_in_incremental_builds(project: Path) -> None:
    add_output(project)
    site = run_mkdocs(project).site
    unchanged = (site / "counts/in.json").stat().st_mtime_ns
    (project / "briefs/2022/b.md").write_text(brief(actors="CSTO, India"), encoding="utf-8")
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    assert not (site / "counts/kz.json").exists(), "files that are no longer made are removed"
    assert json.loads((site / "counts/index.json").read_text("utf-8")) == [["in", 2]]
    assert (site / "counts/in.json").stat().st_mtime_ns == unchanged, (
        "a file with the same cache key is not written"
    )
    fresh = run_mkdocs(project, "--site-dir", str(project / "fresh"))
    assert fresh.code == 0, fresh.output
    assert {**tree(site)} == {**tree(project / "fresh")}


@pytest.mark.long
def test_a_damaged_file_of_a_new_output_is_written_again(project: Path) -> None:
    add_output(project)
    site = run_mkdocs(project).site
    whole = tree(site)
    (site / "counts/in.json").write_text("damaged", encoding="utf-8")
    assert run_mkdocs(project).code == 0
    assert tree(site) == whole


@pytest.mark.long
def test_two_outputs_of_one_file_are_an_error(project: Path) -> None:
    add_output(project)
    module = project / "hooks/archive/outputs/counts.py"
    module.write_text(module.read_text("utf-8").replace(ALL_NAME, '"sitemap.xml"'), "utf-8")
    run = run_mkdocs(project)
    assert run.code == 1
    assert '"counts" and "site map" both write sitemap.xml' in run.output
    assert "Traceback" not in run.output
    assert not run.site.exists()


ALL_NAME = '"counts/index.json"'
