"""The index is kept in shards: an edit indexes one of them, as a clean build would."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from archive.core.catalogue import ENGLISH
from archive.search import shards
from archive.search.documents import docs_document
from archive.search.index import place
from archive.search.pagefind import CHUNK, SearchIndexError, index_documents
from archive.search.shards import Entry, index_shards, parts_of

WORDS = "india trade summit border water treaty rail grain visa court observer naïve café".split()


def documents(count: int) -> dict[str, tuple[str, str]]:
    """Address → date and HTML of invented briefs."""
    found = {}
    for number in range(count):
        pick = random.Random(number)
        text = " ".join(pick.choice(WORDS) for _ in range(pick.randint(5, 60)))
        day = f"20{pick.randint(10, 24)}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"
        url = f"briefs/b-{number}/"
        found[url] = day, docs_document(url, f"Number {number}", f"<p>{text}</p>", ENGLISH).html
    return found


def keep(docs: dict[str, tuple[str, str]], cache: Path, site: Path) -> tuple[int, int, int]:
    """Indexes documents; returns the numbers of shards, of those indexed, of files written."""
    entries = {
        url: Entry(hashlib.sha256(html.encode()).hexdigest(), day)
        for url, (day, html) in docs.items()
    }
    found, indexed = index_shards(entries, lambda url: docs[url][1], cache, 2)
    files = {
        f"pagefind/{part.name}/{path}": data
        for part, shard in found.items()
        for path, data in shard.files.items()
    }
    return len(found), indexed, place(files, site)


def files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "LEAST", 20)


@pytest.mark.usefixtures("_small")
def test_an_edit_indexes_one_shard_and_equals_a_clean_index(tmp_path: Path) -> None:
    docs = documents(60)
    count, indexed, _ = keep(docs, tmp_path / "cache", tmp_path / "site")
    assert indexed == count > 2
    assert keep(docs, tmp_path / "cache", tmp_path / "site") == (count, 0, 0)
    day, html = docs["briefs/b-7/"]
    docs["briefs/b-7/"] = day, html.replace("<p>", "<p>ratatouille ")
    assert keep(docs, tmp_path / "cache", tmp_path / "site")[1] == 1
    del docs["briefs/b-9/"]
    keep(docs, tmp_path / "cache", tmp_path / "site")
    keep(docs, tmp_path / "clean-cache", tmp_path / "clean")
    assert files(tmp_path / "site") == files(tmp_path / "clean")
    assert len(list((tmp_path / "cache").glob("*.shard"))) == count, "no old shards are kept"


@pytest.mark.usefixtures("_small")
def test_each_language_has_shards_of_its_own() -> None:
    entries = {
        f"briefs/{lang}{n}/": Entry(f"{lang}{n}", f"2024-{n % 12 + 1:02}-01", lang)
        for n in range(15)
        for lang in ("", "fr", "sw")
    }
    entries["about/"] = Entry("about")
    before = {part.name: part for part in parts_of(entries)}
    assert list(before) == ["pages", "briefs-2024-01", "briefs-fr-2024-01", "briefs-sw-2024-01"]
    entries["briefs/fr1/"] = Entry("other", "2024-02-01", "fr")
    changed = [part.name for part in parts_of(entries) if before[part.name].key != part.key]
    assert changed == ["briefs-fr-2024-01"], "an edit indexes a shard of its language"


@pytest.mark.usefixtures("_small")
def test_a_damaged_cache_is_rebuilt_with_a_notice(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    docs = documents(30)
    keep(docs, tmp_path / "cache", tmp_path / "site")
    whole = files(tmp_path / "site")
    for file in (tmp_path / "cache").iterdir():
        data = file.read_bytes()
        file.write_bytes(data[:400] + b"\x00spoilt" + data[407:])
    count, indexed, written = keep(docs, tmp_path / "cache", tmp_path / "site")
    assert (indexed, written) == (count, 0)
    assert files(tmp_path / "site") == whole
    assert len([one for one in caplog.messages if "was damaged and is made again" in one]) == count
    assert keep(docs, tmp_path / "cache", tmp_path / "site")[1] == 0


def test_an_index_is_the_same_each_time() -> None:
    docs = [(url, html) for url, (_, html) in documents(12).items()]
    assert index_documents(docs) == index_documents(docs)


def test_shards_are_ranges_of_months(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "LEAST", 4)
    entries = {f"briefs/{n:02}/": Entry(str(n), f"2022-{n // 3 + 1:02}-05") for n in range(12)}
    entries |= {"countries/india/": Entry("i"), "about/": Entry("a")}
    parts = parts_of(entries)
    assert [part.name for part in parts] == [
        "pages",
        "briefs-2022-01",
        "briefs-2022-02",
        "briefs-2022-03",
        "briefs-2022-04",
    ]
    assert parts[0].urls == ("about/", "countries/india/")
    assert [len(part.urls) for part in parts[1:]] == [3, 3, 3, 3]
    later = {**entries, "briefs/99/": Entry("99", "2022-04-09")}
    changed = [one.name for one, two in zip(parts, parts_of(later), strict=True) if one != two]
    assert changed == ["briefs-2022-04"], "a new brief changes the shard of its month only"


def test_large_archives_have_few_shards() -> None:
    entries = {f"briefs/{n}/": Entry("", f"{2000 + n % 25}-01-01") for n in range(12_000)}
    assert len(parts_of(entries)) <= shards.MOST_SHARDS + 2


def test_the_interfaces_of_pagefind_are_not_published() -> None:
    found = index_documents([(url, html) for url, (_, html) in documents(1).items()])
    assert "pagefind.js" in found
    assert "pagefind-worker.js" in found
    assert not [path for path in found if "ui" in path or "highlight" in path]


def test_a_failure_of_pagefind_is_an_error_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.search.pagefind.CHUNK", "no number")
    with pytest.raises(SearchIndexError, match="Pagefind failed: "):
        index_documents([("a/", "<p>text</p>")])


def test_a_query_downloads_a_small_file_of_each_shard() -> None:
    """Relies on a variable that Pagefind does not document, and on which only bytes depend."""
    words = " ".join(f"word{number}" for number in range(2 * CHUNK))
    document = docs_document("a/", "A", f"<p>{words}</p>", ENGLISH)
    found = index_documents([(document.url, document.html)])
    assert len([path for path in found if path.startswith("index/")]) > 1
