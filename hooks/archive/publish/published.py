"""Reads which briefs a published site has, from the site itself, if its records are lost."""

from __future__ import annotations

import os
from pathlib import Path

from archive.core.urls import BRIEFS
from archive.incremental.records import BuildRecord
from archive.publish.marks import read_mark

_HEAD = 2_000
"""Bytes at the beginning of a page that show whether it only leads to another."""
_REDIRECT = b'<meta http-equiv="refresh"'


def read_published(site: Path) -> BuildRecord:
    """Returns the name and the address of a published site, and the addresses of its briefs.

    The briefs are the pages below ``briefs/`` that do not redirect. The record is empty if the
    folder contains no site, or one from before its mark named it.

    Args:
        site: The published folder.
    """
    mark = read_mark(site)
    name, address = mark.get("site_name"), mark.get("site_url")
    if not (isinstance(name, str) and isinstance(address, str)):
        return BuildRecord()
    return BuildRecord(name=name, address=address, briefs_at=tuple(_briefs(site)))


def _briefs(site: Path) -> list[str]:
    found: list[str] = []
    for parent, _, names in os.walk(site / BRIEFS):
        page = Path(parent, "index.html")
        if page.name in names and not _is_redirect(page):
            found.append(page.parent.relative_to(site).as_posix() + "/")
    return sorted(found)


def _is_redirect(page: Path) -> bool:
    try:
        with page.open("rb") as stream:
            return _REDIRECT in stream.read(_HEAD)
    except OSError:
        return False
