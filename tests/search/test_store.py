"""The documents kept between builds: damage to their file costs time, never a build."""

from __future__ import annotations

import contextlib
from pathlib import Path
from random import Random

import pytest

from archive.search.documents import SearchDocument
from archive.search.store import DOCUMENTS, opened

FACETS = (("type", "Brief"), ("day", "2022-02-01"))
NAMED = ("countries/india/",)
URLS = [f"briefs/{number}/" for number in range(60)]


def documents() -> list[tuple[str, str, SearchDocument | None]]:
    text = "<p>" + "India met the CSTO. " * 90 + "</p>"
    return [
        (url, "key", SearchDocument(url, f"{text}{url}", FACETS, NAMED, "names")) for url in URLS
    ]


def use(file: Path) -> int:
    """Uses a store as a build does; returns how many documents it had."""
    with opened(file) as store:
        had = 0
        assert all(one == (FACETS, NAMED) for one in store.rows().values())
        assert all(one.day == "2022-02-01" for one in store.entries().values())
        for url in URLS:
            with contextlib.suppress(KeyError):
                had += store.html(url).endswith(url)
        store.put(documents())
        store.keep(URLS)
        assert store.keys().keys() == set(URLS)
        assert all(store.html(url) for url in URLS)
        return had


@pytest.mark.parametrize(
    ("has_hash", "step"),
    [
        (False, 8),
        pytest.param(False, 1, marks=pytest.mark.long),
        pytest.param(True, 1, marks=pytest.mark.long),
    ],
)
def test_a_flipped_bit_anywhere_costs_documents_only(
    tmp_path: Path, has_hash: bool, step: int
) -> None:
    file = tmp_path / DOCUMENTS
    assert use(file) == 0
    whole = file.read_bytes()
    random = Random(5)
    pages = [page + inner for page in range(0, len(whole), 4096) for inner in (0, 3, 8)]
    places = [*range(100), *pages, *(random.randrange(len(whole)) for _ in range(40))]
    for at in places[::step]:
        damaged = bytearray(whole)
        damaged[at] ^= 1 << random.randrange(8)
        file.write_bytes(damaged)
        if not has_hash:
            file.with_suffix(".hash").unlink(missing_ok=True)
        use(file)


@pytest.mark.parametrize("size", [0, 1, 99, 5000])
def test_a_file_that_was_cut_short_is_made_again(tmp_path: Path, size: int) -> None:
    file = tmp_path / DOCUMENTS
    use(file)
    file.write_bytes(file.read_bytes()[:size])
    assert use(file) == 0
    assert use(file) == len(URLS)


def test_an_intact_file_is_not_checked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / DOCUMENTS
    use(file)
    monkeypatch.setattr("archive.lib.checked_database.CHECK", "no such statement")
    assert use(file) == len(URLS)


def test_named_actors_of_other_names_are_found_again(tmp_path: Path) -> None:
    with opened(tmp_path / DOCUMENTS) as store:
        store.put(documents())
        assert store.named_with_others("names") == []
        assert set(store.named_with_others("other")) == set(URLS)
        store.put_named("other", [(URLS[0], ("countries/china/",))])
        assert set(store.named_with_others("other")) == set(URLS[1:])
        assert store.rows()[URLS[0]] == (FACETS, ("countries/china/",))
        assert store.html(URLS[0]).endswith(URLS[0])


def test_a_document_that_another_process_has_stored_meanwhile_stays(tmp_path: Path) -> None:
    file = tmp_path / DOCUMENTS
    with opened(file) as store:
        store.put(documents())
        before = store.keys()
        with opened(file) as other:
            other.put([(URLS[0], "new", SearchDocument(URLS[0], "<p>New</p>", FACETS, (), "new"))])
        store.put_named("other", [(url, ("countries/china/",)) for url in URLS[:2]])
        assert before[URLS[0]] == "key"
    with opened(file) as store:
        assert store.keys().keys() == set(URLS)
        assert store.html(URLS[0]) == "<p>New</p>"
        rows = store.rows()
        assert rows[URLS[0]] == (FACETS, ())
        assert rows[URLS[1]] == (FACETS, ("countries/china/",))
