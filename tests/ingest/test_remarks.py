"""Sentences on dates and ratings."""

import pandas as pd

from cxanalytics.ingest import dates, ratings, remarks, roles
from cxanalytics.ingest.decisions import NONE


def test_of_dates() -> None:
    given = {"when": "occurred_at"}
    found = dates.parse(pd.Series(["2024-05-03", "soon"], dtype="str"))
    assert remarks.of_dates(None, {}, None) == ["No column holds a date, so trends over time are not possible."]
    assert remarks.of_dates(found, given, None) == ["1 cells of 'when' are no dates that can be read."]
    ago = dates.parse(pd.Series(["4 months ago"], dtype="str"))
    assert "say how long ago, not when" in remarks.of_dates(ago, given, None)[0]


def test_the_day_in_a_files_name() -> None:
    assert remarks.made(NONE, "reviews.csv") is None
    stated = remarks.made(NONE, "reviews 2024-05-31.csv")
    assert stated is not None
    assert stated.day == pd.Timestamp("2024-05-31")


def test_of_ratings() -> None:
    column = pd.Series(["1", "5", "4", "3", "2", "99"], dtype="str")
    said = remarks.of_ratings(ratings.parse(column), {"stars": "rating"}, roles.Roles({}, scores=("ease",)), {})
    assert said == [
        "1 cells of 'stars' lie outside 1 to 5 and count as missing.", "The rating is 'stars'; not taken: 'ease'.",
    ]  # fmt: skip


def test_many_names_are_cut() -> None:
    assert remarks.listed(["a", "b", "c"], most=2) == "'a', 'b' and 1 more"
