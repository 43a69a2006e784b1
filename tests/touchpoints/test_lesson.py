import pandas as pd

from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.touchpoints import lessons

JOURNEY = Journey(
    "Shop", "", (Stage("Buy", (Touchpoint("Till", (), ("queue",)), Touchpoint("Invoice", (), ("invoice",)))),)
)
FEEDBACK = pd.DataFrame(
    {
        "feedback_id": ["a", "b", "c"],
        "text": ["The queue. Never again.", "Invoice wrong", None],
        "touchpoint": pd.Series([None, None, "Invoice"], dtype="str"),
    }
)
MENTIONS = pd.DataFrame({"row": [0, 0, 1], "start": [0, 11, 0], "end": [10, 23, 13]})


def labels(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["feedback_id", "touchpoint", "right"])


def test_a_judgement_is_one_of_each_clause_at_the_touchpoint() -> None:
    found = lessons(labels(("a", "Till", "Invoice"), ("b", "Invoice", "Unassigned")), MENTIONS, FEEDBACK, JOURNEY)
    assert found.columns.tolist() == ["feedback_id", "text", "right", "how", "machine", "rule"]
    assert found.to_numpy().tolist() == [
        ["a", "The queue.", "Invoice", "label", "Till", "phrase"],
        ["a", "Never again.", "Invoice", "label", "Till", "context"],
        ["b", "Invoice wrong", "Unassigned", "label", "Invoice", "phrase"],
    ]


def test_where_no_clause_is_at_the_touchpoint_the_whole_text_is_meant() -> None:
    found = lessons(labels(("a", "Car park", "Till")), MENTIONS, FEEDBACK, JOURNEY)
    assert found[["text", "right"]].to_numpy().tolist() == [["The queue. Never again.", "Till"]]
    assert found[["machine", "rule"]].isna().all(axis=None)


def test_what_says_nothing_is_left_out() -> None:
    said = labels(("a", "Till", None), ("c", "Invoice", "Till"), ("elsewhere", "Till", "Till"))
    assert len(lessons(said, MENTIONS, FEEDBACK, JOURNEY)) == 0


def test_a_judgement_twice_the_same_counts_once() -> None:
    assert len(lessons(labels(*[("b", "Invoice", "Invoice")] * 2), MENTIONS, FEEDBACK, JOURNEY)) == 1


def test_a_label_goes_before_a_correction_that_says_the_same() -> None:
    said = labels(("b", "Invoice", "Till"), ("b", "Invoice", "Till"), ("a", "Till", "Invoice"))
    found = lessons(said.assign(how=["correction", "label", "correction"]), MENTIONS, FEEDBACK, JOURNEY)
    assert found[["feedback_id", "how"]].to_numpy().tolist() == [
        ["b", "label"],
        ["a", "correction"],
        ["a", "correction"],
    ]
