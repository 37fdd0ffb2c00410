"""Reads and validates the archive's own settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from archive.core.colours import read_colours
from archive.core.declarations import invalid
from archive.core.embeds import read_prefixes
from archive.core.git_host import COMMIT
from archive.core.licences import LICENCE_HINT, canonical_licence, likely_licence
from archive.core.model import Level, Place, Problem
from archive.core.names import nearest
from archive.core.own_keys import read_own_keys
from archive.core.own_kinds import read_own_kinds, read_own_types
from archive.core.settings import OPENSEARCH, SETTINGS, Setting, Settings
from archive.lib.web_address import is_web_address

_SERVER = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~%-]+)+")

_ORIGIN = re.compile(r"https://[\w.-]+(?::\d+)?/?")
_CMS = ("sign_in", "app_id", "review")
"""The options of ``cms``."""

_DECLARED: Mapping[str, Callable[[object, Place], tuple[tuple[Any, ...], tuple[Problem, ...]]]] = {
    "metadata": read_own_keys,
    "organization_types": read_own_types,
    "kinds": read_own_kinds,
    "colours": read_colours,
}
"""Setting by which a site declares something of its own → what reads it."""


def read_settings(
    given: object,
    path: str,
    *,
    site_name: str = "",
    site_url: str = "",
    repo_url: str = "",
    edit_base: str = "",
) -> tuple[Settings, tuple[Problem, ...]]:
    """Validates the mapping under ``extra.archive``.

    Args:
        given: The value as read from the configuration; None if it is empty.
        path: The configuration file, for messages.
        site_name: Name of the site.
        site_url: Address of the published site, or "".
        repo_url: Address of the repository, or "".
        edit_base: Address in the Git host to which a brief's path is added, or "".

    Returns:
        The settings, with defaults in place of invalid values, and the problems.
    """
    place = Place(path)
    defaults = Settings(
        site_name=site_name, site_url=site_url, repo_url=repo_url, edit_base=edit_base
    )
    if given is None:
        return defaults, ()
    if not isinstance(given, Mapping):
        hint = "write the settings as a mapping, one `key: value` a line"
        return defaults, (Problem(place, Level.ERROR, "extra.archive is not a mapping", "", hint),)
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key in SETTINGS:
            found, wrong = _read(key, value, SETTINGS[key], place)
            values |= found
            problems += wrong
        else:
            message = f'unknown setting "{key}" in extra.archive'
            problems.append(Problem(place, Level.ERROR, message, nearest(str(key), SETTINGS)))
    settings = replace(defaults, **values)
    return settings, (*problems, *_shared_facets(settings, place))


def _shared_facets(settings: Settings, place: Place) -> Iterator[Problem]:
    """Yields an error for each kind whose facet would have the name of a key's facet."""
    taken = {key.name for key in settings.metadata if key.facet}
    for kind in settings.kinds:
        if kind.name in taken:
            message = "extra.archive.metadata has a facet of this name"
            yield invalid("kinds", kind.name, message, place, hint="choose another name")


def _read(
    key: str, value: object, setting: Setting, place: Place
) -> tuple[Mapping[str, Any], Iterable[Problem]]:
    """Returns the valid values that a setting gives to fields of ``Settings``, and the problems."""
    match key, value:
        case "embeds", _:
            found, wrong = read_prefixes([] if value is None else value)
            return {key: found}, [_invalid_prefix(place, one) for one in wrong]
        case _ if key in _DECLARED:
            declared, faults = _DECLARED[key](value, place)
            return {key: declared}, faults
        case "search", Mapping():
            if address := _server_address(value):
                return {"search": OPENSEARCH, "search_url": address}, ()
            return {}, (_invalid_server(place, value),)
        case "cms", Mapping():
            return _cms(place, value)
        case "licence", str() if value:
            return _licence(place, value)
        case "commit_url", str() if value:
            return _commit_url(place, value)
        case _, list() if isinstance(setting.default, tuple) and all(
            isinstance(one, str) and one for one in value
        ):
            return _strings(key, tuple(value), setting, place)
    return _plain(key, value, setting, place)


