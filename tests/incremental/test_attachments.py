"""A file next to a brief is published only if a published page links or shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.core.settings import Settings
from archive.mkdocs_adapter.serve_state import ServeState
from tests.support.builds import build_clean, build_staged, tree
from tests.support.lint import lint
from tests.support.sites import brief

SITE = "https://archive.example.org/"
PLAIN = Settings(site_name="A site", site_url=SITE, search="none", workers=1)
FILES = ("d1.png", "d2.pdf", "both.png", "shown.png", "my table.csv", "nobody.pdf", "abs.pdf")


def put(project: Path, path: str, text: str) -> None:
    file = project / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A brief, a draft, and files that one, both or neither of them uses."""
    put(tmp_path, "mkdocs.yml", "site_name: A site\n")
    for name in (*FILES, "sub/far.json", "source.pdf"):
        put(tmp_path, f"briefs/2022/{name}", f'"{name}"')
    body = (
        "![s](shown.png) [t](<my table.csv>) [b](both.png#x) [f](sub/far.json)\n\n"
        f"[a]({SITE}briefs/2022/abs.pdf)"
    )
    text = brief(body=body).replace("---\n!", f"source: {SITE}briefs/2022/source.pdf\n---\n!")
    put(tmp_path, "briefs/2022/a.md", text)
    draft = brief(title="Not yet", body="![d](d1.png) [d](d2.pdf) ![b](both.png)")
    put(tmp_path, "briefs/2022/d.md", draft.replace("---\n!", "draft: yes\n---\n!"))
    return tmp_path


def published(project: Path, site: str = "site") -> set[str]:
    return {
        path.removeprefix("briefs/2022/")
        for path in tree(project / site)
        if path.startswith("briefs/2022/") and not path.endswith(".html")
    }


USED = {"both.png", "shown.png", "my table.csv", "sub/far.json", "abs.pdf", "source.pdf"}


def test_files_that_only_drafts_or_no_briefs_use_are_not_published(project: Path) -> None:
    assert build_staged(project, PLAIN).published
    assert published(project) == USED


def test_a_file_is_published_while_a_page_links_it(project: Path) -> None:
    build_staged(project, PLAIN)
    before = (project / "briefs/2022/a.md").read_text(encoding="utf-8")
    put(project, "briefs/2022/a.md", before.replace("![s](shown.png)", "[n](nobody.pdf)"))
    assert build_staged(project, PLAIN).published
    assert published(project) == USED - {"shown.png"} | {"nobody.pdf"}
    assert tree(project / "site") == build_clean(project, PLAIN)
    assert not build_staged(project, PLAIN).published, "nothing has changed"
    draft = (project / "briefs/2022/d.md").read_text(encoding="utf-8")
    put(project, "briefs/2022/d.md", draft.replace("draft: yes", "draft: no"))
    build_staged(project, PLAIN)
    assert {"d1.png", "d2.pdf"} < published(project)


def test_a_hand_written_page_publishes_what_it_shows(project: Path) -> None:
    page = '<img src="../briefs/2022/d1.png" alt=""> <a href="/briefs/2022/d2.pdf">d</a>'
    put(project, ".cache/mkdocs/about/index.html", page)
    assert build_staged(project, PLAIN).published
    assert published(project) == USED | {"d1.png", "d2.pdf"}


def test_a_preview_shows_attachments(project: Path) -> None:
    assert build_staged(project, PLAIN, preview=ServeState()).published
    assert published(project) == USED


def test_lint_lists_unused_files(project: Path) -> None:
    put(project, "docs/about.md", "![by address](../briefs/2022/sub2/map.png)")
    put(project, "briefs/2022/sub2/map.png", "x")
    put(project, "briefs/2022/sub2/shown.png", "not the one that the brief shows")
    assert lint(project) == [
        f"briefs/2022/{path}:1:1: is not published: no brief and no page links or shows it"
        f" (hint: link it from a brief, as [text]({path.rpartition('/')[2]}), or remove it)"
        for path in ("nobody.pdf", "sub2/shown.png")
    ]


def test_what_stands_in_code_is_not_used(project: Path) -> None:
    text = (project / "briefs/2022/a.md").read_text("utf-8")
    code = "\n```\n[n](nobody.pdf)\n```\n\n`[n](nobody.pdf)`\n"
    put(project, "briefs/2022/a.md", text + code)
    assert any(one.startswith("briefs/2022/nobody.pdf:") for one in lint(project))
