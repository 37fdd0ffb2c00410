"""A brief that cannot be rendered fails the build, after every other problem was said."""

from __future__ import annotations

from pathlib import Path

from tests.support.sites import brief, build_site


def test_the_build_fails_and_names_each_brief(tmp_path: Path) -> None:
    run = build_site(
        tmp_path,
        {
            "briefs/a.md": brief("First", body="[" * 50_000),
            "briefs/b.md": brief("Second", body="A healthy one."),
            "briefs/c.md": brief("Third", body="\n" + ">" * 500 + " deep"),
        },
    )
    assert run.code == 1, run.output
    assert "briefs/a.md:6:1: more than 1,000" in run.output
    assert "briefs/c.md:7:1: lists or quotations nested" in run.output
    assert "2 errors in the texts of the briefs" in run.output
    assert "Traceback" not in run.output
