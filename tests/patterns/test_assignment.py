"""New rows find the group whose members they are most like."""

import numpy as np
import pytest

from cxanalytics.patterns import assignment


def rows(middle: list[float], n: int, seed: int, spread: float = 0.2) -> np.ndarray:
    """n rows of length 1 around a direction."""
    near = np.asarray(middle) + spread * np.random.default_rng(seed).normal(size=(n, len(middle)))
    return (near / np.linalg.norm(near, axis=1, keepdims=True)).astype("float32")


A, B, C = [1.0, 0, 0, 0, 0, 0], [0, 1.0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1.0]
MEMBERS = np.vstack([rows(A, 20, 0), rows(B, 20, 1)])
GROUP = np.repeat([0, 1], 20)


def test_rows_join_the_group_they_lie_in_and_rows_unlike_any_join_none() -> None:
    group, strength = assignment.assign(MEMBERS, GROUP, np.vstack([rows(A, 5, 2), rows(B, 5, 3), rows(C, 5, 4)]))
    assert group.tolist() == [0] * 5 + [1] * 5 + [-1] * 5
    assert (strength[:10] > 0).all()
    assert strength.max() <= 1
    assert (strength[10:] == 0).all()
    assert strength.dtype == np.float32


def test_the_middle_is_surer_than_the_edge() -> None:
    middle, edge = rows(A, 1, 0, spread=0), np.array([[0.8, 0.35, 0.3, 0, 0.3, 0.25]], dtype="float32")
    _, strength = assignment.assign(MEMBERS, GROUP, np.vstack([middle, edge / np.linalg.norm(edge)]))
    assert strength[0] > strength[1]


def test_half_of_the_members_lie_better_than_the_typical_one() -> None:
    _, strength = assignment.assign(MEMBERS, GROUP, rows(A, 200, 9))
    assert 0.3 < float(np.median(strength)) < 0.7


@pytest.mark.parametrize("n", [1, 2, 3])
def test_few_members_are_enough(n: int) -> None:
    group, _ = assignment.assign(rows(A, n, 0), np.zeros(n, dtype="int64"), np.vstack([rows(A, 1, 5), rows(C, 1, 6)]))
    assert group[1] == -1


def test_no_members_no_rows_and_rows_of_nothing() -> None:
    none = np.zeros((0, 6), dtype="float32")
    assert assignment.assign(none, np.zeros(0, dtype="int64"), rows(A, 2, 0))[0].tolist() == [-1, -1]
    assert assignment.assign(MEMBERS, GROUP, none)[0].tolist() == []
    group, strength = assignment.assign(MEMBERS, GROUP, np.zeros((2, 6), dtype="float32"))
    assert group.tolist() == [-1, -1]
    assert strength.tolist() == [0, 0]


def test_the_order_of_members_makes_no_difference() -> None:
    new = np.vstack([rows(A, 5, 2), rows(B, 5, 3), rows(C, 5, 4)])
    mixed = np.random.default_rng(0).permutation(len(MEMBERS))
    one, other = assignment.assign(MEMBERS, GROUP, new), assignment.assign(MEMBERS[mixed], GROUP[mixed], new)
    assert one[0].tolist() == other[0].tolist()
    assert one[1] == pytest.approx(other[1], abs=1e-5)
