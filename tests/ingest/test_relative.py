"""Dates that say how long ago."""

import pandas as pd
import pytest

from cxanalytics.ingest import relative

MADE = pd.Timestamp("2026-03-31")


def column(*cells: str) -> pd.Series:
    return pd.Series(cells, dtype="str")


@pytest.mark.parametrize(
    ("cell", "day", "precision"),
    [
        ("5 hours ago", "2026-03-31", "day"),
        ("a day ago", "2026-03-30", "day"),
        ("Edited 3 weeks ago", "2026-03-10", "week"),
        ("a month ago", "2026-02-28", "month"),
        ("14 months ago", "2025-01-31", "month"),
        ("il y a un mois", "2026-02-28", "month"),
        ("il y a 2 semaines", "2026-03-17", "week"),
        ("vor einer Woche", "2026-03-24", "week"),
        ("vor 2 Tagen", "2026-03-29", "day"),
        ("hace 2 meses", "2026-01-31", "month"),
        ("hace un día", "2026-03-30", "day"),
    ],
)
def test_days_are_counted_back(cell: str, day: str, precision: str) -> None:
    found = relative.parse(column(cell, ""), MADE)
    assert pd.Series(found.values).astype("str").fillna("").tolist() == [day, ""]
    assert found.precision == precision


def test_the_least_exact_unit_is_the_precision() -> None:
    assert relative.parse(column("a day ago", "2 weeks ago"), MADE).precision == "week"
    assert relative.parse(column("2 years ago"), MADE).precision == ""


def test_years_alone_are_no_date() -> None:
    cells = column("a year ago", "il y a 3 ans", "vor einem Jahr", "hace 2 años", "2 months ago", "")
    assert relative.only_years(cells).tolist() == [True, True, True, True, False, False]
    assert pd.isna(relative.parse(cells, MADE).values[:4]).all()


@pytest.mark.parametrize("cell", ["soon", "ago", "4 months", "vor Ort", "2026-01-05", "hace frío", "long ago"])
def test_what_says_nothing_of_the_kind(cell: str) -> None:
    assert relative.is_relative(column(cell)).tolist() == [False]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("reviews_2026-03-01.csv", "2026-03-01"), ("20260301 reviews.csv", "2026-03-01"), ("reviews.csv", None),
        ("2026-01-01_2026-03-01.csv", None), ("2026-02-30.csv", None), ("order 120260301.csv", None),
    ],
)  # fmt: skip
def test_the_day_in_a_files_name(name: str, day: str | None) -> None:
    assert relative.day_in(name) == (None if day is None else pd.Timestamp(day))
