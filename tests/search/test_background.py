"""The index of a preview catches up behind its pages, and is finished by whoever comes last."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from archive.core.catalogue import ENGLISH
from archive.lib.storage import load, save
from archive.lib.workers import WorkerError
from archive.pages.actor_names import NameRow
from archive.search import background
from archive.search.background import Wanted
from archive.search.documents import SearchDocument, docs_document
from archive.search.index import build_index
from archive.search.store import DOCUMENTS, opened
from archive.search.table import OTHER_NAMES, TABLE

NAMES = [NameRow("India", "countries/india/", "Country", "country", 3, "", ["Bharat", "Индия"])]


def document(text: str) -> SearchDocument:
    return docs_document("a/", "A page", f"<p>{text}</p>", ENGLISH)


def put(cache: Path, text: str) -> None:
    with opened(cache / DOCUMENTS) as store:
        store.put([("a/", "key", document(text))])


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    folder = tmp_path / "cache"
    put(folder, "border")
    return folder


def entry(target: Path) -> str:
    return (target / "pagefind/pages/pagefind-entry.json").read_text("utf-8")


@pytest.mark.long
def test_a_process_of_its_own_makes_the_index(cache: Path, tmp_path: Path) -> None:
    target = tmp_path / "tree"
    assert background.resume(cache, target) is None, "nothing was ever wanted"
    process = background.start(cache, target, NAMES, 1)
    assert process.wait(60) == 0
    assert "Индия" in gzip.decompress((target / OTHER_NAMES).read_bytes()).decode()
    assert "Bharat" in gzip.decompress((target / TABLE).read_bytes()).decode()
    first = entry(target)
    assert background.resume(cache, target) is None
    put(cache, "railway")
    assert background.start(cache, target, NAMES, 1).wait(60) == 0
    assert entry(target) != first


def test_what_was_not_finished_is_taken_up_again(cache: Path, tmp_path: Path) -> None:
    target = tmp_path / "tree"
    killed = background.start(cache, target, NAMES, 1)
    killed.kill()
    killed.wait()
    process = background.resume(cache, target)
    assert process is None or process.wait(60) == 0
    assert entry(target)
    assert not background.run(cache, target), "it is done"


@pytest.mark.parametrize("workers", [1, 2], ids=["one process", "two processes"])
def test_a_document_that_changed_meanwhile_is_left_to_the_next(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    cache.mkdir(exist_ok=True)
    save(cache / "search-wanted.bin", Wanted(1, workers, NAMES), Wanted)
    monkeypatch.setattr("archive.search.shards.LEAST", 1)
    facets = (("day", "2022-02-01"),)
    with opened(cache / DOCUMENTS) as store:
        briefs = (replace(document(name), url=f"briefs/{name}/", facets=facets) for name in "bcd")
        store.put((one.url, "key", one) for one in briefs)
    index = build_index

    def edited_meanwhile(*arguments: object, **named: object) -> object:
        put(cache, "edited")
        return index(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(background, "build_index", edited_meanwhile)
    assert not background.run(cache, tmp_path / "tree")
    assert load(cache / "search-done.bin", Wanted) is None
    monkeypatch.undo()
    assert background.run(cache, tmp_path / "tree")


def test_a_failure_that_is_none_of_an_edit_is_said(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(cache / "search-wanted.bin", Wanted(1, 1, NAMES), Wanted)

    def fail(*_: object, **__: object) -> object:
        raise WorkerError("of the program itself")

    monkeypatch.setattr(background, "build_index", fail)
    with pytest.raises(WorkerError):
        background.run(cache, tmp_path / "tree")
