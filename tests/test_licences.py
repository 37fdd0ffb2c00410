"""Every included file of data has its origin and its licence in the table."""

from __future__ import annotations

import re

from tests.support.sites import ROOT

DATA = ROOT / "hooks/archive/data"
TABLE = (DATA / "README.md").read_text("utf-8").split("\n## ")[0]


def test_each_file_is_in_the_table() -> None:
    names = {one.name for one in DATA.iterdir() if one.suffix not in (".py", ".md")}
    listed = {name.split("/")[0] for name in re.findall(r"`([\w./-]+)`", TABLE)}
    assert names - {"__pycache__", "licences"} <= listed


def test_the_texts_of_licences_are_included() -> None:
    for name, words in {
        "data/licences/ISC-world-atlas.txt": "Michael Bostock",
        "data/licences/Unicode-3.0.txt": "UNICODE LICENSE V3",
        "data/flags/LICENSE": "MIT License",
    }.items():
        assert words in (ROOT / "hooks/archive" / name).read_text("utf-8")
        assert name.removeprefix("data/") in TABLE


def test_the_readme_names_the_licences() -> None:
    section = " ".join((ROOT / "README.md").read_text("utf-8").split("\n## Licence\n")[1].split())
    for words in ("MIT", "ISC", "Unicode License v3", "SIL Open Font License"):
        assert words in section
