"""How a command ends: its exit status, and the error of a wrong use."""

from __future__ import annotations

CLEAN, PROBLEMS, FAILED = 0, 1, 2
"""Exit statuses: nothing wrong, something wrong, not checked."""


class UsageError(Exception):
    """What was asked cannot be done; the message says why."""
