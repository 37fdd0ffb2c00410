"""The cache of the registry gives what its files give, and never what they gave before."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.core.own_keys import OwnKey
from archive.core.own_kinds import OwnKind, OwnType
from archive.core.settings import Settings
from archive.core.site_kinds import kinds_of
from archive.read import registry_cache
from archive.read.registry import SHIPPED, ReadRegistry, read_registry
from archive.read.registry_cache import read_cached_registry

TREATIES = OwnKind("treaty", "treaties", "Treaty", "Treaties", keys=(OwnKey("signed", "Signed"),))
OWN = Settings(kinds=(TREATIES,), organization_types=(OwnType("court", "Court", "Courts"),))


def read(folder: Path, settings: Settings = Settings()) -> ReadRegistry:  # noqa: B008
    folders = [SHIPPED, folder / "registry"]
    return read_cached_registry(folders, folder, kinds_of(settings), folder / "registry.bin")


def parsed(folder: Path, settings: Settings = Settings()) -> ReadRegistry:  # noqa: B008
    return read_registry([SHIPPED, folder / "registry"], folder, kinds_of(settings))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a registry of its own that has a mistake."""
    (tmp_path / "registry").mkdir()
    text = "league: {name: League of Examples, acronym: LOE}\nwrong: 1\n"
    (tmp_path / "registry" / "organizations.yml").write_text(text, "utf-8")
    (tmp_path / "registry" / "_notes.yml").write_text("in: {name: India}\n", "utf-8")
    return tmp_path


@pytest.fixture
def never_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a registry come from the cache only."""

    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(registry_cache, "read_registry", fail)


def test_a_second_run_reads_the_same_from_the_cache(
    project: Path, request: pytest.FixtureRequest
) -> None:
    first = read(project)
    assert [one.message for one in first.problems if one.place.path.startswith("registry")]
    request.getfixturevalue("never_parsed")
    second = read(project)
    assert second == first == parsed(project)
    places = [[one.place for one in result.entities] for result in (first, second)]
    assert places[0] == places[1], "entities are compared without their places"


def test_kinds_and_types_of_the_site_are_part_of_the_cache(
    project: Path, request: pytest.FixtureRequest
) -> None:
    text = "rhine: {name: Rhine Treaty, signed: '1963'}\n"
    (project / "registry" / "treaties.yml").write_text(text, "utf-8")
    assert "treaty" not in {one.kind for one in read(project).entities}
    own = read(project, OWN)
    assert own == parsed(project, OWN)
    assert "treaty" in {one.kind for one in own.entities}
    request.getfixturevalue("never_parsed")
    assert read(project, OWN) == own


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "organizations.yml").write_text("x: {name: X}\n", "utf-8"),
        lambda folder: (folder / "people.yml").write_text("y: {name: Y}\n", "utf-8"),
        lambda folder: (folder / "organizations.yml").unlink(),
        lambda folder: (folder / "organizations.yml").rename(folder / "people.yml"),
        lambda folder: (folder / "_notes.yml").rename(folder / "countries.yml"),
        lambda folder: (folder / "unknown.yml").write_text("", "utf-8"),
        lambda folder: (folder / "events.yml").symlink_to(folder / "organizations.yml"),
    ],
    ids=["changed", "added", "removed", "renamed", "announced", "unknown", "refused"],
)
def test_a_changed_folder_is_read_again(project: Path, change: object) -> None:
    before = read(project)
    assert callable(change)
    change(project / "registry")
    after = read(project)
    assert after == parsed(project)
    assert after != before


def test_a_damaged_cache_is_made_again(project: Path) -> None:
    first = read(project)
    file = project / "registry.bin"
    file.write_bytes(file.read_bytes()[:-9])
    assert read(project) == first
    assert read(project) == first


def test_a_cache_that_cannot_be_written_is_no_error(project: Path) -> None:
    (project / "registry.bin").mkdir()
    (project / "registry.bin" / "file").touch()
    assert read(project) == parsed(project)
