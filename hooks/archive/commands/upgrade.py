"""``archive upgrade``: brings a fork to a new version, and leaves its own files as they are."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.version import Version

from archive.commands.deploy_files import FOLDER as RECIPE_FOLDER
from archive.commands.deploy_files import RECIPES
from archive.commands.project import project_of
from archive.commands.schema import generated
from archive.commands.status import CLEAN, PROBLEMS, UsageError
from archive.core.counts import counted
from archive.lint.project import Project, find_configuration
from archive.read.files import find_files
from archive.upgrading.changelog import FILE, OLDEST, PROJECT, changes_between, version_of
from archive.upgrading.migrations import Fork, migrate_registry, migrate_settings
from archive.upgrading.own_files import is_generated, is_own, needs_decision

REMOTE = "upstream"
"""The remote of Git that a fork has for the program, by convention."""


def upgrade(options: Namespace) -> int:
    """Merges a new version of the program into a fork; the maintainer commits the result.

    The new version does the work, because only it knows what changes: this one fetches it.

    Raises:
        UsageError: If there is no new version, or if the fork is not ready for it.
    """
    project = project_of(options)
    git = _Git(project.root.resolve())
    _check_ready(git)
    if options.commit:
        return _merge(git, project, _configuration(options, project), options.commit)
    commit = _fetch(git, options.source, options.version)
    if git.succeeds("merge-base", "--is-ancestor", commit, "HEAD"):
        sys.stdout.write(f"{commit[:10]} is already part of this archive: nothing to do\n")
        return CLEAN
    if not _shown(git, commit, "hooks/archive/commands/upgrade.py"):
        raise UsageError(f"{commit[:10]} is an older version, which cannot upgrade an archive")
    with tempfile.TemporaryDirectory(prefix="upgrade-") as folder:
        packed = io.BytesIO(git.output("archive", commit, "hooks"))
        with tarfile.open(fileobj=packed) as program:
            program.extractall(folder, filter="data")
        named = ["-f", str(options.config_file)] if options.config_file else []
        done = subprocess.run(
            [sys.executable, "-m", "archive", "upgrade", "--commit", commit, *named]
            + ([] if named else ["--root", str(git.root)]),
            env={**os.environ, "PYTHONPATH": str(Path(folder, "hooks"))},
            check=False,
        )
    return done.returncode


def _configuration(options: Namespace, project: Project) -> Path:
    file: Path = options.config_file or find_configuration(project.root)
    return file


@dataclass(frozen=True, slots=True)
class _Git:
    """Runs Git in a repository."""

    root: Path

    def output(self, *arguments: str) -> bytes:
        """Returns what a command prints.

        Raises:
            UsageError: If it fails, with the first line that it says.
        """
        done = self._run(arguments)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise UsageError(f"git {arguments[0]}: {said[0] if said else 'failed'}")
        return done.stdout

    def text(self, *arguments: str) -> str:
        """Returns what a command prints, as text; see ``output``."""
        return self.output(*arguments).decode("utf-8", "replace").strip()

    def paths(self, *arguments: str) -> list[str]:
        """Returns the paths that a command with ``-z`` prints; see ``output``."""
        return [one for one in self.output(*arguments).decode().split("\0") if one]

    def attempt(self, *arguments: str) -> str:
        """Runs a command that may fail; returns what it says of errors, on one line."""
        return " ".join(self._run(arguments).stderr.decode("utf-8", "replace").split())

    def succeeds(self, *arguments: str) -> bool:
        """Returns whether a command succeeds."""
        return self._run(arguments).returncode == 0

    def _run(self, arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(
                ["git", *arguments], cwd=self.root, capture_output=True, check=False
            )
        except FileNotFoundError:
            raise UsageError("git is not installed (hint: install it)") from None


def _check_ready(git: _Git) -> None:
    if not git.succeeds("rev-parse", "--verify", "--quiet", "HEAD"):
        raise UsageError("this is no Git repository with a commit (hint: git init, then commit)")
    if Path(git.text("rev-parse", "--show-toplevel")).resolve() != git.root:
        raise UsageError("the archive is not at the top of its repository (hint: merge by hand)")
    if changed := git.paths("status", "--porcelain", "-z", "--untracked-files=no"):
        more = f", and {counted(len(changed) - 1, 'other')}" if len(changed) > 1 else ""
        raise UsageError(
            f"{changed[0][3:]} is not committed{more} (hint: git commit, then try again)"
        )


def _fetch(git: _Git, source: str, version: str) -> str:
    """Fetches a version, and returns its commit."""
    if not source and REMOTE not in git.text("remote").split():
        raise UsageError(
            "the repository of the program is not named (hint: make upgrade FROM=https://…, or "
            f"git remote add {REMOTE} https://…)"
        )
    address = str(Path(source).resolve()) if source and Path(source).is_dir() else source
    git.output("fetch", "--quiet", "--no-tags", address or REMOTE, version or "HEAD")
    return git.text("rev-parse", "FETCH_HEAD")


def _merge(git: _Git, project: Project, configuration: Path, commit: str) -> int:
    """Merges a commit without committing, and reports what was done."""
    is_related = git.succeeds("merge-base", "HEAD", commit)
    if not is_related and git.text("rev-parse", "--is-shallow-repository") == "true":
        raise UsageError(
            "this is a shallow clone, which lacks what both versions share"
            " (hint: git fetch --unshallow, then try again)"
        )
    old, new = (version_of(_shown(git, one, PROJECT)) for one in ("HEAD", commit))
    own_before = set(git.paths("ls-tree", "-r", "-z", "--name-only", "HEAD"))
    unrelated = [] if is_related else ["--allow-unrelated-histories"]
    plain = ("-c", "merge.renames=false", "-c", "merge.directoryRenames=false")
    said = git.attempt(*plain, "merge", "--no-commit", "--no-ff", "--quiet", *unrelated, commit)
    if not git.succeeds("rev-parse", "--verify", "--quiet", "MERGE_HEAD"):
        raise UsageError(f"git merge: {said} (hint: nothing was changed)")
    name = configuration.resolve().relative_to(git.root).as_posix()
    content = (project.settings.briefs, project.settings.registry)
    changed = {*git.paths("diff", "--name-only", "-z", "HEAD"), *_unmerged(git)}
    own = {one for one in changed if is_own(one, project.docs, content, name)}
    _restore(git, own, own_before)
    kept = _settle(git, own_before, commit, is_related=is_related)
    changes = [*_changed_recipes(git, commit, own_before)]
    changes += _migrate(git, project, configuration, old, own_before)
    conflicts = _unmerged(git)
    if not conflicts:
        _generate(git, project)
    count = len(git.paths("diff", "--name-only", "-z", "HEAD"))
    _report(old, new, count, kept, changes)
    if news := changes_between(_shown(git, commit, FILE), old, new):
        sys.stdout.write(f"\n{news}\n\n")
    if conflicts:
        for path in conflicts:
            sys.stdout.write(f"{path} was changed here and in the new version\n")
        sys.stdout.write(
            "Next: edit these files, git add them, then make lint, and git commit"
            " (to undo: git merge --abort)\n"
        )
        return PROBLEMS
    sys.stdout.write("Next: make lint, make serve; then git commit (to undo: git merge --abort)\n")
    return CLEAN


def _report(
    old: Version, new: Version, count: int, kept: Sequence[str], said: Sequence[str]
) -> None:
    before = "an unknown version" if old == OLDEST else str(old)
    sys.stdout.write(f"{before} → {new}: {counted(count, 'file')} changed\n")
    for path in kept:
        sys.stdout.write(f"{path} stays yours; see the other with git show MERGE_HEAD:{path}\n")
    for line in said:
        sys.stdout.write(f"{line}\n")


def _shown(git: _Git, commit: str, path: str) -> str:
    if not git.succeeds("cat-file", "-e", f"{commit}:{path}"):
        return ""
    return git.text("show", f"{commit}:{path}")


def _unmerged(git: _Git) -> list[str]:
    return git.paths("diff", "--name-only", "--diff-filter=U", "-z")


def _restore(git: _Git, paths: set[str], before: set[str]) -> None:
    """Makes files what they were before the merge."""
    _each(git, sorted(paths & before), "checkout", "--quiet", "HEAD")
    _each(git, sorted(paths - before), "rm", "--quiet", "--force")


def _settle(git: _Git, before: set[str], commit: str, *, is_related: bool) -> list[str]:
    """Settles the conflicts that need no decision; returns the files that stay the fork's."""
    conflicts = _unmerged(git)
    # Without a common history, every file that differs is a conflict: the program is the new one.
    theirs = {
        one for one in conflicts if is_generated(one) or (needs_decision(one) and not is_related)
    }
    in_new = set(git.paths("ls-tree", "-r", "-z", "--name-only", commit))
    _each(git, sorted(theirs & in_new), "checkout", "--quiet", commit)
    _each(git, sorted(theirs - in_new), "rm", "--quiet", "--force")
    ours = {one for one in conflicts if one not in theirs and not needs_decision(one)}
    _restore(git, ours, before)
    return sorted(ours)


