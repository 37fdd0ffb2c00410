"""The list of problems on top of each page of a preview."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from archive.core.groups import total
from archive.core.model import Level, Problem
from archive.mkdocs_adapter.problems import where

MOST = 500
"""Number of problems that are listed; the terminal shows the others."""
_BODY = re.compile(rb"<body\b[^>]*>")
_STYLE = (
    "position:relative;z-index:9;margin:0;padding:.5rem 1rem;background:#7f1d1d;color:#fff;"
    "font:14px/1.5 sans-serif;max-height:50vh;overflow:auto"
)


def with_problems(page: bytes, problems: Iterable[Problem]) -> bytes:
    """Returns a page with the errors and warnings on top; without any, the page as it is.

    The list is open if there is an error.

    Args:
        page: An HTML page.
        problems: Problems of any level.
    """
    every = {one for one in problems if one.level is not Level.NOTICE}
    listed = sorted(every, key=lambda one: (one.level is not Level.ERROR, one))
    start = _BODY.search(page)
    if not listed or start is None:
        return page
    has_errors = listed[0].level is Level.ERROR
    lines = "".join(f"<li>{_shown(one)}</li>" for one in listed[:MOST])
    more = f"<p>{len(listed) - MOST:,} more</p>" if len(listed) > MOST else ""
    said = f"{total(listed)} in {where(listed)}; a build publishes nothing until they are corrected"
    box = (
        f'<details class="archive-problems"{" open" if has_errors else ""} lang="en" dir="ltr"'
        f' style="{_STYLE}"><summary>{said}</summary><ol>{lines}</ol>{more}</details>'
    )
    return page[: start.end()] + box.encode("utf-8", "replace") + page[start.end() :]


def _shown(problem: Problem) -> str:
    return html.escape("".join(one if one.isprintable() else "\ufffd" for one in str(problem)))
