"""Shares compiled templates between the builds of a process, and of its forks.

Compiling them is a third of the time of a small build. A template whose text differs is compiled.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from types import CodeType
from unittest.mock import patch

from jinja2.bccache import BytecodeCache

from archive.mkdocs_adapter.serve_state import CompiledTemplates


def shared_templates() -> AbstractContextManager[object]:
    """Makes the builds of this process share what they compile, in the context."""
    return patch.multiple(CompiledTemplates, __init__=_initialize, get_cache_key=_key)


@cache
def _compiled() -> dict[str, tuple[str, CodeType]]:
    return {}


def _initialize(templates: CompiledTemplates) -> None:
    templates._compiled = _compiled()


def _key(templates: CompiledTemplates, name: str, filename: str | None = None) -> str:
    # Each site has a copy of the program: a template is named by its path in that.
    return BytecodeCache.get_cache_key(templates, name, (filename or "").rpartition("/hooks/")[2])
