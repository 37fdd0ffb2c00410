"""A small SQLite database that costs time if it is damaged, never a build."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from pathlib import Path

from archive.lib.digest import digest_file
from archive.lib.storage import write_whole

CHECK = "PRAGMA integrity_check(1)"

log = logging.getLogger("mkdocs.hooks.archive")


class CheckedDatabase:
    """A database with one table; a damaged one, or one of another format, is begun again.

    The hash of the whole file is stored next to it: where it differs, as after a build that was
    killed, the database is checked before it is used. Values are checked by who stores them.
    """

    def __init__(self, file: Path, table: str, columns: str, version: int) -> None:
        """Stores what the database is; the file is not touched until ``open``.

        Args:
            file: Its file.
            table: Name of the table.
            columns: Definitions of its columns.
            version: Version of the format, above 0.
        """
        self._file = file
        self._table, self._columns, self._version = table, columns, version
        self._database: sqlite3.Connection | None = None
        # A reference keeps it open: closing it in a forked process would disturb the parent's.
        self._parents: sqlite3.Connection | None = None
        self._process = 0
        self._hash = ""

    def open(self) -> None:
        """Opens the database; creates a new one if there is none or it cannot be read."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._process = os.getpid()
        try:
            self._database = self._connect()
            self._check()
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            log.info("%s was damaged and is made again", self._file.name)
            if self._database is not None:
                self._database.close()
            self._file.unlink()
            self._database = self._connect()

    def close(self) -> None:
        """Closes the database."""
        if self._database is None:
            return
        has_changed = self._database.total_changes > 0
        self._database.close()
        self._database = None
        if os.getpid() == self._process:
            hash_ = digest_file(self._file) if has_changed or not self._hash else self._hash
            write_whole(hash_file(self._file), hash_.encode())

    @property
    def connection(self) -> sqlite3.Connection:
        """The open database; a forked process opens a connection of its own."""
        if os.getpid() != self._process:
            self._parents, self._database = self._database, self._connect()
            self._process = os.getpid()
        assert self._database is not None, "open it first"
        return self._database

    def _check(self) -> None:
        """Checks the database as a whole, unless its file is as it was left.

        Raises:
            sqlite3.DatabaseError: If it is damaged.
            UnicodeDecodeError: If it contains text that is not.
        """
        self._hash = digest_file(self._file)
        with contextlib.suppress(OSError):
            if hash_file(self._file).read_bytes() == self._hash.encode():
                return
        if self.connection.execute(CHECK).fetchone() != ("ok",):
            raise sqlite3.DatabaseError
        # A header may forbid writing.
        self.connection.execute(f"PRAGMA user_version = {self._version}")
        self.connection.execute(f"SELECT * FROM {self._table}").fetchall()
        self._hash = ""

    def _connect(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._file)
        try:
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version != self._version:
                database.execute(f"DROP TABLE IF EXISTS {self._table}")
                database.execute(f"CREATE TABLE {self._table} ({self._columns})")
                database.execute(f"PRAGMA user_version = {self._version}")
                database.commit()
            database.execute(f"SELECT * FROM {self._table} LIMIT 1").fetchall()
        except sqlite3.DatabaseError:
            database.close()
            raise
        return database


def hash_file(database: Path) -> Path:
    """Returns the file next to a database that contains its hash."""
    return database.with_suffix(".hash")
