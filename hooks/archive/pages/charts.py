"""The activity chart: the number of briefs in each year, as bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from archive.core.catalogue import Catalogue
from archive.core.urls import year_url
from archive.pages.drawings import Bar, Chart

BAR_SPACE = 30.0
"""Width of a bar with its gap, in units of the view box."""
HEIGHT = 120.0
TOP = 18.0
"""Room above the highest bar, for its number."""
FOOT = 20.0
"""Room below the bars, for the years."""
MAX_BARS = 40
"""A longer span is drawn with narrower bars."""


def activity_chart(
    years: Iterable[int], all_years: Iterable[int], catalogue: Catalogue
) -> Chart | None:
    """Draws one bar for each year from the archive's first to its last.

    Args:
        years: The year of each brief that counts, in any order; none is in the future.
        all_years: The years for which there is a page; a bar of another is not a link.
        catalogue: The messages of the interface.

    Returns:
        The chart, or None where no brief counts.
    """
    counts = Counter(years)
    if not counts:
        return None
    known = set(all_years)
    first, last = min(counts), max(counts)
    span = range(first, last + 1)
    step = BAR_SPACE if len(span) <= MAX_BARS else BAR_SPACE * MAX_BARS / len(span)
    every = max(1, round(36.0 / step))
    scale = (HEIGHT - TOP - FOOT) / max(counts.values())
    baseline = HEIGHT - FOOT
    bars = tuple(
        Bar(
            year=year,
            count=counts[year],
            url=year_url(year) if year in known else "",
            x=round(index * step + step * 0.15, 2),
            y=round(baseline - counts[year] * scale, 2),
            width=round(step * 0.7, 2),
            height=round(counts[year] * scale, 2),
            label=catalogue.ngettext(
                "{year}: {count} brief", "{year}: {count} briefs", counts[year], year=year
            ),
            labelled=(last - year) % every == 0,
        )
        for index, year in enumerate(reversed(span) if catalogue.is_right_to_left else span)
    )
    return Chart(
        width=round(max(len(span) * step, 4 * BAR_SPACE), 2),
        height=HEIGHT,
        baseline=baseline,
        bars=bars,
        summary=_summary(counts, first, last, catalogue),
    )


def _summary(counts: Counter[int], first: int, last: int, catalogue: Catalogue) -> str:
    total = counts.total()
    if first == last:
        return catalogue.ngettext(
            "{count} brief in {year}", "{count} briefs in {year}", total, year=first
        )
    most = max(counts.values())
    if most == min(counts.values()):
        return catalogue.ngettext(
            "{count} brief from {first} to {last}",
            "{count} briefs from {first} to {last}",
            total,
            first=first,
            last=last,
        )
    busiest = [year for year in sorted(counts) if counts[year] == most]
    match busiest:
        case [year]:
            return catalogue.ngettext(
                "{count} brief from {first} to {last}, most in {year} ({most})",
                "{count} briefs from {first} to {last}, most in {year} ({most})",
                total,
                first=first,
                last=last,
                year=year,
                most=most,
            )
        case [one, other]:
            return catalogue.ngettext(
                "{count} brief from {first} to {last}, most in {year} and {other_year} ({most})",
                "{count} briefs from {first} to {last}, most in {year} and {other_year} ({most})",
                total,
                first=first,
                last=last,
                year=one,
                other_year=other,
                most=most,
            )
    return catalogue.ngettext(
        "{count} brief from {first} to {last}, never more than {most} a year",
        "{count} briefs from {first} to {last}, never more than {most} a year",
        total,
        first=first,
        last=last,
        most=most,
    )
