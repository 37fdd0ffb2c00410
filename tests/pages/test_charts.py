"""The summary of the activity chart agrees with its bars."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.core.catalogue import ENGLISH
from archive.pages.charts import activity_chart

YEARS = st.lists(st.integers(2000, 2006), min_size=1, max_size=12)

SENTENCES = [
    ([2020], "1 brief in 2020"),
    ([2020] * 3, "3 briefs in 2020"),
    ([2020, 2025], "2 briefs from 2020 to 2025"),
    ([2020, 2020, 2025, 2025], "4 briefs from 2020 to 2025"),
    ([2020, 2021, 2022], "3 briefs from 2020 to 2022"),
    ([2020, 2021, 2021], "3 briefs from 2020 to 2021, most in 2021 (2)"),
    ([2019, 2020, 2020, 2021, 2021], "5 briefs from 2019 to 2021, most in 2020 and 2021 (2)"),
    (
        [2018, 2019, 2019, 2020, 2020, 2021, 2021],
        "7 briefs from 2018 to 2021, never more than 2 a year",
    ),
]


def sentence(years: list[int]) -> str:
    chart = activity_chart(years, years, ENGLISH)
    assert chart is not None
    return chart.summary


@pytest.mark.parametrize(("years", "summary"), SENTENCES)
def test_each_list_of_years_has_its_summary(years: list[int], summary: str) -> None:
    assert sentence(years) == summary


@given(YEARS)
def test_a_maximum_is_named_only_if_years_differ(years: list[int]) -> None:
    counts = Counter(years)
    assert ("most in" in sentence(years) or "never more" in sentence(years)) is (
        max(counts.values()) > min(counts.values())
    )
