import numpy as np
import pytest

from cxanalytics import ratios
from cxanalytics.ratios import needed
from cxanalytics.ratios.cells import cells
from tests.ratios.labelled import experiences


def test_labels_shrink_only_what_labels_leave_open() -> None:
    known = cells(experiences(("Pay", "positive", 10_000, {"positive": 60, "negative": 40})))
    draws = ratios.draws(experiences(("Pay", "positive", 10_000, {"positive": 60, "negative": 40})))
    missing = needed.from_draws(known, draws.positive, draws.negative, np.ones(1))
    # Of a simple random sample, 1/a + 1/b = (log 1.5 / 1.96)^2 asks for 97 labels in all.
    assert 0 <= missing[0] <= 6


def test_where_comments_are_few_labels_do_not_help() -> None:
    known = cells(experiences(("Pay", "positive", 60, {"positive": 27, "negative": 3})))
    draws = ratios.draws(experiences(("Pay", "positive", 60, {"positive": 27, "negative": 3})))
    assert needed.from_draws(known, draws.positive, draws.negative, np.ones(1)).tolist() == [needed.MORE_COMMENTS]


def test_what_is_needed_was_needed() -> None:
    """With as many labels as were asked for, the interval is about as narrow as was promised."""
    few = {"positive": 15, "neutral": 10, "negative": 5}
    shares = [("negative", 1_500, (0.1, 0.2, 0.7)), ("positive", 3_500, (0.7, 0.2, 0.1))]
    begun = experiences(*[("Pay", machine, size, dict(zip(few, (int(30 * p) for p in parts), strict=True)))
                          for machine, size, parts in shares])  # fmt: skip
    missing = int(ratios.table(begun)["needed"].iloc[0])
    assert missing > 0
    each = (60 + missing) // 2
    done = experiences(*[("Pay", machine, size, dict(zip(few, (int(each * p) for p in parts), strict=True)))
                         for machine, size, parts in shares])  # fmt: skip
    row = ratios.table(done).iloc[0]
    assert np.sqrt(row["high"] / row["low"]) == pytest.approx(1.5, abs=0.1)


def test_words() -> None:
    table = ratios.table(experiences(("Pay", "positive", 60, {"positive": 27, "negative": 3})))
    assert ratios.text_needed(table.assign(needed=-1)).tolist() == [
        "too few comments for labels alone to make it surer"
    ]
    assert ratios.text_needed(table.assign(needed=1)).tolist() == [
        "about 1 label more would make it sure within a factor of 1.5"
    ]
    assert ratios.text_needed(table.assign(needed=1200)).tolist() == [
        "about 1,200 labels more would make it sure within a factor of 1.5"
    ]
    assert ratios.text_needed(table.assign(needed=0)).tolist() == [""]
