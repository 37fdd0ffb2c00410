"""Shortens the first and last words of files as far as the file of a word can still be found.

Pagefind chooses the file whose range contains a word, in byte order. A range may be wider than its
words as long as it does not reach the next one: "ba" to "bf" contains what "bahamas" to "beyond"
does. All ranges are downloaded with the first query.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Range: TypeAlias = tuple[str, str]
"""First and last word."""


def shorten(ranges: Sequence[Range]) -> list[Range]:
    """Widens ranges to others that are shorter to write.

    Args:
        ranges: In the order of their bytes, none reaching the next one.

    Returns:
        Ranges of which the same holds, each with all words of the one that it stands for.
    """
    firsts = [
        _first_after(last, first)
        for (_, last), (first, _) in zip([("", ""), *ranges], ranges, strict=False)
    ]
    lasts = [
        _last_before(last, following)
        for (_, last), following in zip(ranges, [*firsts[1:], None], strict=False)
    ]
    return list(zip(firsts, lasts, strict=True))


def _first_after(before: str, first: str) -> str:
    """The shortest beginning of a first word that comes after the last word before it."""
    lengths = range(1, len(first))
    begun = (first[:length] for length in lengths)
    return next((one for one in begun if one.encode() > before.encode()), first)


def _last_before(last: str, following: str | None) -> str:
    """The shortest word, if there is a shorter one, from a last word on and before the next."""
    for length in range(1, len(last)):
        if last[length - 1].isascii():
            one = last[: length - 1] + chr(ord(last[length - 1]) + 1)
            if following is None or one.encode() < following.encode():
                return one
    return last
