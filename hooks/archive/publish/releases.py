"""The published folder and its earlier releases: built next to it, and swapped in as a whole.

``.site-releases/`` is next to ``site/``. It contains the lock, the release being built, and earlier
releases. Every folder that this program made contains a marker; no other folder is ever touched.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

MARKER = ".briefing-archive"
"""File in a folder that this program made; it contains the names of the release and of the site."""

NEXT = "next"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class ReleaseError(Exception):
    """The site cannot be published; the message says why, and how to fix it."""


class Releases:
    """The releases of one site, by the path of its published folder."""

    def __init__(self, site: Path, keep: int) -> None:
        """Names the folders; changes nothing.

        Args:
            site: The published folder.
            keep: Number of earlier releases to keep, at least one.
        """
        self.site = site
        self.folder = site.with_name(f".{site.name}-releases")
        self.next = self.folder / NEXT
        self._keep = max(1, keep)

    def check(self) -> None:
        """Checks that the published folder was made by this program, or is empty or missing.

        Raises:
            ReleaseError: If it is not.
        """
        if self.site.is_symlink():
            raise ReleaseError(f"{self.site.name}/ is a link (hint: make it a folder)")
        if not self.site.exists():
            return
        if not self.site.is_dir():
            raise ReleaseError(f"{self.site.name} is a file (hint: remove it)")
        if not release_of(self.site) and any(self.site.iterdir()):
            raise ReleaseError(
                f"{self.site.name}/ contains files that this program did not make"
                " (hint: move them away, or set another site_dir)"
            )

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Locks out other builds of the site. The system releases the lock of a killed process.

        Raises:
            ReleaseError: If another build is running, or the folder cannot be written to.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            file = (self.folder / "lock").open("w")
        except OSError as error:
            raise ReleaseError(f"{self.folder} cannot be written: {error.strerror}") from None
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                    raise
                raise ReleaseError(
                    f"another build of {self.site.name}/ is running (hint: wait for it to end)"
                ) from None
            yield

    def earlier(self) -> list[Path]:
        """Returns the folders of earlier releases, newest first."""
        found = [
            path for path in self.folder.glob("[0-9]*") if path.name.isdigit() and path.is_dir()
        ]
        return sorted(found, key=lambda path: int(path.name), reverse=True)

    def stage(self) -> str:
        """Prepares the folder of the next release: an outdated release, or an empty folder.

        Returns:
            The name of the release that the folder contains, or "" for an empty folder.
        """
        self._settle()
        earlier = self.earlier()
        for spare in earlier[self._keep :]:
            shutil.rmtree(spare)
        if len(earlier) >= self._keep:
            recycled = earlier[self._keep - 1]
            recycled.rename(self.next)
            name = release_of(self.next)
            if name:
                # From here on the folder is not a release: a killed build leaves it unmarked.
                (self.next / MARKER).unlink()
                return name
            shutil.rmtree(self.next)
        self.next.mkdir()
        return ""

    def publish(self, name: str, site: Mapping[str, str]) -> None:
        """Marks the next release and swaps it in. The previous release is kept as the newest.

        Args:
            name: The release's name.
            site: Further content of its marker.

        Raises:
            OSError: If the folders cannot be swapped. The published one is unchanged.
        """
        (self.next / MARKER).write_text(
            json.dumps({"release": name, **site}) + "\n", encoding="utf-8"
        )
        if self.site.exists():
            exchange(self.next, self.site)
        else:
            self.site.parent.mkdir(parents=True, exist_ok=True)
            self.next.rename(self.site)
        self._settle()

    def _settle(self) -> None:
        """Keeps the folder of the next release if it is a complete release, else removes it.

        After a swap it is the previous release. A killed build leaves a folder without a marker.
        """
        if not self.next.exists():
            return
        if release_of(self.next):
            newest = max((int(path.name) for path in self.earlier()), default=0)
            self.next.rename(self.folder / str(newest + 1))
        else:
            shutil.rmtree(self.next)

    def roll_back(self) -> str:
        """Swaps the newest earlier release in, and keeps the published one.

        Returns:
            The name of the release that is published now.

        Raises:
            ReleaseError: If there is no earlier release.
        """
        for candidate in self.earlier():
            if name := release_of(candidate):
                exchange(candidate, self.site)
                return name
        raise ReleaseError(f"there is no earlier release of {self.site.name}/")


def release_of(folder: Path) -> str:
    """Returns the name of the release in a folder, or "" if this program did not make it."""
    try:
        name = json.loads((folder / MARKER).read_text(encoding="utf-8"))["release"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return name if isinstance(name, str) else ""


def exchange(one: Path, two: Path) -> None:
    """Swaps two folders, in one step if the system can, else in quick succession.

    Source: renameat2(2), RENAME_EXCHANGE; renamex_np(2), RENAME_SWAP, on macOS.

    Raises:
        OSError: If they cannot be swapped.
    """
    if _exchange_at_once(os.fsencode(one), os.fsencode(two)):
        return
    aside = two.with_name(f"{two.name}.old")
    two.rename(aside)
    try:
        one.rename(two)
    except OSError:
        aside.rename(two)
        raise
    aside.rename(one)


def _exchange_at_once(one: bytes, two: bytes) -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        return hasattr(libc, "renamex_np") and libc.renamex_np(one, two, _RENAME_EXCHANGE) == 0
    if not hasattr(libc, "renameat2"):
        return False
    return bool(libc.renameat2(_AT_FDCWD, one, _AT_FDCWD, two, _RENAME_EXCHANGE) == 0)
