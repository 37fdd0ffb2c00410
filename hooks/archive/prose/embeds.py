"""Takes the frames that a site allows out before sanitising, and writes them again afterwards.

Only a checked address, a title and a size are kept of the source. So it does not matter whether a
browser would have found a frame where this module finds one.
"""

from __future__ import annotations

import html
import re
from urllib.parse import unquote, urlsplit

from archive.core.catalogue import Catalogue
from archive.core.embeds import ADDRESS
from archive.prose.html import tokens

SANDBOX = "allow-scripts allow-popups"
"""What a frame may do; never ``allow-same-origin``, which would let a frame from this site escape
its sandbox."""

_FRAME = re.compile(r"<iframe\b([^<>]*)>(?:.*?</iframe\s*>|.*)", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(r"""([a-zA-Z]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_MARK = re.compile("\ue000([0-9]{1,6})\ue001")


def take_out(
    raw: str, prefixes: tuple[str, ...], catalogue: Catalogue
) -> tuple[str, tuple[str, ...]]:
    """Replaces each allowed frame with a mark, and removes all other frames.

    Args:
        raw: HTML, not yet sanitised.
        prefixes: Prefixes of the allowed addresses.
        catalogue: The messages of the interface.

    Returns:
        The HTML with marks, and the frames that replace these.
    """
    if not prefixes or "<iframe" not in raw.lower():
        return raw, ()
    frames: list[str] = []

    def mark(match: re.Match[str]) -> str:
        frame = _rebuilt(match[1], prefixes, catalogue)
        if not frame:
            return ""
        frames.append(frame)
        return f"\ue000{len(frames) - 1}\ue001"

    return _FRAME.sub(mark, raw), tuple(frames)


def put_back(clean: str, frames: tuple[str, ...]) -> str:
    """Replaces marks with their frames, only in text and never in a tag.

    Args:
        clean: Sanitised HTML with marks.
        frames: What ``take_out`` returned.
    """
    if not frames:
        return clean

    def frame(match: re.Match[str]) -> str:
        number = int(match[1])
        return frames[number] if number < len(frames) else ""

    return "".join(
        _MARK.sub(frame, token) if isinstance(token, str) else token.source
        for token in tokens(clean)
    )


def _rebuilt(attributes: str, prefixes: tuple[str, ...], catalogue: Catalogue) -> str:
    values: dict[str, str] = {}
    for name, *alternatives in _ATTRIBUTE.findall(attributes):
        values.setdefault(name.lower(), html.unescape("".join(alternatives)).strip())
    address = values.get("src", "")
    if not is_allowed(address, prefixes):
        return ""
    title = " ".join(values.get("title", "").split())
    title = title or catalogue.gettext("From {host}", host=urlsplit(address).hostname)
    size = "".join(
        f' {name}="{values[name]}"'
        for name in ("width", "height")
        if re.fullmatch(r"[0-9]{1,4}", values.get(name, ""), re.ASCII)
    )
    return (
        f'<iframe src="{html.escape(address)}" title="{html.escape(title)}"{size}'
        f' loading="lazy" sandbox="{SANDBOX}"></iframe>'
    )


def is_allowed(address: str, prefixes: tuple[str, ...]) -> bool:
    """Returns whether an address has an allowed prefix, and does not lead out of it with ``..``."""
    if not ADDRESS.fullmatch(address) or not address.startswith(prefixes):
        return False
    try:
        path = urlsplit(address).path
    except ValueError:
        return False
    return ".." not in unquote(unquote(path))
