"""Lint finds the links that a build finds, with the same words at the same places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.lint import lint
from tests.support.sites import brief, make_project, run_mkdocs

PAGE = """# X

See [a brief](../briefs/2022/a.md), [a part of it](../briefs/2022/a.md#part),
[no brief](../briefs/2022/gone.md), [a country](../countries/india/),
[no part of it](../countries/india/#nix), [no page](gone.md), [no part](about.md#nix),
[another case](About.md), [no country](/countries/indiaa/), [a picture](assets/logo.svg).

```
[code](nope.md)
```

    [indented code](nope.md)
"""
BODY = """See [a page](../../docs/about.md), [no part](../../docs/about.md#nix),
[a part](../../docs/x.md#x), [no file](../../about.md), [nothing here](#nix), [here](#part),
[no brief](b.md), [another case](B2.md), [no address](/countries/indiaa/), [an address](/about/),
[no part](b2.md#nix), [a part](b2.md#ja-und-nein), [a country](/countries/india/#nix), and
`[code](nope.md)`. ![Elsewhere](https://example.org/a.png) <a href="html.md">HTML</a>
[by reference][it]

[it]: reference.md

## Part

The text.[^1]

[^1]: Article 5 says so.
"""
FILES = {
    "docs/x.md": PAGE,
    "briefs/2022/a.md": brief(body=BODY),
    "briefs/2022/b2.md": brief("B2", body="## Ja und nein\n\nSee [A](a.md#part)."),
}


def problems(output: str) -> list[str]:
    """The problems of links in the output of a build."""
    found = re.findall(r"(?m)^(?:WARNING|ERROR) +-  ((?:briefs|docs)/.*)$", output)
    return sorted(found)


@pytest.mark.long
def test_lint_says_what_a_build_says(tmp_path: Path) -> None:
    project = make_project(tmp_path, FILES)
    run = run_mkdocs(project)
    assert run.code == 1
    said = problems(run.output)
    assert len(said) == 17
    assert sorted(lint(project)) == said


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("b.md", ""),
        ("../2022/b.md#yes", ""),
        ("b.md#yes_1", ""),
        ("b.md#own", ""),
        ("B.md", 'leads to briefs/2022/B.md, which does not exist — did you mean "b.md"?'),
        ("b.md#no", "leads to an anchor that does not exist"),
        ("draft.md", "leads to briefs/2022/draft.md, which does not exist"),
        ("broken.md", ""),
    ],
)
def test_a_link_of_a_brief(tmp_path: Path, link: str, said: str) -> None:
    files = {
        "mkdocs.yml": "site_name: S\nmarkdown_extensions: [attr_list]\n",
        "briefs/2022/a.md": brief(body=f"[x]({link})"),
        "briefs/2022/b.md": brief("B", body="## Yes\n\n## Yes\n\n## No {#own}\n\nText."),
        "briefs/2022/draft.md": brief("C").replace("date:", "draft: yes\ndate:"),
        "briefs/2022/broken.md": brief("D", date="2022-13-01"),
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    found = [one for one in lint(tmp_path) if one.startswith("briefs/2022/a.md")]
    assert len(found) == bool(said)
    if said:
        assert found[0].startswith("briefs/2022/a.md:6:5: link ")
        assert said in found[0]


def test_pages_that_are_not_published_are_not_checked(tmp_path: Path) -> None:
    (tmp_path / "docs/notes").mkdir(parents=True)
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs/a.md").write_text(brief(), "utf-8")
    (tmp_path / "docs/notes/x.md").write_text("[gone](gone.md)", "utf-8")
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: S\nexclude_docs: /notes/\n", "utf-8")
    assert lint(tmp_path) == []
    config.write_text("site_name: S\n", "utf-8")
    assert [one.partition(": ")[0] for one in lint(tmp_path)] == ["docs/notes/x.md:1:8"]


def test_the_text_of_the_home_page_is_checked(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: S\n",
        "briefs/2022/a.md": brief(body="## Part\n\nText."),
        "docs/x.md": "# X\n\n[home](index.md), [its part](index.md#part), [nix](index.md#nix)\n",
        "docs/index.md": "# Home\n\n[A](../briefs/2022/a.md#part), [X](x.md), [part](#part)\n"
        "[B](../briefs/2022/b.md), [nix](#nix), [gone](gone.md),"
        " ![Elsewhere](https://example.org/a.png)\n\n## Part\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    found = [one.partition(": ")[0] for one in lint(tmp_path)]
    assert found == [
        "docs/index.md:4:5",
        "docs/index.md:4:33",
        "docs/index.md:4:47",
        "docs/index.md:4:70",
        "docs/x.md:3:52",
    ]


@pytest.mark.long
def test_pages_and_briefs_link_each_other_by_their_files(tmp_path: Path) -> None:
    files = {
        "docs/x.md": "# X\n\n[A](../briefs/2022/a.md#part), [B](../briefs/2022/b.md)\n",
        "briefs/2022/a.md": brief(body="[X](../../docs/x.md#x)\n\n## Part\n\nText."),
        "briefs/2022/b.md": brief("B", body="slug").replace("date:", "slug: other\ndate:"),
    }
    project = make_project(tmp_path, files)
    assert lint(project) == []
    run = run_mkdocs(project, "--strict")
    assert run.code == 0, run.output
    assert 'href="../briefs/2022/a/#part">A</a>' in run.page("x")
    assert 'href="../briefs/2022/other/">B</a>' in run.page("x")
    assert 'href="../../../x/#x">X</a>' in run.page("briefs/2022/a")
    assert not (run.site / "briefs/2022/b.md").exists()
