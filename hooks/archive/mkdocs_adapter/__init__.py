"""Connects the archive to MkDocs; the only folder that imports MkDocs.

Its modules are loaded on first use (PEP 562), so that a build with nothing to do ends before most
of the program is loaded.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.mkdocs_adapter import again, events, language, session, up_to_date

__all__ = ["again", "events", "language", "session", "up_to_date"]


def __getattr__(name: str) -> ModuleType:
    """Loads a module of the package."""
    if name not in __all__:
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
