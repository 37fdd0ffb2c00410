"""The structured data of a brief as a publication (schema.org, type ``Report``)."""

from __future__ import annotations

from html import escape

from archive.pages.bibliography import AuthorRow, Bibliography
from archive.pages.facts import ORCID
from archive.pages.version import Version, Versions
from archive.pages.views import BriefPage


def file_data(view: BriefPage, site_url: str) -> dict[str, object]:
    """Returns the properties of the picture and the attachments of a brief.

    Args:
        view: The brief.
        site_url: Address of the site; without one, files have no address that others can use.
    """
    if not site_url:
        return {}
    data: dict[str, object] = {}
    if view.picture:
        data["image"] = {
            "@type": "ImageObject",
            "contentUrl": site_url + view.picture.url,
            "caption": view.picture.alt,
            "creditText": view.picture.credit,
        }
    if view.attachments:
        data["associatedMedia"] = [
            {
                "@type": "MediaObject",
                "name": one.title,
                "contentUrl": site_url + one.url,
                "contentSize": str(one.size),
            }
            for one in view.attachments
        ]
    return data


def alternate_links(versions: Versions, site_url: str) -> list[str]:
    """Returns the links to all versions of a brief, itself included, and to the original.

    The pages of all versions have the same links. ``x-default`` is the original.

    Args:
        versions: The versions.
        site_url: Address of the site.
    """
    if not versions.all:
        return []
    named = [(one.lang, one.url) for one in versions.all]
    return [
        f'<link rel="alternate" hreflang="{lang}" href="{escape(site_url + url)}">'
        for lang, url in (*named, ("x-default", versions.all[0].url))
    ]


def version_data(view: BriefPage, site_url: str) -> dict[str, object]:
    """Returns the properties of a brief that has translations, or is one.

    Args:
        view: The brief.
        site_url: Address of the site, or "".
    """
    original, *translations = view.languages.all or (None,)
    if original is None:
        return {}

    def work(one: Version) -> dict[str, object]:
        data: dict[str, object] = {
            "@type": "Report",
            "headline": one.title,
            "inLanguage": one.lang,
        }
        return {**data, "url": site_url + one.url} if site_url else data

    if original.url == view.url:
        return {"workTranslation": list(map(work, translations))}
    return {"translationOfWork": work(original)}


def publication_data(record: Bibliography, site_url: str) -> dict[str, object]:
    """Returns the properties of a brief as a publication that are known.

    Args:
        record: The brief as a publication.
        site_url: Address of the site, or "".
    """
    data: dict[str, object] = {
        "author": [_author(author, site_url) for author in record.authors],
        "genre": record.type,
        "reportNumber": record.number,
        "version": record.edition,
        "inLanguage": record.language,
        "license": record.licence,
    }
    if record.publisher:
        data["publisher"] = {"@type": "Organization", "name": record.publisher}
    if record.series:
        series = {"@type": "CreativeWorkSeries", "name": record.series}
        if site_url:
            series["url"] = site_url + record.series_url
        data |= {"isPartOf": series, "position": record.issue}
    if record.doi:
        identifier = {"@type": "PropertyValue", "propertyID": "DOI", "value": record.doi}
        data |= {"identifier": identifier, "sameAs": f"https://doi.org/{record.doi}"}
    if record.reviewed:
        page = {"@type": "WebPage", "lastReviewed": record.reviewed}
        data["mainEntityOfPage"] = page
    return {name: value for name, value in data.items() if value}


def _author(author: AuthorRow, site_url: str) -> dict[str, object]:
    type_ = "Organization" if author.is_organization else "Person"
    data: dict[str, object] = {"@type": type_, "name": author.name}
    if author.affiliation:
        key = "parentOrganization" if author.is_organization else "affiliation"
        data[key] = {"@type": "Organization", "name": author.affiliation}
    if author.orcid:
        data["sameAs"] = ORCID + author.orcid
    if author.url and site_url:
        data["url"] = site_url + author.url
    return data
