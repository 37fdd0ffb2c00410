"""Reads the configuration of a site: the archive's settings, and all settings as plain data."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path

import mkdocs
from mkdocs.config.config_options import URL
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import PluginCollection
from mkdocs.theme import Theme

from archive.core.model import Problem
from archive.core.settings import Settings, make_edit_base
from archive.core.settings_file import read_settings
from archive.lib.digest import digest_file
from archive.lib.web_address import is_web_address

NOT_SHOWN = frozenset(
    {
        "config_file_path",
        "site_dir",
        "dev_addr",
        "remote_branch",
        "remote_name",
        "strict",
        "validation",
        "watch",
    }
)
"""Settings of MkDocs that no published file shows. All others are part of every cache key."""
OWN = "archive_"
"""Beginning of the keys under which builds keep their state in the configuration."""

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def with_site_url(config: MkDocsConfig) -> MkDocsConfig:
    """Sets the address of the site to that of the environment, if there is one.

    One configuration can then be published at several addresses: a fork's, a preview's.

    Raises:
        Abort: If it is not an address.
    """
    given = os.environ.get("SITE_URL", "").strip()
    if given:
        if not is_web_address(given):
            raise Abort(f'SITE_URL is not a web address: "{given}" (hint: https://…)')
        config.site_url = URL(is_dir=True).run_validation(given)
    return config


def archive_settings(config: MkDocsConfig) -> tuple[Settings, tuple[Problem, ...]]:
    """Reads the archive's own settings, and those of MkDocs that its pages show.

    Returns:
        The settings, with defaults in place of invalid values, and the problems.
    """
    settings, problems = read_settings(
        config.extra.get("archive"),
        Path(config.config_file_path).name,
        site_name=config.site_name,
        site_url=config.site_url or "",
        repo_url=config.repo_url or "",
        edit_base=make_edit_base(
            config.repo_url,
            config.edit_uri,
            Path(config.docs_dir).name,
            # MkDocs keeps it as an object that is not a string.
            str(config.edit_uri_template or ""),
        ),
    )
    if os.environ.get("ARCHIVE_SEARCH_EXPORT"):
        settings = replace(settings, search_export=True)
    return settings, problems


def all_settings(config: MkDocsConfig) -> list[str]:
    """Returns every setting with its resolved value, as text.

    Values that come from ``!ENV``, from an inherited file or from a default are included, as are
    the options of the theme, of plugins and of Markdown extensions, and the contents of hooks.
    Paths in the project are relative to it, so that another clone has the same settings.
    """
    return _settings(config, frozenset())


def shown_settings(config: MkDocsConfig) -> list[str]:
    """Returns every setting that a published file may show; see ``all_settings``.

    The archive's own settings are not included: ``archive.core.settings`` has them.
    """
    return _settings(config, NOT_SHOWN)


def _settings(config: MkDocsConfig, hidden: Set[str]) -> list[str]:
    root = Path(config.config_file_path).parent
    said = [f"{mkdocs.__name__} {mkdocs.__version__}"]
    for name in sorted(config):
        if name in hidden or name.startswith(OWN):
            continue
        value = config[name]
        if name == "extra" and hidden:
            value = {key: one for key, one in value.items() if key != "archive"}
        if name == "hooks":
            files = {name: root / name for name in value}
            value = {name: digest_file(file) for name, file in files.items() if file.is_file()}
        said.append(f"{name}: {''.join(_plain(value, str(root)))}")
    return said


def _plain(value: object, root: str) -> Iterator[str]:
    """Yields a value piece by piece, so that equal values give equal text in every process."""
    match value:
        case str() if value == root or value.startswith(root + os.sep):
            yield f"in the project: {value[len(root) :]!r}"
        case Theme():
            # The folders of packages are omitted: their versions are part of every cache key.
            own = {"theme name": value.name, "theme pages": value.static_templates}
            yield from _plain({**value, **own, "theme folder": value.custom_dir}, root)
        case PluginCollection():
            options = {name: getattr(plugin, "config", None) for name, plugin in value.items()}
            yield from _plain(options, root)
        case Mapping():
            # The order is kept, because it may show.
            yield f"{len(value)} keys: "
            for key, one in value.items():
                yield f"{key!r}: "
                yield from _plain(one, root)
                yield ", "
        case list() | tuple():
            yield f"{len(value)} values: "
            for one in value:
                yield from _plain(one, root)
                yield ", "
        case set() | frozenset():
            yield from _plain(sorted(map(str, value)), root)
        case os.PathLike():
            yield f"{type(value).__name__} "
            yield from _plain(_path(value), root)
        case _:
            # The repr of a function (`!!python/name:`) contains its memory address.
            yield _ADDRESS.sub("", repr(value))


def _path(value: os.PathLike[str]) -> str:
    try:
        return os.fspath(value)
    except ConfigurationError:  # `!relative`: the folder of the page that is rendered
        return ""
