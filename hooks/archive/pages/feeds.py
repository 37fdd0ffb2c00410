"""The links of a page to its feeds, or to those of the whole archive."""

from __future__ import annotations

from dataclasses import dataclass

from archive.core.feed_formats import FEED_FORMATS, has_feed
from archive.core.settings import Settings
from archive.pages.collection_view import CollectionPage
from archive.pages.views import EntityPage, RegionPage, View, WithdrawnPage


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A link to a feed.

    Attributes:
        url: Its address relative to the site.
        media_type: Its media type.
        name: The name of its format.
        title: What it is a feed of.
    """

    url: str
    media_type: str
    name: str
    title: str


def feed_links(view: View, settings: Settings) -> tuple[FeedLink, ...]:
    """Returns the links to the feeds of a page, in each format that the site has.

    A page without a feed of its own leads to that of the archive. Without the address of the site
    there is none: the links of feeds are absolute.
    """
    if not settings.site_url or isinstance(view, WithdrawnPage):
        return ()
    match view:
        case EntityPage():
            is_own = has_feed(view.count, view.written_count)
        case CollectionPage() | RegionPage():
            is_own = has_feed(view.count)
        case _:
            is_own = False
    folder, title = (view.url, view.title) if is_own else ("", settings.site_name)
    formats = (FEED_FORMATS[name] for name in settings.feeds)
    return tuple(FeedLink(folder + one.file, one.media_type, one.name, title) for one in formats)
