"""What recurs among the rows that fit no known group."""

import numpy as np
import pandas as pd

from cxanalytics.patterns import proposals
from tests.patterns.test_assignment import GROUP, MEMBERS, A, C, rows


def test_similar_rows_are_a_proposal_and_others_are_in_none() -> None:
    alone = np.eye(6, dtype="float32")[[2, 3, 4]]
    found = proposals.find(np.vstack([rows(C, 8, 4), alone]), MEMBERS, GROUP)
    assert found.group.tolist() == [0] * 8 + [-1] * 3
    assert found.like.tolist() == [-1]


def test_a_proposal_near_a_known_group_says_so() -> None:
    found = proposals.find(rows(A, 8, 4), MEMBERS, GROUP)
    assert found.like.tolist() == [0]


def test_too_few_rows_and_rows_of_nothing_are_no_proposal() -> None:
    for few in (rows(C, proposals.LEAST - 1, 4), np.zeros((9, 6), dtype="float32"), np.zeros((0, 6), dtype="float32")):
        found = proposals.find(few, MEMBERS, GROUP)
        assert (found.group == -1).all()
        assert found.like.tolist() == []


def test_the_biggest_comes_first() -> None:
    found = proposals.find(np.vstack([rows(C, 7, 4), rows([0, 0, 0, 1, 0, 0], 9, 5)]), MEMBERS, GROUP)
    assert found.group.tolist() == [1] * 7 + [0] * 9


def test_recent_is_within_two_months_of_the_last_day_or_without_a_day() -> None:
    at = pd.Series(pd.to_datetime(["2026-01-01", "2026-04-01", None, "2026-05-30"]))
    assert proposals.recent(at).tolist() == [False, True, True, True]
    assert proposals.recent(pd.Series(pd.to_datetime([None, None]))).tolist() == [True, True]


def test_a_pattern_falls_into_halves_the_bigger_first() -> None:
    late = [f"the parcel came {word} late" for word in ("very", "too", "days", "again", "so", "much")]
    torn = [f"the box was {word} torn open" for word in ("badly", "all", "quite", "half")]
    assert proposals.halves(pd.Series([*late, *torn])).tolist() == [0] * 6 + [1] * 4
