"""Reads all pages of a built site and finds every broken link, anchor and file reference."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

REFERENCES = (
    ("a", "href"),
    ("link", "href"),
    ("img", "src"),
    ("script", "src"),
    ("source", "src"),
    ("form", "action"),
)


@dataclass(frozen=True)
class Page:
    """The ids of a page, its references in order, and the ids that occur twice."""

    ids: frozenset[str]
    references: tuple[str, ...]
    repeated: tuple[str, ...]


def read_page(file: Path) -> Page:
    """Parses a page."""
    tree = html.parse(str(file), parser=html.HTMLParser(encoding="utf-8")).getroot()
    ids = Counter(str(element) for element in tree.xpath("//@id"))
    references = [
        str(value)
        for tag, attribute in REFERENCES
        for value in tree.xpath(f"//{tag}[not(@rel='canonical')]/@{attribute}")
    ]
    names = {str(name) for name in tree.xpath("//a/@name")}
    return Page(
        frozenset(ids) | names,
        tuple(references),
        tuple(sorted(id_ for id_, count in ids.items() if count > 1)),
    )


def broken_links(site: Path, site_url: str = "") -> list[str]:
    """Returns a line for every link of a site to a page, anchor or file that does not exist.

    Args:
        site: Its folder.
        site_url: Its address; links from the root begin with the path in it.
    """
    root = urlsplit(site_url).path or "/"
    files = {one.relative_to(site).as_posix() for one in site.rglob("*") if one.is_file()}
    pages = {path: read_page(site / path) for path in sorted(files) if path.endswith(".html")}
    folders = {posixpath.dirname(path) for path in files}
    found: list[str] = []
    for where, page in pages.items():
        found += [f'{where}: id "{id_}" is used twice' for id_ in page.repeated]
        for reference in dict.fromkeys(page.references):
            if why := _broken(reference, where, root, pages, files, folders):
                found.append(f"{where}: {reference}: {why}")
    return found


def outside_requests(site: Path) -> list[str]:
    """Returns a line for everything that a page would load from another host."""
    found: list[str] = []
    for file in sorted(site.rglob("*.html")):
        tree = html.parse(str(file), parser=html.HTMLParser(encoding="utf-8")).getroot()
        loaded = tree.xpath(
            "//img/@src | //script/@src | //iframe/@src | //source/@src"
            " | //link[contains('stylesheet icon preload preconnect manifest', @rel)]/@href"
        )
        found += [f"{file.relative_to(site)}: {url}" for url in loaded if "//" in str(url)]
    return found


def _broken(
    reference: str,
    where: str,
    root: str,
    pages: Mapping[str, Page],
    files: Collection[str],
    folders: Collection[str],
) -> str:
    """Returns why a reference is broken, or ""; all paths are relative to the site."""
    parts = urlsplit(reference)
    if parts.scheme or parts.netloc:
        return ""
    target = where
    if parts.path:
        path = unquote(parts.path)
        start = posixpath.dirname(where)
        if path.startswith("/"):
            if not f"{path}/".startswith(root):
                return "outside the site"
            start, path = "", f"./{path.removeprefix(root.rstrip('/')).lstrip('/')}"
        resolved = posixpath.normpath(posixpath.join(start, path))
        is_folder = path.endswith(("/", ".")) or resolved in folders or resolved == "."
        target = posixpath.normpath(f"{resolved}/index.html") if is_folder else resolved
        if target not in files:
            return "no such page or file"
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].ids:
        return "no such anchor on the page"
    return ""
