from pathlib import Path

import pytest

from cxanalytics.errors import JourneyError
from cxanalytics.journey.model import OFF_MAP, UNASSIGNED, Journey, Stage, Touchpoint, load, parse

SHOP = """
name = "Shop"
description = "From door to bill."
ignore = ["paid leave"]

[[stage]]
name = "Buy"

[[stage.touchpoint]]
name = "Till"
aliases = ["Checkout"]
phrases = ["queue", "~till"]
channel = "shop"
owner = "Shops"
description = "Where one pays."

[[stage]]
name = "Pay"

[[stage.touchpoint]]
name = "Invoice"
"""

TILL = Touchpoint("Till", ("Checkout",), ("queue", "~till"), ("shop",), "Shops", "Where one pays.")


def test_a_file_becomes_a_journey(tmp_path: Path) -> None:
    path = tmp_path / "shop.toml"
    path.write_text(SHOP, encoding="utf-8-sig")
    assert load(path) == Journey(
        name="Shop",
        description="From door to bill.",
        stages=(Stage("Buy", (TILL,)), Stage("Pay", (Touchpoint("Invoice"),))),
        ignore=("paid leave",),
    )


def test_touchpoints_stand_in_the_order_of_the_journey() -> None:
    assert [touchpoint.name for touchpoint in parse(SHOP, "shop.toml").touchpoints] == ["Till", "Invoice"]


def test_every_touchpoint_has_a_stage() -> None:
    journey = parse(SHOP, "shop.toml")
    assert journey.stage_of("Invoice") == "Pay"
    assert journey.stage_of("Gift cards") == OFF_MAP
    assert journey.stage_of(UNASSIGNED) == UNASSIGNED


def test_the_key_changes_with_the_content() -> None:
    journey = parse(SHOP, "shop.toml")
    assert journey.key == parse(SHOP + "\n# a remark", "other.toml").key
    assert journey.key != parse(SHOP.replace('"queue"', '"queues"'), "shop.toml").key
    assert len(journey.key) == 16


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "Shop"', "name = Shop", "shop.toml is not well-formed TOML"),
        ('name = "Shop"', "", "shop.toml: the journey has no name. Add a line such as"),
        ('name = "Shop"', "name = 7", "'name' must be text in quotes"),
        ('name = "Buy"', "", "shop.toml: a stage has no name"),
        ('name = "Invoice"', "", "stage 'Pay': a touchpoint has no name"),
        ("aliases", "alias", "touchpoint 'Till' has an unknown entry 'alias'. Known are name, aliases"),
        ("ignore", "ignored", "the journey has an unknown entry 'ignored'"),
        ('["Checkout"]', '"Checkout"', "'aliases' must be a list of texts in quotes"),
        ('["Checkout"]', '[" "]', "'aliases' must be a list of texts in quotes, none of them empty"),
        ('["Checkout"]', '["..."]', "the name '...' under 'Till' holds no word"),
        ('["Checkout"]', '["invoice"]', "'Invoice' stands under both 'Till' and 'Invoice'"),
        ('["paid leave"]', '["Queue"]', "the phrase 'Queue' stands under both 'Till' and 'ignore'"),
        ('name = "Invoice"', 'name = "till"', "shop.toml has two touchpoints named 'till'"),
        ('name = "Pay"', 'name = "Buy"', "shop.toml has two stages named 'Buy'"),
        ('name = "Invoice"', 'name = "Unassigned"', "'Unassigned' is a word of the product's own"),
        ('[[stage.touchpoint]]\nname = "Invoice"', "", "stage 'Pay' has no touchpoint. Add at least one."),
        (SHOP, 'name = "Shop"\nstage = "Buy"', "write each stage under a heading in double brackets"),
        (SHOP, 'name = "Shop"', "the journey has no stage"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(old: str, new: str, message: str) -> None:
    assert old in SHOP
    with pytest.raises(JourneyError) as caught:
        parse(SHOP.replace(old, new), "shop.toml")
    assert message in str(caught.value)


def test_an_alias_may_repeat_the_touchpoints_own_name() -> None:
    assert parse(SHOP.replace('"Checkout"', '"till"'), "shop.toml").touchpoints[0].aliases == ("till",)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(JourneyError, match=r"absent\.toml cannot be opened"):
        load(tmp_path / "absent.toml")


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "old.toml"
    path.write_bytes('name = "Café"'.encode("cp1252"))
    with pytest.raises(JourneyError, match=r"old\.toml is not UTF-8 text"):
        load(path)