def _plain(
    key: str, value: object, setting: Setting, place: Place
) -> tuple[Mapping[str, Any], Iterable[Problem]]:
    if not setting.allows(value):
        message = f"extra.archive.{key} must be {setting.shape()}, not {value!r}"
        return {}, (Problem(place, Level.ERROR, message),)
    if setting.choices and value not in setting.choices:
        message = f'extra.archive.{key} must be {setting.shape()}, not "{value}"'
        near = nearest(str(value), setting.choices)
        return {}, (Problem(place, Level.ERROR, message, near),)
    return {key: value}, ()


def _strings(
    key: str, values: tuple[str, ...], setting: Setting, place: Place
) -> tuple[Mapping[str, Any], Iterable[Problem]]:
    unknown = [one for one in values if setting.choices and one not in setting.choices]
    if not unknown:
        return {key: values}, ()
    message = f'extra.archive.{key} must be {setting.shape()}, not "{unknown[0]}"'
    near = nearest(unknown[0], setting.choices)
    return {}, (Problem(place, Level.ERROR, message, near),)


def _invalid_prefix(place: Place, given: object) -> Problem:
    message = f"extra.archive.embeds: {given!r} cannot be the beginning of an address"
    hint = "write https://, the host and at least a slash: https://maps.example.org/embed/"
    return Problem(place, Level.ERROR, message, "", hint)


def _cms(place: Place, given: Mapping[Any, Any]) -> tuple[Mapping[str, Any], Iterable[Problem]]:
    sign_in, app, review = (given.get(name) for name in _CMS)
    is_valid = (
        given
        and set(given) <= set(_CMS)
        and (sign_in is None or (isinstance(sign_in, str) and _ORIGIN.fullmatch(sign_in)))
        and (app is None or (isinstance(app, str) and app))
        and (review is None or isinstance(review, bool))
    )
    if not is_valid:
        message = f"extra.archive.cms must be {SETTINGS['cms'].shape()}, not {dict(given)!r}"
        return {}, (Problem(place, Level.ERROR, message),)
    values = {
        "cms_sign_in": (sign_in or "").rstrip("/"),
        "cms_app": app or "",
        "cms_review": review is not False,
    }
    return {"cms": True, **values}, ()


def _licence(place: Place, value: str) -> tuple[Mapping[str, Any], Iterable[Problem]]:
    known = value if value.startswith("https://") else canonical_licence(value)
    if known:
        return {"licence": known}, ()
    message = f'extra.archive.licence: "{value}" is not a known licence'
    return {}, (Problem(place, Level.ERROR, message, likely_licence(value), LICENCE_HINT),)


def _commit_url(place: Place, value: str) -> tuple[Mapping[str, Any], Iterable[Problem]]:
    if is_web_address(value) and COMMIT in value:
        return {"commit_url": value}, ()
    message = f'extra.archive.commit_url is not the address of a commit: "{value}"'
    hint = f"write an address with {COMMIT} for the hash: https://git.example.org/x/commit/{COMMIT}"
    return {}, (Problem(place, Level.ERROR, message, "", hint),)


def _server_address(given: Mapping[Any, Any]) -> str:
    """Returns the address of a search server's index, or "" if the setting is not valid."""
    address = given.get("url")
    is_server = set(given) == {"engine", "url"} and given["engine"] == OPENSEARCH
    plain = address.rstrip("/") if isinstance(address, str) else ""
    return plain if is_server and _SERVER.fullmatch(plain) else ""


def _invalid_server(place: Place, value: object) -> Problem:
    message = f"extra.archive.search names no search server that can be used: {value!r}"
    hint = f"write {{engine: {OPENSEARCH}, url: https://search.example.org/briefs}}"
    return Problem(place, Level.ERROR, message, "", hint)
