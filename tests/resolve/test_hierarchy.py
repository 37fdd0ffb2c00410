"""No entity of the registry contains or succeeds itself, and none is nested too deeply."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.resolve.hierarchy import MAX_LEVELS
from archive.resolve.registry import load_registry


def messages(folder: Path, **files: str) -> list[str]:
    for name, text in files.items():
        file = folder / "registry" / f"{name}.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    _, problems = load_registry([folder / "registry"], folder)
    return [str(problem) for problem in problems if "cannot be read" not in str(problem)]


def test_an_entity_that_contains_itself_is_an_error(tmp_path: Path) -> None:
    assert messages(tmp_path, regions="a:\n  name: A\n  parent: a\n") == [
        (
            "registry/regions.yml:1:1: error: parent of A leads back to it: A → A"
            ' (hint: remove "a" here, or correct another of these entries)'
        )
    ]


def test_parents_and_lists_together_contain_no_region_in_itself(tmp_path: Path) -> None:
    text = "a: {name: A, parent: b}\nb: {name: B}\nc: {name: C}\n"
    assert messages(tmp_path, regions=text.replace("B}", "B, regions: [a]}")) == []
    (problem,) = messages(tmp_path, regions=text.replace("parent: b", "parent: b, regions: [b]"))
    told = "A is inside itself, by parents and lists of regions: A → B"
    assert problem.startswith(f"registry/regions.yml:1:1: error: {told}")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "regions",
            "b: {name: B, parent: c}\na: {name: A, parent: b}\nc: {name: C, parent: b}\n",
            "registry/regions.yml:1:1: error: parent of B leads back to it: B → C → B",
        ),
        (
            "organizations",
            "a: {name: A, kind: body, parent: b}\nb: {name: B, kind: body, parent: a}\n",
            "registry/organizations.yml:1:1: error: parent of A leads back to it: A → B → A",
        ),
        (
            "countries",
            (
                "a: {name: A, kind: historic, successors: [b, c]}\n"
                "b: {name: B}\nc: {name: C, successors: a}\n"
            ),
            "registry/countries.yml:1:1: error: successor of A leads back to it: A → C → A",
        ),
        (
            "countries",
            "a: {name: A, part_of: b}\nb: {name: B, part_of: a}\n",
            "registry/countries.yml:1:1: error: part_of of A leads back to it: A → B → A",
        ),
    ],
)
def test_entities_that_lead_back_to_each_other_are_an_error(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    [problem] = [one for one in messages(tmp_path, **{name: text}) if "leads back" in one]
    assert problem.startswith(message)


def test_each_cycle_is_reported(tmp_path: Path) -> None:
    text = "".join(f"r{n}: {{name: R{n}, parent: r{n ^ 1}}}\n" for n in range(6))
    assert len(messages(tmp_path, regions=text)) == 3


def test_a_chain_that_is_too_long_is_reported_once(tmp_path: Path) -> None:
    text = "r0: {name: R0}\n" + "".join(
        f"r{n}: {{name: R{n}, parent: r{n - 1}}}\n" for n in range(1, 3000)
    )
    [problem] = messages(tmp_path, regions=text)
    line = MAX_LEVELS + 1
    assert problem.startswith(f"registry/regions.yml:{line}:1: error: R{MAX_LEVELS} is more than")


@given(st.dictionaries(st.integers(0, 7), st.integers(0, 7)))
def test_there_is_one_error_for_each_cycle(parents: dict[int, int]) -> None:
    names = {*parents, *parents.values()}
    text = "".join(
        f"r{n}: {{name: R{n}" + (f", parent: r{parents[n]}" if n in parents else "") + "}\n"
        for n in sorted(names)
    )
    with TemporaryDirectory() as folder:
        problems = messages(Path(folder), regions=text)
    cycles = 0
    unvisited = dict(parents)
    while unvisited:
        n = next(iter(unvisited))
        seen: list[int] = []
        while n in unvisited and n not in seen:
            seen.append(n)
            n = unvisited[n]
        cycles += n in seen
        for one in seen:
            unvisited.pop(one)
    assert len(problems) == cycles
