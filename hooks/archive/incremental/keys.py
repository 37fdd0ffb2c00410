"""The cache key of a page: a hash of everything that its bytes depend on.

Two builds that give a page the same key give it the same bytes, so a page whose key is unchanged is
not rendered again. A key is the hash of the whole, followed by a few digits for each part of the
page's view, which show what changed.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import fields

from archive.lib.digest import SIZE, digest_bytes
from archive.pages.views import View

WHOLE = 2 * SIZE
"""Digits of a key that identify the whole; equality of keys relies on these."""
PART = 4
"""Digits for each part; only used to report what changed, where a collision does no harm."""


def page_key(view: View, body: str, shell: str, program: str) -> str:
    """Returns the cache key of a page.

    Args:
        view: What the page shows; for a brief, without the HTML of its body.
        body: What the body's HTML depends on, or "".
        shell: Hash of the shell around the article.
        program: Hash of templates, code, versions and settings.
    """
    parts = [shell, program, body]
    parts += [repr(getattr(view, field.name)) for field in fields(view)]
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    whole = digest_bytes(b"\0".join(b"%d:%b" % (len(part), part) for part in encoded))
    return whole + "".join(f"{zlib.crc32(part) & 0xFFFF:04x}" for part in encoded)


def changed_parts(view: View, old: str, new: str) -> Sequence[str]:
    """Returns the names of the parts of a page that changed between two keys.

    Args:
        view: The page's view.
        old: Its previous cache key, or "" for a new page.
        new: Its current cache key.
    """
    if not old:
        return ("new page",)
    names = ("shell", "program or settings", "text", *(field.name for field in fields(view)))
    before, now = old[WHOLE:], new[WHOLE:]
    if len(before) != len(now):
        return ("type of page",)
    found = [
        name
        for at, name in enumerate(names)
        if before[at * PART : (at + 1) * PART] != now[at * PART : (at + 1) * PART]
    ]
    return found or ("unknown",)
