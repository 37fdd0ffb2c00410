"""A site without search names none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sites import brief, make_project, run_mkdocs, set_option


@pytest.mark.long
def test_a_site_without_search_has_nothing_of_it(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p", {"briefs/2022/a.md": brief()})
    set_option(project, "search", "none")
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    for name in ("search", "pagefind", "opensearch.xml", "assets/javascripts/search"):
        assert not (run.site / name).exists()
    page = run.page("briefs/2022/a")
    assert 'href="../../../search/"' not in page
    assert "SearchAction" not in run.page("")
