import pandas as pd
import pytest

from cxanalytics.errors import JourneyError
from cxanalytics.journey import renames
from cxanalytics.journey.model import Journey, Stage, Touchpoint

SHOP = Journey(
    "Shop",
    "",
    (
        Stage("Buy", (Touchpoint("Till", phrases=("queue",)), Touchpoint("Staff"))),
        Stage("Pay", (Touchpoint("Invoice", aliases=("Bill",), channels=("email",)),)),
    ),
)


def names(journey: Journey) -> list[tuple[str, list[str]]]:
    return [(stage.name, [item.name for item in stage.touchpoints]) for stage in journey.stages]


def touchpoint(journey: Journey, name: str) -> Touchpoint:
    return next(item for item in journey.touchpoints if item.name == name)


def test_a_new_name_remembers_the_old_ones() -> None:
    twice = renames.rename(renames.rename(SHOP, "Invoice", "The bill"), "The bill", "Billing")
    assert touchpoint(twice, "Billing").formerly == ("Invoice", "The bill")
    assert renames.current(twice) == {"Invoice": "Billing", "The bill": "Billing"}
    assert names(twice) == [("Buy", ["Till", "Staff"]), ("Pay", ["Billing"])]


def test_a_name_that_comes_back_is_no_former_one() -> None:
    back = renames.rename(renames.rename(SHOP, "Invoice", "Bill 2"), "Bill 2", "Invoice")
    assert touchpoint(back, "Invoice").formerly == ("Bill 2",)


@pytest.mark.parametrize(("old", "new", "said"), [
    ("Invoice", "till", "'till' is taken by another touchpoint"),
    ("Invoice", "  ", "A touchpoint needs a name"),
    ("Desk", "Bill", "There is no touchpoint 'Desk'"),
])  # fmt: skip
def test_what_cannot_be_renamed_is_said(old: str, new: str, said: str) -> None:
    with pytest.raises(JourneyError, match=said):
        renames.rename(SHOP, old, new)


def test_merging_takes_names_and_phrases_along() -> None:
    merged = renames.merge(SHOP, "Till", "Invoice")
    assert names(merged) == [("Buy", ["Staff"]), ("Pay", ["Invoice"])]
    whole = touchpoint(merged, "Invoice")
    assert (whole.phrases, whole.formerly, whole.aliases) == (("queue",), ("Till",), ("Bill",))
    with pytest.raises(JourneyError, match="cannot become a part of itself"):
        renames.merge(SHOP, "Till", "Till")


def test_moving_within_a_stage_and_to_another() -> None:
    assert names(renames.move(SHOP, "Staff", "Buy", 0))[0] == ("Buy", ["Staff", "Till"])
    assert names(renames.move(SHOP, "Staff", "Pay", 99)) == [("Buy", ["Till"]), ("Pay", ["Invoice", "Staff"])]
    assert names(renames.move(SHOP, "Invoice", "Buy", 1)) == [("Buy", ["Till", "Invoice", "Staff"])]


def test_adding_and_removing() -> None:
    more = renames.add(SHOP, Touchpoint("Refund"), "After")
    assert names(more)[-1] == ("After", ["Refund"])
    assert names(renames.remove(more, "Refund")) == names(SHOP)
    with pytest.raises(JourneyError, match="already"):
        renames.add(SHOP, Touchpoint("till"), "Buy")
    with pytest.raises(JourneyError, match="one touchpoint at least"):
        renames.remove(Journey("One", "", (Stage("A", (Touchpoint("B"),)),)), "B")


def test_what_was_said_under_an_old_name_belongs_to_the_new_one() -> None:
    said = pd.DataFrame({"touchpoint": ["Invoice", "Till", "Invoice"], "moved_to": ["", "Invoice", "Till"]})
    now = renames.rename(SHOP, "Invoice", "Billing")
    carried = renames.carried(said, now, ("touchpoint", "moved_to"))
    assert carried["touchpoint"].tolist() == ["Billing", "Till", "Billing"]
    assert carried["moved_to"].tolist() == ["", "Billing", "Till"]
    assert said["touchpoint"].tolist() == ["Invoice", "Till", "Invoice"]


def test_a_former_name_that_is_in_use_again_means_what_it_says() -> None:
    now = renames.add(renames.rename(SHOP, "Invoice", "Billing"), Touchpoint("Invoice"), "Pay")
    assert renames.current(now) == {}
