"""The languages of briefs: the versions of a work, and whether a translation is up to date."""

from __future__ import annotations

import datetime as dt

from archive.core.dates import long_date
from archive.core.languages import own_name
from archive.core.model import Brief
from archive.pages.context import SiteContext
from archive.pages.version import Version, Versions
from archive.resolve.translations import changed_after


def lang_of(context: SiteContext, brief: Brief) -> str:
    """Returns the tag of a brief's language, or "" if it is the language of the site."""
    return brief.language if brief.language != context.catalogue.language else ""


def versions_of(context: SiteContext, brief: Brief) -> tuple[Version, ...]:
    """Returns all versions of a brief, the original first; none if it is the only one."""
    work = context.graph.works.get(brief.path, ())
    found = ((one, one.language or context.catalogue.language) for one in work)
    return tuple(Version(one.url, tag, own_name(tag), one.title) for one, tag in found)


def languages_of(context: SiteContext, position: int) -> Versions:
    """Returns the versions that the page of a brief shows, and whether it is up to date.

    Args:
        context: The archive.
        position: The brief's position in the graph.
    """
    graph = context.graph
    brief = graph.versions[position].brief
    listed = graph.versions[graph.listed_at(position)].brief.url
    original = graph.original_of(brief)
    newer = graph.replacements.get(original.path, ())
    changed = "" if original is brief else changed_after(brief, original, newer, context.today)
    day = long_date(dt.date.fromisoformat(changed), context.catalogue) if changed else ""
    return Versions(
        lang_of(context, brief),
        listed if brief.path in graph.works else "",
        versions_of(context, brief),
        (changed, day) if changed else None,
    )
