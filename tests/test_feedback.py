"""The feedback table's door."""

import pandas as pd
import pytest

from cxanalytics import feedback

ONE = {"feedback_id": "f1", "response_id": "r1", "import_id": "i1", "source": "Shop", "kind": "survey"}


def test_conform_fills_missing_columns_and_orders_them() -> None:
    table = feedback.conform(pd.DataFrame([{**ONE, "text": "Fine", "rating": 4}]))
    assert tuple(table.columns) == feedback.COLUMNS
    assert table.loc[0, "text"] == "Fine"
    assert table.loc[0, "rating"] == 4.0
    assert pd.isna(table.loc[0, "channel"])
    assert str(table["occurred_at"].dtype) == "datetime64[us]"


def test_conform_makes_blank_text_missing() -> None:
    table = feedback.conform(pd.DataFrame([{**ONE, "text": "  ", "channel": ""}]))
    assert table["text"].isna().tolist() == [True]
    assert table["channel"].isna().tolist() == [True]


def test_conform_leaves_the_callers_table_alone() -> None:
    given = pd.DataFrame([{**ONE, "text": ""}])
    before = given.copy()
    feedback.conform(given)
    pd.testing.assert_frame_equal(given, before)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([{**ONE, "source": None}], "feedback has rows without source"),
        ([ONE, ONE], "feedback_id occurs twice"),
        ([{**ONE, "kind": "gossip"}], "unknown kind of source: gossip"),
    ],
)
def test_conform_refuses_what_a_reader_must_not_hand_over(rows: list[dict[str, str]], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        feedback.conform(pd.DataFrame(rows))


def test_empty_has_no_rows_and_all_columns() -> None:
    assert feedback.empty().shape == (0, len(feedback.COLUMNS))
