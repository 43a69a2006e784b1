"""Signals: real changes in sentences, from everything that is watched."""

import numpy as np
import pandas as pd
import pytest

from cxanalytics.tracking import signals, watching
from cxanalytics.tracking.watching import Watched


def watched(rows: list[tuple[str, str, str, int]], values: list[list[float]], n: float = 400) -> Watched:
    table = pd.DataFrame(rows, columns=["kind", "subject", "measure", "worse"]).assign(together=1)
    value = np.array(values)
    sd = np.sqrt(np.clip(value * (1 - value), 0.01, None) / n)
    starts = pd.DatetimeIndex(pd.date_range("2025-01-01", periods=value.shape[1], freq="MS")).as_unit("us")
    return Watched(table, starts, value, sd, np.full(value.shape, n), table.head(0).assign(n=0.0))


RISE = [0.2, 0.21] * 7 + [0.4] * 3
STEADY = [0.6, 0.59] * 7 + [0.6, 0.59, 0.6]
DELIVERY = ("touchpoint", "Delivery", "negative share", 1)


def test_a_change_is_told_with_its_size_and_since_when() -> None:
    found = signals.signals(watched([DELIVERY], [RISE]), {}, "month")
    row = found.table.iloc[0]
    assert row["words"].startswith(
        "Delivery: the negative share rose from 20 % to 40 % since March 2026 (by 16 to 23 points)."
    )
    assert (row["at"], row["since"]) == (pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-01"))
    assert row["better"] is False
    assert row["key"] == "touchpoint|Delivery|negative share|2026-03-01"
    assert row["current"]


def test_a_change_is_the_same_one_whenever_it_is_said_to_have_begun() -> None:
    long, short = (signals.signals(watched([DELIVERY], [RISE[:end]]), {}, "month").table.iloc[0] for end in (17, 16))
    moved = short.to_dict() | {"key": "another", "since": pd.Timestamp("2026-02-01")}
    assert signals.identity(long.to_dict()) == signals.identity(moved) == "touchpoint|Delivery|negative share|False"


def test_nothing_beyond_noise_is_a_result() -> None:
    found = signals.signals(watched([DELIVERY], [STEADY]), {}, "month")
    assert found.table.empty
    assert found.words.startswith("May 2026: nothing beyond noise in the one number watched.")
    assert "false alarm" in found.words


def test_a_short_history_is_too_early() -> None:
    found = signals.signals(watched([DELIVERY], [RISE[:8]]), {}, "month")
    assert found.words.startswith("Too early to tell changes from noise: it takes 12 whole months")
    assert not found.ready


def test_both_sides_of_one_change_are_told_once() -> None:
    fall = [0.6, 0.61] * 7 + [0.4] * 3
    rows = [DELIVERY, ("touchpoint", "Delivery", "positive share", -1), ("touchpoint", "Invoice", "positive share", -1)]
    found = signals.signals(watched(rows, [RISE, fall, fall]), {}, "month")
    assert sorted(found.table["subject"]) == ["Delivery", "Invoice"]


def test_a_fall_of_the_negative_share_is_better() -> None:
    found = signals.signals(watched([DELIVERY], [[0.5, 0.49] * 7 + [0.2] * 2]), {}, "month")
    assert found.table["better"].tolist() == [True]
    assert "fell from 49 % to 20 %" in found.table["words"].iloc[0]


def test_a_volume_is_watched_as_a_root_and_told_as_a_number() -> None:
    table = watched([("overall", "", "volume", 0)], [[20.0, 20.5] * 7 + [30.0] * 2])
    table = Watched(table.table, table.starts, table.value, np.full((1, 16), 0.5), np.ones((1, 16)), table.few)
    row = signals.signals(table, {}, "month").table.iloc[0]
    assert "the number of experiences rose from 410 to 900 a month" in row["words"]
    assert row["better"] is None


def test_a_pattern_is_called_by_its_name() -> None:
    row = signals.signals(watched([("pattern", "P3", "share of answers", 1)], [RISE]), {"P3": "Left outside"}, "month")
    assert row.table["words"].iloc[0].startswith("“Left outside”: its share of the answers rose")


def test_the_same_season_of_the_year_before_is_known() -> None:
    winter = [0.4 if month in (0, 11) else 0.2 for month in range(12)]
    values = [[level + 0.005 * (i % 2) for i, level in enumerate(winter * 2 + [0.4])]]
    made = watched([DELIVERY], values)
    found = signals.signals(made, {}, "month")
    last = found.table.iloc[0].to_dict()
    assert last["at"] == pd.Timestamp("2026-12-01") or last["at"] == pd.Timestamp("2027-01-01")
    assert signals.seasonal(last, made, "month") is True


def test_only_the_last_change_of_a_series_is_current() -> None:
    values = [[0.2, 0.21] * 7 + [0.5, 0.51] * 7 + [0.2, 0.21]]
    found = signals.signals(watched([DELIVERY], values), {}, "month").table
    assert found["current"].tolist() == [True] + [False] * (len(found) - 1)
    assert len(found) == 2


def test_values_in_words() -> None:
    said = [
        signals.value_words("negative share", 0.034), signals.value_words("negative share", 0.34),
        signals.value_words("volume", 1234.0), signals.value_words("Net Promoter Score", 12.0),
        signals.value_words("Customer effort (CES)", 5.25),
    ]  # fmt: skip
    assert said == ["3.4 %", "34 %", "1,234", "+12", "5.2"]


def test_what_is_watched_has_enough_answers_or_is_said_to_have_too_few() -> None:
    days = pd.date_range("2025-01-01", "2026-07-31", freq="D")
    rows = [("A", day, i % 3 == 0) for i, day in enumerate(days) for _ in range(3)]
    rows += [("B", day, False) for day in days[::30]]
    table = pd.DataFrame(rows, columns=["touchpoint", "occurred_at", "negative"])
    table = table.assign(
        positive=~table["negative"], effort=False, emotions="", source="S", person=np.arange(len(table)),
        feedback=np.arange(len(table)), feedback_id=[f"f{i}" for i in range(len(table))],
        occurred_at=table["occurred_at"].astype("datetime64[us]"),
    )  # fmt: skip
    found = watching.watch(table, "month", touchpoints=["A", "B"])
    kept = set(zip(found.table["subject"], found.table["measure"], strict=True))
    assert ("A", "negative share") in kept
    assert ("B", "negative share") not in kept
    assert ("B", "negative share") in set(zip(found.few["subject"], found.few["measure"], strict=True))
    # About 90 answers a month are enough for months of their own.
    assert set(found.table["together"][found.table["subject"] == "A"]) == {1}


def test_few_answers_are_taken_three_periods_together() -> None:
    days = pd.date_range("2024-01-01", "2026-07-31", freq="D")
    table = pd.DataFrame({"occurred_at": days.as_unit("us"), "negative": [i % 4 == 0 for i in range(len(days))]})
    table = table.assign(
        touchpoint="A", positive=~table["negative"], emotions="", source="S", person=np.arange(len(table)),
        feedback=np.arange(len(table)), feedback_id=[f"f{i}" for i in range(len(table))], effort=False,
    )  # fmt: skip
    found = watching.watch(table, "month", touchpoints=["A"])
    place = int(np.flatnonzero((found.table["measure"] == "negative share") & (found.table["subject"] == "A"))[0])
    assert found.table["together"].iloc[place] == 3
    known = np.flatnonzero(found.n[place] > 0)
    assert known[-1] == len(found.starts) - 1
    assert set(np.diff(known)) == {3}
    assert found.n[place, -1] == 92


def test_without_dates_nothing_is_watched() -> None:
    table = pd.DataFrame({"occurred_at": pd.Series([pd.NaT], dtype="datetime64[us]"), "negative": [True]})
    found = signals.signals(watching.watch(table, "month"), {}, "month")
    assert found.table.empty
    assert found.words.startswith("Too early to tell changes from noise")
    assert found.false_alarms == 0


def test_of_days_only_the_latest_are_watched() -> None:
    days = pd.date_range("2023-01-01", "2026-07-31", freq="D")
    table = pd.DataFrame({"occurred_at": days.as_unit("us"), "negative": [i % 4 == 0 for i in range(len(days))]})
    table = table.assign(
        touchpoint="A", positive=~table["negative"], emotions="", source="S", person=np.arange(len(table)),
        feedback=np.arange(len(table)), feedback_id=[f"f{i}" for i in range(len(table))], effort=False,
    )  # fmt: skip
    found = watching.watch(table, "day")
    # The last day has only begun.
    assert len(found.starts) == watching.LATEST["day"] - 1
    assert found.starts[-1] == pd.Timestamp("2026-07-30")


def test_a_change_that_has_passed_is_over() -> None:
    """It was found; the last periods are what they were before."""
    values = [[0.2, 0.21] * 7 + [0.5, 0.22, 0.21, 0.2]]
    found = signals.signals(watched([DELIVERY], values), {}, "month").table
    assert found["at"].tolist() == [pd.Timestamp("2026-03-01")]
    assert found["current"].tolist() == [False]


@pytest.mark.parametrize(
    ("p", "period", "said"),
    [
        (1 / 744, "month", "about once in 62 years."),
        (1 / 520, "day", "about once in 17 months."),
        (1 / 2, "week", "about once in 2 months."),
        (1e-9, "quarter", "less than once in 1,000 years."),
    ],
)
def test_how_sure_a_change_is_is_told_in_years(p: float, period: str, said: str) -> None:
    assert signals._sure(p, period).endswith(said)
