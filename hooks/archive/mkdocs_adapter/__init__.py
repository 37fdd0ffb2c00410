"""The archive as a site of MkDocs: the only part of the program that knows MkDocs.

Its modules are loaded when they are first asked for (PEP 562): a build that has nothing to do is
over before most of the program would have been read.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.mkdocs_adapter import events, problems, session, up_to_date

__all__ = ["events", "problems", "session", "up_to_date"]


def __getattr__(name: str) -> ModuleType:
    """Loads a module of the package."""
    if name not in __all__:
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
