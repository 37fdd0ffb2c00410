"""``archive rename``: renames a brief's file or an entity; the earlier address redirects."""

from __future__ import annotations

import posixpath
from argparse import Namespace
from collections.abc import Callable, Iterable

from archive.commands.changes import finish
from archive.commands.link_edits import Moves, edit_links, front_matter
from archive.commands.name_edits import Names, Replacement, edit_names
from archive.commands.project import project_of
from archive.commands.registry_edits import RegistryFiles
from archive.commands.status import UsageError
from archive.core.earlier import alias_url
from archive.core.host_redirects import FILE
from archive.core.kinds import ENTITY_KINDS
from archive.core.model import Brief, Entity
from archive.core.names import fold
from archive.core.urls import brief_url, collection_url, entity_url
from archive.lib.yaml_edits import Edit, apply, compose, strings_of, value_of, with_list
from archive.lint.check import Checked, check_project
from archive.lint.project import Project
from archive.resolve.entity_addresses import name_url

Edits = Callable[[str, str], Iterable[Edit]]
"""Returns the edits of a text, from the text and its path."""


def rename(options: Namespace) -> int:
    """Renames a brief or an entity.

    Raises:
        UsageError: If there is no such brief or entity, if the new name is taken, or if the
            project would have more errors.
    """
    project = project_of(options)
    old, new = options.old.strip(), options.new.strip()
    if not old or not new:
        raise UsageError("two names are needed (hint: make rename FROM=… TO=…)")
    checked = check_project(project)
    moved: dict[str, str] = {}
    if brief := _brief(old, checked.every):
        path = _path(project, brief, new)
        moved = {path: brief.path}
        files, done = rename_brief(project, checked, brief, path)
    else:
        files, done = rename_entity(project, checked, old, new)
    dry_run = options.dry_run
    return finish(project, options.config_file, files, done, dry_run=dry_run, moved=moved)


def _brief(name: str, briefs: Iterable[Brief]) -> Brief | None:
    wanted = name.removeprefix("./")
    return next(
        (one for one in briefs if wanted == one.path or f"{wanted.strip('/')}/" == one.url), None
    )


def _path(project: Project, brief: Brief, new: str) -> str:
    """Returns the new path of a brief; a name without a folder stays in the same folder."""
    folder = project.settings.briefs
    path = new if "/" in new else f"{posixpath.dirname(brief.path)}/{new}"
    path = posixpath.normpath(path.removesuffix("/").removesuffix(".md") + ".md")
    if not path.startswith(f"{folder}/"):
        raise UsageError(f"{path} is not in {folder}/ (hint: write {folder}/2022/new-name.md)")
    if path == brief.path:
        raise UsageError(f"{path} has that name already")
    if (project.root / path).exists():
        raise UsageError(f"{path} already exists")
    return path


def rename_brief(
    project: Project, checked: Checked, brief: Brief, path: str
) -> tuple[dict[str, bytes | None], str]:
    """Returns the changed files for a brief with a new path, and what was done."""
    text = _read(project, brief.path)
    root = compose(front_matter(text)[0])
    slug = "".join(strings_of(value_of(root, "slug"))) if value_of(root, "slug") else ""
    url = brief_url(path, project.settings.briefs, slug)
    moves = Moves(project.root, {brief.path: path}, {brief.url: url} if url != brief.url else {})
    files = linked(project, checked, moves)
    text = (files.pop(brief.path, None) or text.encode()).decode()
    files |= {brief.path: None, path: _with_alias(text, brief.url, url).encode()}
    said = f"/{brief.url} redirects to /{url}" if url != brief.url else f"still at /{url}"
    return files, f"{brief.path} is now {path}: {said}"


