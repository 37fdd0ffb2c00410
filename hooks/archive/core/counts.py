"""Counts in messages of lint and builds, which are English; pages use the catalogue."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Returns a number with its noun: "1 brief", "10,000 briefs"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