def _each(git: _Git, paths: Sequence[str], *command: str) -> None:
    for at in range(0, len(paths), 500):
        git.output(*command, "--", *paths[at : at + 500])


def _migrate(
    git: _Git, project: Project, configuration: Path, old: Version, before: set[str]
) -> list[str]:
    """Migrates settings and registry; returns a line for each change."""
    recipes = {file: host for host, one in RECIPES.items() for file in one.files[:1]}
    text = configuration.read_text("utf-8")
    changed, said = migrate_settings(text, old, Fork(before, recipes))
    lines = [f"{configuration.name}: {one}" for one in said]
    if changed != text:
        configuration.write_text(changed, "utf-8")
        git.output("add", "--", configuration.resolve().relative_to(git.root).as_posix())
    folder = project.settings.registry
    for found in find_files(project.root, folder, lambda name: name.endswith(".yml"))[0]:
        file = project.root / found.path
        text = file.read_text("utf-8")
        changed, said = migrate_registry(text, old)
        path = file.resolve().relative_to(git.root).as_posix()
        if changed != text:
            file.write_text(changed, "utf-8")
            git.output("add", "--", path)
        lines += [f"{path}: {one}" for one in said]
    return lines


def _changed_recipes(git: _Git, commit: str, before: set[str]) -> Iterator[str]:
    """Yields a line for each file that the fork made of a recipe which has changed since."""
    for host, recipe in RECIPES.items():
        for file in recipe.files:
            source = f"{RECIPE_FOLDER}/{host}/{file}"
            old, new = (_shown(git, one, source) for one in ("HEAD", commit))
            if file in before and new != old:
                yield f"{file} is yours, and its recipe has changed: compare it with {source}"


def _generate(git: _Git, project: Project) -> None:
    """Makes the schemas of the fork's own registry."""
    for path, text in generated(project.root, project.settings).items():
        file = project.root / path
        if not file.is_file() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
            git.output("add", "--", file.resolve().relative_to(git.root).as_posix())
