"""Names the files from which results are shown, so that the list of all names stays small.

The names of all pages are downloaded with the first query. Digests of five digits take two and a
half bytes each, however they are compressed. So consecutive pages share a digest of all their
contents, and differ in two more digits, which take half as much. A file with different content
still has a different name, so that browsers may cache it for good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

DIGITS = 5
"""Digits of a digest with which a name begins, unless that prefix is taken."""
CUT_ONE_IN = 64
"""Average number of pages that share a digest, and so of files renamed when one page changes. The
page's own digest decides where a group ends, so that a new page does not shift all that follow."""
MOST = 256
"""Maximum number of pages that share a digest: as many as two digits can tell apart."""


def name_fragments(shards: Iterable[Sequence[str]]) -> list[str]:
    """Names the files of pages.

    Args:
        shards: For each shard the digests of its pages, in hexadecimal digits.

    Returns:
        A name for each page, in the same order; no two are the same.
    """
    taken: set[str] = set()
    names: list[str] = []
    for digests in shards:
        for group in _groups(digests):
            beginning = hashlib.sha256("\n".join(group).encode()).hexdigest()[:DIGITS]
            while beginning in taken:
                beginning += "x"
            taken.add(beginning)
            names += [f"{beginning}{number:02x}" for number in range(len(group))]
    return names


def _groups(digests: Sequence[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for one in digests:
        group.append(one)
        if len(group) == MOST or int(one, 16) % CUT_ONE_IN == 0:
            yield group
            group = []
    if group:
        yield group
