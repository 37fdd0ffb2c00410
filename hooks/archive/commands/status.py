"""How a command ends: exit statuses, and the error for wrong usage."""

from __future__ import annotations

CLEAN, PROBLEMS, FAILED = 0, 1, 2
"""Exit statuses: no problems, problems, nothing checked."""


class UsageError(Exception):
    """The command cannot be carried out; the message says why."""
