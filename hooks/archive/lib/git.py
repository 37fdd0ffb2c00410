"""Runs Git, whose commands the program uses to read: it never changes a repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

_OF_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")
"""Variables that a hook of Git sets, and by which Git would read another repository."""


_BUFFER = 1 << 20
"""Bytes that are read from Git at once."""


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
            # Without a buffer, Git would wait for its reader after each blob.
            ["git", "cat-file", "--batch", "--buffer"],
            cwd=folder,
            env=_environment(),
            stdin=wanted,
            bufsize=_BUFFER,
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


def extract_files(folder: Path, commit: str, target: Path, left_out: str = "") -> None:
    """Writes the regular files that a folder of a repository had in a commit into another folder.

    Args:
        folder: The folder, whose other files Git leaves out.
        commit: The commit.
        target: Where they are written.
        left_out: A folder in the folder that is left out, or "".

    Raises:
        GitError: If Git fails.
        OSError: If a file cannot be written.
    """
    with subprocess.Popen(
        ["git", "archive", "--format=tar", commit],
        cwd=folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None, "its output is a pipe"
        try:
            with tarfile.open(fileobj=process.stdout, mode="r|") as files:
                for one in files:
                    # Links could lead out of the folder; the program reads none anyway.
                    if one.isfile() and one.name.partition("/")[0] != left_out:
                        _extract(files, one, target)
        except tarfile.TarError:
            raise GitError("its files cannot be read") from None


def _extract(files: tarfile.TarFile, one: tarfile.TarInfo, target: Path) -> None:
    file = target / one.name
    content = files.extractfile(one)
    if content is not None and file.resolve().is_relative_to(target.resolve()):
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as stream:
            shutil.copyfileobj(content, stream)
