from datetime import date

import pandas as pd
import pytest

from cxanalytics.errors import SelectionError
from cxanalytics.selection import Selection

FRAME = pd.DataFrame(
    {
        "touchpoint": ["Invoice", "Invoice", "Hold music", "Shop"],
        "stage": ["Pay", "Pay", "Help", "Buy"],
        "source": ["Trustpilot", "Medallia", "Medallia", "Trustpilot"],
        "kind": ["review", "survey", "survey", "review"],
        "channel": pd.Series(["web", None, "phone", "shop"], dtype="str"),
        "segment": pd.Series(["Tier: Gold | Region: North", "Tier: Silver", None, "Tier: Gold"], dtype="str"),
        "occurred_at": pd.to_datetime(["2026-01-31 23:59:59", "2026-02-01", None, "2026-03-05"], format="ISO8601"),
    }
)
CATEGORIES = FRAME.astype(dict.fromkeys(("touchpoint", "channel", "segment", "source"), "category"))


def kept(selection: Selection, frame: pd.DataFrame = FRAME) -> list[str]:
    result = selection.apply(frame)
    assert result.index.tolist() == list(range(len(result)))
    return result["touchpoint"].tolist()


@pytest.mark.parametrize("frame", [FRAME, CATEGORIES], ids=["text", "categories"])
def test_values_widen_and_columns_narrow(frame: pd.DataFrame) -> None:
    assert kept(Selection(), frame) == ["Invoice", "Invoice", "Hold music", "Shop"]
    assert kept(Selection(channel=("web", "phone")), frame) == ["Invoice", "Hold music"]
    assert kept(Selection(channel=("web", "phone"), source=("Medallia",)), frame) == ["Hold music"]
    assert kept(Selection(channel=("no channel",)), frame) == ["Invoice"]
    assert kept(Selection(source=("trustpilot",)), frame) == ["Invoice", "Shop"]


@pytest.mark.parametrize("frame", [FRAME, CATEGORIES], ids=["text", "categories"])
def test_a_segment_is_chosen_by_a_part_or_as_a_whole(frame: pd.DataFrame) -> None:
    assert kept(Selection(segment=("Tier: Gold",)), frame) == ["Invoice", "Shop"]
    assert kept(Selection(segment=("Tier: Gold | Region: North",)), frame) == ["Invoice"]


def test_days_are_whole_days_and_rows_without_date_are_outside() -> None:
    assert kept(Selection(until=date(2026, 1, 31))) == ["Invoice"]
    assert kept(Selection(since=date(2026, 2, 1))) == ["Invoice", "Shop"]
    assert kept(Selection(since=date(2026, 2, 1), until=date(2026, 2, 1))) == ["Invoice"]


def test_frames_are_left_alone() -> None:
    before = FRAME.copy(deep=True)
    Selection(source=("Medallia",)).apply(FRAME)
    pd.testing.assert_frame_equal(FRAME, before)


def test_words() -> None:
    assert Selection().words() == "all feedback"
    assert not Selection()
    chosen = Selection(source=("Trustpilot", "Medallia"), channel=("web",), since=date(2026, 5, 1))
    assert chosen.words() == "source Trustpilot or Medallia, channel web, from 1 May 2026"
    assert Selection(until=date(2026, 12, 31)).words() == "to 31 December 2026"


def test_from_pairs() -> None:
    assert Selection.from_pairs(["channel=web", "channel = phone", "segment=a=b"], since="2026-01-31") == Selection(
        channel=("web", "phone"), segment=("a=b",), since=date(2026, 1, 31)
    )


@pytest.mark.parametrize(
    ("pairs", "dates", "message"),
    [
        (
            ["size=big"],
            {},
            "Cannot choose by 'size'; choose by touchpoint, stage, source, kind, channel, segment, basis.",
        ),
        (["channel"], {}, "'channel' is not of the form KEY=VALUE, as in channel=web."),
        (["channel="], {}, "'channel=' is not of the form KEY=VALUE, as in channel=web."),
        ([], {"until": "31.1.2026"}, "'31.1.2026' is not a day; write it as 2026-01-31."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(pairs: list[str], dates: dict[str, str], message: str) -> None:
    with pytest.raises(SelectionError) as error:
        Selection.from_pairs(pairs, **dates)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        (Selection(touchpoint=("Invoices",)), "No touchpoint is called 'Invoices'; the nearest are Invoice."),
        (
            Selection(source=("TRUSTPILLOT",)),
            "No source is called 'TRUSTPILLOT'; the nearest are Trustpilot.",
        ),
        (Selection(kind=("x",)), "No kind is called 'x'; there is review, survey."),
        (Selection(segment=("gold",)), "No segment is called 'gold'; the nearest are Tier: Gold."),
    ],
)
def test_unknown_values_name_the_nearest(selection: Selection, message: str) -> None:
    with pytest.raises(SelectionError) as error:
        selection.apply(FRAME)
    assert str(error.value) == message


def test_an_empty_table_and_a_mask_know_no_unknown_values() -> None:
    assert kept(Selection(kind=("x",)), FRAME.iloc[:0]) == []
    assert Selection(kind=("x",)).mask(FRAME).tolist() == [False] * 4


def test_a_table_without_the_column_says_so() -> None:
    with pytest.raises(SelectionError, match=r"This table has no stage to choose by; it has touchpoint."):
        Selection(stage=("Pay",)).apply(FRAME[["touchpoint"]])
