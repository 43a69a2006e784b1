"""Journeys that are changed without losing what people said."""

from dataclasses import replace

import pandas as pd
import pytest

from cxanalytics.errors import JourneyError
from cxanalytics.journey import renames
from cxanalytics.journey.model import OFF_MAP, Journey, Stage, Touchpoint
from cxanalytics.journey.phrases import phrases_of
from cxanalytics.selection import Selection

BILL = Touchpoint("Invoice", ("Billing",), ("invoice", "wrong charge"), ("email",))
TILL, CALL, SHOP = Touchpoint("Till", phrases=("queue",)), Touchpoint("Call"), Touchpoint("Shop", ("Store",))
JOURNEY = Journey("Shop", "", (Stage("Buy", (SHOP, TILL)), Stage("Pay", (BILL, CALL))))


def names(journey: Journey) -> list[tuple[str, list[str]]]:
    return [(stage.name, [item.name for item in stage.touchpoints]) for stage in journey.stages]


def touchpoint(journey: Journey, name: str) -> Touchpoint:
    return next(item for item in journey.touchpoints if item.name == name)


def where(journey: Journey, *clauses: str) -> list[str]:
    found = phrases_of(journey)
    return ["" if at < 0 else journey.touchpoints[found.touchpoint[at]].name for at in found.find(list(clauses))]


def test_a_renamed_touchpoint_remembers_its_names() -> None:
    once = renames.rename(JOURNEY, "Invoice", "Bill")
    twice = renames.rename(once, "Bill", " Receipt ")
    assert names(twice) == [("Buy", ["Shop", "Till"]), ("Pay", ["Receipt", "Call"])]
    assert touchpoint(twice, "Receipt") == replace(BILL, name="Receipt", formerly=("Invoice", "Bill"))
    assert renames.current(twice) == {"Invoice": "Receipt", "Bill": "Receipt"}


def test_a_name_taken_back_is_no_former_name() -> None:
    back = renames.rename(renames.rename(JOURNEY, "Invoice", "Bill"), "Bill", "Invoice")
    assert touchpoint(back, "Invoice").formerly == ("Bill",)


def test_another_case_is_a_name_too() -> None:
    assert renames.current(renames.rename(JOURNEY, "Invoice", "INVOICE")) == {"Invoice": "INVOICE"}


def test_a_name_in_use_again_means_what_it_says() -> None:
    again = renames.add(renames.rename(JOURNEY, "Invoice", "Bill"), Touchpoint("invoice"), "Pay")
    assert renames.current(again) == {}


def test_who_bore_a_name_last_is_meant_by_it() -> None:
    again = renames.add(renames.rename(JOURNEY, "Invoice", "Bill"), Touchpoint("Invoice"), "Pay")
    assert renames.current(renames.rename(again, "Invoice", "Receipt")) == {"Invoice": "Receipt"}
    assert renames.current(renames.merge(again, "Invoice", "Call")) == {"Invoice": "Call"}


def test_a_touchpoint_without_phrases_is_found_by_its_former_names() -> None:
    made = renames.rename(JOURNEY, "Call", "Hotline")
    assert where(made, "my call was short", "the hotline") == ["Hotline", "Hotline"]


def test_a_former_name_that_is_a_phrase_of_another_means_the_other() -> None:
    made = renames.rename(JOURNEY, "Call", "Hotline")
    stages = [replace(s, touchpoints=tuple(replace(t, phrases=("call",)) if t.name == "Till" else t
                                           for t in s.touchpoints)) for s in made.stages]  # fmt: skip
    assert where(replace(made, stages=tuple(stages)), "my call") == ["Till"]


def test_a_merged_touchpoint_is_found_by_the_words_of_both() -> None:
    made = renames.merge(JOURNEY, "Shop", "Till")
    assert names(made) == [("Buy", ["Till"]), ("Pay", ["Invoice", "Call"])]
    assert where(made, "the shop", "a store", "the queue") == ["Till", "Till", "Till"]
    other = renames.merge(JOURNEY, "Till", "Call")
    assert where(other, "the queue", "a call") == ["Call", "Call"]
    neither = renames.merge(JOURNEY, "Shop", "Call")
    assert touchpoint(neither, "Call").phrases == ()
    assert where(neither, "the shop", "a store", "a call") == ["Call", "Call", "Call"]


def test_a_merged_touchpoint_keeps_what_was_noted_of_the_whole() -> None:
    merged = touchpoint(renames.merge(JOURNEY, "Invoice", "Till"), "Till")
    assert (merged.aliases, merged.channels, merged.formerly) == (("Billing",), ("email",), ("Invoice",))


def test_touchpoints_move_and_an_empty_stage_goes() -> None:
    assert names(renames.move(JOURNEY, "Call", "Pay", 0))[1] == ("Pay", ["Call", "Invoice"])
    assert names(renames.move(JOURNEY, "Call", "Buy", 99))[0] == ("Buy", ["Shop", "Till", "Call"])
    assert names(renames.move(renames.move(JOURNEY, "Call", "Buy", 0), "Invoice", "Buy", 0)) == [
        ("Buy", ["Invoice", "Call", "Shop", "Till"])
    ]


