"""Makes ``collation.json``: weights of Latin letters, accents and punctuation, from ``pyuca``.

Run by hand if ``pyuca`` has a new table::

    python make_collation.py collation.json

A character is left out if it is composed, or if it has another weight next to some other one.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pyuca

RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x2B0, 0x36F),
    (0x1E9E, 0x1E9E),
    (0x2010, 0x205E),
    (0x20AC, 0x20AC),
)
CONTEXT = "·"
"""What changes the weight of the letter before it: "l·"."""


def weights(collator: pyuca.Collator) -> Iterator[tuple[str, list[list[int]]]]:
    """Yields each character with its weights at the three levels."""
    for first, last in RANGES:
        for number in range(first, last + 1):
            char = chr(number)
            known = unicodedata.category(char) not in ("Cn", "Cc")
            if known and char not in CONTEXT and unicodedata.normalize("NFD", char) == char:
                found = collator.collation_elements(char)
                yield char, [[one[at] for one in found if one[at]] for at in range(3)]


def main(target: Path) -> None:
    """Writes the file."""
    table = dict(weights(pyuca.Collator()))
    target.write_text(json.dumps(table, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
