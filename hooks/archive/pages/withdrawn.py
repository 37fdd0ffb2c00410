"""The notice at the address of a brief that was withdrawn."""

from __future__ import annotations

from archive.core.urls import year_url
from archive.pages.cards import brief_link, day
from archive.pages.context import SiteContext
from archive.pages.parts import Link, Note
from archive.pages.versions import lang_of
from archive.pages.views import WithdrawnPage


def withdrawn_page(context: SiteContext, path: str) -> WithdrawnPage:
    """Makes the view of a withdrawn brief: its title, the reason, and what replaces it.

    Args:
        context: The archive.
        path: The brief's source path.

    Raises:
        KeyError: If there is no such withdrawn brief.
    """
    withdrawn = {brief.path: brief for brief in context.graph.withdrawn}
    brief = withdrawn[path]
    if brief.withdrawn is None:
        raise KeyError(path)
    year = brief.date.year
    is_page = year in context.graph.years
    trail = (context.home, context.years, *((Link(year_url(year), str(year)),) if is_page else ()))
    return WithdrawnPage(
        url=brief.url,
        title=brief.title,
        lang=lang_of(context, brief),
        breadcrumb=trail,
        date=day(brief.date, context.catalogue),
        notice=Note(day(brief.withdrawn.date, context.catalogue), brief.withdrawn.reason),
        replaced_by=replacement_links(context, path),
        lead=context.catalogue.gettext("This brief was withdrawn. Its text is not published."),
        source_path=path,
    )


def replacement_links(context: SiteContext, path: str) -> tuple[Link, ...]:
    """Returns links to the briefs that replace a brief, or the original of a translation.

    Args:
        context: The archive.
        path: The source path of the brief that is replaced.
    """
    newer = dict.fromkeys(
        brief
        for one in dict.fromkeys((path, _original_path(context, path)))
        for brief in context.graph.replacements.get(one, ())
    )
    return tuple(brief_link(context, brief) for brief in newer)


def _original_path(context: SiteContext, path: str) -> str:
    return next((one.path for one in context.graph.works.get(path, ())), path)
