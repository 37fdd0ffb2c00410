"""The menu: the archive's own entries, where ``nav`` names them or else before its entries.

MkDocs knows nothing of the archive's pages: an entry such as ``countries/`` would be a missing
file. So entries are given to it as external links, and become links within the site afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from archive.core.licences import licence_link
from archive.core.urls import archive_entry
from archive.mkdocs_adapter.state import State
from archive.pages.parts import Link as Entry
from archive.pages.plan import further_menu, menu

_MARK = "archive:"
"""Scheme of the links that stand for the archive's entries."""


def mark_entries(config: MkDocsConfig, entries: Iterable[str]) -> None:
    """Replaces the archive's entries in ``nav`` by marked links, before MkDocs reads it.

    Args:
        config: The site's configuration.
        entries: The addresses of the archive that the menu may name.
    """
    known = set(entries)

    def marked(value: Any) -> Any:
        if isinstance(value, str):
            url = archive_entry(value)
            return f"{_MARK}{url}" if url in known else value
        if isinstance(value, Mapping):
            return {title: marked(one) for title, one in value.items()}
        return [marked(one) for one in value] if isinstance(value, list) else value

    if config.nav is not None:
        config.nav = marked(config.nav)


def complete_menu(nav: Navigation, files: Files, state: State) -> None:
    """Completes the menu that MkDocs has made, and keeps it."""
    context = state.archive.context
    state.contributors = contributor_pages(files, context.settings.contributors)
    more = context.catalogue.gettext("More")
    others = (context.news, context.corrections)
    make_menu(nav, menu(context), state.contributors, further_menu(context), more, others)
    state.nav = nav


def footer_values(state: State) -> dict[str, object]:
    """Returns what the template of the footer shows: pages for contributors, and the licence."""
    licence = state.archive.context.settings.licence
    return {
        "contributors": state.contributors,
        "archive_licence": licence_link(licence) if licence else None,
    }


def make_menu(
    nav: Navigation,
    entries: Sequence[Entry],
    contributors: Iterable[Page],
    further: Sequence[Entry] = (),
    more: str = "",
    others: Sequence[Entry] = (),
) -> None:
    """Completes the menu.

    If ``nav`` names any of the archive's entries, only those are in the menu, where it names them.
    Pages for contributors are left out: the footer has them.

    Args:
        nav: The navigation that MkDocs has made; it is changed.
        entries: The archive's entries, in their order.
        contributors: The pages for contributors.
        further: The archive's entries in a submenu.
        more: The title of the submenu.
        others: The archive's entries that are in the menu only if ``nav`` names them.
    """
    titles = {entry.url: entry.text for entry in (*entries, *further, *others)}
    found = [link for link in _links(nav.items) if link.url.startswith(_MARK)]
    for link in found:
        link.url = link.url.removeprefix(_MARK)
        link.title = link.title or titles.get(link.url, "")
    # A kind that a site declares has an index once a brief names an entity of it.
    unused = [link for link in found if link.url not in titles]
    _leave_out(nav.items, (*contributors, *unused))
    if not found:
        first: list[StructureItem] = [Link(one.text, one.url) for one in entries]
        if further:
            first.append(Section(more, [Link(one.text, one.url) for one in further]))
        nav.items[:0] = first


def contributor_pages(files: Files, paths: Iterable[str]) -> tuple[Page, ...]:
    """Returns the pages for contributors that exist, in the order of the setting."""
    found = (files.get_file_from_path(path) for path in paths)
    return tuple(file.page for file in found if file is not None and file.page is not None)


def titled_urls(items: Iterable[StructureItem]) -> Iterator[tuple[str, str]]:
    """Yields the title and the address of each item of the menu, with those inside sections."""
    for item in items:
        if isinstance(item, Section):
            yield item.title, ""
            yield from titled_urls(item.children)
        elif isinstance(item, Link | Page):
            yield str(item.title), item.url


def _links(items: Iterable[StructureItem]) -> Iterator[Link]:
    for item in items:
        if isinstance(item, Section):
            yield from _links(item.children)
        elif isinstance(item, Link):
            yield item


def _leave_out(items: list[StructureItem], others: tuple[StructureItem, ...]) -> None:
    for item in list(items):
        if isinstance(item, Section):
            _leave_out(item.children, others)
            if not item.children:
                items.remove(item)
        elif any(item is one for one in others):
            items.remove(item)
