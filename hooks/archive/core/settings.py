"""The archive's own settings: ``extra.archive`` in ``mkdocs.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from urllib.parse import urljoin

from archive.core.embeds import read_prefixes
from archive.core.model import Level, Place, Problem
from archive.core.names import nearest


@dataclass(frozen=True, slots=True)
class Settings:
    """What a maintainer may set, with its default.

    Attributes:
        briefs: Folder of the briefs, relative to ``mkdocs.yml``.
        registry: Folder of the site's own registry, relative to ``mkdocs.yml``.
        tagline: One sentence under the site's name on the home page.
        newest: How many of the newest briefs the home page shows.
        related: How many related briefs a brief shows at the most.
        pair_minimum: How many briefs two actors must share for a page of their own.
        pair_most: How many such pages one actor gets at the most, by shared briefs.
        link_mentions: Whether names of actors in prose link to their pages.
        workers: How many processes make pages; 0 for one a core.
        releases: How many earlier releases stay, for ``make rollback``.
        embeds: Beginnings of addresses on other sites that may be framed.
        search: ``pagefind``, or ``material`` for Material's own, which also works without a
            server and downloads the whole index.
    """

    briefs: str = "briefs"
    registry: str = "registry"
    tagline: str = ""
    newest: int = 8
    related: int = 5
    pair_minimum: int = 3
    pair_most: int = 8
    link_mentions: bool = True
    workers: int = 0
    releases: int = 1
    embeds: tuple[str, ...] = ()
    search: str = field(default="pagefind", metadata={"among": ("pagefind", "material", "none")})
    site_name: str = field(default="", metadata={"outside": True})
    site_url: str = field(default="", metadata={"outside": True})
    edit_base: str = field(default="", metadata={"outside": True})


def make_edit_base(repo_url: str | None, edit_uri: str | None, docs: str) -> str:
    """The Git host's address for editing a file, for paths relative to the project, or "".

    Args:
        repo_url: Address of the repository.
        edit_uri: What follows for a file below the folder of hand-written pages.
        docs: Name of that folder.
    """
    if not repo_url or not edit_uri:
        return ""
    base = urljoin(repo_url.rstrip("/") + "/", edit_uri)
    return base.rstrip("/").removesuffix(docs).rstrip("/")


def read_settings(
    given: object,
    path: str,
    *,
    site_name: str = "",
    site_url: str = "",
    edit_base: str = "",
) -> tuple[Settings, tuple[Problem, ...]]:
    """Judges the mapping under ``extra.archive``.

    Args:
        given: The value as the configuration's reader returned it; None stands for empty.
        path: The configuration file, for messages.
        site_name: Name of the site.
        site_url: Address of the published site, or "".
        edit_base: Address in the Git host to which a brief's path is added, or "".

    Returns:
        The settings, with defaults for what was wrong, and the problems.
    """
    place = Place(path)
    wanted: dict[str, type] = {
        item.name: type(item.default)
        for item in fields(Settings)
        if not item.metadata.get("outside")
    }
    defaults = Settings(site_name=site_name, site_url=site_url, edit_base=edit_base)
    if given is None:
        return defaults, ()
    if not isinstance(given, Mapping):
        hint = "write the settings as a mapping, one `key: value` a line"
        return defaults, (Problem(place, Level.ERROR, "extra.archive is not a mapping", "", hint),)
    among = {item.name: item.metadata.get("among", ()) for item in fields(Settings)}
    problems: list[Problem] = []
    values: dict[str, object] = {}
    for key, value in given.items():
        if key not in wanted:
            message = f'unknown setting "{key}" in extra.archive'
            problems.append(Problem(place, Level.ERROR, message, nearest(str(key), wanted)))
            continue
        if key == "embeds":
            values[key], wrong = read_prefixes([] if value is None else value)
            problems += [_no_prefix(place, one) for one in wrong]
            continue
        if type(value) is not wanted[key] or (type(value) is int and value < 0):
            what = {str: "a text", int: "a whole number", bool: "true or false"}[wanted[key]]
            message = f"extra.archive.{key} must be {what}, not {value!r}"
            problems.append(Problem(place, Level.ERROR, message))
            continue
        if among[key] and value not in among[key]:
            message = f'extra.archive.{key} must be {" or ".join(among[key])}, not "{value}"'
            problems.append(Problem(place, Level.ERROR, message, nearest(str(value), among[key])))
            continue
        values[key] = value
    chosen = Settings(
        **values,  # type: ignore[arg-type]  # each was just compared with its default's type
        site_name=site_name,
        site_url=site_url,
        edit_base=edit_base,
    )
    return chosen, tuple(problems)


def _no_prefix(place: Place, given: object) -> Problem:
    message = (
        f"extra.archive.embeds: {given!r} is not how an address that may be framed begins"
    )
    hint = "write https://, the host, and / at the least: https://maps.example.org/embed/"
    return Problem(place, Level.ERROR, message, "", hint)
