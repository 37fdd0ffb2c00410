"""Checks the files that the configuration names: the logo, style sheets, scripts, the navigation.

A missing one would be a broken link on every page; it is reported once, where it is named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from archive.core.model import Level, Place, Problem
from archive.core.names import nearest
from archive.core.urls import archive_entry
from archive.read.files import find_files

_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|#")


def check_configured_files(
    values: Mapping[str, object],
    path: str,
    text: str,
    docs: Path,
    theme: Iterable[Path],
    entries: Collection[str] = (),
) -> Iterator[Problem]:
    """Yields an error for each file that the configuration names and that does not exist.

    Args:
        values: ``nav``, ``logo``, ``favicon``, ``extra_css`` and ``extra_javascript``, those that
            are set.
        path: The configuration file, for messages.
        text: The content of that file.
        docs: The folder of hand-written pages.
        theme: Other folders that files may come from.
        entries: The addresses of the archive that ``nav`` may name, such as ``countries/``.
    """
    folders = (docs, *theme)
    for setting, value in values.items():
        for name in _names(value):
            file = re.split(r"[?#]", name, maxsplit=1)[0]
            if not file or _ELSEWHERE.match(file) or archive_entry(file) in entries:
                continue
            if file.endswith("/") and (setting != "nav" or (docs / file).is_dir()):
                continue
            where = (docs,) if setting == "nav" else folders
            if any((folder / file).is_file() for folder in where):
                continue
            message = f'{setting} names "{name}", which does not exist in {docs.name}/'
            hint = "correct the name, or delete the entry"
            place = _find(name, path, text)
            near = nearest(file, entries) if file.endswith("/") else _near(file, docs)
            yield Problem(place, Level.ERROR, message, near, hint, "file")


@dataclass(frozen=True, slots=True)
class ConfiguredAddresses:
    """The addresses that a configuration names.

    Attributes:
        values: ``nav`` and ``extra.homepage``, those that are set.
        path: The configuration file, for messages.
        text: The content of that file.
        root: Path of the published site on its host: ``/`` or ``/archive/``.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    path: str = ""
    text: str = ""
    root: str = "/"

    @property
    def any_here(self) -> bool:
        """Whether any is an address within the site."""
        return any(_is_here(name) for value in self.values.values() for name in _names(value))


def check_configured_addresses(
    named: ConfiguredAddresses, urls: Container[str]
) -> Iterator[Problem]:
    """Yields an error for each address in the configuration that is no page of the site.

    Each would be a broken link on every page. Only addresses that begin with a slash are checked.

    Args:
        named: The addresses.
        urls: The addresses of all pages, relative to the site.
    """
    for setting, value in named.values.items():
        for name in _names(value):
            address = unquote(re.split(r"[?#]", name, maxsplit=1)[0])
            inner = f"{address.rstrip('/')}/".removeprefix(named.root)
            if not _is_here(address) or inner.startswith("/") or "." in inner:
                continue  # another site, or a file
            if inner and inner not in urls:
                message = f'{setting} leads to "{name}", which is no page of this site'
                hint = "correct the address, or delete the entry"
                place = _find(name, named.path, named.text)
                yield Problem(place, Level.ERROR, message, "", hint, "address")


def _is_here(address: str) -> bool:
    return address.startswith("/") and not address.startswith("//")


def _names(value: object) -> Iterator[str]:
    """Yields the strings of a list or of sections of the navigation, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in [value["path"]] if "path" in value else value.values():
            yield from _names(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from _names(item)


def _near(file: str, docs: Path) -> str:
    suffix = Path(file).suffix
    if not suffix:
        return ""
    files, _ = find_files(docs.parent, docs.name, lambda name: name.endswith(suffix), hidden=(".",))
    return nearest(file, (one.path.removeprefix(f"{docs.name}/") for one in files))


def _find(name: str, path: str, text: str) -> Place:
    found = re.search(rf"(?m)^[^#\n]*?(?<![\w/.-]){re.escape(name)}(?![\w/.-])", text)
    if not found:
        return Place(path)
    at = found.end() - len(name)
    return Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
