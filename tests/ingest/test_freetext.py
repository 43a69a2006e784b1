"""People's own words against choices, codes and copies."""

import pandas as pd
import pytest

from cxanalytics.ingest import freetext
from cxanalytics.ingest.profile import profile


def column(*cells: str) -> pd.Series:
    return pd.Series(cells, dtype="str")


@pytest.mark.parametrize(
    ("cells", "free"),
    [
        (("Very kind staff in the shop", "Far too slow at the till", "Clean and quick as ever"), True),
        (("Once a week or more",) * 15 + ("Less than once a month",) * 15, False),
        (("Web", "Phone", "Shop"), False),
        (("2024-01-01 10:00", "2024-01-02 10:00"), False),
        (("https://shop.example/a", "https://shop.example/b"), False),
        (("Bread; Milk; Some eggs;", "Milk; Some eggs;", "Bread; Some eggs;"), False),
        (("",), False),
    ],
)
def test_free_text(cells: tuple[str, ...], free: bool) -> None:
    assert freetext.is_free(profile(column(*cells))) is free


def test_few_short_answers_in_a_large_table_are_not_sure_to_be_free() -> None:
    few = column("a tool of ours", "some other thing here", *[""] * 100)
    assert not freetext.is_free(profile(few))
    assert freetext.is_free(profile(column("we still wait for the parcel that never came", *[""] * 100)))


def test_what_may_stand_under_the_name_of_a_comment() -> None:
    assert freetext.may_be_text(profile(column("good", "good", "late")))
    assert freetext.may_be_text(profile(column("", "")))
    assert not freetext.may_be_text(profile(column("12", "0", "7")))
    assert not freetext.may_be_text(profile(column(*["open", "closed"] * 30)))


def test_a_shortened_copy() -> None:
    whole = column("a long sentence about the shop", "another one about the till", "and a third about cheese")
    assert freetext.repeats(whole.str[:12] + whole.str[12:], whole)
    assert not freetext.repeats(column("x", "y", "z"), whole)


def test_an_instruction_check() -> None:
    told = column(*["I read this text"] * 25, "i read this text.", "no")
    assert freetext.is_instruction_check(told, profile(told))
    own = column(*[f"my own words number {i}" for i in range(30)])
    assert not freetext.is_instruction_check(own, profile(own))
    assert freetext.is_instruction_check(own, profile(own), "attention check")
