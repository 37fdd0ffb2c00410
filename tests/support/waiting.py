"""Waits for another process: checks a limited number of times, then fails the test."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

ATTEMPTS = 1200
INTERVAL = 0.1
"""Seconds between two checks."""


def wait_until(read: Callable[[], T], is_expected: Callable[[T], object]) -> T:
    """Reads a value repeatedly, and returns it as soon as it is as expected.

    Raises:
        AssertionError: If it never is.
    """
    for _ in range(ATTEMPTS):
        if is_expected(value := read()):
            return value
        time.sleep(INTERVAL)
    raise AssertionError(f"the last value was: {str(value)[:2000]}")
