"""``archive diff``: reports what changes for readers since another commit."""

from __future__ import annotations

import shutil
import sys
import tempfile
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from pathspec import GitIgnoreSpec

from archive.build.fingerprint import program_digest
from archive.build.site_changes import compare
from archive.build.site_state import SiteState, read_state
from archive.commands.change_report import change_report
from archive.commands.project import project_of
from archive.commands.status import CLEAN, UsageError
from archive.core.catalogue import ENGLISH
from archive.core.counts import counted
from archive.core.names import nearest
from archive.core.now import today
from archive.lib.git import GitError, extract_files, is_in_repository, run_git
from archive.lib.storage import load, save
from archive.lint.project import ConfigurationError, Project, read_project
from archive.prose.markdown import Flavour
from archive.read.cache import FILE as BRIEFS_CACHE
from archive.read.git_log import read_head
from archive.read.translations import languages, read_catalogue

PROGRAM = "hooks"
"""The folder of the program, which makes both states."""
FILE = ".cache/archive/compared.bin"
"""The state of the commit that was compared with last, relative to the project."""


def diff(options: Namespace) -> int:
    """Writes the report of what changes, and returns the exit status.

    Raises:
        UsageError: If no commit is named, or the project cannot be compared with it.
        OSError: If a file cannot be read or written.
    """
    project = project_of(options)
    named = options.base.strip()
    _check_repository(project.root)
    commit = _commit(project.root, named)
    sys.stderr.write(f"comparing with {named} …\n")
    with tempfile.TemporaryDirectory(prefix="archive-diff-") as name:
        folder = Path(name)
        base = _base(project, commit, folder)
        now = _state(project, folder / "head-pages", base)
    if now.errors:
        raise UsageError(
            f"{counted(now.errors, 'error')} in the briefs or the registry (hint: make lint lists"
            " them; correct them first)"
        )
    if base.errors:
        sys.stderr.write(f"what has {counted(base.errors, 'error')} in {named} was left out\n")
    report = change_report(compare(base, now), f"{named} ({commit[:7]})")
    sys.stdout.write(report)
    if options.output:
        with Path(options.output).open("a", encoding="utf-8") as stream:
            stream.write(report)
    return CLEAN


def _check_repository(root: Path) -> None:
    """Raises UsageError if a project is in no repository, or if that has no commit."""
    try:
        head = read_head(root) if is_in_repository(root) else None
    except GitError as error:
        raise UsageError(f"the repository cannot be read: {error}") from None
    if head is None:
        raise UsageError(
            "there is no commit to compare with: this is no repository of Git, or it is empty"
            " (hint: git init, then commit)"
        )


def _commit(root: Path, named: str) -> str:
    """Returns the commit at which this branch left another, or a commit itself.

    Raises:
        UsageError: If there is no such commit.
    """
    if not named:
        raise UsageError("no commit is named to compare with (hint: make diff BASE=main)")
    try:
        # No name of a commit begins with a dash, and an option is none.
        wanted = f"{named.lstrip('-')}^{{commit}}"
        found = run_git(root, "rev-parse", "--verify", "--quiet", wanted)
    except GitError:
        refs = run_git(root, "for-each-ref", "--format=%(refname:short)").decode().split()
        near = nearest(named, refs)
        said = f' — did you mean "{near}"?' if near else ""
        raise UsageError(
            f'"{named}" is not a commit of this clone{said} (hint: name a branch, tag or commit;'
            f" git fetch origin fetches what is missing)"
        ) from None
    commit = found.decode().strip()
    with suppress(GitError):
        # What others have changed since then is not a change of this branch.
        return run_git(root, "merge-base", commit, "HEAD").decode().strip()
    return commit


def _base(project: Project, commit: str, folder: Path) -> SiteState:
    """Returns the state of a commit as this program makes it, from the cache if it is there.

    Args:
        project: The project as it is.
        commit: The commit.
        folder: Where files are written.
    """
    # Another day may publish other briefs.
    version = f"{commit} {program_digest()} {today()}"
    known = load(project.root / FILE, SiteState, version)
    if known is not None:
        return known
    root = folder / "base"
    root.mkdir()
    try:
        extract_files(project.root, commit, root, PROGRAM)
        before = read_project(root)
    except (GitError, ConfigurationError) as error:
        raise UsageError(f"{commit[:7]} cannot be compared with: {error}") from None
    # The results for files that are equal are used again.
    with suppress(OSError):
        (root / BRIEFS_CACHE).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project.root / BRIEFS_CACHE, root / BRIEFS_CACHE)
    state = _state(before, folder / "base-pages")
    with suppress(OSError):
        save(project.root / FILE, state, SiteState, version)
    return state


def _state(project: Project, folder: Path, earlier: SiteState | None = None) -> SiteState:
    folder.mkdir()
    ignored = GitIgnoreSpec.from_lines(project.excluded.splitlines())
    docs = {
        path: url
        for path, url in project.linking.items()
        if not ignored.match_file(path.removeprefix(f"{project.docs}/"))
    }
    language = project.language
    catalogue = read_catalogue(language)[0] if language in languages() else ENGLISH
    return read_state(
        project.root,
        project.settings,
        Flavour(project.extensions, project.extension_configs),
        docs,
        catalogue,
        folder,
        earlier,
    )
