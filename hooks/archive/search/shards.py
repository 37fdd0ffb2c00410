"""Keeping the index: shards of pages, indexed by Pagefind's command where something changed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pagefind_bin_extended import get_executable

from archive.search.merge import LANGUAGE, Index, Maker, Piece, Pieces, merge
from archive.search.pack import Shard, load, read_output, save
from archive.storage import load_bytes, save_bytes
from archive.workers import run_all

FOLDER = "pagefind"
"""Where the index lies below the site's folder."""
PAGES_A_SHARD = 800
"""What Pagefind indexes in about a second; so much is made anew after one edit."""
ROOM = 512 * 2**20
"""Bytes that must be free in memory for the files of a second that Pagefind reads and writes."""
_SCRIPTS_FILE = "scripts.shard-0"
UNITS_AT_A_TIME = 4
"""How many files of words a process joins and packs before it asks for more."""
FORMAT = 2
"""Of what is kept of a shard."""
_SCRIPTS = ("pagefind.js", f"wasm.{LANGUAGE}.pagefind", "pagefind-entry.json")


class SearchIndexError(RuntimeError):
    """Pagefind failed, or wrote what this program does not understand."""


@dataclass(frozen=True, slots=True)
class Made:
    """An index, and what keeping it took.

    Attributes:
        files: Its files: path below the folder of the index → content.
        pages: How many pages can be found.
        shards: In how many shards they are.
        indexed: How many shards were indexed now; the others were as before.
    """

    files: Mapping[str, bytes]
    pages: int
    shards: int
    indexed: int


def index_shards(
    digests: Mapping[str, str],
    load_html: Callable[[str], str],
    cache: Path,
    workers: int,
    others: Mapping[str, bytes] | None = None,
) -> Made:
    """Brings the index of a site up to date; ``place`` puts it into a folder.

    Args:
        digests: Address of each page that is to be found → digest of its search document.
        load_html: Returns the search document of a page as HTML; asked only for pages of shards
            that are to be indexed, and that in forked processes.
        cache: Folder of what was indexed before. Whatever in it is not whole is made anew.
        workers: How many commands of Pagefind run at once at the most.
        others: Further files for the folder of the index: name → content.

    Raises:
        SearchIndexError: If Pagefind fails or is of a version whose files are not understood.
    """
    cache.mkdir(parents=True, exist_ok=True)
    release = version("pagefind")
    parts = assign(digests)
    keys = [_key(part, digests, release) for part in parts]
    files = [cache / f"{number:03}-of-{len(parts):03}.shard" for number in range(len(parts))]
    shards = [load(file, key) for file, key in zip(files, keys, strict=True)]
    missing = [number for number, shard in enumerate(shards) if shard is None]

    def make(number: int) -> None:
        documents = ((url, load_html(url)) for url in parts[number])
        save(files[number], _index(documents, keys[number], cache / _SCRIPTS_FILE, release))

    for number, _ in zip(missing, run_all(lambda: make, missing, workers, 1), strict=True):
        shards[number] = load(files[number], keys[number])
        if shards[number] is None:
            raise SearchIndexError(f"{files[number].name} was harmed while it was made")
    for stale in set(cache.glob("*.shard")) - set(files):
        stale.unlink()
    scripts = _scripts(cache / _SCRIPTS_FILE, release)
    characters = json.loads(scripts["pagefind-entry.json"])["include_characters"]
    kept = _Kept(cache / "files", workers)
    index = merge([shard for shard in shards if shard], release, characters, kept.get)
    files_ = _files_of(index, {**scripts, **(others or {})})
    return Made(files_, len(digests), len(parts), len(missing))


def assign(urls: Iterable[str]) -> list[list[str]]:
    """Puts pages into shards by a hash of their address: equal sets give equal shards.

    The number of shards is a power of two, so that an archive that grows moves its pages
    seldom; adding a page touches one shard.
    """
    pages = sorted(urls)
    count = 1
    while len(pages) > count * PAGES_A_SHARD:
        count *= 2
    shards: list[list[str]] = [[] for _ in range(count)]
    for url in pages:
        shards[int.from_bytes(hashlib.sha256(url.encode()).digest()[:4], "big") % count].append(url)
    return shards


def _key(urls: Iterable[str], digests: Mapping[str, str], release: str) -> str:
    made_from = json.dumps([release, FORMAT, [(url, digests[url]) for url in urls]])
    return hashlib.sha256(made_from.encode()).hexdigest()


