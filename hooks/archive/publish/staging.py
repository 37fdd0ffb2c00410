"""The folder that a build writes into, from the lock to the swap.

A site is built next to the published one and swapped in. A preview is updated in place, because
only its author reads it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

from archive.incremental.records import BuildRecord, PreviousBuild
from archive.lib.digest import digest
from archive.lib.folders import make_way, prune
from archive.lib.output_files import (
    Written,
    WrittenFiles,
    files_below,
    list_of_files,
    remove_files,
    take_file,
    with_same_content,
    write_stream,
)
from archive.lib.storage import save
from archive.publish.last_build import (
    LastBuild,
    forget_builds,
    load_files,
    load_record,
    save_build,
)
from archive.publish.marks import MARKER, mark, release_of
from archive.publish.preview_folder import restore_preview
from archive.publish.recycling import find_strays, find_strays_at_top, recycle
from archive.publish.releases import ReleaseError, Releases
from archive.publish.takeover import Takeover
from archive.publish.whole import check_whole


class Staging:
    """The folders of one build."""

    def __init__(
        self,
        site: Path,
        cache: Path,
        *,
        preview: bool,
        keep: int = 1,
        left: LastBuild | None = None,
    ) -> None:
        """Names the folders; changes nothing.

        Args:
            site: The published folder, or that of the preview.
            cache: Folder for records.
            preview: Whether the folder is updated in place.
            keep: Number of earlier releases to keep.
            left: The state of the last build of this process; this build updates it.
        """
        self.site = site
        self.cache = cache
        self.releases = Releases(site, keep)
        self.folder = site if preview else self.releases.next
        self.previous = PreviousBuild()
        self.is_preview = preview
        self.takeover: Takeover | None = None
        self._left = left or LastBuild()
        self._present: dict[str, Written] = {}
        self._files: dict[str, Written] = {}
        self._strays: set[str] = set()
        self._old_strays: tuple[str, ...] = ()
        self._is_unfinished = False
        self._stack = contextlib.ExitStack()

    def open(self) -> None:
        """Takes the lock and reads the records of the last build.

        Raises:
            ReleaseError: If another build is running, or the folder belongs to somebody else.
        """
        self._stack.enter_context(self.releases.lock())
        try:
            if not self.is_preview:
                self.releases.check()
            name = release_of(self.site)
            left = self._left
            if not name or name != left.name:
                files = load_files(self.cache, name)
                left.set(name, files, load_record(self.cache, name) if files else BuildRecord())
            files = with_same_content(self.site, left.files) if left.record.base else {}
            if any(files[path] is not left.files[path] for path in files):
                # The status of a restored cache: the next build need not read these files again.
                left.files.update(files)
                save(list_of_files(self.cache, name), left.files, WrittenFiles)
            self.previous = PreviousBuild(left.record, files)
        except BaseException:
            self._stack.close()
            raise

    def close(self) -> None:
        """Releases the lock and discards the records.

        A takeover goes on if it is deferred and the build has published.
        """
        if self.takeover is not None and self._is_unfinished:
            self.takeover.stop()
            self.takeover = None
        if self._is_unfinished and self.is_preview:
            restore_preview(self.folder, self._left.name, self._left.files)
        self._stack.close()
        self.previous = PreviousBuild()
        self._present, self._files = {}, {}

    @property
    def is_first(self) -> bool:
        """Whether no build of this process has published."""
        return not self._left.has_published

    def begin_with(
        self, files: dict[str, Written], record: BuildRecord, takeover: Takeover
    ) -> None:
        """Replaces what the last build left: a preview takes over another build's files.

        Args:
            files: Path of each file that is in the folder or taken over → how it was written.
            record: What the build of these files remembers.
            takeover: Takes files over until this build has published, or later.
        """
        self.takeover, self._is_unfinished = takeover, True
        self._left.set("", files, record)
        self.previous = PreviousBuild(record, files)

    def stage(self) -> None:
        """Prepares the folder to write into.

        Raises:
            OSError: If it cannot be prepared.
        """
        self._is_unfinished = True
        if self.is_preview:
            self._present = dict(self.previous.files)
            self.folder.mkdir(parents=True, exist_ok=True)
            # A preview that was killed half-way has no marker, so the next one starts afresh.
            (self.folder / MARKER).unlink(missing_ok=True)
            if self._present:
                # Its index is made by another process, so that not all of its files are known.
                make_way(self.folder, self._left.files.keys() - self._present.keys())
            else:
                prune(self.folder, ())
            return
        files = load_files(self.cache, self.releases.stage())
        self._present, strays = recycle(self.folder, files, self.previous.files)
        self._old_strays = tuple(strays)

    def has_strays(self) -> bool:
        """Returns whether the published folder contains files that no build made."""
        if not self.is_preview:
            self._strays.update(find_strays(self.site, self._left.files))
        return bool(self._strays)

    @property
    def strays(self) -> tuple[str, ...]:
        """Files that no build made, and that this build has removed from its folders."""
        return tuple(sorted({*self._strays, *self._old_strays}))

    def have(self, path: str, written: Written) -> None:
        """Records a file that was written into the folder."""
        self._files[path] = written
        self._leave(path)

    def keep(self, paths: Iterable[str]) -> None:
        """Takes files over from the published site as they are.

        Raises:
            OSError: If one cannot be linked or copied.
        """
        for path in paths:
            self._take(path, self.previous.files[path])

    def write(self, path: str, key: str, write: Callable[[BinaryIO], None]) -> None:
        """Writes a file, unless the published site has it with the same cache key.

        Args:
            path: The file, relative to the folder.
            key: Its cache key.
            write: Writes its bytes to a stream.

        Raises:
            OSError: If it cannot be written.
        """
        old, present = self.previous.files.get(path), self._present.get(path)
        if present is not None and present.key == key:
            self._files[path] = present
        elif old is not None and old.key == key:
            self._take(path, old)
        else:
            self.have(path, write_stream(self.folder, path, key, write))

    def make_readable(self, path: str) -> None:
        """Takes a file over now if the folder gets it later; raises OSError if it cannot."""
        if self.takeover is not None:
            self.takeover.take(path)

    def _leave(self, *paths: str) -> None:
        if self.takeover is not None:
            self.takeover.leave(paths)

    def _take(self, path: str, old: Written) -> None:
        """Takes a file over from the published site, unless the folder has it already."""
        present = self._present.get(path)
        if present is not None and present.key == old.key:
            self._files[path] = present
        else:
            take_file(self.site, self.folder, path)
            self._files[path] = old

    @property
    def recorded(self) -> Collection[str]:
        """The files of the published site as recorded, intact or not."""
        return self._left.files.keys()

    def has(self, keys: Mapping[str, str]) -> bool:
        """Returns whether the published site has files with exactly these cache keys.

        Args:
            keys: Path of a file → its cache key.
        """
        files = self.previous.files
        return all((old := files.get(path)) and old.key == key for path, key in keys.items())

    def publish(self, record: BuildRecord, required: Iterable[str] = ()) -> list[str]:
        """Removes stale files, records the build, and publishes the folder.

        Args:
            record: The record for the next build.
            required: Paths of files without which the site is not published.

        Returns:
            The files of the previous site that are gone.

        Raises:
            ReleaseError: If a required file is missing.
            OSError: If the site cannot be swapped in; the published one is as it was.
        """
        stale = [path for path in self._present if path not in self._files]
        self._leave(*stale)
        remove_files(self.folder, stale)
        # Without a list of the published files, all in the folder are, but for the marker.
        before = self._left.files or {*files_below(self.site)} - {MARKER}
        gone = [path for path in before if path not in self._files]
        self._check(required)
        name = digest([(path, self._files[path].key) for path in sorted(self._files)])
        if self.takeover is None:
            self._record(name, record, self._files)
        else:
            self.takeover.end_with(partial(self._complete, name, record, self._files))
            if not self.takeover.is_deferred:
                self.takeover.run()
        self._is_unfinished = False
        return gone

    def _complete(
        self, name: str, record: BuildRecord, files: dict[str, Written], taken: Iterable[str]
    ) -> None:
        """Publishes a preview after all files that it takes over are in its folder."""
        files.update(check_whole(self.folder, {path: files[path] for path in taken}))
        self._record(name, record, files)

    def _record(self, name: str, record: BuildRecord, files: dict[str, Written]) -> None:
        """Records a build and publishes its folder."""
        save_build(self.cache, name, files, record)
        if self.is_preview:
            mark(self.folder, {"release": name})
        else:
            self._strays.update(find_strays_at_top(self.site, self._left.files))
            self.releases.publish(name, {"site_name": record.name, "site_url": record.address})
            for replaced in self.releases.earlier()[:1]:
                remove_files(replaced, self._strays)
        self._left.set(name, files, record)
        self._left.has_published = True
        forget_builds(self.cache, {name, *map(release_of, self.releases.earlier())})

    def _check(self, required: Iterable[str]) -> None:
        """Checks that files written or linked in this build are whole, and notes their status.

        The others were checked when it began.
        """
        for path in ("index.html", "404.html", *required):
            if path not in self._files:
                raise ReleaseError(f"the site would have no {path}; it was not published")
        old = self._present
        fresh = {path: one for path, one in self._files.items() if old.get(path) is not one}
        self._files.update(check_whole(self.folder, fresh))
