"""The periods of relations, posts and memberships in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.core.catalogue import Catalogue
from archive.core.dates import partial_date
from archive.core.details import Phase, Post
from archive.pages.relation_words import FORMERLY, SINCE


def span(since: str, until: str, status: str, catalogue: Catalogue) -> str:
    """Returns the period of a relation in words; "" if no date is known.

    Only a relation that is in force or suspended is so "since" a date.

    Args:
        since: Partial ISO date, or empty.
        until: Partial ISO date, or empty.
        status: One of ``relations.STATUSES``.
        catalogue: The messages of the interface.
    """
    first, last = partial_date(since, catalogue), partial_date(until, catalogue)
    if first and last:
        return catalogue.pgettext("range of dates", "{first} – {last}", first=first, last=last)
    if last:
        return catalogue.gettext("until {date}", date=last)
    if not first or status == "proposed":
        return first
    if status == "ended":
        return catalogue.gettext("from {date}", date=first)
    return catalogue.gettext("since {date}", date=first)


def post_span(post: Post, catalogue: Catalogue) -> str:
    """Returns the period of a post in words."""
    status = "ended" if post.until else "in force"
    return span(post.since, post.until, status, catalogue)


def membership_span(phases: Sequence[Phase], catalogue: Catalogue) -> str:
    """Returns the period of a membership in words, with its history in brackets.

    Examples: "since 2012"; "suspended since December 2016 (member since 2012)"; "since 2016 (member
    1975 – 1995)"; "1973 – 31 January 2020".

    Args:
        phases: Its phases in the order of time; the last is the present one.
        catalogue: The messages of the interface.
    """
    *earlier, last = _stretches(phases)
    present = last.phases[-1]
    notes: list[str] = []
    if present.status == "suspended":
        date = partial_date(present.since, catalogue)
        said = catalogue.gettext("suspended since {date}", date=date) if date else ""
        if begun := partial_date(last.since, catalogue):
            notes.append(catalogue.gettext(SINCE[present.relation], date=begun))
    else:
        said = span(last.since, last.until, present.status, catalogue)
    for stretch in earlier:
        if when := span(stretch.since, stretch.until, "ended", catalogue):
            notes.append(catalogue.gettext(FORMERLY[stretch.relation], span=when))
        notes += _suspensions(stretch.phases, catalogue)
    notes += _suspensions(last.phases[:-1], catalogue)
    history = catalogue.join(notes)
    if not said or not history:
        return said or history
    return catalogue.pgettext(
        "a time and what came before", "{span} ({before})", span=said, before=history
    )


@dataclass(slots=True)
class _Stretch:
    """Phases of one relation without an end between them."""

    relation: str
    phases: list[Phase] = field(default_factory=list)

    @property
    def since(self) -> str:
        return self.phases[0].since if self.phases[0].status != "suspended" else ""

    @property
    def until(self) -> str:
        last = self.phases[-1]
        return last.since if last.status == "ended" else last.until


def _stretches(phases: Sequence[Phase]) -> list[_Stretch]:
    found: list[_Stretch] = []
    for phase in phases:
        is_new = (
            not found
            or found[-1].relation != phase.relation
            or found[-1].phases[-1].status == "ended"
        )
        if is_new:
            found.append(_Stretch(phase.relation))
        found[-1].phases.append(phase)
    return found


def _suspensions(phases: Sequence[Phase], catalogue: Catalogue) -> Iterator[str]:
    for phase in phases:
        if phase.status == "suspended":
            when = span(phase.since, phase.until, "suspended", catalogue)
            if when:
                yield catalogue.gettext("suspended {span}", span=when)
