"""The table and the plot of the benchmark."""

from __future__ import annotations

import pytest
from lxml import etree

from benchmarks.contenders import Case, with_search
from benchmarks.goals import Cell, Goal, Job
from benchmarks.measure import Run
from benchmarks.plot import Series, draw, spread
from benchmarks.report import (
    Conditions,
    amount,
    as_markdown,
    goals_table,
    main_table,
    results_page,
)

TABLE = {
    Job("this project", "pagefind", Case.COLD): {
        1000: Cell(Run(2.0, 3.0, 90_000_000), 40_000_000, 40_000_000, 400_000, 250_000),
        10000: Cell(Run(20.0, 30.0, 90_000_000), 400_000_000, 400_000_000, 400_000, 250_000),
    },
    Job("Hugo", "", Case.COLD): {
        1000: Cell(Run(1.0, 2.0, 200_000_000), 11_500_000, 11_500_000, 6_000)
    },
}


def test_numbers_are_right_aligned() -> None:
    assert as_markdown(["what", "much"], [["a", "1.00 s"], ["long name", "10.0 s"]]) == (
        "| what      |   much |\n"
        "| --------- | -----: |\n"
        "| a         | 1.00 s |\n"
        "| long name | 10.0 s |"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "–"), (499, "0 kB"), (6_198, "6 kB"), (999_500, "1.0 MB"), (51_300_000, "51.3 MB")],
)
def test_amounts_have_about_three_digits(value: int | None, text: str) -> None:
    assert amount(value) == text


def test_the_main_table_has_a_line_for_each_job_and_dashes_for_gaps() -> None:
    lines = [[cell.strip() for cell in line.split("|")] for line in main_table(TABLE).splitlines()]
    assert lines[2][1:7] == ["this project", "pagefind", "cold", "2.00 s", "20.0 s", "1.00"]
    assert lines[3][1:7] == ["Hugo", "none", "cold", "1.00 s", "–", "–"]


def test_each_goal_has_a_verdict() -> None:
    text = goals_table([Goal("a", 1.0, 2.0), Goal("b", 3.0, 2.0), Goal("c", None, 2.0)])
    assert [line.split("|")[-2].strip() for line in text.splitlines()[2:]] == [
        "PASS",
        "MISSED",
        "not measured",
    ]


def test_the_page_names_missed_goals() -> None:
    page = results_page(TABLE, [Goal("the goal", 3.0, 2.0)], Conditions((("date", "x"),), ("n",)))
    assert "Missed: the goal." in page
    assert "## At 1,000 briefs" in page
    assert "## At 10,000 briefs" in page


def test_the_plot_is_xml_with_a_line_for_each_series() -> None:
    text = draw([Series("A & B", ((250, 0.5), (1000, 2.0))), Series("C", ((250, 0.4),))])
    root = etree.fromstring(text.encode())
    labels = [str(element.xpath("string()")) for element in root.iter("{*}text")]
    assert {"A & B", "C", "250", "1,000", "briefs"} <= set(labels)
    assert len(list(root.iter("{*}circle"))) == 3


def test_labels_keep_a_gap_and_their_order() -> None:
    moved = spread([100, 101, 300, 99], 10)
    assert moved == [100, 110, 300, 90]


def test_the_search_is_set_if_the_program_has_the_setting() -> None:
    config = {"extra": {"archive": {"tagline": "x"}, "other": 1}, "plugins": ["search"]}
    with_pagefind = with_search(config, "pagefind", has_setting=True)
    assert with_pagefind["extra"] == {"archive": {"tagline": "x", "search": "pagefind"}, "other": 1}
    assert with_pagefind["plugins"] == ["search"]
    without = with_search(config, "", has_setting=True)
    assert without["extra"] == {"archive": {"tagline": "x", "search": "none"}, "other": 1}
    assert without["plugins"] == []
    assert with_search(config, "", has_setting=False)["extra"] == config["extra"]
