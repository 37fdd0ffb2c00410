"""Reads which commits changed which files from one run of ``git log``.

Only the first parents of merges are followed: they are what was published, one after another. A
merge is one revision, however many commits its branch has.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from archive.lib.git import GitError, run_git

MINOR = "[minor]"
"""What the message of a minor edit contains, in any case."""
SUFFIX = ".md"
NOTHING = ""
"""Stands for the content of a file that does not exist."""
_COMMIT = "\x01"
"""Begins the line of a commit; no other line can begin with it."""
_LOG = (
    # The user's own settings must not change the output.
    *("-c", "log.showSignature=false", "-c", "log.follow=false"),
    *("log", "--reverse", "--first-parent", "--diff-merges=first-parent"),
    *("--raw", "--no-abbrev", "-z", "--relative", "-M50%", "-l1000", "--encoding=UTF-8"),
    "--format=format:%x01%H %ct%x00%B%x00",
)


class Head(NamedTuple):
    """The commit that is checked out.

    Attributes:
        commit: Its hash.
        folder: The project's folder within the repository, with a slash at its end; or "".
        is_shallow: Whether the clone lacks a part of the history.
    """

    commit: str
    folder: str
    is_shallow: bool


class Change(NamedTuple):
    """What a commit did to a file.

    Attributes:
        path: The file, relative to the project.
        before: Its earlier name; the same if it was not renamed.
        old: The hash of its earlier content, or ``NOTHING``.
        new: The hash of its content, or ``NOTHING`` if it was deleted or is no regular file.
    """

    path: str
    before: str
    old: str
    new: str


class Commit(NamedTuple):
    """A commit with its changes.

    Attributes:
        commit: Its hash.
        time: When it was committed, in seconds since 1970, UTC.
        is_minor: Whether its message says that it is a minor edit.
        changes: What it did to files.
    """

    commit: str
    time: int
    is_minor: bool
    changes: tuple[Change, ...]


def read_head(root: Path) -> Head | None:
    """Returns the commit that is checked out, or None if there is no commit yet.

    Raises:
        GitError: If Git is not installed, or cannot read the repository.
    """
    given = run_git(root, "rev-parse", "--is-shallow-repository", "--show-prefix")
    shallow, folder, *_ = given.decode("utf-8", "surrogateescape").split("\n")
    try:
        commit = run_git(root, "rev-parse", "--verify", "--quiet", "HEAD").decode().strip()
    except GitError:
        return None
    return Head(commit, folder, shallow == "true")


def head_text(root: Path) -> str:
    """Returns everything that tells one commit, or one failure of Git, from another."""
    try:
        return str(read_head(root))
    except GitError as error:
        return str(error)


def read_log(root: Path, since: str, until: str) -> Iterator[Commit]:
    """Yields the commits of a project with what they did to Markdown files, oldest first.

    Args:
        root: The project.
        since: The commit after which to begin, or "" for the first.
        until: The commit with which to end.

    Raises:
        GitError: If Git fails.
    """
    span = f"{since}..{until}" if since else until
    output = run_git(root, *_LOG, span).decode("utf-8", "surrogateescape")
    return _commits(iter(output.split("\0")))


def follows(root: Path, since: str, until: str) -> bool:
    """Returns whether a commit is among the first parents of another, or the same."""
    if since == until:
        return True
    try:
        # Of the commits since then, the first has this one as its first parent.
        listed = run_git(root, "rev-list", "--first-parent", "--parents", f"{since}..{until}")
    except GitError:
        return False
    first = listed.decode().splitlines()[-1:]
    return any(line.split()[1:2] == [since] for line in first)


def _commits(tokens: Iterator[str]) -> Iterator[Commit]:
    head, message, changes = "", "", list[Change]()
    for token in tokens:
        text = token.lstrip("\n")
        if text.startswith(_COMMIT):
            if head:
                yield _commit(head, message, changes)
            head, message, changes = text[1:], next(tokens), []
        elif text.startswith(":"):
            change = _change(text, tokens)
            # A pathspec would take Git twice the time.
            if change.path.endswith(SUFFIX):
                changes.append(change)
    if head:
        yield _commit(head, message, changes)


def _commit(head: str, message: str, changes: list[Change]) -> Commit:
    commit, time = head.split()
    return Commit(commit, int(time), MINOR in message.casefold(), tuple(changes))


def _change(line: str, tokens: Iterator[str]) -> Change:
    """Reads ``:MODE MODE HASH HASH STATUS`` and the paths that follow."""
    _, mode, old, new, status = line.split(" ")
    before = next(tokens)
    path = next(tokens) if status[0] in "RC" else before
    return Change(path, before, _name(old), _name(new) if mode.startswith("100") else NOTHING)


def _name(hash_: str) -> str:
    """Returns the hash of a blob; Git's own word for none has only zeros, of any number."""
    return hash_ if hash_.strip("0") else NOTHING
