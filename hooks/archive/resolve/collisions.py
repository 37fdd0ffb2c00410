"""Finds sources that would be published in the place of another file, or below one.

Every published file is compared with every other by its path, and so is each folder that it needs:
no folder can have the name of a file. Case and Unicode form do not count, because some file systems
and hosts disregard them.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archive.core.earlier import Rule, alias_url
from archive.core.feed_formats import FEED_FORMATS
from archive.core.host_redirects import FILE as REDIRECTS
from archive.core.model import Brief, Entity, Level, Place, Problem
from archive.core.taken_paths import TAKEN_PATHS, TakenPath
from archive.lib.output_files import page_file
from archive.read.files import find_files
from archive.read.statics import is_page
from archive.resolve.checks import archive_pages

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Claim:
    """A path below the site's folder that is taken.

    Attributes:
        path: The path; one that ends in ``/`` is a whole folder.
        owner: What is published there, for messages: "the site map", or a source.
        source: The source that is published there, or "" if the program makes the file.
        is_page: Whether it is a page. Two pages of one address are found elsewhere.
        is_replaceable: Whether a hand-written file with just this path replaces it.
        hint: What to do if the path is taken.
    """

    path: str
    owner: str
    source: str = ""
    is_page: bool = False
    is_replaceable: bool = False
    hint: str = "rename the file or its folder"


def find_collisions(claims: Iterable[Claim], known: Iterable[Problem] = ()) -> Iterator[Problem]:
    """Yields an error for each source whose path, or a folder of it, is taken.

    Args:
        claims: What is published; of two that collide, the later source is named.
        known: Problems that were found before: no source that has an error is named again.
    """
    refused = {one.place.path for one in known if one.level is Level.ERROR}
    taken = _Taken()
    for claim in claims:
        message = taken.add(claim)
        if message and claim.source and claim.source not in refused:
            refused.add(claim.source)
            yield Problem(Place(claim.source), Level.ERROR, message, "", claim.hint, "address")


class _Taken:
    """The paths that are taken so far: files, the folders that they need, and whole folders."""

    def __init__(self) -> None:
        self._files: dict[str, Claim] = {}
        self._folders: dict[str, Claim] = {}
        self._whole: dict[str, Claim] = {}

    def add(self, claim: Claim) -> str:
        """Adds a path, unless it collides; returns the message for a collision, or ""."""
        path = _folded(claim.path)
        if path.endswith("/"):
            self._whole[path[:-1]] = claim
            return ""
        if message := self._of_file(claim, path) or self._of_folders(claim, path):
            return message
        self._files.setdefault(path, claim)
        parent = path.rpartition("/")[0]
        while parent and parent not in self._folders:
            self._folders[parent] = claim
            parent = parent.rpartition("/")[0]
        return ""

    def _of_file(self, claim: Claim, path: str) -> str:
        if other := self._files.get(path):
            is_replaced = other.is_replaceable and other.path == claim.path
            if is_replaced or (claim.is_page and other.is_page):
                return ""
            return f"would be published as /{claim.path}, which is {other.owner}"
        if other := self._folders.get(path):
            return f"would be published as /{claim.path}, which is a folder: {other.owner} is in it"
        return ""

    def _of_folders(self, claim: Claim, path: str) -> str:
        parent, _, name = path.rpartition("/")
        if claim.source and name and INDEX in parent.split("/"):
            return f"would be published in a folder named {INDEX}, the name of every page's file"
        while parent:
            if other := self._files.get(parent):
                folder = claim.path[: len(parent)]
                return f"needs the folder /{folder}, where a file is published: {other.owner}"
            if claim.source and (other := self._whole.get(parent)):
                return f"would be published in /{other.path}, the folder of {other.owner}"
            if parent in self._folders and not claim.source:
                return ""
            parent = parent.rpartition("/")[0]
        return ""


def all_claims(
    root: Path,
    docs: str,
    docs_pages: Mapping[str, str],
    attachments: Mapping[str, str],
    briefs: Iterable[Brief],
    entities: Mapping[str, Entity],
    theme: Iterable[Path],
    rules: Iterable[Rule] = (),
    taken: Iterable[TakenPath] = TAKEN_PATHS,
) -> Iterator[Claim]:
    """Yields every path that may be published: first what the program makes, then sources.

    Args:
        root: The project.
        docs: The folder of hand-written pages, relative to it.
        docs_pages: Hand-written pages: path relative to the project → address.
        attachments: Path of a file next to a brief, relative to the project → its address.
        briefs: The briefs.
        entities: The known entities, by identifier.
        theme: The folders of the theme, whose files are published too.
        rules: The redirects that ``docs/_redirects`` states.
        taken: The paths of outputs.
    """
    yield from program_claims(theme, taken)
    yield from _generated_pages(entities)
    found, _ = find_files(root, docs, lambda name: not is_page(name), hidden=(".",))
    files = {file.path.removeprefix(f"{docs}/"): file.path for file in found}
    yield from _feeds(entities, (*files, *attachments.values()))
    yield from brief_claims(briefs)
    yield from _redirects(entities, rules, f"{docs}/{REDIRECTS}")
    for path, url in docs_pages.items():
        yield Claim(page_file(url), path, path, is_page=True)
    for url, path in files.items():
        yield Claim(url, path, path)
    for path, url in attachments.items():
        yield Claim(url, path, path)


def program_claims(
    theme: Iterable[Path], taken: Iterable[TakenPath] = TAKEN_PATHS
) -> Iterator[Claim]:
    """Yields the paths of the files that the program makes, pages left out.

    Args:
        theme: The folders of the theme.
        taken: The paths of outputs.
    """
    for path, owner, is_replaceable in taken:
        yield Claim(path, owner, is_replaceable=is_replaceable)
    for path in sorted(_theme_files(theme)):
        yield Claim(path, "a file of the theme", is_replaceable=True)


def brief_claims(briefs: Iterable[Brief]) -> Iterator[Claim]:
    """Yields the paths of the pages of briefs, then those of their earlier addresses."""
    redirects: list[Claim] = []
    for brief in briefs:
        yield Claim(page_file(brief.url), brief.path, brief.path, is_page=True)
        if brief.aliases:
            addresses = [url for one in brief.aliases if (url := alias_url(one.text))]
            owner = f"an alias of {brief.path}"
            redirects += [
                Claim(page_file(url), owner, brief.path, is_page=True) for url in addresses
            ]
    yield from redirects


def _redirects(
    entities: Mapping[str, Entity], rules: Iterable[Rule], source: str
) -> Iterator[Claim]:
    """Yields the earlier addresses that registry entries and ``docs/_redirects`` state."""
    for entity in entities.values():
        for url in filter(None, map(alias_url, entity.redirects)):
            owner, file = f"a redirect of {entity.name}", entity.place.path
            hint = "delete the redirect"
            yield Claim(page_file(url), owner, file, is_page=True, hint=hint)
    for rule in rules:
        hint = f"delete line {rule.line}, or write a pattern, which only the host reads"
        yield Claim(page_file(rule.old), f"a redirect of {source}", source, is_page=True, hint=hint)


def _generated_pages(entities: Mapping[str, Entity]) -> Iterator[Claim]:
    """Yields the pages of the archive that are not briefs; a year or a pair has none of its own.

    Their files are named ``index.html``, which no source's folder may be named.
    """
    for url, owner in archive_pages(entities).items():
        yield Claim(page_file(url), owner, is_page=True)


def _feeds(entities: Mapping[str, Entity], urls: Iterable[str]) -> Iterator[Claim]:
    """Yields the feeds of entities that have the address of some source.

    Any entity may get a feed; to yield all of them would take longer than all other claims.
    """
    names = {one.file for one in FEED_FORMATS.values()}
    wanted = [url for url in urls if url.rpartition("/")[2] in names]
    by_url = {entity.url: entity for entity in entities.values()} if wanted else {}
    for url in wanted:
        if entity := by_url.get(url[: url.rindex("/") + 1] if "/" in url else ""):
            yield Claim(url, f"the feed of {entity.name}")


def _theme_files(folders: Iterable[Path]) -> set[str]:
    """Returns the paths of a theme's files that MkDocs publishes: no templates, nothing hidden."""
    found: set[str] = set()
    for folder in folders:
        for parent, inner, names in os.walk(folder):
            inner[:] = [name for name in inner if not name.startswith(".")]
            below = PurePosixPath(os.path.relpath(parent, folder).replace(os.sep, "/"))
            found.update(
                (below / name).as_posix()
                for name in names
                if not name.startswith(".") and not name.endswith((".html", ".py", ".pyc", ".yml"))
            )
    return found


def _folded(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
