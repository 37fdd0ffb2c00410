"""The page of a year, and the one of all years."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from itertools import groupby

from archive.core.dates import month_of
from archive.core.urls import YEARS, year_url
from archive.pages.cards import brief_card, year_groups
from archive.pages.charts import activity_chart
from archive.pages.context import SiteContext
from archive.pages.parts import Link, MonthGroup
from archive.pages.views import YearPage, YearsPage

ACTORS = 16
"""Number of the most active actors on the page of a year."""
SHOWN_A_YEAR = 5
"""Maximum number of briefs of each year on the page of all years."""
ANCHORS = tuple(
    "january february march april may june july august september october november december".split()
)
"""Month → the anchor of its briefs on the page of a year: the same in every language."""
FULL_YEAR = 60
"""A year with more briefs than this is shown with short cards."""


def year_page(context: SiteContext, year: int, all_years: tuple[int, ...]) -> YearPage:
    """Makes the view of one year."""
    briefs = context.graph.briefs
    positions = [at for at, one in enumerate(briefs) if one.brief.date.year == year]
    full = len(positions) <= FULL_YEAR
    months = tuple(
        MonthGroup(
            month_of(dt.date(year, month, 1), context.catalogue),
            ANCHORS[month - 1],
            tuple(brief_card(context, position, full=full) for position in group),
        )
        for month, group in groupby(positions, key=lambda at: briefs[at].brief.date.month)
    )
    named = (id_ for position in positions for id_ in briefs[position].actors)
    actors = context.most_frequent(named, ACTORS)
    at = all_years.index(year)
    return YearPage(
        url=year_url(year),
        title=str(year),
        breadcrumb=(context.home, context.years),
        year=year,
        months=months,
        actors=tuple(replace(context.chips[id_], count=count) for id_, count in actors.items()),
        older=_year_link(all_years, at - 1),
        newer=_year_link(all_years, at + 1),
        count=len(positions),
    )


def years_page(context: SiteContext, all_years: tuple[int, ...]) -> YearsPage:
    """Makes the view of all years."""
    briefs = context.graph.briefs
    counts = Counter(one.brief.date.year for one in briefs)
    shown: list[int] = []
    taken: Counter[int] = Counter()
    for position, one in enumerate(briefs):
        taken[one.brief.date.year] += 1
        if taken[one.brief.date.year] <= SHOWN_A_YEAR:
            shown.append(position)
    due = context.due(range(len(briefs)))
    groups = tuple(replace(group, open=True) for group in year_groups(context, shown))
    return YearsPage(
        url=YEARS,
        title=context.years.text,
        breadcrumb=(context.home,),
        chart=activity_chart(
            (briefs[at].brief.date.year for at in due), all_years, context.catalogue
        ),
        years=groups,
        counts=tuple(counts[group.year] for group in groups),
        count=len(briefs),
    )


def _year_link(all_years: tuple[int, ...], at: int) -> Link | None:
    if not 0 <= at < len(all_years):
        return None
    return Link(year_url(all_years[at]), str(all_years[at]))
