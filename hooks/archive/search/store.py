"""Stores the search documents of all pages between builds, to reuse those of unchanged pages."""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from archive.lib.checked_database import CheckedDatabase, hash_file
from archive.lib.codec import decode, encode
from archive.lib.digest import digest, digest_bytes
from archive.pages.facets import DAY, LANG, Facets
from archive.search.documents import SearchDocument
from archive.search.shards import Entry

DOCUMENTS = "documents.sqlite"
"""Name of the database in the site's cache."""
DOCUMENTS_HASH = hash_file(Path(DOCUMENTS)).name
"""Name of the file with its hash."""
FORMAT = 2
_COLUMNS = "url, key, hash, facets, named, names"


class _Row(NamedTuple):
    """What is stored of a page besides its document.

    Attributes:
        url: Its address.
        key: Cache key of the page when the document was made.
        hash: Hash of the document, or "" if the page is not searched.
        facets: Its facets, encoded.
        named: Addresses of the actors that its text names, with spaces between.
        names: Hash of the names with which they were found.
    """

    url: str
    key: str
    hash: str
    facets: bytes
    named: str
    names: str


class DocumentStore:
    """Documents by address.

    The document and the rest of a row have a hash each, which is verified on reading: a damaged
    page is made again. Rows are read once; what another process stores later is not seen.
    """

    def __init__(self, database: CheckedDatabase) -> None:
        """Takes an open database; ``opened`` provides it."""
        self._database = database
        self._intact: tuple[_Row, ...] | None = None

    def keys(self) -> dict[str, str]:
        """Returns address → key of the page, for each page whose row is intact."""
        return {row.url: row.key for row in self._rows()}

    def entries(self) -> dict[str, Entry]:
        """Returns address → document, for each page that is searched."""
        return {
            row.url: Entry(row.hash, known.get(DAY, ""), known.get(LANG, ""))
            for row in self._rows()
            if row.hash
            for known in (dict(decode(row.facets, Facets)),)
        }

    def rows(self) -> dict[str, tuple[Facets, tuple[str, ...]]]:
        """Returns address → facets and named actors, for each page that is searched."""
        return {
            row.url: (decode(row.facets, Facets), tuple(row.named.split()))
            for row in self._rows()
            if row.hash
        }

    def named_with_others(self, names: str) -> list[str]:
        """Returns the pages whose named actors were found with other names.

        Args:
            names: Hash of the names.
        """
        return [row.url for row in self._rows() if row.hash and row.names != names]

    def put_named(self, names: str, found: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Stores the actors that pages name, found with the names of a hash."""
        named = dict(found)
        if not named:
            return
        rows = [
            row._replace(named=" ".join(named[row.url]), names=names)
            for row in self._rows()
            if row.url in named
        ]
        with self._database.connection as connection:
            # Another process may have stored a newer document meanwhile: that row stays.
            connection.executemany(
                "UPDATE documents SET named = ?, names = ?, row_hash = ?"
                " WHERE url = ? AND key = ? AND hash = ?",
                ((row.named, names, digest(row), row.url, row.key, row.hash) for row in rows),
            )
        self._intact = None

    def put(self, rows: Iterable[tuple[str, str, SearchDocument | None]]) -> None:
        """Stores documents, given as address, key of the page, and document or None."""
        with self._database.connection as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (_stored(*row) for row in rows),
            )
        self._intact = None

    def keep(self, urls: Iterable[str]) -> None:
        """Removes the documents of pages that no longer exist."""
        stored = self._database.connection.execute("SELECT url FROM documents").fetchall()
        gone = {url for (url,) in stored}.difference(urls)
        if not gone:
            return
        with self._database.connection as connection:
            connection.executemany("DELETE FROM documents WHERE url = ?", ((url,) for url in gone))
        self._intact = None

    def html(self, url: str, hash_: str = "") -> str:
        """Returns the HTML of a document; also in a forked process.

        Args:
            url: Address of the page.
            hash_: Hash that the document must have; "" for any.

        Raises:
            KeyError: If the document is missing, damaged, or has another hash.
        """
        select = "SELECT body, body_hash, hash FROM documents WHERE url = ?"
        row = self._database.connection.execute(select, (url,)).fetchone()
        if row is None or digest_bytes(row[0]) != row[1] or hash_ not in ("", row[2]):
            raise KeyError(url)
        return zlib.decompress(row[0]).decode("utf-8")

    def _rows(self) -> tuple[_Row, ...]:
        """Returns the intact rows, without the documents."""
        if self._intact is None:
            select = f"SELECT {_COLUMNS}, row_hash FROM documents"
            stored = self._database.connection.execute(select).fetchall()
            rows = ((_Row(*values), hash_) for *values, hash_ in stored)
            self._intact = tuple(row for row, hash_ in rows if digest(row) == hash_)
        return self._intact


def _stored(url: str, key: str, document: SearchDocument | None) -> tuple[object, ...]:
    if document is None:
        row, body = _Row(url, key, "", encode(()), "", ""), b""
    else:
        facets, named = encode(document.facets), " ".join(document.named)
        row = _Row(url, key, document.digest, facets, named, document.names)
        body = zlib.compress(document.html.encode("utf-8"), 1)
    return (*row, digest(row), body, digest_bytes(body))


@contextlib.contextmanager
def opened(file: Path) -> Iterator[DocumentStore]:
    """Opens a store for as long as the context lasts; a damaged one is begun again."""
    columns = f"{_COLUMNS}, row_hash, body, body_hash, PRIMARY KEY (url)"
    database = CheckedDatabase(file, "documents", columns, FORMAT)
    database.open()
    try:
        yield DocumentStore(database)
    finally:
        database.close()
