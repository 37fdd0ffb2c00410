"""The scripts as they are published: each entry is one file, with the modules that it imports."""

from __future__ import annotations

import re

import pytest

from archive.mkdocs_adapter.scripts import ENTRIES, FOLDER, join_modules
from tests.support.sites import ROOT, Run

DOCS = ROOT / "docs"
_NAME = re.compile(r"^(?:export )?(?:async )?(?:const|let|class|function) (\w+)", re.MULTILINE)


def load(path: str) -> str:
    return (DOCS / path).read_text("utf-8")


def test_each_entry_is_one_file(example: Run) -> None:
    folder = example.site / FOLDER
    published = {file.relative_to(example.site).as_posix() for file in folder.rglob("*.js")}
    assert {path for path in published if "/bundle." not in path} == set(ENTRIES)
    for path in ENTRIES:
        text = (example.site / path).read_text("utf-8")
        assert not re.search(r"^import\b(?!\()", text, re.MULTILINE)
        assert not [line for line in text.splitlines() if line.lstrip().startswith("//")]


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_two_modules_of_an_entry_share_a_name(entry: str) -> None:
    """They are joined: a name at the top of two of them would be an error in the browser."""
    joined = join_modules(entry, load)
    assert list(joined)[-1] == entry
    names = [name for source in joined.values() for name in _NAME.findall(source)]
    assert sorted(names) == sorted(set(names))


def test_every_module_is_published() -> None:
    folder = DOCS / FOLDER
    modules = {file.relative_to(DOCS).as_posix() for file in folder.rglob("*.js")}
    assert modules == {module for entry in ENTRIES for module in join_modules(entry, load)}
