"""The published folder and its earlier releases: built next to it, and swapped in as a whole.

``.site-releases/`` is next to ``site/``. It contains the lock, the release being built, and earlier
releases by number. Every folder that this program made contains a mark (``marks``); no other folder
is ever touched.

A process may be killed at any step. Whoever takes the lock next completes or undoes what it had
begun, so that the site is the old release or the new one, and the other one can be published again.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from archive.lib.regular_files import NotRegularError, open_regular, read_regular
from archive.lib.storage import write_whole
from archive.publish import exchange
from archive.publish.marks import (
    LARGEST,
    discard,
    is_unfinished,
    mark,
    mark_unfinished,
    read_mark,
    release_of,
)

NEXT = "next"
LOCK = "lock"
SWAP = "swap.json"


class ReleaseError(Exception):
    """The site cannot be published; the message says why, and how to fix it."""


class _Swap(NamedTuple):
    """A swap that has begun.

    Attributes:
        folder: Name of the folder that takes the site's place.
        release: Name of the release in it.
        kept: Name that the folder of the replaced site gets.
        published: Name of the replaced release; "" if there was no site.
    """

    folder: str
    release: str
    kept: str
    published: str


class Releases:
    """The releases of one site, by the path of its published folder."""

    def __init__(
        self, site: Path, keep: int, swap: Callable[[Path, Path], bool] | None = None
    ) -> None:
        """Names the folders; changes nothing.

        Args:
            site: The published folder.
            keep: Number of earlier releases to keep, at least one.
            swap: Swaps two folders in one step, and returns whether it could.
        """
        self.site = site
        self.folder = site.with_name(f".{site.name}-releases")
        self.next = self.folder / NEXT
        self._keep = max(1, keep)
        self._swap_at_once = swap or exchange.exchange

    def check(self) -> None:
        """Checks that this program made the folders that a build changes.

        The published folder may also be empty or missing.

        Raises:
            ReleaseError: If it did not.
        """
        self._check_site()
        if os.path.lexists(self.next):
            name = f"{self.folder.name}/{NEXT}"
            if not _is_folder(self.next):
                raise ReleaseError(f"{name} is not a folder (hint: remove it)")
            if not _is_ours(self.next) and any(self.next.iterdir()):
                raise ReleaseError(
                    f"{name}/ contains files that this program did not make (hint: move them away)"
                )

    def _check_site(self) -> None:
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
        """Locks out other builds of the site, and recovers from one that was killed.

        The system releases the lock of a killed process.

        Raises:
            ReleaseError: If another build is running, or the folder cannot be written to.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = open_regular(self.folder / LOCK, os.O_RDWR | os.O_CREAT)
        except NotRegularError as error:
            raise ReleaseError(
                f"{self.folder.name}/{LOCK} is {error.kind}"
                " (hint: remove it; builds make the file themselves)"
            ) from None
        except OSError as error:
            raise ReleaseError(f"{self.folder} cannot be written: {error.strerror}") from None
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                    raise
                raise ReleaseError(
                    f"another build of {self.site.name}/ is running (hint: wait for it to end)"
                ) from None
            self._recover()
            yield
        finally:
            os.close(handle)

    @property
    def is_known(self) -> bool:
        """Whether there is a site, or the rest of one whose publishing was interrupted."""
        return bool(release_of(self.site)) or (self.folder / SWAP).exists()

    def earlier(self) -> list[Path]:
        """Returns the folders of earlier releases, newest first."""
        found = [path for path in self._numbered() if _is_folder(path) and release_of(path)]
        return sorted(found, key=lambda path: int(path.name), reverse=True)

    def stage(self) -> str:
        """Prepares the folder of the next release: an outdated release, or a marked folder.

        Returns:
            The name of the release that the folder contains, or "" if its content is not known.
        """
        earlier = self.earlier()
        for spare in earlier[self._keep :]:
            discard(spare)
        if len(earlier) >= self._keep:
            if _is_ours(self.next):
                discard(self.next)
            with contextlib.suppress(FileNotFoundError):
                self.next.rmdir()
            recycled = earlier[self._keep - 1]
            name = release_of(recycled)
            mark_unfinished(recycled)
            recycled.rename(self.next)
            return name
        self.next.mkdir(exist_ok=True)
        mark_unfinished(self.next)
        return ""

    def publish(self, name: str, site: Mapping[str, str]) -> None:
        """Marks the next release and swaps it in. The previous release is kept as the newest.

        Args:
            name: The release's name.
            site: Further content of its mark.

        Raises:
            ReleaseError: If this program did not make what is in the site's place.
            OSError: If the folders cannot be swapped. The published one is unchanged.
        """
        self._check_site()
        swap = self._begin(self.next, name)
        mark(self.next, {"release": name, **site})
        self._swap(swap)

    def roll_back(self) -> str:
        """Swaps the newest earlier release in, and keeps the published one.

        Returns:
            The name of the release that is published now.

        Raises:
            ReleaseError: If there is no earlier release, or this program did not make what is in
                the site's place.
            OSError: If the folders cannot be swapped.
        """
        self._check_site()
        for candidate in self.earlier():
            name = release_of(candidate)
            self._swap(self._begin(candidate, name))
            return name
        raise ReleaseError(f"there is no earlier release of {self.site.name}/")

    def _begin(self, folder: Path, release: str) -> _Swap:
        """Writes down what is going to be swapped."""
        newest = max((int(path.name) for path in self._numbered()), default=0)
        swap = _Swap(folder.name, release, str(newest + 1), release_of(self.site))
        write_whole(self.folder / SWAP, json.dumps(swap._asdict()).encode())
        return swap

    def _swap(self, swap: _Swap) -> None:
        """Puts a release in the site's place, in one step if the system can, else in two.

        Between these two, there is no site; if the process is killed there, recovery publishes it.
        """
        folder, kept = self.folder / swap.folder, self.folder / swap.kept
        if not swap.published:
            self.site.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):
                self.site.rmdir()
            folder.rename(self.site)
        elif self._swap_at_once(folder, self.site):
            folder.rename(kept)
        else:
            self.site.rename(kept)
            try:
                folder.rename(self.site)
            except OSError:
                kept.rename(self.site)
                raise
        (self.folder / SWAP).unlink()

    def _recover(self) -> None:
        """Completes or undoes what a killed process had begun."""
        swap = _read_swap(self.folder / SWAP)
        if swap is not None:
            self._settle(swap)
            (self.folder / SWAP).unlink(missing_ok=True)
        elif release_of(self.next) and _is_folder(self.next):
            # An earlier version of this program was killed, or the note of the swap is lost.
            newest = max((int(path.name) for path in self._numbered()), default=0)
            self.next.rename(self._vacant or self.folder / str(newest + 1))
        for path in self._numbered():
            if _is_folder(path) and is_unfinished(path):
                discard(path)

    def _settle(self, swap: _Swap) -> None:
        folder, kept = self.folder / swap.folder, self.folder / swap.kept
        if site := self._vacant:
            whole = folder if release_of(folder) == swap.release else kept
            if release_of(whole):
                whole.rename(site)
        elif not release_of(folder) or kept.exists():
            return
        elif (release_of(self.site), release_of(folder)) == (swap.release, swap.published):
            folder.rename(kept)
        elif folder == self.next:
            mark_unfinished(folder)

    @property
    def _vacant(self) -> Path | None:
        """The site's folder if nothing is in its place."""
        return None if os.path.lexists(self.site) else self.site

    def _numbered(self) -> list[Path]:
        try:
            names = os.listdir(self.folder)  # noqa: PTH208
        except FileNotFoundError:
            return []
        return [self.folder / name for name in names if name.isascii() and name.isdecimal()]


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_ours(folder: Path) -> bool:
    return bool(read_mark(folder))


def _read_swap(file: Path) -> _Swap | None:
    try:
        swap = _Swap(**json.loads(read_regular(file, LARGEST)))
    except (OSError, NotRegularError, ValueError, TypeError, RecursionError):
        return None
    names = (swap.folder, swap.kept)
    return swap if all(name == NEXT or str(name).isdecimal() for name in names) else None
