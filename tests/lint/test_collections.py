"""Lint knows the pages of topics, authors and series that are not in the registry."""

from __future__ import annotations

from pathlib import Path

from tests.support.lint import lint
from tests.support.sites import brief


def test_their_addresses_are_taken(tmp_path: Path) -> None:
    keys = "tags: [Debt relief]\nauthors: [Jane Doe]\nseries: Notes\naliases: [topics/debt-relief]"
    files = {
        "mkdocs.yml": "site_name: x\n",
        "briefs/2022/one.md": brief().replace("\n---\n", f"\n{keys}\n---\n"),
        "docs/authors/jane-doe.md": "# Jane Doe\n",
        "docs/series/notes.md": "# Notes\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    told = "\n".join(lint(tmp_path))
    for page in (
        'alias "topics/debt-relief" is the address of the topic Debt relief',
        "docs/authors/jane-doe.md:1:1: has the address of the author Jane Doe",
        "docs/series/notes.md:1:1: has the address of the series Notes",
    ):
        assert page in told
