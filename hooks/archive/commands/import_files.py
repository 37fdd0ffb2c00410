"""``archive import``: turns the texts of another system into briefs for review."""

from __future__ import annotations

import filecmp
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from archive.commands.project import project_of
from archive.commands.status import CLEAN, UsageError
from archive.core.counts import counted
from archive.core.site_kinds import kinds_of
from archive.importing.plan import NewBrief, plan_import
from archive.importing.sources import Note
from archive.read.files import escape_name
from archive.read.registry import SHIPPED
from archive.resolve.registry import load_registry


def import_files(options: Namespace) -> int:
    """Writes a brief for each text of a folder or table; replaces no file.

    Raises:
        UsageError: If no source is named, or if it has nothing to import.
    """
    project = project_of(options)
    if not options.source:
        raise UsageError("no folder and no file is named (hint: make import FROM=folder)")
    source = escape_name(options.source)
    folder = Path(options.source).resolve()
    if not folder.exists():
        raise UsageError(f"{source} does not exist")
    registry, _ = load_registry(
        [SHIPPED, project.root / project.settings.registry],
        project.root,
        kinds_of(project.settings),
    )
    plan = plan_import(
        folder, options.kind or "", project.settings.briefs, registry, project.language
    )
    if not plan.briefs and not plan.notes:
        wanted = {"csv": "tables", "documents": "Word or PDF files"}
        raise UsageError(
            f"{source} has no {wanted.get(options.kind, 'Markdown files')}"
            " (hint: choose others by KIND=…: csv for tables, documents for Word and PDF files)"
        )
    written = [one for one in plan.briefs if not (project.root / one.path).exists()]
    fresh = {one.source for one in written}
    known = {one.source for one in plan.briefs}
    for note in plan.notes:
        if note.path in fresh or note.path not in known:
            sys.stdout.write(f"{escape_name(str(note))}\n")
    for one in written:
        for name in () if options.dry_run else _write(project.root, plan.root, one):
            note = Note(one.source, f"{name} next to the brief exists already, and differs")
            sys.stdout.write(f"{escape_name(str(note))}\n")
        sys.stdout.write(f"{escape_name(one.source)} → {one.path}\n")
    verb = "would be written" if options.dry_run else "written"
    kept = len(plan.briefs) - len(written)
    sys.stdout.write(
        f"{counted(len(written), 'brief')} {verb}, {kept:,} left as they are because they exist"
        f" (hint: review the changes with git diff, then run make lint)\n"
    )
    return CLEAN


def _write(root: Path, source: Path, brief: NewBrief) -> Iterator[str]:
    """Writes a brief and the files next to it.

    Yields the names of those that are not copied because another file has the name.
    """
    file = root / brief.path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(brief.text)
    for name, path in brief.files.items():
        target = file.parent / name
        if not target.exists():
            shutil.copyfile(source / path, target)
        elif not filecmp.cmp(source / path, target, shallow=False):
            yield name
