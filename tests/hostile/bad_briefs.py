"""Briefs that cannot be published: for each kind, the text and what lint says of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tests.hostile.bombs import BOMBS
from tests.support.sites import brief


def _as(text: str | bytes) -> Callable[[Path], None]:
    def put(file: Path) -> None:
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    return put


def _link(file: Path) -> None:
    file.symlink_to("/dev/zero")


def _front(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", "The text.", ""])


TITLE, DATE, ACTORS = "title: A brief", "date: 2022-02-01", "actors: [CSTO, India]"

BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "yaml": (_as(_front("title: [A", DATE, ACTORS)), "not closed"),
    "tab": (_as(_front("title:\tA", "\tx: 1", DATE, ACTORS)), "a tab"),
    "date": (_as(brief(date="2022-02-30")), "2022-02-30"),
    "no-date": (_as(_front(TITLE, ACTORS)), "date"),
    "unknown-actor": (_as(brief(actors="CSTO, Kyrgistan")), 'unknown actor "Kyrgistan"'),
    "bytes": (_as(brief().encode() + b"\xff\xfe\xfa"), "UTF-8"),
    "html": (_as(brief(body=BOMBS["reopened"](1_000))), "HTML"),
    "tables": (_as(brief(body=BOMBS["tables"](1_000))), "HTML"),
    "nul": (_as(brief(body="a\0b")), "NUL"),
    "escape": (_as(_front('title: "\\e[31mred"', DATE, ACTORS)), "control"),
    "link": (_as(brief(body="[x](nowhere.md)")), "nowhere.md"),
    "picture": (_as(brief(body="![x](nowhere.png)")), "nowhere.png"),
    "key": (_as(_front(TITLE, DATE, ACTORS, "actrs: [x]")), '"actrs"'),
    "twice": (_as(_front(TITLE, TITLE, DATE, ACTORS)), "occurs twice"),
    "merge": (_as(_front(TITLE, DATE, ACTORS, "x: &x {a: 1}", "<<: *x")), "anchor"),
    "front": (_as("no front matter\n"), "front matter"),
    "large": (_as(brief(body="x " * 1_100_000)), "too large"),
    "brackets": (_as(brief(body="[" * 5_000)), "never closed"),
    "url": (
        _as(_front(TITLE, DATE, ACTORS, "sources: [{title: x, url: 'javascript:f()'}]")),
        "not a web address",
    ),
    "link-file": (_link, "symbolic link"),
    "pipe": (os.mkfifo, "not a regular file"),
}
"""Kind → what writes the file, and a part of what is said of it."""
