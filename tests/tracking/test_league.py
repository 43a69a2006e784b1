"""Owners beside each other: a chance, never a rank, and small numbers are not shamed."""

import numpy as np
import pandas as pd
import pytest

from cxanalytics.tracking import league

from .test_shares import experiences

ROWS = [
    ("Invoice", "2026-01-05", True, False, 50), ("Invoice", "2026-01-05", False, True, 100),
    ("Shop", "2026-01-05", True, False, 100), ("Shop", "2026-01-05", False, True, 50),
    ("Gift desk", "2026-01-05", False, True, 5), ("Web", "2026-01-05", True, False, 40),
    ("Nobody's", "2026-01-05", False, True, 90),
]  # fmt: skip
OWNERS = {"Invoice": "Ana", "Shop": "Ben", "Gift desk": "Cleo", "Web": "Ben", "Nobody's": ""}


def found() -> pd.DataFrame:
    return league.league(experiences(ROWS), OWNERS)


def test_owners_stand_in_the_order_of_their_names() -> None:
    table = found()
    assert table["owner"].tolist() == ["Ana", "Ben", "Cleo", "no owner"]
    assert table["touchpoints"].tolist() == [["Invoice"], ["Shop", "Web"], ["Gift desk"], ["Nobody's"]]
    assert table["n"].tolist() == [150, 190, 5, 90]
    assert table["ratio"].tolist()[:2] == pytest.approx([0.5, 2.8])


def test_a_chance_to_be_the_lowest_is_told_only_of_those_with_enough() -> None:
    table = found().set_index("owner")
    assert table["p_worst"]["Ana"] > 0.99
    assert table["p_worst"]["Ben"] < 0.01
    assert np.isnan(table["p_worst"]["Cleo"])
    assert table["words"].tolist() == [
        "Most likely the lowest (100 %).", "Surely not the lowest.", "Too few experiences to be compared.",
        "Nobody owns these.",
    ]  # fmt: skip


def test_one_owner_alone_is_compared_with_nobody() -> None:
    table = league.league(experiences(ROWS), {"Invoice": "Ana"})
    assert table["words"].tolist() == ["Nobody to be compared with."]


def test_nothing_is_an_empty_table() -> None:
    assert league.league(experiences(ROWS).head(0), OWNERS).empty
