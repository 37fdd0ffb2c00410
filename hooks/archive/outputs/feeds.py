"""Feeds of the archive, of the entities with several briefs, and of corrections and changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO

from archive.core.feed_formats import CHANGES, FEED_FORMATS, has_feed
from archive.core.model import Entity
from archive.outputs.feed import MOST, Feed, FeedEntry, brief_entry, change_entries
from archive.outputs.feed_atom import atom
from archive.outputs.feed_json import json_feed
from archive.outputs.feed_rss import rss
from archive.outputs.output import OutputSources

_WRITERS: Mapping[str, Callable[[Feed], bytes]] = {"atom": atom, "json": json_feed, "rss": rss}


def files(sources: OutputSources) -> dict[str, object]:
    """Returns the feeds of the site in each of its formats, with all that they say.

    There is none without the address of the site: feeds have full addresses. A feed with whole
    texts depends on everything that the pages of its briefs show.
    """
    settings = sources.site.settings
    if not settings.site_url or not settings.feeds:
        return {}
    texts = sources.revision if settings.feed_text else ""
    entries = _Entries(sources, {})
    found: dict[str, object] = {}
    for folder, title, positions in _sections(sources):
        said = tuple(map(entries.of, positions))
        for path in (folder + FEED_FORMATS[name].file for name in settings.feeds):
            found[path] = (_feed(sources, path, folder, title, said), texts)
    if changes := _changes(sources):
        found[CHANGES] = changes
    return found


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Writes one feed."""
    if path == CHANGES:
        changes = _changes(sources)
        stream.write(atom(changes) if changes else b"")
        return
    folder, _, file = path.rpartition("/")
    folder = f"{folder}/" if folder else ""
    for one, title, positions in _sections(sources, folder):
        texts = sources.brief_texts(positions) if sources.site.settings.feed_text else {}
        entries = _Entries(sources, texts)
        feed = _feed(sources, path, one, title, tuple(map(entries.of, positions)))
        name = next(name for name, form in FEED_FORMATS.items() if form.file == file)
        stream.write(_WRITERS[name](feed))


class _Entries:
    """The entries of briefs, each made once: many feeds have the same."""

    def __init__(self, sources: OutputSources, texts: Mapping[int, str]) -> None:
        self._context = sources.site
        self._texts = texts
        self._made: dict[int, FeedEntry] = {}

    def of(self, position: int) -> FeedEntry:
        """Returns the entry of the brief at a position."""
        if position not in self._made:
            text = self._texts.get(position, "")
            self._made[position] = brief_entry(self._context, position, text)
        return self._made[position]


def _sections(
    sources: OutputSources, wanted: str | None = None
) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yields what has a feed: folder of its page, title, and positions of its newest briefs.

    Args:
        sources: The archive.
        wanted: The only folder to look at, or None for all.
    """
    context, graph = sources.site, sources.site.graph
    if wanted in ("", None):
        newest = tuple(islice(context.due(range(len(graph.briefs))), MOST))
        yield "", context.settings.site_name, newest
    for entity in _entities(sources):
        if wanted in (entity.url, None):
            listed, written = graph.positions(entity.id), graph.written.get(entity.id, ())
            if has_feed(len(listed), len(written)):
                positions = sorted({*listed, *written}) if written else listed
                due = tuple(islice(context.due(positions), MOST))
                yield entity.url, f"{entity.name} – {context.settings.site_name}", due


def _entities(sources: OutputSources) -> Iterator[Entity]:
    graph = sources.site.graph
    return (graph.entities[id_] for id_ in graph.by_entity)


def _changes(sources: OutputSources) -> Feed | None:
    entries = tuple(change_entries(sources.site))
    title = sources.site.catalogue.gettext(
        "Corrections and changes – {site}", site=sources.site.settings.site_name
    )
    return _feed(sources, CHANGES, "", title, entries) if entries else None


def _feed(
    sources: OutputSources, path: str, folder: str, title: str, entries: tuple[FeedEntry, ...]
) -> Feed:
    settings = sources.site.settings
    return Feed(
        site_url=settings.site_url,
        path=path,
        folder=folder,
        title=title,
        site_name=settings.site_name,
        language=sources.site.catalogue.language,
        rights=settings.licence,
        entries=entries,
    )
