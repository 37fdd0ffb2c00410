"""Checks addresses of briefs: duplicates, and parts that a server or file system rejects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from archive.core import urls
from archive.core.earlier import FORBIDDEN, alias_url
from archive.core.model import Brief, Level, Named, Place, Problem

RESERVED = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10)}
)
"""Names that Windows reserves; a site may be built or served there."""
MAX_ADDRESS = 200
"""Longest address, in characters: every file system allows at least 260 for a whole path."""


def check_addresses(briefs: Sequence[Brief]) -> Iterator[Problem]:
    """Yields an error for each address that is invalid or that two briefs claim.

    Case and Unicode form need no comparison here: addresses are lower-case ASCII.
    """
    first: dict[str, Brief] = {}
    for brief in briefs:
        other = first.setdefault(brief.url, brief)
        if other is not brief:
            message = f"has the same address as {other.path}: /{brief.url}"
            hint = "rename one of the files, or give it a slug"
            yield _error(Place(brief.path), message, hint)
        yield from _check_parts(brief)
    claimed: dict[str, Brief] = {}
    for brief in briefs:
        for alias in brief.aliases:
            url = alias_url(alias.text)
            if not url:
                continue
            if owner := first.get(url):
                if owner is brief:
                    message = f'alias "{alias.text}" is the address of the brief itself: /{url}'
                else:
                    message = f'alias "{alias.text}" is the address of {owner.path}: /{url}'
                yield _error(alias.at(brief.path), message, "delete the alias")
            elif (other := claimed.setdefault(url, brief)) is not brief:
                message = f'alias "{alias.text}" is also claimed by {other.path}: /{url}'
                yield _error(alias.at(brief.path), message, "keep it in only one of the two")


def check_slug(slug: Named, path: str) -> Problem | None:
    """Returns what is wrong with a slug, or None: it must equal the address part made from it."""
    made = urls.last_part(slug.text)
    if made == slug.text:
        return None
    message = f'"{slug.text}" cannot be the last part of an address'
    hint = "use only lower-case letters, digits and hyphens"
    leads_away = "/" in slug.text or "\\" in slug.text or ".." in slug.text
    level = Level.ERROR if leads_away else Level.WARNING
    has_word = any(char.isascii() and char.isalnum() for char in slug.text)
    return Problem(slug.at(path), level, message, made if has_word else "", hint, "address")


def check_alias(alias: Named, path: str, what: str = "alias") -> Iterator[Problem]:
    """Yields what is wrong with an earlier address.

    Args:
        alias: The address as written.
        path: The file that states it.
        what: What a message calls it.
    """
    text, place = alias.text, alias.at(path)
    if "://" in text or text.startswith("//"):
        hint = "write it without https:// and the host name"
        yield _error(place, f'{what} "{text}" must be an address within the site', hint)
    elif ".." in unquote(text).split("/"):
        yield _error(place, f'{what} "{text}" points outside the site', "delete the ..")
    elif found := FORBIDDEN.search(unquote(text)):
        message = f'{what} "{text}" contains {found.group()!r}, which no file name may contain'
        hint = "write the path alone, as briefs/2022/old-name/; a redirect keeps the query"
        yield _error(place, message, hint)
    elif not alias_url(text):
        hint = "write it as briefs/2022/old-name/"
        yield _error(place, f'{what} "{text}" does not name a page', hint)


def _check_parts(brief: Brief) -> Iterator[Problem]:
    if len(brief.url) > MAX_ADDRESS:
        count = len(brief.url)
        message = f"has an address of {count} characters; at most {MAX_ADDRESS} are allowed"
        yield _error(Place(brief.path), message, "shorten the names of the file and its folders")
    for part in brief.url.split("/"):
        if part in RESERVED:
            message = f'has "{part}" in its address, a name that Windows reserves'
            yield _error(Place(brief.path), message, "rename the file, or give it a slug")


def _error(place: Place, message: str, hint: str) -> Problem:
    return Problem(place, Level.ERROR, message, "", hint, "address")
