"""Changes of several files: shown as a diff, tried on a copy of the project, then written."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from archive.commands.lint import difference, replace_file, wants_colour
from archive.commands.status import UsageError
from archive.core.address_list import ADDRESSES
from archive.core.model import Level, Problem
from archive.lint.check import check_project
from archive.lint.project import Project, find_configuration, read_project

Files = Mapping[str, bytes | None]
"""Path of a file, relative to the project → its new content, or None if it is removed."""


def show(project: Project, files: Files, moved: Mapping[str, str]) -> str:
    """Returns the changes as a unified diff.

    Args:
        project: The project.
        files: The changes.
        moved: New path of a file → its path before.
    """
    colour = wants_colour()
    parts = []
    for path, after in sorted(files.items()):
        if path in moved.values():
            continue
        old = moved.get(path, path)
        file = project.root / old
        before = file.read_bytes() if file.is_file() else b""
        parts.append(difference(before, after or b"", path, colour=colour, old_path=old))
    return "".join(parts)


def refuse_new_errors(project: Project, configuration: Path | None, files: Files) -> None:
    """Checks the project with the changes made, in a copy.

    Raises:
        UsageError: If there is an error that the project does not have now.
    """
    known = set(_errors(project))
    file = configuration or find_configuration(project.root)
    with _copy(project, file) as folder:
        write(folder, files)
        trial = read_project(folder, folder / file.name)
        new = [one for key, one in _errors(trial).items() if key not in known]
    if new:
        lines = "\n".join(f"  {one}" for one in new)
        raise UsageError(f"nothing was changed, because there would be errors:\n{lines}")


def write(root: Path, files: Files) -> None:
    """Writes and removes files, and removes the folders that this leaves empty."""
    for path, after in files.items():
        file = root / path
        if after is None:
            file.unlink()
            parent = file.parent
            while parent != root and not any(parent.iterdir()):
                parent.rmdir()
                parent = parent.parent
        elif file.exists():
            replace_file(file, after)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(after)


def finish(
    project: Project,
    configuration: Path | None,
    files: Files,
    done: str,
    *,
    dry_run: bool,
    moved: Mapping[str, str] | None = None,
) -> int:
    """Shows the changes, tries them, and makes them unless it is a dry run.

    Args:
        project: The project.
        configuration: Its configuration file, or None for the default.
        files: The changes.
        done: What was done, for the last line.
        dry_run: Whether only to show them.
        moved: New path of a file → its path before.

    Raises:
        UsageError: If the project would have more errors.
    """
    refuse_new_errors(project, configuration, files)
    sys.stdout.write(show(project, files, moved or {}))
    sys.stdout.flush()
    if dry_run:
        sys.stderr.write(f"{done}; nothing was written, because this is a dry run\n")
        return 0
    write(project.root, files)
    sys.stderr.write(f"{done}; next: make lint, then commit\n")
    return 0


def _errors(project: Project) -> dict[tuple[str, str], Problem]:
    problems = check_project(project, cached=False).problems
    return {
        (one.place.path.removeprefix(f"{project.root}/"), one.message): one
        for one in problems
        if one.level is Level.ERROR
    }


@contextmanager
def _copy(project: Project, configuration: Path) -> Iterator[Path]:
    """Copies the sources of a project to another folder, which is removed again."""
    root = project.root
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = (project.settings.briefs, project.settings.registry, project.docs)
        for source in sources:
            if (root / source).is_dir():
                shutil.copytree(root / source, folder / source, symlinks=True)
        taken = {one.split("/")[0] for one in sources}
        shutil.copy(configuration, folder)
        if (root / ADDRESSES).is_file():
            shutil.copy(root / ADDRESSES, folder)
        for other in root.iterdir():
            if (
                other.name[0] != "."
                and other.name not in taken
                and not (folder / other.name).exists()
            ):
                (folder / other.name).symlink_to(other.resolve())
        yield folder
