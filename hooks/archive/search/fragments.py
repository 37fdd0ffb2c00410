"""Names of the files that results are shown from, short where all of them are written down.

The names of all pages are downloaded with the first query. Digests of five digits weigh two and a
half bytes each however they are packed. So pages that follow each other share one, that of all
their contents, and differ in two digits more, which weigh half of that. A file with another
content still has another name: what a browser has kept is right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

DIGITS = 5
"""How many of a digest's digits are a name's beginning, unless that is taken."""
CUT_ONE_IN = 64
"""After so many pages, on average, others share another digest: so many files get another name
where one page changes. The page's own digest says where, so that one more page does not move all
that follow."""
MOST = 256
"""The most pages that share one: what two digits can tell apart."""


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
