"""``archive lint``: checks a project, reports problems and fixes them on request."""

from __future__ import annotations

import difflib
import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from archive.commands.project import project_of
from archive.commands.status import CLEAN, PROBLEMS, UsageError
from archive.core.counts import counted
from archive.core.model import Level
from archive.core.problem_codes import QUIET
from archive.lint.check import check_project, within
from archive.lint.fix import fix_text
from archive.lint.project import Project
from archive.lint.report import FORMATS, as_text, summary
from archive.read.brief_folder import find_briefs
from archive.read.files import read_bounded
from archive.read.text import INVISIBLE
from archive.resolve.registry import Registry

MANY = 2000
"""Number of briefs from which checking takes longer than a second."""


def lint(options: Namespace) -> int:
    """Runs the command and returns its exit status.

    Raises:
        UsageError: If a path does not exist or is outside the project.
        ConfigurationError: If there is no configuration file.
    """
    project = project_of(options)
    paths = [_inside(project.root, path) for path in options.paths]
    _announce(project)
    if options.fix or options.diff:
        registry = check_project(project, cached=not options.no_cache).registry
        wanted = registry if options.canonical else None
        repair(project, paths, wanted, write=options.fix)
        if options.diff:
            return CLEAN
    checked = check_project(project, cached=not options.no_cache, workers=options.workers)
    problems = tuple(
        one for one in within(checked.problems, paths) if options.verbose or one.code not in QUIET
    )
    if options.format == "text":
        sys.stdout.write(as_text(problems, colour=wants_colour(), verbose=options.verbose))
    else:
        sys.stdout.write(FORMATS[options.format](problems))
    sys.stdout.flush()
    sys.stderr.write(summary(problems, len(checked.briefs)) + "\n")
    has_problems = any(one.level is not Level.NOTICE for one in problems)
    return PROBLEMS if has_problems else CLEAN


def _announce(project: Project) -> None:
    """Announces the check of an archive with many briefs, which takes a while."""
    count = len(find_briefs(project.root, project.settings.briefs)[0])
    if count >= MANY:
        sys.stderr.write(f"checking {counted(count, 'brief')} …\n")
        sys.stderr.flush()


def repair(
    project: Project, paths: Iterable[str], registry: Registry | None, *, write: bool
) -> tuple[str, ...]:
    """Fixes briefs and prints the changes as a unified diff.

    Args:
        project: The project.
        paths: Files and folders to fix; none for all.
        registry: The known entities, to make names canonical, or None to leave names.
        write: Whether to write the files, not only to show the changes.

    Returns:
        The paths of the files that change.
    """
    folder = project.settings.briefs
    files, _ = find_briefs(project.root, folder)
    wanted = tuple(paths)
    changed: list[str] = []
    for found in files:
        if wanted and not any(_is_within(found.path, one) for one in wanted):
            continue
        file = project.root / found.path
        data, _ = read_bounded(file, found.path)
        if data is None:
            continue
        fixed = fix_text(data, found.path, folder, registry)
        if fixed != data:
            changed.append(found.path)
            sys.stdout.write(difference(data, fixed, found.path, colour=wants_colour()))
            if write:
                replace_file(file, fixed)
    return tuple(changed)


def difference(
    before: bytes, after: bytes, path: str, *, colour: bool = False, old_path: str = ""
) -> str:
    """Returns a unified diff that spells out invisible characters.

    Args:
        before: The file before the change.
        after: The file after it.
        path: Its path.
        colour: Whether to colour lines.
        old_path: Its path before the change, or "" for the same.
    """
    old, new = (_visible(data).splitlines(keepends=True) for data in (before, after))
    lines: list[str] = []
    for line in difflib.unified_diff(old, new, old_path or path, path):
        text = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        tint = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}.get(text[0], "")
        lines.append(f"{tint}{text.rstrip()}\x1b[0m\n" if colour and tint else text)
    return "".join(lines)


def wants_colour() -> bool:
    """Returns whether to write in colour: on a terminal, unless ``NO_COLOR`` is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _visible(data: bytes) -> str:
    text = data.decode("utf-8", "replace").replace("\ufeff", "<BOM>")
    text = INVISIBLE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)
    return text.replace("\r\n", "<CR>\n").replace("\r", "<CR>\n")


def _is_within(path: str, wanted: str) -> bool:
    return wanted == "." or path == wanted or path.startswith(f"{wanted}/")


def _inside(root: Path, path: str) -> str:
    """Returns a path from the command line, relative to the project."""
    given = Path(path)
    whole = Path(os.path.abspath(given))  # noqa: PTH100  # links are not to be followed
    if not whole.exists() and not whole.is_symlink():
        raise UsageError(f"{path} does not exist")
    base = Path(os.path.abspath(root))  # noqa: PTH100
    if not whole.is_relative_to(base):
        raise UsageError(f"{path} is outside the project")
    return whole.relative_to(base).as_posix()


def replace_file(file: Path, data: bytes) -> None:
    """Writes a file, whole or not at all, and keeps its permissions."""
    handle, temporary = tempfile.mkstemp(prefix=".", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(file.stat().st_mode & 0o777)
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
