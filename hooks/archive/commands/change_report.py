"""Formats what changes as Markdown, for a terminal and for the summary of a CI job."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from archive.build.site_changes import RelationChange, SiteChanges
from archive.core.counts import counted
from archive.core.urls import BRIEFS

SHOWN = 100
"""Maximum number of lines of a section: GitHub refuses a summary of more than 1 MiB."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~-])")


def change_report(changes: SiteChanges, base: str) -> str:
    """Returns the report.

    Args:
        changes: What changes.
        base: What it was compared with, such as ``main (1a2b3c4)``.
    """
    lines = [
        "## What changes for readers",
        "",
        f"Compared with {escaped(base)}: {_counts(changes)}.",
    ]
    for title, rows in _sections(changes):
        if rows:
            lines += ["", f"### {title}: {len(rows):,}", "", *(f"- {row}" for row in rows[:SHOWN])]
            if len(rows) > SHOWN:
                lines.append(f"- and {len(rows) - SHOWN:,} more")
    return "\n".join([*lines, ""])


def escaped(text: str) -> str:
    """Returns text for a line of Markdown, in which nothing is markup."""
    plain = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return _SPECIAL.sub(r"\\\1", plain)


def _counts(changes: SiteChanges) -> str:
    if changes.is_empty:
        return "nothing"
    pages = (
        f"{counted(len(changes.added), 'page')} added, {len(changes.changed):,} changed,"
        f" {len(changes.removed):,} removed"
    )
    lost = len(changes.lost)
    return f"{pages}; {lost:,} {'address' if lost == 1 else 'addresses'} lost"


def _sections(changes: SiteChanges) -> Iterator[tuple[str, Sequence[str]]]:
    """Yields titles and lines, what needs attention first."""
    yield "Addresses lost", [_lost(url) for url in changes.lost]
    yield (
        "Actors that become unclassified",
        [
            f"{escaped(name)} (correct the name, or add it to the registry)"
            for name in changes.unclassified
        ],
    )
    yield "Actors that are no longer unclassified", [escaped(one) for one in changes.classified]
    yield "Relations that appear", list(map(_relation, changes.begun))
    yield "Relations that end", list(map(_relation, changes.ended))
    yield "Relations whose status changes", list(map(_relation, changes.altered))
    yield "Pages added", [_page(url, made_from) for url, made_from in changes.added.items()]
    yield "Pages removed", [_page(url, made_from) for url, made_from in changes.removed.items()]
    yield "Pages changed", [_page(url, _listed(parts)) for url, parts in changes.changed.items()]


def _lost(url: str) -> str:
    if url.startswith(BRIEFS):
        hint = f"add `aliases: [{_code(f'/{url}')}]` to the brief that replaces it, or withdraw it"
    else:
        hint = "no brief names it any more"
    return f"{_address(url)} ({hint})"


def _page(url: str, about: str) -> str:
    return f"{_address(url)}: {escaped(about)}" if about else _address(url)


def _listed(parts: Iterable[str]) -> str:
    """Returns the parts of a page that changed; those that only follow from others are left out."""
    return ", ".join(part.replace("_", " ") for part in parts if part != "program or settings")


def _relation(change: RelationChange) -> str:
    key, before, now = change.key, change.before, change.now
    statuses = [one.status if one else "not stated" for one in (before, now)]
    status = " → ".join(dict.fromkeys(statuses))
    state = now or before
    where = state.brief if state and state.brief else "the registry"
    said = f"{key.subject}: {key.relation} of {key.object} ({status}), in {where}"
    return escaped(said)


def _address(url: str) -> str:
    return f"`/{_code(url)}`"


def _code(text: str) -> str:
    """Returns text for a span of code, which a backtick would end."""
    return "".join(char for char in text if char.isprintable() and char != "`")
