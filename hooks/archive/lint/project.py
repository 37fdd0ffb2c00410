"""A project as its configuration file describes it, read without MkDocs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from archive.core.catalogue import SOURCE
from archive.core.model import Level, Place, Problem
from archive.core.settings import Settings, read_settings
from archive.prose.docs_pages import check_configuration, find_docs_pages, relative
from archive.read.translations import find_catalogue

CONFIGURATION = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folder and settings.

    Attributes:
        root: The folder that holds ``mkdocs.yml``.
        settings: The archive's own settings.
        problems: What is wrong with them.
        docs: The folder of hand-written pages, relative to the project.
        written: Hand-written pages: path relative to the project → address.
    """

    root: Path
    settings: Settings
    problems: tuple[Problem, ...]
    docs: str = "docs"
    written: Mapping[str, str] = field(default_factory=dict)


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
        return Project(root, Settings(), (Problem(place, Level.ERROR, message),))
    configuration: dict[str, Any] = loaded if isinstance(loaded, dict) else {}
    extra = configuration.get("extra")
    given = extra.get("archive") if isinstance(extra, dict) else None
    settings, problems = read_settings(given, CONFIGURATION)
    docs = configuration.get("docs_dir")
    docs = relative(root / docs, root) if isinstance(docs, str) else "docs"
    extensions = configuration.get("markdown_extensions")
    names = _names(extensions) if isinstance(extensions, list) else ()
    lines = text.decode("utf-8", "replace")
    in_folders = configuration.get("use_directory_urls") is not False
    refused = tuple(check_configuration(names, CONFIGURATION, lines, in_folders=in_folders))
    theme = configuration.get("theme")
    language = theme.get("language", SOURCE) if isinstance(theme, dict) else SOURCE
    _, untranslated = find_catalogue(language, CONFIGURATION, lines)
    found = (*problems, *refused, *untranslated)
    return Project(root, settings, found, docs, find_docs_pages(root, docs))


def _names(extensions: Iterable[object]) -> Iterator[str]:
    """The names of Markdown extensions, each by itself or as the key of its settings."""
    for one in extensions:
        yield from map(str, one) if isinstance(one, dict) else (str(one),)
