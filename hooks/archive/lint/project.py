"""Reads a project from its configuration file, without MkDocs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from pathspec import GitIgnoreSpec
from yaml_env_tag import construct_env_tag

from archive.core.catalogue import SOURCE
from archive.core.model import Level, Place, Problem
from archive.core.settings import Settings
from archive.core.settings_file import read_settings
from archive.core.site_kinds import menu_entries
from archive.lib.web_address import is_web_address
from archive.prose.configured_files import ConfiguredAddresses, check_configured_files
from archive.prose.docs_pages import HOME, check_configuration, find_docs_pages, relative
from archive.read.files import read_bounded
from archive.read.text import normalize_newlines
from archive.read.translations import find_catalogue

CONFIGURATIONS = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
"""Default configuration files. MkDocs tries the first two, ProperDocs all."""

_BUILT_IN = ("toc", "tables", "fenced_code")
"""The Markdown extensions that MkDocs always uses."""


class ConfigurationError(Exception):
    """There is no configuration file; the message says where it was expected."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folder and settings.

    Attributes:
        root: The folder of the configuration file.
        settings: The archive's own settings.
        problems: The problems of the settings.
        docs: The folder of hand-written pages, relative to the project.
        docs_pages: Hand-written pages: path relative to the project → address.
        home: The file that gives the text of the home page, relative to the project, or "".
        site: The published folder, relative to the project.
        extensions: The Markdown extensions.
        extension_configs: Their settings.
        excluded: The patterns of hand-written pages that are not published.
        theme: The folders of the theme.
        addresses: The addresses that the configuration names.
        language: The language of the site.
        site_url: Its address, or "".
        repo_url: The address of the repository, or "".
        unsaved: Path → content that an editor has not saved, in place of the file's.
    """

    root: Path
    settings: Settings
    problems: tuple[Problem, ...]
    docs: str = "docs"
    docs_pages: Mapping[str, str] = field(default_factory=dict)
    site: str = "site"
    extensions: tuple[str, ...] = ()
    extension_configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    excluded: str = ""
    theme: tuple[Path, ...] = ()
    addresses: ConfiguredAddresses = field(default_factory=ConfiguredAddresses)
    language: str = SOURCE
    home: str = ""
    site_url: str = ""
    repo_url: str = ""
    unsaved: Mapping[str, bytes] = field(default_factory=dict)

    def text_of(self, path: str) -> str:
        """Returns the text of a file with line feeds as line ends; "" if it cannot be read."""
        data = self.unsaved.get(path)
        if data is None:
            data, _ = read_bounded(self.root / path, path)
        return normalize_newlines((data or b"").decode("utf-8", "replace"))

    @property
    def linking(self) -> Mapping[str, str]:
        """The hand-written files whose links are checked: path → address of their page."""
        return {**self.docs_pages, self.home: ""} if self.home else self.docs_pages

    @property
    def published_docs(self) -> dict[str, str]:
        """The hand-written pages that ``exclude_docs`` does not leave out.

        Source: MkDocs' documentation: patterns as in ``.gitignore``, relative to ``docs_dir``.
        """
        pattern = GitIgnoreSpec.from_lines(self.excluded.splitlines())
        return {
            path: url
            for path, url in self.docs_pages.items()
            if not pattern.match_file(path.removeprefix(f"{self.docs}/"))
        }


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads MkDocs' configuration. Tags other than ``!ENV`` name code: each becomes None here.

    Source: MkDocs' documentation, "Configuration", "Environment Variables".
    """


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)
_Loader.add_constructor("!ENV", construct_env_tag)


def find_configuration(root: Path) -> Path:
    """Returns the configuration file of a folder.

    Raises:
        ConfigurationError: If there is none.
    """
    for name in CONFIGURATIONS:
        if (root / name).is_file():
            return root / name
    raise ConfigurationError(
        f"there is neither mkdocs.yml nor properdocs.yml in {root}"
        " (hint: name another file with --config-file)"
    )


