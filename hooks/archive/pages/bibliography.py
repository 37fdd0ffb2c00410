"""What a brief's front matter says of it as a publication: facts, and data for machines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from archive.core.bibliography import type_label, type_word
from archive.core.brief_keys import BRIEF_KEYS
from archive.core.languages import language_name
from archive.core.licences import licence_link
from archive.core.model import Brief
from archive.core.own_keys import OwnKey, own_facet
from archive.pages.cards import brief_link
from archive.pages.context import SiteContext
from archive.pages.facts import ORCID, labelled_facts, shown_value
from archive.pages.parts import Fact, Link
from archive.resolve.graph import ResolvedBrief


@dataclass(frozen=True, slots=True)
class AuthorRow:
    """An author; ``url`` is the address of the author's page, or of an actor of the registry."""

    name: str
    url: str
    affiliation: str
    orcid: str
    is_organization: bool = False


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A brief as a publication; each value is empty if it is not known.

    Attributes:
        authors: Its authors.
        type: Its type, not translated: "Fact sheet".
        number: Its number.
        series: Its series.
        series_url: The address of the page of the series.
        issue: Its number within the series.
        edition: Its edition.
        publisher: Its publisher.
        language: The tag of its language, if front matter states it or briefs are in several.
        language_name: The name of the language for readers, if briefs are in several.
        reviewed: ISO date of the last review.
        doi: Its DOI.
        licence: The address of its licence, or the identifier of a licence without one.
        own: Facets by keys of the site, and their values.
    """

    authors: tuple[AuthorRow, ...] = ()
    type: str = ""
    number: str = ""
    series: str = ""
    series_url: str = ""
    issue: str = ""
    edition: str = ""
    publisher: str = ""
    language: str = ""
    language_name: str = ""
    reviewed: str = ""
    doi: str = ""
    licence: str = ""
    own: tuple[tuple[str, str], ...] = ()


def bibliography(context: SiteContext, resolved: ResolvedBrief) -> Bibliography:
    """Returns what front matter says of a brief as a publication."""
    brief = resolved.brief
    licence = _licence(context, brief)
    url, name = licence_link(licence) if licence else ("", "")
    # Readers choose among languages only where briefs are in several.
    is_mixed = len(context.graph.languages) > 1
    tag = brief.language or context.catalogue.language
    series = context.chips.get(resolved.series)
    return Bibliography(
        authors=tuple(_authors(context, resolved)),
        type=_type(context, brief),
        number=brief.number,
        series=series.name if series else "",
        series_url=series.url if series else "",
        issue=brief.issue,
        edition=brief.edition,
        publisher=brief.publisher,
        language=tag if is_mixed else brief.language,
        language_name=language_name(tag, context.catalogue) if is_mixed else "",
        reviewed=brief.reviewed.isoformat() if brief.reviewed else "",
        doi=brief.doi,
        licence=url or name,
        own=tuple(_own_facets(context, brief)),
    )


def brief_facts(context: SiteContext, resolved: ResolvedBrief) -> Iterator[Fact]:
    """Yields the facts of a brief that its front matter states, in the order of the page."""
    brief = resolved.brief
    gettext, ngettext = context.catalogue.gettext, context.catalogue.ngettext
    if rows := list(_authors(context, resolved)):
        links = tuple(link for row in rows for link in _author_links(context, row))
        yield Fact(ngettext("Author", "Authors", len(rows)), links)
    if type_ := _type(context, brief):
        yield Fact(gettext("Publication type"), (Link("", gettext(type_)),))
    if resolved.series:
        chip = context.chips[resolved.series]
        yield Fact(gettext("Series"), (Link(chip.url, _series(context, chip.name, brief.issue)),))
    if older := context.graph.replaced.get(brief.path):
        yield Fact(gettext("Replaces"), tuple(brief_link(context, one) for one in older))
    licence = _licence(context, brief)
    yield from labelled_facts(context, replace(brief, licence=licence), BRIEF_KEYS)
    own = dict(brief.own)
    for one in context.settings.metadata:
        if one.page and one.name in own:
            yield Fact(gettext(one.label), tuple(_own_links(context, one, own[one.name])))


def _own_links(context: SiteContext, key: OwnKey, texts: Iterable[str]) -> Iterator[Link]:
    for text in texts:
        value = dt.date.fromisoformat(text) if key.shape == "date" else text
        yield shown_value(context, key.key, value)


def _own_facets(context: SiteContext, brief: Brief) -> Iterator[tuple[str, str]]:
    own = dict(brief.own)
    for key in context.settings.metadata:
        if key.facet:
            yield from (
                (own_facet(key.name), link.text)
                for link in _own_links(context, key, own.get(key.name, ()))
            )


def _authors(context: SiteContext, resolved: ResolvedBrief) -> Iterator[AuthorRow]:
    for author, id_ in zip(resolved.brief.authors, resolved.authors, strict=True):
        chip = context.chips[id_]
        is_organization = context.graph.entities[id_].kind == "organization"
        yield AuthorRow(chip.name, chip.url, author.affiliation, author.orcid, is_organization)


def _author_links(context: SiteContext, row: AuthorRow) -> Iterator[Link]:
    name = row.name
    if row.affiliation:
        name = context.catalogue.pgettext(
            "author", "{name} ({affiliation})", name=row.name, affiliation=row.affiliation
        )
    yield Link(row.url, name)
    if row.orcid:
        yield Link(f"{ORCID}{row.orcid}", f"ORCID {row.orcid}")


def _type(context: SiteContext, brief: Brief) -> str:
    return type_label(type_word(brief.type.text, context.settings.types))


def _series(context: SiteContext, name: str, issue: str) -> str:
    if not issue:
        return name
    return context.catalogue.pgettext("series", "{series}, no. {issue}", series=name, issue=issue)


def _licence(context: SiteContext, brief: Brief) -> str:
    return brief.licence or context.settings.licence
