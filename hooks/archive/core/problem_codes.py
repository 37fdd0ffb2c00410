"""The codes of problems."""

from __future__ import annotations

from collections.abc import Mapping

EXTENDED = "extended"
UNREGISTERED = "unregistered"
QUIET = frozenset({EXTENDED, UNREGISTERED})
"""The codes of notices that only ``lint -v`` shows."""

PROBLEM_CODES: Mapping[str, str] = {
    "file": "A file that cannot or must not be read or published",
    "text": "Bytes or characters that do not belong in text",
    "placeholder": "The text of a new brief, which nobody has replaced yet",
    "syntax": "Front matter or a registry file that is not valid YAML",
    "key": "A key that is unknown, missing or empty",
    "held-back": "A key that holds a page back in another system, but not here",
    "value": "A value that its key does not allow",
    "unknown-name": "A name that the registry does not know",
    "repeated-name": "A name that means the same as another name in its list",
    "address": "An address that is invalid, or that two pages claim",
    "disagreement": "A relation that the registry states differently",
    "validity": "An actor that did not exist on the day of the brief",
    "registry": "Entries of the registry that contradict each other",
    "translation": "A translation of the interface that is incomplete",
    EXTENDED: "An entry that extends or replaces a built-in one",
    UNREGISTERED: "A topic that is not in the registry",
}
"""Code of a problem → its meaning, in the order in which problems are found."""
