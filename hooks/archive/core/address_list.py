"""The committed list of all addresses that were ever published, one a line, sorted.

Builds read it and never write it. Branches that add addresses merge without a conflict
(``merge=union`` in ``.gitattributes``); what that leaves unsorted is sorted by the next update.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

ADDRESSES = "addresses.txt"
"""The file, in the project's folder."""


def read_list(text: str) -> dict[str, int]:
    """Returns the addresses of a list, relative to the site's root, each with its line number."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("/"):
            found.setdefault(line.strip()[1:], number)
    return found


def list_of(addresses: Iterable[str]) -> str:
    """Returns the text of a list."""
    return "".join(f"/{one}\n" for one in sorted(set(addresses)))


def earlier_pairs(listed: Iterable[str], published: Container[str]) -> Iterator[tuple[str, str]]:
    """Yields the listed addresses of pages of two actors, with the address of the first actor.

    Which actors have a page together depends on the numbers of their briefs, so such a page may
    go when a brief is added.

    Args:
        listed: The addresses of the list.
        published: What to leave out: published addresses.
    """
    for url in listed:
        first, mark, rest = url.partition("/with/")
        if mark and first.count("/") == 1 and rest.count("/") == 1 and url not in published:
            yield url, f"{first}/"
