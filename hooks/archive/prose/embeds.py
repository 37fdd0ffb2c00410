"""Frames from elsewhere that a site allows: taken out before sanitising, written anew after it.

Nothing of what stands in the text is kept but an address that was checked, a title and a size; so
it does not matter whether a browser would have seen a frame where this module sees one.
"""

from __future__ import annotations

import html
import re
from urllib.parse import unquote, urlsplit

from archive.core.catalogue import Catalogue
from archive.core.embeds import ADDRESS
from archive.prose.html import tokens

SANDBOX = "allow-scripts allow-popups"
"""What a frame may do; never ``allow-same-origin``, by which one from this site could get out."""

_FRAME = re.compile(r"<iframe\b([^<>]*)>(?:.*?</iframe\s*>|.*)", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(r"""([a-zA-Z]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_MARK = re.compile("\ue000([0-9]{1,6})\ue001")


def take_out(
    raw: str, prefixes: tuple[str, ...], catalogue: Catalogue
) -> tuple[str, tuple[str, ...]]:
    """Puts a mark in the place of each frame that is allowed, and takes all frames out.

    Args:
        raw: HTML, not yet sanitised.
        prefixes: Beginnings of the addresses that are allowed.
        catalogue: The words of the interface.

    Returns:
        The HTML with marks, and the frames to write in their places.
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
    """Writes frames in the places of their marks; only in text, never in a tag.

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
    """Whether an address begins as one of the allowed ones do, and stays below it."""
    if not ADDRESS.fullmatch(address) or not address.startswith(prefixes):
        return False
    try:
        path = urlsplit(address).path
    except ValueError:
        return False
    return ".." not in unquote(unquote(path))
