"""Addresses of briefs: two for one page, and parts that no server or file system takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.core import urls
from archive.core.model import Brief, Level, Named, Place, Problem

RESERVED = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10)}
)
"""Names that no file may have on Windows, where a site may be built or served."""
MAX_ADDRESS = 200
"""Longest address, in characters: a file system takes 260 for a whole path at the least."""


def check_addresses(briefs: Sequence[Brief]) -> Iterator[Problem]:
    """Yields an error for each address that two briefs claim, or that cannot be.

    Case and Unicode form need no comparing here: addresses are lower-case ASCII.
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
            url = urls.alias_url(alias.text)
            if not url:
                continue
            if owner := first.get(url):
                if owner is brief:
                    message = f'alias "{alias.text}" is the address of the brief itself: /{url}'
                else:
                    message = f'alias "{alias.text}" is the address of {owner.path}: /{url}'
                yield _error(alias.at(brief.path), message, "delete the alias")
            elif (other := claimed.setdefault(url, brief)) is not brief:
                message = f'alias "{alias.text}" is claimed by {other.path} too: /{url}'
                yield _error(alias.at(brief.path), message, "keep it in one of the two")


def judge_slug(slug: Named, path: str) -> Problem | None:
    """What is wrong with a slug, if anything: it must be written as it will stand."""
    made = urls.slugify(slug.text)
    if made == slug.text:
        return None
    message = f'"{slug.text}" cannot be the last part of an address'
    hint = "lower-case letters, digits and hyphens only"
    leads_away = "/" in slug.text or "\\" in slug.text or ".." in slug.text
    level = Level.ERROR if leads_away else Level.WARNING
    has_word = any(char.isascii() and char.isalnum() for char in slug.text)
    return Problem(slug.at(path), level, message, made if has_word else "", hint, "address")


def judge_alias(alias: Named, path: str) -> Iterator[Problem]:
    """Yields what is wrong with an earlier address."""
    text, place = alias.text, alias.at(path)
    if "://" in text or text.startswith("//"):
        hint = "write it without https:// and the name of the site"
        yield _error(place, f'alias "{text}" must be an address within the site', hint)
    elif ".." in text.split("/"):
        yield _error(place, f'alias "{text}" leads out of the site', "delete the ..")
    elif not urls.alias_url(text):
        hint = "write it as briefs/2022/old-name/"
        yield _error(place, f'alias "{text}" names no page', hint)
    elif urls.alias_url(text).strip("/") != text.strip("/"):
        message = f'alias "{text}" holds signs that no address here has, and will not lead anywhere'
        made = urls.alias_url(text)
        hint = "lower-case letters, digits, hyphens and / only"
        yield Problem(place, Level.WARNING, message, made, hint, "address")


def _check_parts(brief: Brief) -> Iterator[Problem]:
    if len(brief.url) > MAX_ADDRESS:
        message = f"has an address of {len(brief.url)} characters, where {MAX_ADDRESS} are allowed"
        yield _error(Place(brief.path), message, "shorten the names of file and folders")
    for part in brief.url.split("/"):
        if part in RESERVED:
            message = f'has "{part}" in its address, a name that Windows reserves'
            yield _error(Place(brief.path), message, "rename the file, or give it a slug")


def _error(place: Place, message: str, hint: str) -> Problem:
    return Problem(place, Level.ERROR, message, "", hint, "address")
