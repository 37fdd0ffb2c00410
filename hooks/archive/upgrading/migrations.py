"""What a new version changes in a fork's own settings and registry, version by version.

A migration changes text, so that comments and order stay, and says what it did. Running it again
changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import yaml
from packaging.version import Version

MAINTAINERS_PAGES = ("/development/", "/hosting.md", "/publishing.md")
"""Pages of the program that are not for readers, as ``exclude_docs`` has them."""
_EXCLUDED = re.compile(
    r"^exclude_docs:[ \t]*\|[-+]?[ \t]*\n(?P<lines>(?:[ \t]+\S.*\n|[ \t]*\n)*)", re.MULTILINE
)
_ANY_EXCLUDED = re.compile(r"^exclude_docs:", re.MULTILINE)
_SHIPPED_NAV = re.compile(r"^  - (?:Write: write|Reference: reference)\.md[ \t]*\n", re.MULTILINE)
_EMPTY_NAV = re.compile(r"^nav:[ \t]*\n(?!(?:[ \t]*#.*\n)*[ \t]*-)", re.MULTILINE)
_ARCHIVE = re.compile(r"^extra:[ \t]*\n(?:(?:[ \t]+.*)?\n)*?  archive:[ \t]*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fork:
    """What migrations may look at.

    Attributes:
        files: The paths of all files of the fork.
        recipes: The file by which a host publishes the site → the host.
    """

    files: Collection[str] = ()
    recipes: Mapping[str, str] = field(default_factory=dict)


Change = tuple[str, str]
"""A text, and what was changed in it, or ""."""


@dataclass(frozen=True, slots=True)
class Migration:
    """What one version changes.

    Attributes:
        version: The version.
        settings: Changes of the configuration file, in their order.
        registry_keys: Key of registry entries → its new name.
    """

    version: Version
    settings: Sequence[Callable[[str, Fork], Change]] = ()
    registry_keys: Mapping[str, str] = field(default_factory=dict)


def exclude_maintainers_pages(text: str, _: Fork) -> Change:
    """Leaves the pages for maintainers out of the site."""
    found = _EXCLUDED.search(text)
    present = found["lines"].split() if found else []
    missing = [page for page in MAINTAINERS_PAGES if page not in present]
    if not missing:
        return text, ""
    if found is None and _ANY_EXCLUDED.search(text):
        return text, f"exclude_docs is not a block: add {', '.join(missing)} to it"
    lines = "".join(f"  {page}\n" for page in missing)
    said = f"exclude_docs leaves out {', '.join(missing)}, pages for maintainers"
    if found is None:
        return f"{text.rstrip()}\n\nexclude_docs: |\n{lines}", said
    end = found.start("lines") + len(found["lines"].rstrip("\n")) + 1
    return text[:end] + lines + text[end:], said


def drop_contributors_pages(text: str, _: Fork) -> Change:
    """Takes the pages for contributors out of the menu: they are in the footer."""
    changed = _SHIPPED_NAV.sub("", text)
    if changed == text:
        return text, ""
    said = "nav no longer lists write.md and reference.md, which the footer has"
    return _EMPTY_NAV.sub("", changed), said


def set_host(text: str, fork: Fork) -> Change:
    """Names the host whose recipe the fork uses: ``_redirects`` is written as it reads it."""
    hosts = {host for file, host in fork.recipes.items() if file in fork.files}
    archive = _ARCHIVE.search(text)
    if len(hosts) != 1 or archive is None or "host" in _archive_settings(text):
        return text, ""
    (host,) = hosts
    line = f"    host: {host}\n"
    said = f"extra.archive.host is {host}, so that _redirects is in its form"
    return text[: archive.end()] + line + text[archive.end() :], said


MIGRATIONS: Sequence[Migration] = (
    Migration(Version("0.2.0"), (exclude_maintainers_pages, drop_contributors_pages, set_host)),
)
"""All migrations, the oldest first. Registries of 0.1.0 need none for 0.2.0."""


def migrate_settings(
    text: str, old: Version, fork: Fork, migrations: Iterable[Migration] = MIGRATIONS
) -> tuple[str, tuple[str, ...]]:
    """Returns a configuration as the new version needs it, and what was changed.

    Args:
        text: The configuration.
        old: The version that it was written for.
        fork: The fork.
        migrations: The migrations.
    """
    said: list[str] = []
    for migration in migrations:
        for change in migration.settings if old < migration.version else ():
            text, what = change(text, fork)
            said += [what] if what else []
    return text, tuple(said)


def migrate_registry(
    text: str, old: Version, migrations: Iterable[Migration] = MIGRATIONS
) -> tuple[str, tuple[str, ...]]:
    """Returns a registry file as the new version needs it, and what was changed.

    Args:
        text: The file.
        old: The version that it was written for.
        migrations: The migrations.
    """
    said: list[str] = []
    for migration in migrations:
        for key, new in migration.registry_keys.items() if old < migration.version else ():
            pattern = rf"(?m)(^[ \t]+|[{{,][ \t]*){re.escape(key)}(?=[ \t]*:(?:[ \t]|$))"
            text, count = re.subn(pattern, rf"\g<1>{new}", text)
            said += [f'the key "{key}" is now "{new}"'] if count else []
    return text, tuple(said)


def _archive_settings(text: str) -> Mapping[str, object]:
    """Returns the settings of the archive; {} if they cannot be read."""
    block = re.search(r"^extra:[ \t]*\n(?:[ \t]+.*\n|[ \t]*\n)*", f"{text}\n", re.MULTILINE)
    try:
        extra = yaml.safe_load(block[0])["extra"] if block else {}
    except (yaml.YAMLError, TypeError):
        return {"host": ""}
    found = (extra or {}).get("archive")
    return found if isinstance(found, dict) else {}
