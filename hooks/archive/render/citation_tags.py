"""Elements in a brief's head for indexes of publications and for citation managers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html import escape

from archive.core.settings import Settings
from archive.pages.bibliography import AuthorRow
from archive.pages.views import BriefPage


def citation_tags(view: BriefPage, settings: Settings) -> tuple[str, ...]:
    """Returns the ``meta`` elements of a brief: those of Highwire Press, and Dublin Core.

    Those of Highwire Press are complete or left out: without an author, an index of publications
    would take the first name on the page for one.

    Sources: Google Scholar's "Inclusion Guidelines for Webmasters"; DCMI Metadata Terms, and
    "Expressing Dublin Core metadata using HTML/XHTML meta and link elements".
    """
    highwire = _highwire(view, settings) if view.bibliography.authors else ()
    found = (*highwire, *_dublin_core(view, settings))
    return tuple(f'<meta name="{name}" content="{escape(text)}">' for name, text in found if text)


def _highwire(view: BriefPage, settings: Settings) -> Iterator[tuple[str, str]]:
    record, date = view.bibliography, dt.date.fromisoformat(view.date.iso)
    yield "citation_title", view.title
    for author in record.authors:
        yield from _author(author)
    # The month and the day have no leading zero in the guidelines' example.
    yield "citation_publication_date", f"{date.year}/{date.month}/{date.day}"
    yield "citation_technical_report_institution", record.publisher or settings.site_name
    yield "citation_technical_report_number", record.number
    yield "citation_doi", record.doi
    yield "citation_language", record.language
    if settings.site_url:
        yield "citation_public_url", settings.site_url + view.url
        for file in view.attachments:
            if file.url.startswith(view.url) and file.url.casefold().endswith(".pdf"):
                yield "citation_pdf_url", settings.site_url + file.url


def _author(author: AuthorRow) -> Iterator[tuple[str, str]]:
    yield "citation_author", author.name
    yield "citation_author_institution", author.affiliation
    yield "citation_author_orcid", author.orcid and f"https://orcid.org/{author.orcid}"


def _dublin_core(view: BriefPage, settings: Settings) -> Iterator[tuple[str, str]]:
    record = view.bibliography
    yield "DC.title", view.title
    for author in record.authors:
        yield "DC.creator", author.name
    yield "DC.publisher", record.publisher or settings.site_name
    yield "DC.date", view.date.iso
    yield "DC.language", record.language
    yield "DC.rights", record.licence
    yield "DC.identifier", settings.site_url and settings.site_url + view.url
