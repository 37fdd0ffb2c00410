"""Addresses of pages, relative to the site's root, always with a trailing slash."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from archive.core.names import fold

MAX_SLUG = 100
"""Longest part of an address, in characters; a longer part is cut and ends in a short hash."""

BRIEFS = "briefs/"
YEARS = "years/"
NEWS = "new/"
CORRECTIONS = "corrections/"
_PART = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SEARCH = "search/"
EDITOR = "admin/"
"""The folder of the form for editors."""
FLAGS = "assets/flags"
"""The folder of the flags."""


def slugify(text: str) -> str:
    """Makes the last part of an address: lower-case ASCII letters, digits and single hyphens.

    Text without such characters, or with letters of other scripts, gets a short hash: the result is
    never empty, and names in other scripts do not collide.
    """
    # Apostrophes join ("Côte d'Ivoire" → cote-divoire), everything else separates.
    joined = fold(text).replace("'", "")
    slug = re.sub(r"[^a-z0-9]+", "-", joined).strip("-")
    has_other_script = any(
        not char.isascii() and unicodedata.category(char).startswith("L") for char in joined
    )
    if not slug or has_other_script:
        slug = f"{slug}-{_digest(text)}".strip("-")
    if len(slug) > MAX_SLUG:
        slug = f"{slug[: MAX_SLUG - 9].rstrip('-')}-{_digest(text)}"
    return slug


def last_part(text: str) -> str:
    """Returns an address part that an author chose; ``slugify`` applies only if it is not valid.

    "the-pb-2024" stays as it is: only names lose a leading "the".
    """
    return text if _PART.fullmatch(text) and len(text) <= MAX_SLUG else slugify(text)


def _digest(text: str) -> str:
    return hashlib.blake2b(fold(text).encode(), digest_size=4).hexdigest()


def acronym_part(acronym: str) -> str:
    """Returns the last part of an address from an acronym, or "" if it has no ASCII form."""
    folded = fold(acronym)
    return slugify(folded) if folded.isascii() and any(map(str.isalnum, folded)) else ""


def entity_url(folder: str, name: str) -> str:
    """Returns the address of the page of an entity, in the folder of its kind.

    That of India in ``countries`` is ``countries/india/``.
    """
    return f"{folder}/{last_part(name)}/"


def collection_url(folder: str, name: str) -> str:
    """Returns the address of a collection by a name of it: ``topics/climate-change/``.

    Names that differ only in case, accents, hyphens and spaces have one address.
    """
    return f"{folder}/{slugify(name)}/"


def archive_entry(path: str) -> str:
    """Returns the address of a menu entry: ``years/``, also for ``years/index.md``."""
    return path.removesuffix("index.md")


def year_url(year: int) -> str:
    """Returns the address of a year's page: ``years/2022/``."""
    return f"{YEARS}{year}/"


def brief_url(path: str, folder: str, slug: str = "") -> str:
    """Returns a brief's address: ``briefs/2022/india-csto.md`` → ``briefs/2022/india-csto/``.

    Args:
        path: Path of the file relative to the project, with ``/``.
        folder: The folder of briefs, relative to the project.
        slug: The last part of the address, instead of the file's name, or "".
    """
    inner = path.removeprefix(folder.rstrip("/") + "/").removesuffix(".md")
    parts = [slugify(part) for part in inner.split("/")]
    if slug:
        parts[-1] = last_part(slug)
    return BRIEFS + "/".join(parts) + "/"


def path_to_root(url: str) -> str:
    """Returns the relative path from a page to the root: ``../../`` for ``countries/india/``."""
    return "../" * url.count("/")
