"""Shares compiled templates and lists of files between the builds of a process and its forks.

They take much of the time of a small build. A template whose text differs is compiled; folders of a
project are listed each time.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from functools import cache
from types import CodeType
from unittest.mock import patch

from jinja2 import Environment, FileSystemLoader
from jinja2.bccache import BytecodeCache
from mkdocs.theme import Theme

from archive.mkdocs_adapter.serve_state import CompiledTemplates

_list_templates = FileSystemLoader.list_templates
_get_env = Theme.get_env


def shared_templates() -> AbstractContextManager[object]:
    """Makes the builds of this process share what they compile and list, in the context."""
    with ExitStack() as patches:
        patches.enter_context(
            patch.multiple(CompiledTemplates, __init__=_initialize, get_cache_key=_key)
        )
        patches.enter_context(patch.object(FileSystemLoader, "list_templates", _list))
        patches.enter_context(patch.object(Theme, "get_env", _environment))
        return patches.pop_all()


@cache
def _compiled() -> dict[str, tuple[str, CodeType]]:
    return {}


def _initialize(templates: CompiledTemplates) -> None:
    templates._compiled = _compiled()


def _key(templates: CompiledTemplates, name: str, filename: str | None = None) -> str:
    # Each site has a copy of the program: a template is named by its path in that.
    return BytecodeCache.get_cache_key(templates, name, (filename or "").rpartition("/hooks/")[2])


def _list(loader: FileSystemLoader) -> list[str]:
    # MkDocs skips names that begin with a dot: Material's 14,000 icons.
    names: set[str] = set()
    for folder in loader.searchpath:
        installed = "site-packages" in str(folder)
        names.update((_installed if installed else _names)(str(folder)))
    return sorted(names)


@cache
def _installed(folder: str) -> tuple[str, ...]:
    return _names(folder)


def _names(folder: str) -> tuple[str, ...]:
    names = _list_templates(FileSystemLoader(folder))
    return tuple(name for name in names if not name.startswith("."))


def _environment(theme: Theme) -> Environment:
    environment = _get_env(theme)
    environment.bytecode_cache = CompiledTemplates()
    return environment
