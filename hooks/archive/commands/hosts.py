"""Finds the host that an option names."""

from __future__ import annotations

from archive.commands.status import UsageError
from archive.core.names import nearest
from archive.publish.hosts import HOSTS


def host_named(name: str, command: str) -> str:
    """Returns the name of a host, one of ``HOSTS``.

    Args:
        name: The name as given, or "".
        command: The command of ``make``, for the hint.

    Raises:
        UsageError: If there is no such host.
    """
    if name in HOSTS:
        return name
    known = ", ".join(HOSTS)
    if not name:
        raise UsageError(f"no host is named (hint: make {command} HOST=…, one of: {known})")
    near = nearest(name, HOSTS)
    said = f' — did you mean "{near}"?' if near else ""
    raise UsageError(f'"{name}" is not a known host{said} (hint: choose one of: {known})')
