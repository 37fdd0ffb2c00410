"""The search's scripts as they are published: one file, and two that are loaded on their own."""

from __future__ import annotations

import re

from archive.mkdocs_adapter.scripts import SEARCH, SEPARATE, join_modules
from tests.support.sites import ROOT, Run

DOCS = ROOT / "docs"
_NAME = re.compile(r"^(?:async )?(?:const|let|class|function) (\w+)", re.MULTILINE)


def load(path: str) -> str:
    return (DOCS / path).read_text("utf-8")


def test_all_modules_are_in_one_file(example: Run) -> None:
    folder = example.site / "assets/javascripts"
    published = {file.relative_to(folder).as_posix() for file in folder.rglob("*.js")}
    own = {path for path in published if not path.startswith("bundle.")}
    assert own == {"filter.js", "fold.js", "messages.js", "search.js", "search/start.js"} | {
        "search/opensearch.js"
    }
    text = (example.site / SEARCH).read_text("utf-8")
    assert not re.search(r"^import\b", text, re.MULTILINE)
    assert not [line for line in text.splitlines() if line.lstrip().startswith("//")]


def test_no_two_modules_share_a_name() -> None:
    """They are joined: a name at the top of two of them would be an error in the browser."""
    joined = join_modules(SEARCH, load)
    assert list(joined)[-1] == SEARCH
    names = [name for source in joined.values() for name in _NAME.findall(source)]
    assert sorted(names) == sorted(set(names))


def test_every_module_is_published() -> None:
    folder = DOCS / "assets/javascripts"
    modules = {file.relative_to(DOCS).as_posix() for file in (folder / "search").glob("*.js")}
    assert modules <= {*join_modules(SEARCH, load), *SEPARATE}