def _index(documents: Iterable[tuple[str, str]], key: str, scripts: Path, release: str) -> Shard:
    with _scratch() as folder:
        any_ = False
        for url, html in documents:
            file = folder / "site" / url / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html, encoding="utf-8")
            any_ = True
        if not any_:
            return Shard(key, (), (), (), (), ())
        output = _run(folder)
        if not scripts.exists():
            _keep_scripts(output, scripts, release)
        try:
            return read_output(output, key)
        except (ValueError, OSError) as error:
            raise SearchIndexError(f"the files of Pagefind are not as known: {error}") from error


def _run(folder: Path) -> Path:
    output = folder / "index"
    command = (str(get_executable()), "--silent", "--force-language", LANGUAGE)
    done = subprocess.run(
        [*command, "--site", str(folder / "site"), "--output-path", str(output)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not output.is_dir():
        raise SearchIndexError(f"Pagefind failed: {(done.stderr or done.stdout).strip()}")
    return output


def _scripts(file: Path, release: str) -> dict[str, bytes]:
    """The files of Pagefind that do not depend on what is indexed."""
    kept = load(file, _scripts_key(release))
    if kept is None:
        with _scratch() as folder:
            page = folder / "site" / "index.html"
            page.parent.mkdir()
            page.write_text("<html><body><p>word</p></body></html>", encoding="utf-8")
            kept = _keep_scripts(_run(folder), file, release)
    return dict(zip(_SCRIPTS, kept.fragments, strict=True))


def _keep_scripts(output: Path, file: Path, release: str) -> Shard:
    contents = tuple((output / script).read_bytes() for script in _SCRIPTS)
    kept = Shard(_scripts_key(release), (), (), (), (), contents)
    save(file, kept)
    return kept


def _scripts_key(release: str) -> str:
    return f"scripts of {release}, {FORMAT}"


@contextlib.contextmanager
def _scratch() -> Iterator[Path]:
    """A folder for as long as the context lasts: in memory where there is room."""
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and os.access(memory, os.W_OK | os.X_OK)
    has_room = has_room and shutil.disk_usage(memory).free >= ROOM
    where = memory if has_room else None
    with tempfile.TemporaryDirectory(prefix="archive-search-", dir=where) as name:
        yield Path(name)


def _files_of(index: Index, others: Mapping[str, bytes]) -> dict[str, bytes]:
    files = {f"fragment/{name}.pf_fragment": data for name, data in index.fragments.items()}
    files.update((name, data) for name, data in others.items() if not name.endswith(".json"))
    files.update(index.files)
    files[str(index.entry["facets"])] = index.facets
    files["pagefind-entry.json"] = json.dumps(index.entry, separators=(",", ":")).encode()
    return files


def place(files: Mapping[str, bytes], folder: Path) -> int:
    """Makes a folder hold an index: writes what is not there yet, and removes what is too much.

    Args:
        files: Path below the folder → content.
        folder: The folder of the index.

    Returns:
        How many files were written.
    """
    there = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    for name in there - set(files):
        (folder / name).unlink()
    for name in ("fragment", "index"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    written = 0
    for name, data in files.items():
        file = folder / name
        if name not in there or file.read_bytes() != data:
            # The old one may be that of another release, too (a hard link).
            file.unlink(missing_ok=True)
            file.write_bytes(data)
            written += 1
    return written


class _Kept:
    """Files of words as they were made before, by what they were made from."""

    def __init__(self, folder: Path, workers: int) -> None:
        self._folder = folder
        self._workers = workers

    def get(self, wanted: Sequence[tuple[str, Maker]]) -> Iterator[Pieces]:
        """Yields what is kept under each key; makes and keeps what is not, and nothing else."""
        kept = {key: load_bytes(self._folder / key) for key, _ in wanted}
        missing = [one for one in wanted if kept[one[0]] is None]
        made = run_all(lambda: self._make, missing, self._workers, UNITS_AT_A_TIME)
        kept.update(zip((key for key, _ in missing), made, strict=True))
        for file in self._folder.iterdir() if self._folder.is_dir() else ():
            if file.name not in kept:
                file.unlink()
        for data in kept.values():
            assert data is not None, "made, where it was not kept"
            yield _read_pieces(data)

    def _make(self, one: tuple[str, Maker]) -> bytes:
        key, make = one
        pieces = make()
        head = json.dumps([(one.first, one.last, one.digest, len(one.data)) for one in pieces])
        data = head.encode() + b"\n" + b"".join(one.data for one in pieces)
        save_bytes(self._folder / key, data)
        return data


def _read_pieces(data: bytes) -> Pieces:
    head, _, body = data.partition(b"\n")
    pieces: list[Piece] = []
    at = 0
    for first, last, digest, size in json.loads(head):
        pieces.append(Piece(first, last, digest, body[at : at + size]))
        at += size
    return tuple(pieces)
