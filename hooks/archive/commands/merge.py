"""``archive merge``: makes one entity of two; the address of the first redirects."""

from __future__ import annotations

from argparse import Namespace

from archive.commands.changes import finish
from archive.commands.link_edits import Moves, edit_links
from archive.commands.name_edits import Names, Replacement, edit_names
from archive.commands.project import project_of
from archive.commands.registry_edits import RegistryFiles
from archive.commands.rename import changed_texts, rules_file, with_rule
from archive.commands.status import UsageError
from archive.core.model import Entity
from archive.core.site_kinds import role_of
from archive.lint.check import Checked, check_project
from archive.lint.project import Project
from archive.read.registry import SHIPPED
from archive.resolve.entity_addresses import name_url
from archive.resolve.registry import load_registry


def merge(options: Namespace) -> int:
    """Merges an entity into another one.

    Raises:
        UsageError: If one of the two does not exist, if they are of different kinds, if the first
            is built in, or if the project would have more errors.
    """
    project = project_of(options)
    if not options.old.strip() or not options.into.strip():
        raise UsageError("two names are needed (hint: make merge FROM=… INTO=…)")
    checked = check_project(project)
    names = Names(checked.registry, checked.every)
    old, into = names.find(options.old), names.find(options.into)
    _refuse(old, into)
    files = merged(project, checked, names, old, into)
    done = f"{old.name} is now {into.name}: /{old.url} redirects to /{into.url}"
    return finish(project, options.config_file, files, done, dry_run=options.dry_run)


def _refuse(old: Entity, into: Entity) -> None:
    if old.id == into.id:
        raise UsageError(f"both names mean {old.name}")
    can_be_any = old.kind == "unclassified" and role_of(into.kind) != "collection"
    if old.kind != into.kind and not can_be_any:
        raise UsageError(
            f"{old.name} ({old.kind}) and {into.name} ({into.kind}) are of different kinds"
        )
    if old.id in load_registry([SHIPPED])[0].entities:
        raise UsageError(
            f"{old.name} is built in, and cannot be removed (hint: merge into it instead)"
        )


def merged(
    project: Project, checked: Checked, names: Names, old: Entity, into: Entity
) -> dict[str, bytes | None]:
    """Returns the changed files.

    Args:
        project: The project.
        checked: Its briefs and its registry.
        names: What names in briefs mean.
        old: The entity that will be gone.
        into: The entity that remains.

    Raises:
        UsageError: If only the first is in the registry.
    """
    known = checked.registry.entities
    files: dict[str, bytes | None] = {}
    if into.id in known:
        registry = RegistryFiles(project)
        if old.id in known:
            registry.remove(old)
            registry.refer(old, into)
        registry.add(into, _added(old, into))
        files |= registry.changed
    elif old.id in known:
        hint = f'make merge FROM="{into.name}" INTO="{old.name}"'
        raise UsageError(f"{into.name} is not in the registry (hint: {hint})")
    else:
        files[rules_file(project)] = with_rule(project, old.url, into.url)
    replacement = Replacement(old.id, into.name, into.id)
    moves = Moves(project.root, {}, {old.url: into.url})
    return files | changed_texts(
        project,
        [*(brief.path for brief in checked.every), *project.linking],
        lambda text, path: [
            *edit_names(text, names, replacement),
            *edit_links(text, path, moves),
        ],
    )


def _added(old: Entity, into: Entity) -> dict[str, list[str]]:
    """Returns what the entry of the remaining entity takes over, by key."""
    has = {into.name, into.official, into.short, into.acronym, *into.aliases}
    english = (old.name, old.official, old.short, old.acronym, *old.aliases)
    others = (*(name for _, name in old.names), *old.spellings)
    known = {*has, *into.spellings, *(name for _, name in into.names), *english}
    named = [name_url(old)] if old.acronym and not old.slug else []
    redirects = dict.fromkeys((old.url, *named, *old.redirects))
    return {
        "aliases": [one for one in dict.fromkeys(english) if one and one not in has],
        "spellings": [one for one in dict.fromkeys(others) if one not in known],
        "redirects": list(redirects),
    }
