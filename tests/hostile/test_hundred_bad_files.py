"""A hundred files with errors at once: each is named, and a preview shows everything else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.hostile.bad_briefs import BAD
from tests.hostile.bombs import reopened
from tests.support.builds import tree
from tests.support.commands import serving
from tests.support.lint import lint
from tests.support.sites import brief, make_project, run_mkdocs, set_option
from tests.support.waiting import wait_until

DOCS = {
    "docs/bad.md": "---\ntitle: [x\n---\n# Bad\n",
    "docs/bomb.md": f"# Bad\n\n{reopened(1_000)}",
    "docs/nul.md": "# Bad\n\na\0b\n",
    "docs/bad.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>f()</script></svg>',
}
REGISTRY = {
    "registry/regions.yml": "one:\n  name: One\n  parent: two\ntwo:\n  name: Two\n  parent: one\n",
    "registry/events.yml": "broken: [\n",
}


def put_bad(project: Path, count: int) -> dict[str, str]:
    """Writes bad briefs of every kind in turn; returns the path of each, and what is said of it."""
    said: dict[str, str] = {}
    for number, kind in zip(range(count), list(BAD) * (1 + count // len(BAD)), strict=False):
        path = f"briefs/bad/{kind}-{number}.md"
        (project / path).parent.mkdir(exist_ok=True)
        put, said[path] = BAD[kind]
        put(project / path)
    return said


def about(lines: list[str], path: str) -> str:
    return "\n".join(line for line in lines if f"{path}:" in line)


def test_lint_names_every_kind(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"briefs/2022/good.md": brief(), **DOCS, **REGISTRY})
    said = put_bad(project, len(BAD))
    lines = lint(project)
    for path, words in said.items():
        assert words in about(lines, path), path
    for path in (*DOCS, *REGISTRY):
        assert about(lines, path), path
    assert not about(lines, "briefs/2022/good.md")


def good_briefs(count: int) -> dict[str, str]:
    first = dt.date(2015, 1, 1)
    days = [first + dt.timedelta(days=3 * number) for number in range(count)]
    return {
        f"briefs/{day.year}/good-{number}.md": brief(
            f"Good {number}", f"{day}", body=f"Number {number}."
        )
        for number, day in enumerate(days)
    }


@pytest.mark.long
@pytest.mark.parametrize(("good", "bad"), [(2, len(BAD)), (900, 100)])
def test_a_preview_shows_what_is_valid_and_a_build_stops(
    tmp_path: Path, good: int, bad: int
) -> None:
    texts = good_briefs(good)
    project = make_project(tmp_path, texts)
    set_option(project, "search", "none")
    assert run_mkdocs(project).code == 0
    before = tree(project / "site")
    (project / "registry").mkdir()
    for path, text in {**DOCS, **REGISTRY}.items():
        (project / path).write_text(text, "utf-8")
    said = put_bad(project, bad)
    lines = lint(project)
    for path, words in said.items():
        assert words in about(lines, path), path

    run = run_mkdocs(project)
    assert run.code == 1
    assert "the site was not touched" in run.output
    assert "Traceback" not in run.output
    assert tree(project / "site") == before

    with serving("mkdocs", project) as server:
        front = server.get("").text
        assert "archive-problems" in front
        for path in (*said, *DOCS, *REGISTRY):
            assert f"{path}:" in front, path
        assert "briefs/2022/good" not in front.partition("</details>")[0]
        for number, path in enumerate(texts):
            page = server.get(path.removesuffix(".md") + "/")
            assert page.status == 200, path
            assert f"Number {number}." in page.text
            assert "archive-problems" in page.text
        assert server.get("bad.svg").status == 404
        assert server.get("nul/").status == 404
        # With the errors corrected, the list is gone.
        for path in (*said, *DOCS, *REGISTRY):
            (project / path).unlink()
        wait_until(lambda: server.get("").text, lambda text: "archive-problems" not in text)
    run = run_mkdocs(project)
    assert run.code == 0
    assert tree(project / "site") == before
