"""What was changed between two versions, in sentences, and where the answers went."""

from dataclasses import replace

import pandas as pd

from cxanalytics.journey import comparing, renames
from cxanalytics.journey.model import Journey, Stage, Touchpoint

JOURNEY = Journey(
    "Shop",
    "",
    (Stage("Buy", (Touchpoint("Shop"), Touchpoint("Till"))), Stage("Pay", (Touchpoint("Invoice"), Touchpoint("Call")))),
)


def words(after: Journey) -> list[str]:
    return [str(text) for text in comparing.changes(JOURNEY, after)["words"]]


def changed(journey: Journey, name: str, **more: object) -> Journey:
    stages = [
        replace(s, touchpoints=tuple(replace(t, **more) if t.name == name else t for t in s.touchpoints))  # type: ignore[arg-type]
        for s in journey.stages
    ]
    return replace(journey, stages=tuple(stages))


def test_nothing_is_changed_in_the_same() -> None:
    found = comparing.changes(JOURNEY, JOURNEY)
    assert list(found.columns) == ["kind", "touchpoint", "was", "is", "words"]
    assert found.empty


def test_each_kind_of_change_is_a_row_and_a_sentence() -> None:
    after = renames.rename(JOURNEY, "Invoice", "Bill")
    after = renames.merge(after, "Call", "Bill")
    after = renames.move(after, "Till", "Pay", 0)
    after = renames.add(renames.remove(after, "Shop"), Touchpoint("Gift card"), "Give")
    found = comparing.changes(JOURNEY, after)
    assert found[["kind", "touchpoint", "was", "is"]].to_numpy().tolist() == [
        ["removed", "Shop", "Buy", ""],
        ["renamed", "Bill", "Invoice", "Bill"],
        ["merged", "Bill", "Call", "Bill"],
        ["added", "Gift card", "", "Give"],
        ["moved", "Till", "Buy", "Pay"],
    ]
    assert words(after) == [
        "Shop is gone from stage Buy; its feedback stays.",
        "Invoice is called Bill now.",
        "Call is a part of Bill now.",
        "Gift card is new, in stage Give.",
        "Till moved from stage Buy to Pay.",
    ]


def test_a_touchpoint_merged_into_one_that_stays() -> None:
    assert words(renames.merge(JOURNEY, "Call", "Invoice")) == ["Call is a part of Invoice now."]


def test_what_is_said_of_a_touchpoint_is_compared() -> None:
    after = changed(JOURNEY, "Till", moment=True, ideal=5.0, channels=("web", "phone"), front="A desk")
    assert words(after) == [
        "Till: channels was nothing, is web, phone.",
        "Till: moment of truth was no, is yes.",
        "Till: front stage was nothing, is A desk.",
        "Till: ideal was nothing, is 5 : 1.",
    ]


def test_long_lists_are_compared_by_what_came_and_went() -> None:
    before = changed(JOURNEY, "Till", phrases=("a", "b", "c", "d"))
    after = changed(JOURNEY, "Till", phrases=("a", "b", "c", "e", "f"))
    assert comparing.changes(before, after)["words"].tolist() == ["Till: phrases without d, with e, f."]


def test_another_order_is_said() -> None:
    assert words(renames.move(JOURNEY, "Call", "Pay", 0)) == ["Touchpoints of Pay stand in another order."]
    both = renames.move(renames.move(JOURNEY, "Call", "Pay", 0), "Till", "Pay", 0)
    assert words(both) == ["Till moved from stage Buy to Pay.", "Touchpoints of Pay stand in another order."]
    stages = replace(JOURNEY, stages=JOURNEY.stages[::-1])
    assert words(stages) == ["Stages stand in another order."]


def test_stages_and_the_journey_itself_are_compared() -> None:
    after = replace(
        renames.rename_stage(JOURNEY, "Pay", "Settle"), description="From door to bill.", ignore=("till now",)
    )
    assert words(after) == [
        "Stage Pay is called Settle now.",
        "The journey: description was nothing, is From door to bill.",
        "The journey: phrases to ignore was nothing, is till now.",
    ]


def told(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["feedback_id", "touchpoint"]).astype({"touchpoint": "category"})


def test_answers_that_stand_elsewhere_are_counted() -> None:
    before = told(("1", "Invoice"), ("2", "Invoice"), ("3", "Till"), ("3", "Shop"), ("4", "Shop"), ("5", "Call"))
    after = told(("1", "Call"), ("2", "Call"), ("3", "Till"), ("4", "Shop"), ("4", "Till"), ("5", "Call"))
    assert comparing.flows(before, after).to_numpy().tolist() == [
        ["Invoice", "Call", 2],
        ["Shop", "–", 1],
        ["–", "Till", 1],
    ]


def test_answers_at_renamed_touchpoints_stay_there() -> None:
    after = renames.rename(renames.rename(JOURNEY, "Invoice", "Bill"), "Till", "Desk")
    before, now = (
        told(("1", "Invoice"), ("1", "Till"), ("2", "Till")),
        told(("1", "Bill"), ("1", "Desk"), ("2", "Shop")),
    )
    assert comparing.flows(before, now, renames.current(after)).to_numpy().tolist() == [["Till", "Shop", 1]]


def test_that_no_answer_is_lost_is_said() -> None:
    before, after = told(("1", "Invoice"), ("2", "Till")), told(("1", "Call"), ("2", "Till"), ("2", "Shop"))
    assert comparing.accounted(before, after) == (
        "All 2 answers are in both; 2 experiences before, 3 after, as an answer may speak of several touchpoints."
    )
    assert comparing.accounted(before, after[:1]) == (
        "Answers only in the first: 1, only in the second: 0; 2 experiences before, 1 after."
    )


def test_the_numbers_of_both_versions_stand_side_by_side() -> None:
    table = {"n": [4, 1], "ratio": [0.5, 2.0]}
    before = pd.DataFrame({"touchpoint": ["Invoice", "Till"], **table})
    after = pd.DataFrame({"touchpoint": ["Till", "Bill"], **table})
    now = renames.rename(renames.add(JOURNEY, Touchpoint("Gift card"), "Pay"), "Invoice", "Bill")
    found = comparing.beside(before, after, now)
    assert found.columns.tolist() == ["touchpoint", "n_was", "n_is", "ratio_was", "ratio_is"]
    assert found.set_index("touchpoint")["n_was"].to_dict() == {"Bill": 4, "Till": 1}
    assert found["touchpoint"].tolist() == ["Till", "Bill"]
    assert found["n_is"].tolist() == [4, 1]
