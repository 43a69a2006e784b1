"""Pace against a target."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from cxanalytics.tracking import pace


def series(*ratios: float, half: float = 1.05, n: int = 500, first: str = "2026-01-01") -> pd.DataFrame:
    """One ratio a month, each with ends of a factor."""
    value = np.array(ratios)
    return pd.DataFrame(
        {
            "start": pd.date_range(first, periods=len(value), freq="MS"), "n": n, "value": value,
            "low": value / half, "high": value * half, "whole": True,
        }
    )  # fmt: skip


SINCE, BY = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("ratios", "word"),
    [
        # From 2 to 4 within a year: in June it should be about 2.67 : 1.
        ((2.0, 2.1, 2.3, 2.4, 2.5, 2.7), pace.ON_THE_WAY),
        ((2.0, 2.2, 2.5, 2.9, 3.2, 3.4), pace.AHEAD),
        ((2.0, 2.0, 1.9, 2.0, 2.0, 1.9), pace.BEHIND),
        ((2.0, 2.5, 3.0, 3.6, 4.4, 5.0), pace.REACHED),
        ((2.0,), pace.JUST_SET),
    ],
)
def test_how_a_target_stands(ratios: tuple[float, ...], word: str) -> None:
    found = pace.pace(series(*ratios), 4.0, SINCE, BY)
    assert found.word == word
    assert found.now == ratios[-1]


def test_a_wide_interval_leaves_it_open() -> None:
    assert pace.pace(series(2.0, 2.0, 1.9, 2.0, 2.0, 1.9, half=2.5), 4.0, SINCE, BY).word == pace.UNCLEAR


def test_the_way_runs_straight_on_the_scale_of_ratios() -> None:
    found = pace.pace(series(2.0, 2.1, 2.3, 2.4, 2.5, 2.7), 4.0, SINCE, BY)
    # To the middle of June, and from there.
    assert found.planned == pytest.approx(2.0 * 2 ** (166 / 364), rel=1e-3)
    assert found.monthly == pytest.approx((4 / 2.7) ** (30.44 / 197.5), rel=1e-3)
    assert found.began == 2.0


def test_going_on_is_a_line_and_said_to_be_one() -> None:
    grows = [2 * 1.05**i for i in range(6)]
    found = pace.pace(series(*grows), 4.0, SINCE, BY)
    assert found.expected == pytest.approx(2 * 1.05 ** (5 + 197.5 / 30.44), rel=0.02)
    assert "not a forecast" in found.words


def test_an_unfinished_period_takes_no_part() -> None:
    table = series(2.0, 2.2, 9.0)
    table.loc[2, "whole"] = False
    assert pace.pace(table, 4.0, SINCE, BY).now == 2.2


def test_without_a_whole_period_nothing_can_be_told() -> None:
    found = pace.pace(series(2.0).assign(whole=False), 4.0, SINCE, BY)
    assert found.word == pace.UNCLEAR
    assert np.isnan(found.now)


def test_a_target_missed_in_the_end_is_behind() -> None:
    assert pace.pace(series(2.0, 2.1, first="2026-12-01"), 4.0, SINCE, date(2027, 1, 1)).word == pace.BEHIND


def test_the_period_that_holds_the_day_is_the_last() -> None:
    """Nothing is asked of the future once the period in which the day lies is over."""
    table = series(2.0, 2.1, 2.3, 2.4, 2.5, 2.7)
    found = pace.pace(table, 4.0, SINCE, date(2026, 6, 30))
    assert found.word == pace.BEHIND
    assert np.isnan(found.monthly) and np.isnan(found.expected)
    assert "month" not in found.words
    assert pace.pace(table, 4.0, SINCE, date(2026, 7, 2)).monthly > 1


def test_a_later_target_begins_where_it_was_then() -> None:
    table = series(2.0, 2.1, 2.3, 2.4, 2.5, 2.7)
    found = pace.pace(table, 4.0, date(2026, 4, 20), BY)
    assert found.began == 2.4
    assert pace.pace(table, 4.0, date(2025, 4, 20), BY).began == 2.0
    drawn = pace.way(table, 4.0, date(2026, 4, 20), BY)
    assert drawn["start"].dt.strftime("%Y-%m-%d").tolist() == ["2026-04-20", "2026-12-31"]
    assert drawn["planned"].tolist() == [2.4, 4.0]
    assert pace.way(table.assign(whole=False), 4.0, SINCE, BY).empty
