"""The address for editing a brief follows MkDocs' rules for hand-written pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.core.git_host import edit_url
from archive.core.settings import make_edit_base
from tests.support.sites import brief, make_project, run_mkdocs

REPO = "https://git.example.org/a/b"
PATH = "briefs/2022/a b.md"


@pytest.mark.parametrize(
    ("edit_uri", "template", "address"),
    [
        ("edit/main/docs/", None, f"{REPO}/edit/main/briefs/2022/a%20b.md"),
        (None, None, ""),
        ("edit/main/docs/", "blob/main/docs/{path}", f"{REPO}/blob/main/{PATH}"),
        (None, "?file=docs%2F{path!q}", f"{REPO}/?file=briefs%2F2022%2Fa%20b.md"),
        (None, "wiki/{path_noext}/_edit", f"{REPO}/wiki/briefs/2022/a b/_edit"),
        (None, "wiki/{path_noext!q}", f"{REPO}/wiki/briefs%2F2022%2Fa%20b"),
        (
            None,
            "https://ide.example.org/#docs/{path}",
            "https://ide.example.org/#briefs/2022/a b.md",
        ),
    ],
)
def test_each_form_of_the_settings_gives_its_address(
    edit_uri: str | None, template: str | None, address: str
) -> None:
    assert edit_url(make_edit_base(REPO, edit_uri, "docs", template), PATH) == address


@pytest.mark.long
def test_mkdocs_with_a_template_and_without_an_address(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"briefs/2022/a.md": brief()})
    config = project / "mkdocs.yml"
    text = re.sub(r"(?m)^(site_url|repo_url|edit_uri):.*\n", "", config.read_text("utf-8"))
    template = f"repo_url: {REPO}\nedit_uri_template: blob/main/docs/{{path}}\n"
    config.write_text(template + text, "utf-8")
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    assert f'href="{REPO}/blob/main/briefs/2022/a.md"' in run.page("briefs/2022/a")
    assert "no site map is written: site_url is not set (hint: set it in mkdocs.yml)" in run.output
    assert not list(run.site.glob("sitemap.xml*"))
