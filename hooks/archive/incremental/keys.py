"""The key of a page: a digest of all that its bytes depend on.

Two builds that give a page the same key give it the same bytes; a page whose key is unchanged is
not rendered again. A key is the digest of the whole, and after it a few digits for each part of
the page's view, from which can be said what changed.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import fields

from archive.lib.digest import SIZE, digest_bytes
from archive.pages.views import View

WHOLE = 2 * SIZE
"""Digits of a key that name the whole; equality of keys rests on these."""
PART = 4
"""Digits for each part; only for saying what changed, where a miss does no harm."""


def page_key(view: View, body: str, shell: str, program: str) -> str:
    """Returns the key of a page.

    Args:
        view: What the page shows; of a brief without the HTML of its body.
        body: What the body's HTML depends on, or "".
        shell: Digest of the shell around the article.
        program: Digest of templates, code and versions.
    """
    parts = [shell, program, body]
    parts += [repr(getattr(view, field.name)) for field in fields(view)]
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    whole = digest_bytes(b"\0".join(b"%d:%b" % (len(part), part) for part in encoded))
    return whole + "".join(f"{zlib.crc32(part) & 0xFFFF:04x}" for part in encoded)


def changed_parts(view: View, old: str, new: str) -> Sequence[str]:
    """Says which parts of a page changed between two keys, by name.

    Args:
        view: The page's view.
        old: Its key before, or "" for a page that is new.
        new: Its key now.
    """
    if not old:
        return ("new page",)
    names = ("shell", "program", "text", *(field.name for field in fields(view)))
    before, now = old[WHOLE:], new[WHOLE:]
    if len(before) != len(now):
        return ("kind of page",)
    found = [
        name
        for at, name in enumerate(names)
        if before[at * PART : (at + 1) * PART] != now[at * PART : (at + 1) * PART]
    ]
    return found or ("unknown",)
