"""The state that a build leaves to the next one: in memory, and in files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from archive.incremental.records import BuildRecord
from archive.lib.output_files import Written, WrittenFiles, list_of_files
from archive.lib.storage import load


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


def load_files(cache: Path, name: str) -> WrittenFiles:
    """Returns the files of a release as they were written; none if they are not known."""
    return (load(list_of_files(cache, name), WrittenFiles) or {}) if name else {}


def load_record(cache: Path, name: str) -> BuildRecord:
    """Returns the record of the build that made a release, or an empty one."""
    return load(record_file(cache, name), BuildRecord) or BuildRecord()


def record_file(cache: Path, name: str) -> Path:
    """Returns the file of the record of the build that made a release."""
    return cache / f"{name}.record.bin"
