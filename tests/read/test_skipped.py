"""Every file in the folder of briefs that is not published is reported."""

from __future__ import annotations

from pathlib import Path

from archive.cli import main
from archive.core.settings import Settings
from archive.read.brief_folder import read_briefs
from tests.support.builds import build_staged
from tests.support.lint import lint
from tests.support.sites import brief

PLAIN = Settings(site_name="A site", search="none", workers=1)


def put(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_skipped_files_are_reported_as_notices(tmp_path: Path) -> None:
    put(tmp_path, "mkdocs.yml", "site_name: A\n")
    put(tmp_path, "briefs/a.md", brief())
    for path in ("_a.md", "_old/b.md", "2022/_template.txt", ".hidden.md"):
        put(tmp_path, f"briefs/{path}", "x")
    for path in (".obsidian/app.json", ".a.md.swp", ".#lock.md"):
        put(tmp_path, f"briefs/{path}", "x")
    put(tmp_path, "registry/_people.yml", "x")
    put(tmp_path, "briefs/README.md", "# Where briefs go\n")
    put(tmp_path, "briefs/2022/readme.md", "")
    name = 'is skipped: its name begins with "{}"'
    readme = "is skipped: a README without front matter is not a brief"
    assert lint(tmp_path) == [
        f"briefs/.hidden.md:1:1: {name.format('.')}",
        f"briefs/2022/_template.txt:1:1: {name.format('_')}",
        f"briefs/2022/readme.md:1:1: {readme}",
        f"briefs/README.md:1:1: {readme}",
        f"briefs/_a.md:1:1: {name.format('_')}",
        f"briefs/_old:1:1: {name.format('_')}",
        f"registry/_people.yml:1:1: {name.format('_')}",
    ]
    assert main(["lint", "--root", str(tmp_path)]) == 0
    assert build_staged(tmp_path, PLAIN).published


def test_a_readme_with_front_matter_is_a_brief(tmp_path: Path) -> None:
    put(tmp_path, "briefs/README.md", brief())
    put(tmp_path, "briefs/2022/README.md", brief().replace("date: ", "date: soon"))
    briefs, problems = read_briefs(tmp_path, "briefs")
    assert [one.path for one in briefs] == ["briefs/README.md"]
    assert ["soon2022-02-01" in one.message for one in problems] == [True]


def test_briefs_in_a_folder_of_drafts_are_drafts(tmp_path: Path) -> None:
    put(tmp_path, "briefs/2022/a.md", brief())
    for path in ("drafts/x.md", "2022/Drafts/y.md", "draft/z.md"):
        put(tmp_path, f"briefs/{path}", brief().replace("---\nThe", "draft: no\n---\nThe"))
    put(tmp_path, "briefs/2022/drafts.md", brief(title="On drafts"))
    drafts = [one.path for one in read_briefs(tmp_path, "briefs")[0] if one.draft]
    assert drafts == ["briefs/2022/Drafts/y.md", "briefs/draft/z.md", "briefs/drafts/x.md"]
    build_staged(tmp_path, PLAIN)
    pages = [path.parent.name for path in (tmp_path / "site/briefs").rglob("index.html")]
    assert {"a", "drafts"} <= set(pages)
    assert not {"x", "y", "z"} & set(pages)