def _with_alias(text: str, old: str, new: str) -> str:
    """Returns a brief whose earlier addresses include the old one, and not the new one."""
    matter, offset = front_matter(text)
    root = compose(matter)
    if root is None or old == new:
        return text
    stated = strings_of(value_of(root, "aliases"))
    kept = [one for one in stated if alias_url(one) not in (old, new)]
    edit = with_list(matter, root, "aliases", [*kept, old])
    return apply(text, [edit.after(offset)])


def linked(project: Project, checked: Checked, moves: Moves) -> dict[str, bytes | None]:
    """Returns the briefs and hand-written pages whose links change."""
    paths = [*(brief.path for brief in checked.every), *project.linking]
    return changed_texts(project, paths, lambda text, path: edit_links(text, path, moves))


def changed_texts(project: Project, paths: Iterable[str], edits: Edits) -> dict[str, bytes | None]:
    """Returns the texts that edits change."""
    found: dict[str, bytes | None] = {}
    for path in dict.fromkeys(paths):
        text = _read(project, path)
        if (new := apply(text, edits(text, path))) != text:
            found[path] = new.encode()
    return found


def rename_entity(
    project: Project, checked: Checked, old: str, new: str
) -> tuple[dict[str, bytes | None], str]:
    """Returns the changed files for an entity with a new name, and what was done.

    Raises:
        UsageError: If there is no such entity, or if the new name means another one.
    """
    names = Names(checked.registry, checked.every)
    entity = names.find(old)
    same = (one for one in names.entities.values() if one.kind == entity.kind)
    taken = checked.registry.find_actor(new) or next(
        (one for one in same if fold(one.name) == fold(new) and one.id != entity.id), None
    )
    if entity.name == new:
        raise UsageError(f'"{new}" is its name already')
    if taken and taken.id != entity.id:
        hint = f'make merge FROM="{old}" INTO="{new}" makes one of the two'
        raise UsageError(f'"{new}" is a name of {taken.name} (hint: {hint})')
    files: dict[str, bytes | None] = {}
    url, gone = _new_url(entity, new)
    if entity.id in checked.registry.entities:
        registry = RegistryFiles(project)
        registry.add(entity, {"aliases": [entity.name], "redirects": gone}, new)
        files |= registry.changed
    elif gone:
        files[rules_file(project)] = with_rule(project, gone[0], url)
    into = entity.id if entity.id in checked.registry.entities else url.rstrip("/")
    replacement = Replacement(entity.id, new, into, fold(entity.name))
    moves = Moves(project.root, {}, {entity.url: url} if url != entity.url else {})
    files |= changed_texts(
        project,
        [*(brief.path for brief in checked.every), *project.linking],
        lambda text, path: [
            *edit_names(text, names, replacement),
            *edit_links(text, path, moves),
        ],
    )
    said = f": /{entity.url} redirects to /{url}" if url != entity.url else f", still at /{url}"
    return files, f"{entity.name} is now {new}{said}"


def _new_url(entity: Entity, name: str) -> tuple[str, list[str]]:
    """Returns the address of an entity with a new name, and the addresses that would be gone."""
    folder = entity.url.partition("/")[0]
    make = collection_url if ENTITY_KINDS.get(entity.kind) and "/" in entity.id else entity_url
    by_name = make(folder, name)
    if entity.slug:
        return entity.url, []
    if entity.acronym and entity.url != name_url(entity):
        old = name_url(entity)
        return entity.url, [old] if old != by_name else []
    return by_name, [entity.url] if entity.url != by_name else []


def rules_file(project: Project) -> str:
    """Returns the file of the redirects that no brief or entry states."""
    return f"{project.docs}/{FILE}"


def with_rule(project: Project, old: str, new: str) -> bytes:
    """Returns the file of redirects with one more."""
    file = project.root / rules_file(project)
    text = file.read_text("utf-8") if file.is_file() else ""
    separator = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{separator}/{old} /{new} 301\n".encode()


def _read(project: Project, path: str) -> str:
    # Line ends stay as they are.
    return (project.root / path).read_bytes().decode("utf-8")
