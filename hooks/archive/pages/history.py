"""The history of a brief: when it was published and revised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from archive.core.catalogue import Catalogue
from archive.core.git_host import commit_url
from archive.core.history import Revision
from archive.core.model import Brief
from archive.core.numbers import percent_text
from archive.pages.cards import day
from archive.pages.context import SiteContext
from archive.pages.history_view import BriefHistory, RevisionGroup, RevisionRow


class Published(NamedTuple):
    """A revision that was published: its day in UTC, and what Git knows of it."""

    date: dt.date
    revision: Revision


def published_revisions(context: SiteContext, brief: Brief) -> tuple[Published, ...]:
    """Returns the revisions of a brief that readers have seen, oldest first.

    Those of a draft are left out, and those that others replaced before the time from which the
    brief is published. So the first is its publication.
    """
    revisions = context.history.of(brief.path)
    start = brief.publish.timestamp() if brief.publish else 0
    found: list[Published] = []
    for at, one in enumerate(revisions):
        time = max(one.time, start)
        is_replaced = at + 1 < len(revisions) and revisions[at + 1].time <= start
        if not (one.is_draft or is_replaced):
            found.append(Published(dt.datetime.fromtimestamp(time, dt.UTC).date(), one))
    return tuple(found)


def brief_history(context: SiteContext, brief: Brief) -> BriefHistory:
    """Makes what the page of a brief says of its history; nothing where it is not known."""
    if context.history.is_cut_off:
        return BriefHistory(is_cut_off=True)
    revisions = published_revisions(context, brief)
    if not revisions or brief.is_held(context.now):
        return BriefHistory()
    first, later = revisions[0], revisions[:0:-1]
    changed = next((one.date for one in later if not one.revision.is_minor), None)
    row = _row(context, first, context.catalogue.gettext("First published"))
    return BriefHistory(
        published=day(first.date, context.catalogue),
        changed=day(changed, context.catalogue) if changed else None,
        groups=(*_groups(context, later), RevisionGroup((row,))) if later else (),
    )


def last_changed(context: SiteContext, brief: Brief) -> str:
    """Returns the ISO date of the last revision that is no minor edit, or ""."""
    later = published_revisions(context, brief)[1:]
    days = (one.date.isoformat() for one in later if not one.revision.is_minor)
    return max(days, default="")


def change_text(revision: Revision, catalogue: Catalogue) -> str:
    """Returns which part of the words of a text a revision has changed."""
    gettext = catalogue.gettext
    if not revision.changed:
        return gettext("No word of the text changed")
    share = min(1.0, revision.changed / max(1, revision.words))
    if share < 0.01:
        return gettext(
            "Less than {percent} of the words changed", percent=percent_text(0.01, catalogue)
        )
    return gettext("{percent} of the words changed", percent=percent_text(share, catalogue))


def _groups(context: SiteContext, revisions: Sequence[Published]) -> Iterable[RevisionGroup]:
    """Yields revisions, newest first; minor edits that follow one another are one group."""
    for is_minor, group in groupby(revisions, key=lambda one: one.revision.is_minor):
        rows = tuple(
            _row(context, one, change_text(one.revision, context.catalogue)) for one in group
        )
        if is_minor:
            yield RevisionGroup(rows, is_minor=True)
        else:
            yield from (RevisionGroup((row,)) for row in rows)


def _row(context: SiteContext, one: Published, change: str) -> RevisionRow:
    settings = context.settings
    url = commit_url(
        settings.commit_url, settings.repo_url, settings.edit_base, one.revision.commit
    )
    return RevisionRow(day(one.date, context.catalogue), change, url)
