"""``archive import``: turns the texts of another system into briefs for review."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from pathlib import Path

from archive.commands.project import project_of
from archive.commands.status import CLEAN, UsageError
from archive.core.counts import counted
from archive.importing.plan import NewBrief, plan_import
from archive.read.files import escape_name
from archive.read.registry import SHIPPED
from archive.resolve.registry import load_registry


def import_files(options: Namespace) -> int:
    """Writes a brief for each text of a folder or table; replaces no file."""
    project = project_of(options)
    folder: Path = options.source.resolve()
    if not folder.exists():
        raise UsageError(f"{escape_name(str(options.source))} does not exist")
    registry, _ = load_registry([SHIPPED, project.root / project.settings.registry], project.root)
    plan = plan_import(folder, options.kind or "", project.settings.briefs, registry)
    if not plan.briefs and not plan.notes:
        raise UsageError(f"{escape_name(str(options.source))} has no Markdown files and no tables")
    written = [one for one in plan.briefs if _write(project.root, one, options.dry_run)]
    fresh = {one.source for one in written}
    known = {one.source for one in plan.briefs}
    for note in plan.notes:
        if note.path in fresh or note.path not in known:
            sys.stdout.write(f"{escape_name(str(note))}\n")
    for one in written:
        sys.stdout.write(f"{escape_name(one.source)} → {one.path}\n")
    verb = "would be written" if options.dry_run else "written"
    kept = len(plan.briefs) - len(written)
    sys.stdout.write(
        f"{counted(len(written), 'brief')} {verb}, {kept:,} left as they are because they exist"
        f" (hint: review the changes with git diff, then run make lint)\n"
    )
    return CLEAN


def _write(root: Path, brief: NewBrief, is_dry: bool) -> bool:
    """Writes a brief and the files next to it, unless it exists; returns whether it is new."""
    file = root / brief.path
    if file.exists() or is_dry:
        return not file.exists()
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(brief.text)
    for name, source in brief.files.items():
        target = file.parent / name
        if not target.exists():
            shutil.copyfile(source, target)
    return True
