"""What the code of a problem stands for."""

from __future__ import annotations

from collections.abc import Mapping

PROBLEM_CODES: Mapping[str, str] = {
    "file": "A file that cannot or must not be read or published",
    "text": "Bytes or characters that do not belong in a text",
    "syntax": "Front matter or a registry file that is not written as YAML asks",
    "key": "A key that is unknown, missing or empty",
    "value": "A value that its key does not allow",
    "unknown-name": "A name that the registry does not know",
    "repeated-name": "A name that means what another one of the list means",
    "address": "An address that two pages claim, or that cannot be",
    "registry": "Entries of the registry that contradict each other",
}
"""Code of a problem → what it is, in the order in which they can be met."""
