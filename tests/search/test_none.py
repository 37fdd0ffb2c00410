"""A site without search names none."""

from __future__ import annotations

from pathlib import Path

from tests.support.sites import ROOT, brief, build_site


def test_a_site_without_search_has_nothing_of_it(tmp_path: Path) -> None:
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    without = config.replace("  archive:\n", "  archive:\n    search: none\n", 1)
    assert without != config
    run = build_site(tmp_path / "p", {"mkdocs.yml": without, "briefs/2022/a.md": brief()})
    assert run.code == 0, run.output
    for name in ("search", "pagefind", "opensearch.xml", "assets/javascripts/search"):
        assert not (run.site / name).exists()
    page = run.page("briefs/2022/a")
    assert 'href="../../../search/"' not in page
    assert "SearchAction" not in run.page("")
