"""The figures that the benchmark derives: exponents, medians, ratios and verdicts."""

from __future__ import annotations

import pytest

from benchmarks.contenders import Case
from benchmarks.goals import Cell, Goal, Job, goals, growth, median, ratio
from benchmarks.measure import Run


def cell(wall: float, memory: int = 100_000_000) -> Cell:
    return Cell(Run(wall, wall, memory), 0, 0)


@pytest.mark.parametrize("exponent", [0.5, 1.0, 2.0])
def test_growth_finds_the_exponent(exponent: float) -> None:
    seconds = {size: 0.003 * size**exponent for size in (1000, 4000, 10000)}
    assert growth(seconds) == pytest.approx(exponent)


def test_growth_ignores_sizes_that_start_up_dominates() -> None:
    assert growth({250: 99.0, 1000: 1.0, 4000: 4.0}) == pytest.approx(1)


def test_growth_uses_small_sizes_if_there_are_no_others() -> None:
    assert growth({100: 1.0, 1000: 10.0}) == pytest.approx(1)


def test_growth_of_one_size_is_unknown() -> None:
    assert growth({1000: 1.0}) is None


def test_each_quantity_has_its_own_median() -> None:
    runs = [Run(1, 9, 30), Run(2, 8, 10), Run(50, 7, 20)]
    assert median(runs) == Run(2, 8, 20)


def test_times_add_up_and_memory_is_the_maximum() -> None:
    assert Run(1, 2, 30) + Run(4, 5, 20) == Run(5, 7, 30)


def test_a_ratio_without_a_measurement_is_unknown() -> None:
    assert ratio(1, None) is None
    assert ratio(None, 1) is None
    assert ratio(1, 4) == 0.25


@pytest.mark.parametrize(
    ("goal", "passed"),
    [
        (Goal("", 1.0, 1.0), True),
        (Goal("", 1.01, 1.0), False),
        (Goal("", 3.0, 3.0, at_least=True), True),
        (Goal("", 2.9, 3.0, at_least=True), False),
        (Goal("", None, 1.0), None),
    ],
)
def test_a_goal_is_reached_missed_or_not_measured(goal: Goal, passed: bool | None) -> None:
    assert goal.passed is passed


def test_goals_compare_at_the_largest_size() -> None:
    table = {
        Job("this project", "", Case.COLD): {1000: cell(2), 10000: cell(20)},
        Job("this project", "", Case.EDIT): {1000: cell(1), 10000: cell(1.5, 700_000_000)},
        Job("this project", "", Case.UNCHANGED): {1000: cell(0.5), 10000: cell(0.9)},
        Job("MkDocs + Material", "", Case.COLD): {1000: cell(5), 10000: cell(50)},
        Job("Hugo", "", Case.COLD): {1000: cell(1), 10000: cell(10)},
        Job("empty MkDocs", "", Case.COLD): {1000: cell(0.5), 10000: cell(0.5)},
    }
    found = {goal.text: goal for goal in goals(table)}
    values = {text: goal.value for text, goal in found.items()}
    assert values["one edit, pages only ÷ Hugo"] == pytest.approx(0.15)
    assert values["cold, pages only ÷ Hugo"] == pytest.approx(2)
    assert values["plain MkDocs + Material ÷ cold, both pages only"] == pytest.approx(2.5)
    assert values["nothing changed, pages only ÷ empty MkDocs site"] == pytest.approx(1.8)
    assert values["growth exponent, cold, pages only"] == pytest.approx(1)
    assert values["peak memory, any build"] == pytest.approx(700)
    issue_3 = "1,000 briefs: cold ÷ plain MkDocs + Material, pages only"
    assert values[issue_3] == pytest.approx(0.4)
    unmeasured = {text for text, goal in found.items() if goal.passed is None}
    assert unmeasured == {text for text in found if "search" in text}