def test_touchpoints_come_and_go() -> None:
    made = renames.add(JOURNEY, Touchpoint("Gift card"), "Give")
    assert names(made)[2] == ("Give", ["Gift card"])
    assert renames.remove(made, "Gift card") == JOURNEY
    assert renames.remove(JOURNEY, "Call").stage_of("Call") == OFF_MAP


def test_a_stage_remembers_its_names() -> None:
    made = renames.rename_stage(JOURNEY, "Pay", "Settle")
    assert made.stages[1] == Stage("Settle", (BILL, CALL), "", ("Pay",))
    chosen = Selection(touchpoint=("Till",), stage=("Pay", "Buy"))
    assert renames.selected(chosen, made) == Selection(touchpoint=("Till",), stage=("Settle", "Buy"))


def test_choices_and_rows_follow_the_names() -> None:
    made = renames.merge(renames.rename(JOURNEY, "Invoice", "Bill"), "Call", "Bill")
    chosen = Selection(touchpoint=("Invoice", "Till", "Call"), channel=("web",))
    assert renames.selected(chosen, made) == Selection(touchpoint=("Bill", "Till"), channel=("web",))
    rows = pd.DataFrame({"touchpoint": ["Invoice", "Till"], "moved_to": ["", "Call"]})
    assert renames.carried(rows, made, ("touchpoint", "moved_to")).to_numpy().tolist() == [
        ["Bill", ""],
        ["Till", "Bill"],
    ]


def test_an_earlier_version_knows_later_names() -> None:
    later = renames.rename_stage(renames.rename(JOURNEY, "Invoice", "Bill"), "Pay", "Settle")
    seen = renames.since(JOURNEY, later)
    assert renames.current(seen) == {"Bill": "Invoice"}
    assert seen.stages[1].formerly == ("Settle",)
    assert names(seen) == names(JOURNEY)


def test_what_two_touchpoints_became_belongs_to_the_first_of_them_in_an_earlier_version() -> None:
    later = renames.rename(renames.merge(JOURNEY, "Call", "Invoice"), "Invoice", "Money")
    assert renames.current(renames.since(JOURNEY, later)) == {"Money": "Invoice"}


def test_an_earlier_version_is_as_it_was_where_no_name_changed() -> None:
    assert renames.since(JOURNEY, renames.remove(renames.merge(JOURNEY, "Call", "Invoice"), "Till")) == JOURNEY


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda: renames.rename(JOURNEY, "Moon", "Sun"), "no touchpoint 'Moon'"),
        (lambda: renames.rename(JOURNEY, "Till", "CALL"), "'CALL' is taken"),
        (lambda: renames.rename(JOURNEY, "Till", " "), "needs a name"),
        (lambda: renames.rename_stage(JOURNEY, "Moon", "Sun"), "no stage 'Moon'"),
        (lambda: renames.rename_stage(JOURNEY, "Buy", "pay"), "'pay' is taken"),
        (lambda: renames.rename_stage(JOURNEY, "Buy", ""), "needs a name"),
        (lambda: renames.merge(JOURNEY, "Till", "Till"), "part of itself"),
        (lambda: renames.move(JOURNEY, "Till", "Moon", 0), "no stage 'Moon'"),
        (lambda: renames.add(JOURNEY, Touchpoint("till"), "Buy"), "'till' already"),
        (lambda: renames.remove(Journey("J", "", (Stage("S", (TILL,)),)), "Till"), "one touchpoint at least"),
    ],
)
def test_what_cannot_be_changed_is_said(change: object, said: str) -> None:
    with pytest.raises(JourneyError, match=said):
        change()  # type: ignore[operator]


def test_a_table_that_was_edited_takes_over_the_names_it_had() -> None:
    held = renames.rename(renames.rename_stage(JOURNEY, "Pay", "Settle"), "Invoice", "Bill")
    close, new = Stage("Close", (Touchpoint("Receipt"), CALL)), Stage("New", (Touchpoint("Kiosk"),))
    made = Journey("Shop", "", (JOURNEY.stages[0], close, new))
    found = renames.inherited(
        held, made, {"Shop": "Shop", "Till": "Till", "Receipt": "Bill", "Call": "Call", "Kiosk": ""}
    )
    assert touchpoint(found, "Receipt").formerly == ("Invoice", "Bill")
    assert [(stage.name, stage.formerly) for stage in found.stages] == [
        ("Buy", ()), ("Close", ("Pay", "Settle")), ("New", ()),
    ]  # fmt: skip
    assert touchpoint(found, "Kiosk").formerly == ()


def test_a_stage_that_was_parted_is_the_first_of_its_parts() -> None:
    made = Journey("Shop", "", (Stage("A", (BILL,)), Stage("B", (CALL,)), Stage("Buy", (SHOP, TILL))))
    found = renames.inherited(JOURNEY, made, {name: name for name in ("Shop", "Till", "Invoice", "Call")})
    assert [(stage.name, stage.formerly) for stage in found.stages] == [("A", ("Pay",)), ("B", ()), ("Buy", ())]


def test_two_names_that_were_swapped_mean_the_others_now() -> None:
    made = Journey(
        "Shop", "", (Stage("Buy", (replace(TILL, name="Shop"), replace(SHOP, name="Till"))), JOURNEY.stages[1])
    )
    found = renames.inherited(JOURNEY, made, {"Shop": "Till", "Till": "Shop", "Invoice": "Invoice", "Call": "Call"})
    assert renames.current(found) == {}
