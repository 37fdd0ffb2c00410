"""Asks on the terminal for values that the options of a command do not give."""

from __future__ import annotations

import sys

from archive.commands.status import UsageError


def has_terminal() -> bool:
    """Returns whether questions can be asked."""
    return sys.stdin.isatty()


def ask(what: str, option: str) -> str:
    """Returns the answer to a question.

    Args:
        what: The question, without a colon.
        option: The option that gives the value where there is no terminal.

    Raises:
        UsageError: If there is no terminal.
    """
    if not has_terminal():
        raise UsageError(f"there is no terminal for questions; give {option}")
    return input(f"{what}: ")
