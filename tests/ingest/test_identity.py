"""Repeats, damaged ids, lasting ids."""

import pandas as pd
import pytest

from cxanalytics.ingest import identity


def column(*cells: str) -> pd.Series:
    return pd.Series(cells, dtype="str")


@pytest.mark.parametrize(
    ("ids", "damaged"),
    [
        (
            (
                "570306133677760000",
                "570301130888120000",
                "570301083672810000",
                "570301031407620000",
                "5703005000",
            ),
            True,
        ),
        (("5.70306E+17", "5.70301E+17"), True),
        (("1440716895355764743", "1440716895355764744", "1440716895355764700"), False),
        (("100", "200", "300", "400", "500"), False),
        (("R_1", "R_2"), False),
        (("", ""), False),
    ],
)
def test_rounded_ids_are_no_keys(ids: tuple[str, ...], damaged: bool) -> None:
    assert identity.is_damaged(column(*(ids * 2))) is damaged


def test_full_copies_count_only_where_the_row_says_whose_it_is() -> None:
    frame = pd.DataFrame({"author": ["a", "a", "", ""], "text": ["x", "x", "y", "y"]}, dtype="str")
    assert identity.repeated_rows(frame, ["author"]).tolist() == [False, True, False, False]
    assert identity.repeated_rows(frame, []).tolist() == [False] * 4
    assert identity.copies(frame) == 2


def test_a_running_number_does_not_hide_a_copy() -> None:
    frame = pd.DataFrame({"Column 1": ["0", "1"], "author": ["a", "a"]}, dtype="str")
    assert identity.repeated_rows(frame, ["author"]).tolist() == [False, True]


def test_repeated_ids_leave_blanks_alone() -> None:
    assert identity.repeated_ids(column("a", "", "a", "")).tolist() == [False, False, True, False]


def test_digests_are_the_same_wherever_they_are_made() -> None:
    digests = identity.digests(b"salt", column("shop", "shop"), column("R1", "R2"))
    assert digests.tolist() == ["3dea6844c2350321", "ea772bcfd3379931"]
    shifted = identity.digests(b"salt", column("a", ""), column("", "a"))
    assert shifted[0] != shifted[1]


def test_equal_rows_are_numbered() -> None:
    assert identity.numbered(column("a", "b", "a")).tolist() == ["a\x1f0", "b\x1f0", "a\x1f1"]


def test_ids_with_their_question() -> None:
    table = pd.DataFrame({"id": ["1", "1", ""], "q": ["a", "b", "a"]}, dtype="str")
    assert identity.of_answers(table, "id", None).tolist() == ["1", "1", ""]
    assert identity.repeated_ids(identity.of_answers(table, "id", "q")).tolist() == [False, False, False]


def test_older_versions_are_those_before_the_last() -> None:
    ids = pd.Series(["a", "b", "a", "a", "", ""], dtype="str")
    when = pd.to_datetime(pd.Series(["2024-01-03", "2024-01-01", "2024-01-05", None, "2024-01-01", "2024-01-02"]))
    assert identity.older_versions(ids, when).tolist() == [True, False, False, False, False, False]


def test_rounded_ids_are_counted() -> None:
    assert identity.rounded(pd.Series(["5.7E+17", "570000000000000000", "571234567890123456", "12"], dtype="str")) == 2
