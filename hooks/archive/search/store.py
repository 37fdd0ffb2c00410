"""Stores the search documents of all pages between builds, to reuse those of unchanged pages."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from archive.lib.digest import digest_bytes, digest_file
from archive.lib.storage import write_whole
from archive.search.documents import SearchDocument

DOCUMENTS = "documents.sqlite"
"""Name of the database in the site's cache."""
FORMAT = 1
CHECK = "PRAGMA integrity_check(1)"

log = logging.getLogger("mkdocs.hooks.archive")


class DocumentStore:
    """A small database of documents by address; a damaged database is replaced.

    A row contains the key of the page when the document was made, and a checksum of the stored
    bytes, which is verified on reading. The hash of the whole file is stored next to it: where it
    differs, as after a build that was killed, the database is checked before it is used.
    """

    def __init__(self, file: Path) -> None:
        """Stores the path; the file is not touched until ``open``."""
        self._file = file
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
            write_whole(self._hash_file, hash_.encode())

    @property
    def _hash_file(self) -> Path:
        return self._file.with_suffix(".hash")

    def _check(self) -> None:
        """Checks the database as a whole, unless its file is as it was left.

        Raises:
            sqlite3.DatabaseError: If it is damaged.
            UnicodeDecodeError: If it contains text that is not.
        """
        self._hash = digest_file(self._file)
        with contextlib.suppress(OSError):
            if self._hash_file.read_bytes() == self._hash.encode():
                return
        if self._open.execute(CHECK).fetchone() != ("ok",):
            raise sqlite3.DatabaseError
        self._open.execute(f"PRAGMA user_version = {FORMAT}")  # a header may forbid writing
        self.keys()
        self._hash = ""

    def keys(self) -> dict[str, tuple[str, str]]:
        """Returns address → key of the page and digest of its document ("" if it has none)."""
        rows = self._open.execute("SELECT url, key, digest FROM documents")
        return {url: (key, digest) for url, key, digest in rows}

    def put(self, rows: Iterable[tuple[str, str, SearchDocument | None]]) -> None:
        """Stores documents, given as address, key of the page, and document or None."""
        with self._open as database:
            database.executemany(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)",
                (
                    (url, key, "", b"", "")
                    if document is None
                    else (url, key, document.digest, *_packed(document))
                    for url, key, document in rows
                ),
            )

    def keep(self, urls: Iterable[str], known: Mapping[str, object]) -> None:
        """Removes the documents of pages that no longer exist."""
        gone = set(known).difference(urls)
        with self._open as database:
            database.executemany("DELETE FROM documents WHERE url = ?", ((url,) for url in gone))

    def html(self, url: str, digest: str = "") -> str:
        """Returns the HTML of a document; a forked process opens its own connection.

        Args:
            url: Address of the page.
            digest: Digest that the document must have; "" for any.

        Raises:
            KeyError: If the document is missing, damaged, or has another digest.
        """
        select = "SELECT body, checksum, digest FROM documents WHERE url = ?"
        if os.getpid() != self._process:
            self._parents, self._database = self._database, self._connect()
            self._process = os.getpid()
        row = self._open.execute(select, (url,)).fetchone()
        if row is None or digest_bytes(row[0]) != row[1] or digest not in ("", row[2]):
            raise KeyError(url)
        return zlib.decompress(row[0]).decode("utf-8")

    @property
    def _open(self) -> sqlite3.Connection:
        assert self._database is not None, "open the store first"
        return self._database

    def _connect(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._file)
        try:
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version != FORMAT:
                database.execute("DROP TABLE IF EXISTS documents")
                database.execute(
                    "CREATE TABLE documents"
                    " (url TEXT PRIMARY KEY, key TEXT, digest TEXT, body BLOB, checksum TEXT)"
                )
                database.execute(f"PRAGMA user_version = {FORMAT}")
                database.commit()
            database.execute("SELECT url, key, digest FROM documents LIMIT 1").fetchall()
        except sqlite3.DatabaseError:
            database.close()
            raise
        return database


def _packed(document: SearchDocument) -> tuple[bytes, str]:
    body = zlib.compress(document.html.encode("utf-8"), 1)
    return body, digest_bytes(body)


@contextlib.contextmanager
def opened(file: Path) -> Iterator[DocumentStore]:
    """Opens a store for as long as the context lasts."""
    store = DocumentStore(file)
    store.open()
    try:
        yield store
    finally:
        store.close()
