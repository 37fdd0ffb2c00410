"""Waiting for what another process does: by a number of looks, after which the test fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

LOOKS = 1200
BETWEEN = 0.1
"""Seconds between two looks."""


def wait_until(look: Callable[[], T], wanted: Callable[[T], object]) -> T:
    """Looks again and again, and returns what is seen as soon as it is as wanted.

    Raises:
        AssertionError: If it never is.
    """
    for _ in range(LOOKS):
        if wanted(seen := look()):
            return seen
        time.sleep(BETWEEN)
    raise AssertionError(f"seen to the end: {str(seen)[:2000]}")
