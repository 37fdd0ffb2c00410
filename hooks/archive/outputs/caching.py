"""How long browsers may keep each published file without asking the host again.

The three files of headers (``headers.py``) derive from this table. Pages, style sheets and scripts
may change at any build under the same name. So a browser asks for them each time, and a new page
never meets an old style sheet; the host answers "304 Not Modified" if nothing has changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from archive.read.statics import FONTS, PICTURES

ASK = "no-cache"
"""A browser keeps the file, and asks before it uses it."""
FOREVER = "public, max-age=31536000, immutable"
"""For files whose name contains a hash of their content (RFC 8246)."""
MONTH = "public, max-age=2592000"
WEEK = "public, max-age=604800"

BY_EXTENSION: Mapping[str, str] = {
    # Pagefind names these by their content.
    **dict.fromkeys(("pf_filter", "pf_fragment", "pf_index", "pf_meta"), FOREVER),
    **dict.fromkeys(sorted(extension[1:] for extension in FONTS), MONTH),
    **dict.fromkeys(sorted(extension[1:] for extension in PICTURES), WEEK),
}
"""Extension, without the dot → ``Cache-Control``. Others are ``ASK``."""

_BY_CONTENT = re.compile(r"assets/(?:.*/)?[^/]+\.[0-9a-f]{8}\.min\.(?:css|js)(?:\.map)?")
"""The style sheets and scripts of Material, which contain a hash of their content."""


def endings() -> Iterator[tuple[str, str]]:
    """Yields each value of ``BY_EXTENSION``, after a pattern of the names that it is for."""
    for value in dict.fromkeys(BY_EXTENSION.values()):
        extensions = (extension for extension, one in BY_EXTENSION.items() if one == value)
        yield rf"\.({'|'.join(extensions)})$", value


def named_by_content(paths: Iterable[str]) -> tuple[str, ...]:
    """Returns the files among style sheets and scripts whose names contain a hash, sorted."""
    return tuple(sorted(path for path in paths if _BY_CONTENT.fullmatch(path)))
