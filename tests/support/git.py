"""Repositories of Git for tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.org")


def git(folder: Path, *arguments: str, day: str = "2024-01-01") -> str:
    """Runs Git in a folder and returns its output.

    Args:
        folder: The folder.
        *arguments: The command and its arguments.
        day: The day of a commit, at noon in UTC.
    """
    date = f"{day}T12:00:00Z"
    environment = {**os.environ, "GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date}
    done = subprocess.run(
        ["git", *IDENTITY, *arguments],
        cwd=folder,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.strip()


def init(folder: Path) -> Path:
    """Makes a folder a repository, and returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def commit(folder: Path, message: str, day: str = "2024-01-01") -> str:
    """Commits everything in a repository; returns the hash of the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message, day=day)
    return git(folder, "rev-parse", "HEAD")
