"""An actor that did not exist on the day of a brief."""

from __future__ import annotations

from dataclasses import dataclass

from archive.pages.parts import Chip


@dataclass(frozen=True, slots=True)
class Gone:
    """An actor that did not exist on the day of a brief: a sentence on it, and its successors."""

    text: str
    successors: tuple[Chip, ...]
