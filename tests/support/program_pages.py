"""The pages of ``docs/`` that document the program, if the archive still has them."""

from __future__ import annotations

import pytest

from tests.support.sites import ROOT

DOCS = ROOT / "docs"
NAMES = ("write.md", "reference.md", "hosting.md", "publishing.md")


def page_of_the_program(name: str) -> str:
    """Returns the text of a page; skips the test, with a reason, if the page does not exist."""
    file = DOCS / name
    if not file.is_file():
        pytest.skip(f"docs/{name} does not exist: this archive has pages of its own")
    return file.read_text(encoding="utf-8")


def pages_of_the_program() -> list[str]:
    """Returns the text of each page that exists, including ``docs/development/``."""
    files = [DOCS / name for name in NAMES] + sorted((DOCS / "development").rglob("*.md"))
    return [file.read_text(encoding="utf-8") for file in files if file.is_file()]
