"""Shares period by period: counted, corrected by one set of errors, and how much of a change is chance."""

import numpy as np
import pandas as pd
import pytest

from cxanalytics.tracking import shares


def experiences(rows: list[tuple[str, str, bool, bool, int]]) -> pd.DataFrame:
    """Touchpoint, month, positive, negative, how often."""
    spread = [row[:4] for row in rows for _ in range(row[4])]
    table = pd.DataFrame(spread, columns=["touchpoint", "month", "positive", "negative"])
    n = np.arange(len(table))
    positive, negative = (table[name].to_numpy("int64") for name in ("positive", "negative"))
    return table.assign(
        occurred_at=pd.to_datetime(table["month"]).astype("datetime64[us]"),
        feedback=n,
        person=n,
        machine=(1 + positive - negative + 2 * (positive & negative)).astype("int8"),
        label=np.int8(-1),
        says=np.int8(-1),
        weight=np.nan,
        corrected=False,
        source="A",
    )


ROWS = [
    ("Invoice", "2026-01-05", True, False, 60),
    ("Invoice", "2026-01-05", False, True, 30),
    ("Invoice", "2026-01-05", True, True, 10),
    ("Invoice", "2026-03-09", False, True, 4),
    ("Shop", "2026-02-02", True, False, 5),
]


def test_shares_are_counted_in_consecutive_periods() -> None:
    found = shares.shares(experiences(ROWS), ["touchpoint"], "month")
    assert found.groups["touchpoint"].tolist() == ["Invoice", "Shop"]
    assert [f"{day:%Y-%m}" for day in found.starts] == ["2026-01", "2026-02", "2026-03"]
    assert found.n.tolist() == [[100, 0, 4], [0, 5, 0]]
    assert found.negative[0].tolist() == pytest.approx([0.4, np.nan, 1.0], nan_ok=True)
    assert found.positive[0].tolist() == pytest.approx([0.7, np.nan, 0.0], nan_ok=True)
    # sqrt(.4 x .6 / 100), and an Agresti-Coull middle where nothing seems to vary: 5 of 6, sqrt(5/36 / 6).
    assert found.sd_negative[0].tolist() == pytest.approx([0.04898979, np.nan, 0.152145], nan_ok=True, abs=1e-6)
    assert not found.corrected.any()
    assert found.open_negative[0, 0] == 0


def test_a_customer_is_one_voice_in_a_period() -> None:
    table = experiences([("Invoice", "2026-01-05", True, False, 50), ("Invoice", "2026-01-05", False, True, 50)])
    alone = shares.shares(table, [], "month").sd_negative[0, 0]
    # Every customer wrote twice, the same each time: half as many voices.
    twice = shares.shares(table.assign(person=np.arange(100) // 2), [], "month").sd_negative[0, 0]
    assert twice / alone == pytest.approx(np.sqrt(2))


def labelled(rows: list[tuple[str, str, bool, bool, int]], wrong: int, of: int) -> pd.DataFrame:
    """In the first month, `of` labels on what the machine says is negative, `wrong` of which say it is positive."""
    table = experiences(rows)
    said = np.full(len(table), -1)
    negative = np.flatnonzero(table["negative"] & (table["occurred_at"] < "2026-02"))[:of]
    said[negative] = 0
    said[negative[:wrong]] = 2
    positive = np.flatnonzero(table["positive"] & (table["occurred_at"] < "2026-02"))[:of]
    said[positive] = 2
    drawn = said >= 0
    return table.assign(label=said.astype("int8"), weight=np.where(drawn, 5.0, np.nan))


def test_labels_of_one_month_correct_all_months_alike() -> None:
    rows = [("Invoice", f"2026-0{m}-05", side, not side, 100) for m in (1, 2, 3) for side in (True, False)]
    found = shares.shares(labelled(rows, wrong=10, of=20), ["touchpoint"], "month")
    assert found.corrected.tolist() == [True]
    assert found.labels.tolist() == [40]
    # Half of what the machine calls negative is not, in every month; the prior draws it in a little.
    assert found.negative[0] == pytest.approx([0.27, 0.27, 0.27], abs=0.03)
    assert (found.open_negative > 0.03).all()


def test_labels_leave_a_level_open_more_than_a_change() -> None:
    rows = [("Invoice", f"2026-0{m}-05", side, not side, 100) for m in (1, 2, 3) for side in (True, False)]
    found = shares.shares(labelled(rows, wrong=10, of=20), ["touchpoint"], "month")
    # The mix of what the machine says is the same in all months: what labels leave open is common to all of them.
    chance = found.sd_negative[0]
    assert chance[0] == pytest.approx(chance[1])
    assert (chance < found.open_negative[0]).all()


def test_nothing_dated_has_no_periods() -> None:
    undated = experiences(ROWS).assign(occurred_at=pd.NaT)
    found = shares.shares(undated, ["touchpoint"], "month")
    assert found.n.shape[1] == 0
    assert len(found.starts) == 0
