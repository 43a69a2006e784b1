from dataclasses import replace

import pandas as pd

from cxanalytics.journey import comparing, renames
from cxanalytics.journey.model import Journey, Stage, Touchpoint

SHOP = Journey(
    "Shop",
    "",
    (
        Stage("Buy", (Touchpoint("Till"), Touchpoint("Staff", owner="Ann"))),
        Stage("Pay", (Touchpoint("Invoice"), Touchpoint("Refund"))),
    ),
)


def told(after: Journey) -> list[str]:
    return comparing.changes(SHOP, after)["words"].tolist()


def test_nothing_changed_is_nothing() -> None:
    assert told(SHOP) == []


def test_each_kind_of_change_is_a_sentence() -> None:
    assert told(renames.rename(SHOP, "Invoice", "Bill")) == ["Invoice is called Bill now."]
    assert told(renames.merge(SHOP, "Refund", "Invoice")) == ["Refund is a part of Invoice now."]
    assert told(renames.remove(SHOP, "Till")) == ["Till is gone from stage Buy; its feedback stays."]
    assert told(renames.add(SHOP, Touchpoint("Kiosk"), "Pay")) == ["Kiosk is new, in stage Pay."]
    assert told(renames.move(SHOP, "Staff", "Pay", 9)) == ["Staff moved from stage Buy to Pay."]
    assert told(renames.move(SHOP, "Staff", "Buy", 0)) == ["Touchpoints stand in another order."]


def test_what_is_said_of_a_touchpoint_is_told_field_by_field() -> None:
    staff = replace(SHOP.touchpoints[1], owner="Ben", moment=True, channels=("shop",))
    stages = (replace(SHOP.stages[0], touchpoints=(SHOP.touchpoints[0], staff)), SHOP.stages[1])
    assert told(replace(SHOP, stages=stages)) == [
        "Staff: channels was nothing, is shop.",
        "Staff: owner was Ann, is Ben.",
        "Staff: moment was no, is yes.",
    ]


def test_a_renamed_touchpoint_that_is_described_anew_is_both() -> None:
    renamed = renames.rename(SHOP, "Invoice", "Bill")
    bill = replace(renamed.touchpoints[2], goal="Know what it costs")
    stages = (renamed.stages[0], replace(renamed.stages[1], touchpoints=(bill, renamed.touchpoints[3])))
    assert told(replace(renamed, stages=stages)) == [
        "Invoice is called Bill now.",
        "Bill: goal was nothing, is Know what it costs.",
    ]


def test_flows_count_answers_that_stand_elsewhere() -> None:
    before = pd.DataFrame({"feedback_id": ["a", "b", "c", "c"], "touchpoint": ["Till", "Till", "Till", "Staff"]})
    after = pd.DataFrame({"feedback_id": ["a", "b", "c"], "touchpoint": ["Till", "Kiosk", "Staff"]})
    found = comparing.flows(before, after)
    assert found.to_dict("records") == [{"was": "Till", "is": "Kiosk", "n": 1}, {"was": "Till", "is": "–", "n": 1}]
    assert comparing.flows(before, before).empty
