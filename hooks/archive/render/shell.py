"""The shell of a site's pages: head, header and footer, rendered once for many pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from archive.lib.digest import digest
from archive.lib.third_party import UnknownFormatError

SLOTS = ("title", "description", "canonical", "head", "kind", "article")
"""The parts of a shell that differ between pages."""

OPTIONAL = frozenset({"canonical"})
"""Slots that a shell may lack: a site without an address of its own has no canonical ones."""

_MARK = re.compile("\ue000([a-z]+)\ue001")


def mark(slot: str) -> str:
    """Returns the placeholder of a slot in a shell, with characters that no text of a site has."""
    return f"\ue000{slot}\ue001"


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered page taken apart at its slots: fixed texts at even places, slots at odd ones.

    Attributes:
        pieces: Texts and names of slots, in turn.
        digest: Hash of the pieces.
    """

    pieces: tuple[str, ...]
    digest: str = ""

    def fill(self, values: Mapping[str, str]) -> str:
        """Returns a page.

        Args:
            values: The HTML of each slot; text must already be escaped.

        Raises:
            KeyError: If a slot has no value.
        """
        pieces = list(self.pieces)
        for at in range(1, len(pieces), 2):
            pieces[at] = values[pieces[at]]
        return "".join(pieces)


def make_shell(rendered: str) -> Shell:
    """Takes a rendered page apart.

    Args:
        rendered: A page with ``mark(slot)`` in place of each slot.

    Raises:
        UnknownFormatError: If a slot is missing: the theme's template leaves it out.
    """
    pieces = tuple(_MARK.split(rendered))
    missing = set(SLOTS) - OPTIONAL - set(pieces[1::2])
    if missing:
        what = f"the theme's page has no slot for: {', '.join(sorted(missing))}"
        raise UnknownFormatError(what, "mkdocs-material")
    return Shell(pieces, digest(pieces))


def shell_key(url: str) -> tuple[int, str]:
    """Returns the key of a page's shell: pages of one depth and section share a shell."""
    return url.count("/"), url.partition("/")[0]
