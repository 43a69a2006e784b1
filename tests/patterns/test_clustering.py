"""Rows that lie close together are grouped, without chance."""

import numpy as np
import pytest

from cxanalytics.patterns import clustering
from cxanalytics.patterns.clustering import Tried


def bundles(n: int, k: int, noise: float = 0.1) -> tuple[np.ndarray, np.ndarray]:
    """n rows around k directions, and which direction each is of."""
    random = np.random.default_rng(0)
    about = np.arange(n) % k
    rows = np.eye(k, 10)[about] + random.normal(0, noise, (n, 10))
    return clustering.unit(rows.astype(np.float32)), about


def test_nearest_are_the_most_alike_best_first() -> None:
    rows = clustering.unit(np.array([[1, 0], [1, 0.1], [0, 1], [1, 1]], dtype=np.float32))
    which, how = clustering.nearest(rows, rows, 2, same=True)
    assert which.tolist() == [[1, 3], [0, 3], [3, 1], [1, 0]]
    assert (np.diff(how) <= 0).all()
    assert clustering.nearest(rows[:1], rows[:1], 5, same=True)[0].shape == (1, 0)


def test_rows_of_length_1_and_rows_of_0() -> None:
    assert clustering.unit(np.array([[3, 4], [0, 0]], dtype=np.float32)).tolist() == [
        pytest.approx([0.6, 0.8]),
        [0, 0],
    ]


def test_spread_rows_move_towards_their_neighbours() -> None:
    rows, about = bundles(60, 3, 0.3)
    moved = clustering.spread(rows, *clustering.nearest(rows, rows, 5, same=True))
    same = about[:, None] == about[None, :]
    assert (moved @ moved.T)[same].mean() > (rows @ rows.T)[same].mean()


def test_groups_are_found_and_the_same_every_time() -> None:
    rows, about = bundles(90, 3)
    group = clustering.grouped(rows, 3)
    assert len({(a, g) for a, g in zip(about.tolist(), group.tolist(), strict=True)}) == 3
    assert (clustering.grouped(rows, 3) == group).all()


def test_fixed_rows_stay_where_they_are() -> None:
    rows, _ = bundles(30, 3)
    fixed = np.full(30, -1)
    fixed[:2] = [1, 0]
    group = clustering.grouped(rows, 3, fixed, 2)
    assert group[:2].tolist() == [1, 0]
    assert set(group) == {0, 1, 2}


def test_more_groups_than_rows_is_a_group_each() -> None:
    rows, _ = bundles(3, 3)
    assert sorted(clustering.grouped(rows, 10).tolist()) == [0, 1, 2]


def test_the_true_number_is_stabler_than_others() -> None:
    rows, _ = bundles(200, 4)
    tried = {item.k: item.stability for item in clustering.stability(clustering.draws(rows, 3, 0), [2, 4, 9])}
    assert tried[4] == pytest.approx(1)
    assert tried[9] < tried[4]


def test_chosen_is_the_finest_that_is_stable_or_else_the_stablest() -> None:
    assert clustering.chosen([Tried(5, 0.9), Tried(10, 0.8), Tried(20, 0.5)]).k == 10
    assert clustering.chosen([Tried(5, 0.3), Tried(10, 0.4), Tried(20, 0.2)]).k == 10
    assert clustering.chosen([Tried(7, float("nan"))]).k == 7


def test_few_texts_have_few_neighbours() -> None:
    assert [clustering.neighbours(n) for n in (3, 100, 1_000_000)] == [3, 5, clustering.NEIGHBOURS]
