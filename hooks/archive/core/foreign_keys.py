"""Keys of other systems, such as Jekyll and Hugo, and what to write here instead.

Sources: the documentation of Jekyll ("Front Matter"), Hugo ("Front matter") and MkDocs Material
("Setting up a blog"). Keys that hold back a page are not here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

_MEANINGS: Mapping[str, tuple[str, ...]] = {
    "title": ("headline", "heading", "name", "label", "text", "titel", "titre", "titulo", "título"),
    "date": ("datum", "fecha", "day", "created", "date published"),
    "actors": (
        *("countries", "country", "organizations", "organisations", "organization"),
        *("länder", "lander", "land", "pays", "países", "paises", "entities", "parties"),
    ),
    "tags": (
        *("category", "categories", "keyword", "keywords", "topic", "topics", "subject"),
        *("subjects", "labels", "schlagwörter", "mots clés", "etiquetas"),
    ),
    "summary": ("excerpt", "description", "abstract", "teaser", "lead", "lede", "synopsis"),
    "note": ("description", "comment", "text"),
    "url": ("link", "href", "address", "source url"),
    "source": ("source url", "link", "original url", "external url", "canonical url"),
    "sources": ("links", "references", "bibliography", "quellen", "fuentes"),
    "authors": (
        *("author", "byline", "by", "writer", "contributors", "autor", "autoren", "auteur"),
        *("auteurs", "autores"),
    ),
    "type": ("document type", "doc type", "content type", "publication type", "genre"),
    "number": ("document number", "report number", "publication number", "reference number"),
    "issue": ("issue number",),
    "language": ("lang", "locale", "langue", "sprache", "idioma"),
    "licence": ("license", "rights", "copyright", "lizenz"),
    "reviewed": ("reviewed at", "last reviewed", "review date"),
    "replaces": ("supersedes", "replacement for", "replaces brief"),
    "withdrawn": ("retracted", "retraction", "withdrawal"),
    "image": (
        *("images", "cover", "thumbnail", "header", "hero", "featured image", "banner"),
        *("cover image", "header image", "picture"),
    ),
    "attachments": ("attachment", "files", "downloads", "documents", "download"),
    "alt": ("alt text", "description", "caption"),
    "file": ("path", "src", "source", "name"),
    "credit": ("credits", "attribution", "photographer", "copyright"),
    "reason": ("why", "note"),
    "aliases": ("redirect from", "redirects", "redirect", "alias", "old urls"),
    "slug": ("basename",),
    "founded": ("from", "since", "start", "established", "created"),
    "dissolved": ("until", "to", "end", "ended", "abolished"),
    "from": ("since", "start", "start date"),
    "until": ("to", "end", "end date"),
    "subject": ("actor", "member", "country"),
    "object": ("organization", "organisation", "target"),
}
"""Key of this archive → its names in other systems and languages."""

_CAMEL = re.compile("(?<=[a-z])(?=[A-Z])")
_NOT_YET = "not supported yet"
_ADVICE: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("last modified at", "lastmod", "last modified", "modified", "modified time"),
            *("updated", "updated at", "last updated", "date modified", "revision date"),
        ),
        'delete it; the day of change is that of the last note under "updates" or "corrections"',
    ),
    **dict.fromkeys(
        ("permalink", "url"),
        'write the last part of the address as "slug", and an earlier address under "aliases"',
    ),
    **dict.fromkeys(
        ("published time", "publish time", "time"),
        'delete it; the day under "date" is enough',
    ),
    **dict.fromkeys(
        ("layout", "toc", "comments", "weight", "menu", "math", "share", "hide"),
        "delete it; the archive gives every brief the same page",
    ),
    **dict.fromkeys(
        ("subtitle", "sub title"), f'{_NOT_YET}: put it into the title or the "summary"'
    ),
}
"""Key of another system that has no counterpart → what to do instead."""


def own_key(name: str, keys: Collection[str]) -> str:
    """Returns the key that another spelling or another system's key means, or "".

    Args:
        name: The key, as written.
        keys: The keys that are allowed here.
    """
    return _own_keys(tuple(keys)).get(plain_key(name), "")


@lru_cache
def _own_keys(keys: tuple[str, ...]) -> Mapping[str, str]:
    """Returns the keys by their other spellings, and by those that mean the same elsewhere."""
    found: dict[str, str] = {}
    for key in keys:
        found.setdefault(plain_key(key), key)
    for key, names in _MEANINGS.items():
        for name in names if key in keys else ():
            found.setdefault(name, key)
    return found


def advice(name: str) -> str:
    """Returns what to do about a brief's key that has no counterpart, or ""."""
    return _ADVICE.get(plain_key(name), "")


def plain_key(name: str) -> str:
    """Returns a key in lower case, its words separated by single spaces."""
    words = _CAMEL.sub(" ", name).replace("_", " ").replace("-", " ")
    return " ".join(words.split()).casefold()