def read_project(root: Path, configuration: Path | None = None) -> Project:
    """Reads the configuration of a project.

    Args:
        root: The project's folder.
        configuration: Its file, or None for the first of ``CONFIGURATIONS`` that exists.

    Raises:
        ConfigurationError: If there is no such file.
        OSError: If it cannot be read.
    """
    file = configuration or find_configuration(root)
    if not file.is_file():
        raise ConfigurationError(f"{file} does not exist")
    try:
        values, text = _load(file, ())
    except _UnreadableError as error:
        return Project(root, Settings(), (error.problem,))
    extra = values.get("extra")
    given = extra.get("archive") if isinstance(extra, dict) else None
    settings, problems = read_settings(given, file.name)
    docs = values.get("docs_dir")
    docs = relative(root / docs, root) if isinstance(docs, str) else "docs"
    site = values.get("site_dir")
    extensions = values.get("markdown_extensions")
    names = _names(extensions) if isinstance(extensions, list) else ()
    in_folders = values.get("use_directory_urls") is not False
    refused = tuple(check_configuration(names, file.name, text, in_folders=in_folders))
    theme = values.get("theme")
    options = theme if isinstance(theme, dict) else {}
    folders = _theme_folders(options, file)
    missing = _missing_files(values, options, file, text, docs, folders, menu_entries(settings))
    language = theme.get("language", SOURCE) if isinstance(theme, dict) else SOURCE
    _, untranslated = find_catalogue(language, file.name, text)
    site_url, misspelt = _site_url(values, file.name)
    return Project(
        root,
        settings,
        (*problems, *refused, *untranslated, *misspelt, *missing),
        docs,
        find_docs_pages(root, docs),
        site if isinstance(site, str) else "site",
        *_flavour(extensions),
        excluded if isinstance(excluded := values.get("exclude_docs"), str) else "",
        folders,
        _addresses(values, file.name, text, site_url),
        str(language),
        f"{docs}/{HOME}" if (root / docs / HOME).is_file() else "",
        site_url,
        _string(values.get("repo_url")),
    )


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _site_url(values: Mapping[str, Any], path: str) -> tuple[str, tuple[Problem, ...]]:
    """Returns the address of the site, or "" and an error if it is not an address."""
    given = _string(values.get("site_url"))
    if not given or is_web_address(given):
        return given, ()
    message = f'site_url is not a web address: "{given}"'
    hint = "begin with https://"
    return "", (Problem(Place(path), Level.ERROR, message, hint=hint, code="address"),)


def _addresses(
    values: Mapping[str, Any], path: str, text: str, site_url: str
) -> ConfiguredAddresses:
    extra = values.get("extra")
    homepage = extra.get("homepage") if isinstance(extra, dict) else None
    named = {"nav": values.get("nav") or [], "extra.homepage": homepage or ()}
    root = urlsplit(site_url).path.rstrip("/")
    return ConfiguredAddresses(named, path, text, f"{root}/")


def _flavour(extensions: object) -> tuple[tuple[str, ...], Mapping[str, Mapping[str, Any]]]:
    """Returns the Markdown extensions that MkDocs would use, and their settings."""
    configs: dict[str, Mapping[str, Any]] = {}
    names = [*_BUILT_IN]
    for one in extensions if isinstance(extensions, list) else ():
        if isinstance(one, dict):
            configs.update({str(name): value for name, value in one.items() if value})
        names += map(str, one) if isinstance(one, dict) else (str(one),)
    return tuple(dict.fromkeys(names)), configs


def _theme_folders(theme: Mapping[str, Any], file: Path) -> tuple[Path, ...]:
    """Returns the folders of the theme; its package is found without loading it."""
    folders = [file.parent / str(theme["custom_dir"])] if "custom_dir" in theme else []
    if (spec := find_spec("material")) and spec.submodule_search_locations:
        folders.append(Path(spec.submodule_search_locations[0]) / "templates")
    return tuple(folders)


def _missing_files(
    values: Mapping[str, Any],
    theme: Mapping[str, Any],
    file: Path,
    text: str,
    docs: str,
    folders: Iterable[Path],
    entries: Collection[str],
) -> Iterator[Problem]:
    """Yields an error for each file that the configuration names and that does not exist."""
    named = {
        **{key: values[key] for key in ("nav", "extra_css", "extra_javascript") if key in values},
        **{key: theme[key] for key in ("logo", "favicon") if key in theme},
    }
    return check_configured_files(named, file.name, text, file.parent / docs, folders, entries)


class _UnreadableError(Exception):
    """A configuration cannot be read; it has the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def _load(file: Path, heirs: tuple[Path, ...]) -> tuple[dict[str, Any], str]:
    """Reads a file and those that it inherits from; returns the values and the file's own text.

    Source: MkDocs' documentation, "Configuration Inheritance": ``INHERIT`` names a file relative to
    this one; mappings are merged, all other values are replaced.
    """
    data = file.read_bytes()
    try:
        loaded = yaml.load(data, _Loader)  # a safe loader
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(file.name, *((mark.line + 1, mark.column + 1) if mark else ()))
        message = f"cannot be read: {getattr(error, 'problem', None) or error}"
        raise _UnreadableError(Problem(place, Level.ERROR, message)) from None
    values: dict[str, Any] = loaded if isinstance(loaded, dict) else {}
    parent = values.get("INHERIT")
    if isinstance(parent, str):
        inherited = file.parent / parent
        seen = (*heirs, file.resolve())
        if inherited.resolve() in seen or not inherited.is_file():
            message = f"inherits from {parent}, which " + (
                "inherits from it" if inherited.is_file() else "does not exist"
            )
            raise _UnreadableError(Problem(Place(file.name), Level.ERROR, message))
        values = _merged(_load(inherited, seen)[0], values)
    return values, data.decode("utf-8", "replace")


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = {**base, **over}
    for key in base.keys() & over.keys():
        if isinstance(base[key], dict) and isinstance(over[key], dict):
            merged[key] = _merged(base[key], over[key])
    return merged


def _names(extensions: Iterable[object]) -> Iterator[str]:
    """Yields the names of Markdown extensions: strings, or keys of mappings to their settings."""
    for one in extensions:
        yield from map(str, one) if isinstance(one, dict) else (str(one),)
