"""Runs Git, whose commands the program uses to read: it never changes a repository."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

_OF_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")
"""Variables that a hook of Git sets, and by which Git would read another repository."""


class GitError(Exception):
    """Git failed, or is not installed; the message is its first line."""


def run_git(folder: Path, *arguments: str) -> bytes:
    """Returns the output of a Git command.

    Args:
        folder: The folder in which it runs.
        *arguments: The command and its arguments.

    Raises:
        GitError: If Git is not installed or fails.
    """
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    if done.returncode:
        raise GitError(_first_line(done.stderr))
    return done.stdout


def read_blobs(folder: Path, names: Sequence[str]) -> Iterator[bytes]:
    """Yields the contents of blobs, in the order of their names.

    They are read one by one, so that many of them need little memory.

    Args:
        folder: A folder of the repository.
        names: The names of the blobs, as Git's hashes.

    Raises:
        GitError: If one is missing.
    """
    with tempfile.TemporaryFile() as wanted:
        wanted.write("".join(f"{name}\n" for name in names).encode())
        wanted.seek(0)
        with subprocess.Popen(
            ["git", "cat-file", "--batch"],
            cwd=folder,
            env=_environment(),
            stdin=wanted,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            assert process.stdout is not None, "its output is a pipe"
            try:
                for name in names:
                    head = process.stdout.readline().split()
                    if len(head) != 3:
                        raise GitError(f"the object {name} is missing")
                    yield process.stdout.read(int(head[2]))
                    process.stdout.read(1)
            finally:
                process.kill()


def is_in_repository(folder: Path) -> bool:
    """Returns whether a folder is in a working tree of Git; reads no more than names."""
    whole = folder.resolve()
    return any((one / ".git").exists() for one in (whole, *whole.parents))


def _environment() -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    return {**inherited, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


def _first_line(error: bytes) -> str:
    lines = error.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else "git failed"
