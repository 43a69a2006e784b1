import pandas as pd
import pytest

from cxanalytics import planned, ratios


def experiences(positive: int, negative: int, days: list[str]) -> pd.DataFrame:
    size = positive + negative
    return pd.DataFrame(
        {
            "positive": [True] * positive + [False] * negative,
            "negative": [False] * positive + [True] * negative,
            "source": "X",
            "touchpoint": "Shop",
            "feedback": range(size),
            "person": range(size),
            "machine": [2] * positive + [0] * negative,
            "label": -1,
            "weight": float("nan"),
            "corrected": False,
            "occurred_at": pd.to_datetime(pd.Series([days[i % len(days)] for i in range(size)])).astype(
                "datetime64[us]"
            ),
        }
    )


def test_it_says_what_is_needed_and_what_there_is() -> None:
    table = experiences(60, 30, ["2026-01-05", "2026-02-05", "2026-03-05"])
    needed, here = planned.sentences(ratios.table(table, ()), table, change=0.3)
    assert needed == ratios.plan(60 / 90, 30 / 90, change=0.3).words
    assert here.startswith("Here there are about 30 experiences a month. To see a change of 30 % in the ratio")
    assert here.endswith("30 experiences a month are too few, however many are labelled.")


def test_without_dates_there_is_no_month() -> None:
    table = experiences(60, 30, ["2026-01-05"]).assign(occurred_at=pd.NaT)
    assert len(planned.sentences(ratios.table(table, ()), table)) == 1


def test_one_sided_feedback_cannot_be_planned_from() -> None:
    table = experiences(5, 0, ["2026-01-05"])
    assert planned.sentences(ratios.table(table, ()), table) == [
        "It takes positive and negative experiences to plan from; there are not both here yet."
    ]


def test_it_plans_from_the_corrected_shares() -> None:
    # Counted 60 : 40, but people find half of the positives to be negative.
    table = experiences(600, 400, ["2026-01-05"]).assign(weight=float("nan"))
    table.loc[[*range(100), *range(600, 700)], "label"] = [0] * 50 + [2] * 50 + [0] * 100
    table.loc[[*range(100), *range(600, 700)], "weight"] = [6.0] * 100 + [4.0] * 100
    counted, corrected = (planned._shares(ratios.table(t, ()), t) for t in (table.assign(label=-1), table))
    assert counted == (0.6, 0.4)
    assert corrected == pytest.approx((0.3, 0.7), abs=0.02)
