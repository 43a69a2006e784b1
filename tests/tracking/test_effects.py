"""Verdicts: worked, did not, made it worse, cannot tell yet and why; the smallest effect; when one could tell."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from cxanalytics.tracking import effects, wording
from cxanalytics.tracking.difference import Floats, Months
from cxanalytics.tracking.effects import Effect, Subject

STARTS = pd.date_range("2025-01-01", periods=12, freq="MS").as_unit("us")
BEGAN = date(2025, 10, 1)


def months(rows: list[list[float]], n: float = 1500) -> Months:
    share = np.array(rows)
    many = np.where(np.isfinite(share), n, 0.0)
    return Months(share, np.sqrt(share * (1 - share) / n), many)


def rows(touched: list[float], others: int = 5, level: float = 0.3) -> list[list[float]]:
    ripple = np.array([0.004, -0.004] * 6)
    return [touched, *[(level + ripple * (-1) ** i).tolist() for i in range(others)]]


def told(
    touched: list[float], n: float = 1500, began: date = BEGAN, others: int = 5, wanted: float | None = None
) -> Effect:
    given = months(rows(touched, others), n)
    return effects.effect(given, STARTS, 0, began, subject=Subject("Invoice"), wanted=wanted)


def level(before: float, after: float, at: int = 9) -> list[float]:
    return [before + (0.004 if i % 2 else -0.004) for i in range(at)] + [after] * (12 - at)


def test_it_worked() -> None:
    found = told(level(0.3, 0.2))
    assert found.verdict == effects.WORKED
    assert found.effect == pytest.approx(-0.1, abs=0.01)
    assert found.low < found.effect < found.high < 0
    assert found.words.startswith("Worked: the negative share at Invoice is ")
    assert "lower than it would be had it moved like the 5 untouched touchpoints (95 % interval" in found.words
    assert found.when == ""
    assert (found.before, found.after) == pytest.approx((0.3, 0.2), abs=0.001)
    assert found.usual == pytest.approx(0.3, abs=0.01)


def test_it_worked_less_than_was_expected() -> None:
    found = told(level(0.3, 0.26), wanted=0.15)
    assert found.verdict == effects.WORKED
    assert found.words.endswith("; the 15 points that were expected are ruled out.")


def test_it_did_not_work() -> None:
    found = told(level(0.3, 0.3))
    assert found.verdict == effects.DID_NOT
    assert found.words.endswith("a fall of 5 points or more can be ruled out.")
    assert found.smallest < 0.05


def test_it_made_it_worse() -> None:
    assert told(level(0.3, 0.4)).verdict == effects.WORSE


def test_what_everybody_did_is_not_its_work() -> None:
    every = [level(0.3, 0.2) for _ in range(6)]
    found = effects.effect(months(every), STARTS, 0, BEGAN, subject=Subject("Invoice"))
    assert found.verdict == effects.DID_NOT
    assert (found.others_before, found.others_after) == pytest.approx((0.3, 0.2), abs=0.001)


def test_with_few_answers_it_cannot_be_told_yet_and_it_says_when() -> None:
    found = told(level(0.3, 0.27), n=100, wanted=0.08)
    assert found.verdict == effects.CANNOT_TELL
    assert found.words.endswith("that may be chance, and the 8 points that were expected cannot be ruled out.")
    assert found.more is not None
    assert found.more > 0
    assert f"After {found.more} months more at the present volume an effect of 8 points" in found.when


def test_what_cannot_be_seen_at_this_volume_is_said() -> None:
    found = told(level(0.3, 0.29), n=40, wanted=0.02)
    assert found.more is None
    assert found.when.startswith("Never at this volume: not even three years would tell 2 points")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"began": date(2025, 12, 1)}, "1 month with answers after it began; it takes 2"),
        ({"began": date(2026, 3, 1)}, "no month with answers after it began; it takes 2"),
        ({"began": date(2025, 3, 1)}, "2 months with answers before it began; it takes 3"),
        ({"others": 0}, "there are no untouched touchpoints with answers before and after to hold it against"),
        ({"n": 2.0}, "18 experiences before it began; it takes 20"),
        ({"n": 4.0}, "12 experiences after it began; it takes 20"),
    ],
)
def test_what_there_is_too_little_of_is_said(given: dict[str, object], said: str) -> None:
    found = told(level(0.3, 0.2), **given)  # type: ignore[arg-type]
    assert found.verdict == effects.CANNOT_TELL
    assert found.words.startswith(f"Cannot tell yet: {said}.")
    assert found.when


def test_what_was_never_there_cannot_fall() -> None:
    assert told([0.0] * 9 + [0.1] * 3).lacking == "there was none of it before, so it cannot fall"


def test_before_it_begins_it_says_what_could_be_seen() -> None:
    found = told(level(0.3, 0.3), began=date(2026, 1, 1))
    assert np.isnan(found.effect)
    assert 0 < found.smallest < 0.05
    assert wording.smallest(found).startswith("The smallest fall that could be seen 3 months after it began")
    assert found.more == 2


def test_the_month_it_began_in_is_left_out() -> None:
    found = told([*level(0.3, 0.2, 9)], began=date(2025, 10, 15))
    assert (found.months_before, found.months_after) == (9, 2)
    assert found.months["phase"].tolist() == ["before"] * 9 + ["left out"] + ["after"] * 2


def test_what_had_fallen_before_is_not_its_work() -> None:
    found = told(level(0.4, 0.2, 7))
    assert found.high < 0
    assert found.already
    assert found.verdict == effects.CANNOT_TELL
    assert "but it had fallen already before the action began" in found.words
    assert found.when.startswith("Never from these months")


def test_regression_to_the_mean_is_explained_where_it_applies() -> None:
    peak = [0.3] * 6 + [0.38] * 3 + [0.3] * 3
    found = told(peak, n=300)
    assert found.stands_out
    assert (found.recent, found.earlier) == pytest.approx((0.38, 0.3))
    assert "in the last 3 months before it began (38 % negative, 30 % in the months before them)" in found.regression
    assert "the 9 months before it together" in found.regression
    assert found.baseline < found.before
    assert "points are taken off their 33 % as what it owes to chance" in found.regression
    assert told(level(0.3, 0.3)).regression == ""


def test_others_that_hardly_anybody_speaks_of_are_left_out() -> None:
    given = months(rows(level(0.3, 0.2)))
    given.n[1] = 1.0
    found = effects.effect(given, STARTS, 0, BEGAN, subject=Subject("Invoice"))
    assert found.untouched == 4


def test_the_chart_has_both_lines_and_levels() -> None:
    found = told(level(0.3, 0.2))
    table = found.months
    assert table["start"].tolist() == STARTS.tolist()
    assert table["others"].to_numpy() == pytest.approx(np.full(12, 0.3), abs=0.005)
    assert table.loc[table["phase"] == "before", "line"].unique().tolist() == [found.baseline]
    assert table.loc[table["phase"] == "after", "line"].unique().tolist() == [found.usual]
    assert (table["low"] < table["share"]).all()


def test_nobody_changes_what_is_given() -> None:
    given = months(rows(level(0.3, 0.2)))
    kept: list[Floats] = [part.copy() for part in (given.share, given.sd, given.n)]
    effects.effect(given, STARTS, 0, BEGAN, subject=Subject("Invoice"))
    for part, before in zip((given.share, given.sd, given.n), kept, strict=True):
        np.testing.assert_array_equal(part, before)


def test_what_moved_just_before_is_said_where_chance_hides_the_effect() -> None:
    """It got worse a month before the action, so the baseline is no measure of what the action did."""
    found = told([0.3, 0.31, 0.29, 0.3, 0.3, 0.31, 0.29, 0.3, 0.5, 0.3, 0.35, 0.37], n=200)
    assert found.low < 0 < found.high
    assert found.already == "risen"
    assert found.verdict == effects.CANNOT_TELL
    assert found.words.startswith("Cannot tell: ")
    assert found.words.endswith("but it had risen already before the action began.")


def test_what_can_never_be_told_is_not_told_yet() -> None:
    found = told(level(0.3, 0.29), n=25, wanted=-0.01)
    assert found.more is None
    assert found.never
    assert found.words.startswith("Cannot be told at this volume:")
    assert "More answers a month would" in found.when
