"""The state that a build leaves to the next one: in memory, and in files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from archive.incremental.records import BuildRecord
from archive.lib.folders import remove
from archive.lib.output_files import Written, WrittenFiles, list_of_files
from archive.lib.storage import load, save


@dataclass(slots=True)
class LastBuild:
    """The state of the last build of a process in memory; files contain the same.

    Attributes:
        name: The name of its release, or "".
        files: Path of each file of it → how it was written.
        record: Its record.
        has_published: Whether a build of this process has published.
    """

    name: str = ""
    files: dict[str, Written] = field(default_factory=dict)
    record: BuildRecord = field(default_factory=BuildRecord)
    has_published: bool = False

    def set(self, name: str, files: dict[str, Written], record: BuildRecord) -> None:
        """Takes over the state of a newer build."""
        self.name, self.files, self.record = name, files, record


def save_build(cache: Path, name: str, files: WrittenFiles, record: BuildRecord) -> None:
    """Saves what a build leaves to the next one.

    Args:
        cache: The folder for it.
        name: The name of the release.
        files: Path of each file of it → how it was written.
        record: The record of the build.

    Raises:
        OSError: If it cannot be written.
    """
    save(list_of_files(cache, name), files, WrittenFiles)
    save(record_file(cache, name), record, BuildRecord)


def forget_builds(cache: Path, kept: Collection[str]) -> None:
    """Removes what builds have left.

    Args:
        cache: The folder that contains it.
        kept: Names of releases whose files stay.
    """
    for file in cache.glob("*.bin"):
        if file.name.partition(".")[0] not in kept and file.name.count(".") == 2:
            remove(file)


def load_files(cache: Path, name: str) -> WrittenFiles:
    """Returns the files of a release as they were written; none if they are not known."""
    return (load(list_of_files(cache, name), WrittenFiles) or {}) if name else {}


def load_record(cache: Path, name: str) -> BuildRecord:
    """Returns the record of the build that made a release, or an empty one."""
    return load(record_file(cache, name), BuildRecord) or BuildRecord()


def record_file(cache: Path, name: str) -> Path:
    """Returns the file of the record of the build that made a release."""
    return cache / f"{name}.record.bin"
