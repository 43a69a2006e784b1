import numpy as np

from cxanalytics.patterns import nearby
from cxanalytics.patterns.nearby import Neighbours


def rows_of(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """130 scattered rows over 13 periods, and 12 of the last that lie close together."""
    draw = np.random.default_rng(seed)
    scattered = draw.normal(size=(130, 20))
    close = draw.normal(size=20) * 3 + draw.normal(size=(12, 20)) * 0.2
    rows = np.concatenate([scattered, close]).astype("float32")
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows, np.append(np.repeat(np.arange(13), 10), np.full(12, 12))


def test_a_close_group_of_the_last_period_is_found() -> None:
    rows, period = rows_of()
    found = nearby.groups(Neighbours.of(rows), period == 12, period <= 12, nearby.CLEARLY)
    assert list(range(130, 142)) in [group.tolist() for group in found]


def test_a_close_group_of_all_periods_is_not_new() -> None:
    rows, period = rows_of()
    period = np.append(period[:130], np.arange(12))
    found = nearby.groups(Neighbours.of(rows), period == 12, period <= 12, nearby.CLEARLY)
    assert all((group < 130).all() for group in found)


def test_sets_that_overlap_become_one() -> None:
    found = nearby.joined([{1, 2, 3}, {3, 4, 5}, {8, 9}, {2, 3, 10}])
    assert sorted(map(sorted, found)) == [[1, 2, 3, 4, 5, 10], [8, 9]]
    assert nearby.joined([]) == []


def test_overlap_is_that_of_the_smaller() -> None:
    assert nearby.overlap(np.array([1, 2]), np.array([2, 3, 4, 5])) == 0.5
    assert nearby.overlap(np.array([], dtype="int64"), np.array([1])) == 0.0


def test_alike_are_those_as_near_as_most_of_the_group() -> None:
    rows, _ = rows_of()
    like = nearby.alike(rows, np.arange(130, 142))
    assert like[130:].sum() == 9
    assert not like[:130].any()
