"""A project as its configuration file describes it, read without MkDocs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from archive.model import Level, Place, Problem
from archive.settings import Settings, read_settings

CONFIGURATION = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folder and settings.

    Attributes:
        root: The folder that holds ``mkdocs.yml``.
        settings: The archive's own settings.
        problems: What is wrong with them.
        written: Hand-written pages: path relative to the project → address.
    """

    root: Path
    settings: Settings
    problems: tuple[Problem, ...]
    written: Mapping[str, str]


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads MkDocs' configuration, in which tags name code: each stands for nothing here."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read_project(root: Path) -> Project:
    """Reads the configuration of a project.

    Args:
        root: The folder that holds ``mkdocs.yml``.

    Raises:
        OSError: If there is no such file.
    """
    text = (root / CONFIGURATION).read_bytes()
    try:
        loaded = yaml.load(text, _Loader)  # a safe loader
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(CONFIGURATION, *((mark.line + 1, mark.column + 1) if mark else ()))
        message = f"cannot be read: {getattr(error, 'problem', None) or error}"
        return Project(root, Settings(), (Problem(place, Level.ERROR, message),), {})
    configuration: dict[str, Any] = loaded if isinstance(loaded, dict) else {}
    extra = configuration.get("extra")
    given = extra.get("archive") if isinstance(extra, dict) else None
    settings, problems = read_settings(given, CONFIGURATION)
    docs = configuration.get("docs_dir")
    return Project(
        root, settings, problems, _written(root, docs if isinstance(docs, str) else "docs")
    )


def _written(root: Path, docs: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((root / docs).rglob("*.md")):
        if path.is_file():
            inner = path.relative_to(root / docs).with_suffix("").as_posix()
            url = "" if inner == "index" else inner.removesuffix("/index") + "/"
            found[path.relative_to(root).as_posix()] = url
    return found
