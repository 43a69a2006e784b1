"""Cohorts by tenure or loyalty, and whether those who loved us still do."""

import pandas as pd
import pytest

from cxanalytics.tracking import cohorts

SEGMENTS = pd.Series(
    ["Tier: Gold | Region: North", "Tier: Silver | Region: South", None, "Region: North", "Tier: Gold"]
)


def test_columns_that_sound_like_loyalty_come_first() -> None:
    assert cohorts.columns(SEGMENTS) == ["Tier", "Region"]
    assert cohorts.likely("Customer since")
    assert not cohorts.likely("Region")


def test_a_cohort_is_what_the_column_says() -> None:
    assert cohorts.of(SEGMENTS, "Tier").tolist() == ["Gold", "Silver", "not said", "not said", "Gold"]


def test_many_numbers_come_in_ranges() -> None:
    years = pd.Series([f"Years: {year}" for year in range(40)])
    assert cohorts.columns(years) == ["Years"]
    found = cohorts.of(years, "Years")
    assert found.nunique() == 4
    assert found.value_counts().tolist() == [10, 10, 10, 10]


def test_free_text_is_no_cohort() -> None:
    assert cohorts.columns(pd.Series([f"Id: customer {i}" for i in range(40)])) == []


def heard(rows: list[tuple[int, str, bool, bool]], known: bool = True) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["person", "day", "positive", "negative"])
    return table.assign(occurred_at=pd.to_datetime(table["day"]).astype("datetime64[us]"), known=known)


def test_those_who_loved_us_and_those_who_were_hurt() -> None:
    rows = [
        (1, "2026-01-05", True, False), (1, "2026-02-05", True, False),
        (2, "2026-01-05", True, False), (2, "2026-02-05", False, True),
        (3, "2026-01-05", False, True), (3, "2026-02-05", True, False),
        (4, "2026-02-05", True, False),
        (5, "2026-01-05", True, True), (5, "2026-02-05", True, False),
    ]  # fmt: skip
    found = cohorts.still(heard(rows), "month").set_index("mood")
    # Number 4 is new, and number 5 was neither happy nor unhappy before.
    assert found.loc["loved", ["n", "happy", "share"]].tolist() == [2, 1, 0.5]
    assert found.loc["hurt", ["n", "happy", "share"]].tolist() == [1, 1, 1.0]
    assert found["low"]["loved"] == pytest.approx(0.0945, abs=1e-3)


def test_without_known_customers_there_is_nothing_to_say() -> None:
    assert cohorts.still(heard([(1, "2026-01-05", True, False), (1, "2026-02-05", True, False)], False), "month").empty
