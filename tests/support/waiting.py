"""Waits for another process: checks a limited number of times, then fails the test."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

LOOKS = 1200
BETWEEN = 0.1
"""Seconds between two checks."""


def wait_until(look: Callable[[], T], wanted: Callable[[T], object]) -> T:
    """Checks repeatedly, and returns the value as soon as it is as expected.

    Raises:
        AssertionError: If it never is.
    """
    for _ in range(LOOKS):
        if wanted(seen := look()):
            return seen
        time.sleep(BETWEEN)
    raise AssertionError(f"seen to the end: {str(seen)[:2000]}")
