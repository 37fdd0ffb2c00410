"""The search documents of all pages, kept between builds: those of unchanged pages are not made."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from archive.lib.digest import digest_bytes
from archive.search.documents import SearchDocument

DOCUMENTS = "documents.sqlite"
"""Name of the database in the cache of a site."""
FORMAT = 1


class DocumentStore:
    """A small database of documents by address; a damaged one is replaced.

    A row holds the key of the page that the document was made with, and the digest of what is
    stored, which is compared when it is read.
    """

    def __init__(self, file: Path) -> None:
        """Names the file; nothing is touched until ``open``."""
        self._file = file
        self._database: sqlite3.Connection | None = None
        # Kept, because closing it in a forked process would disturb its own one.
        self._parents: sqlite3.Connection | None = None
        self._process = 0

    def open(self) -> None:
        """Opens the database, or makes a new one if there is none that can be read."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._process = os.getpid()
        try:
            self._database = self._connect()
        except sqlite3.DatabaseError:
            self._file.unlink()
            self._database = self._connect()

    def close(self) -> None:
        """Closes it."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def keys(self) -> dict[str, tuple[str, str]]:
        """Address → key of its page and digest of its document ("" where there is none to find)."""
        rows = self._open.execute("SELECT url, key, digest FROM documents")
        return {url: (key, digest) for url, key, digest in rows}

    def put(self, rows: Iterable[tuple[str, str, SearchDocument | None]]) -> None:
        """Stores documents: address, key of the page, document or None."""
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
        """The HTML of a document; a forked process reads by a connection of its own.

        Args:
            url: The page.
            digest: That of the document that is meant, if no other will do.

        Raises:
            KeyError: If it is not stored, or not as it was stored.
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
