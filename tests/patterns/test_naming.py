"""A pattern gets a name that a person would give it, in the customers' own words."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.patterns import naming

PHONE = [
    "Nobody answers the phone.",
    "Nobody answers the phone in the morning!",
    "I called three times and nobody answers the phone",
    "nobody picks up the phone",
]
CHARGED = [
    "I was charged twice for my order.",
    "Charged twice, and no refund",
    "They charged me twice for one lamp!",
    "I have been charged twice",
]
RAIN = [
    "The parcel was left in the rain.",
    "My parcel left in the rain again, ruined",
    "parcel left in the rain by the gate",
    "They left the parcel in the rain",
]
REPLY = [
    "No reply to my e-mail.",
    "no reply to my email for a week",
    "There is no reply, not one",
    "I wrote twice and got no reply to my email",
]
FOUR = (PHONE, CHARGED, RAIN, REPLY)


def grouped(*parts: list[str]) -> tuple[pd.Series, list[int]]:
    texts = [text for part in parts for text in part]
    return pd.Series(texts, dtype="str"), [number for number, part in enumerate(parts) for _ in part]


def test_a_name_is_what_customers_say() -> None:
    texts, groups = grouped(*FOUR)
    assert naming.names(texts, groups) == [
        "Nobody answers the phone",
        "Charged twice",
        "Parcel left in the rain",
        "No reply to my email",
    ]


def test_the_order_of_the_rows_makes_no_difference() -> None:
    texts, groups = grouped(*FOUR)
    order = np.random.default_rng(3).permutation(len(texts))
    shuffled = naming.names(texts.iloc[order], np.array(groups)[order])
    assert shuffled == naming.names(texts, groups)


def test_terms_stand_for_their_group() -> None:
    texts, groups = grouped(*FOUR)
    terms = naming.terms(texts, groups, most=2)
    assert terms.columns.tolist() == ["pattern", "term", "n", "z"]
    first = terms.drop_duplicates("pattern")
    assert first["pattern"].tolist() == [0, 1, 2, 3]
    assert first["n"].tolist() == [4, 4, 4, 4]
    assert terms.groupby("pattern").size().max() == 2
    assert (terms["z"] > 0).all()


def test_praise_is_named_too() -> None:
    texts, groups = grouped(
        ["Friendly staff", "such friendly staff in the shop", "The staff are friendly", "very friendly staff!"],
        ["The website is easy to use", "easy to use website", "Site is so easy to use", "App is easy to use"],
    )
    assert naming.names(texts, groups) == ["Friendly staff", "Easy to use website"]


def test_a_denial_is_never_cut_off() -> None:
    texts, groups = grouped(["I do not understand this bill", "we do not understand our bill"] * 3, PHONE)
    assert naming.names(texts, groups)[0] == "Do not understand this bill"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Parcel was late on 24/12/2026", "Parcel was late"),
        ("@shop my parcel was late https://t.co/x", "Parcel was late"),
        ("PARCEL WAS LATE", "Parcel was late"),
        ("[name] said the parcel was late", "Parcel was late"),
        ("the fucking parcel was late", "Parcel was late"),
        ("I’m afraid the parcel was late", "Parcel was late"),
    ],
)
def test_what_does_not_belong_in_a_name_is_left_out(text: str, name: str) -> None:
    assert naming.names(pd.Series([text] * 3 + ["parcel was late again"]), [0] * 4) == [name]


def test_masked_words_stand_in_no_name_and_no_term() -> None:
    texts = pd.Series(["Acme delivery is late", "Acme delivery was late", "Acme's delivery late again", "fine", "ok"])
    groups = [0, 0, 0, -1, -1]
    assert naming.names(texts, groups, masked={"acme"}) == ["Delivery was late"]
    assert not naming.terms(texts, groups, masked={"acme"})["term"].str.contains("acme", case=False).any()


def test_abbreviations_keep_their_capitals() -> None:
    texts = pd.Series(["my PDF invoice is broken", "the PDF invoice broken again", "our PDF invoice is broken"])
    assert naming.names(texts, [0, 0, 0]) == ["PDF invoice is broken"]


def test_no_name_is_used_twice_or_is_taken() -> None:
    texts, groups = grouped(PHONE, PHONE, PHONE)
    names = naming.names(texts, groups, taken=["nobody answers the phone"])
    assert len({name.casefold() for name in [*names, "nobody answers the phone"]}) == 4


def test_texts_without_words() -> None:
    assert naming.names(pd.Series(["😡😡", "😡", "👎"]), [0, 0, 1]) == ["😡", "👎"]
    assert naming.names(pd.Series(["", " ", None]), [0, 0, 0]) == ["Without words"]
    assert naming.names(pd.Series(["5", "77"]), [0, 0]) == ["Without words"]


def test_nothing_to_name() -> None:
    assert naming.names(pd.Series([], dtype="str"), []) == []
    assert naming.names(pd.Series(["late"]), [-1]) == []
    assert naming.terms(pd.Series([], dtype="str"), []).empty


def test_a_number_without_texts_is_named_all_the_same() -> None:
    assert naming.names(pd.Series(["late parcel", "late parcel"]), [1, 1]) == ["Without words", "Late parcel"]


def test_other_scripts_and_languages() -> None:
    texts = pd.Series(["Доставка опоздала", "доставка опоздала на день", "никто не отвечает", "никто не отвечает мне"])
    assert naming.names(texts, [0, 0, 1, 1]) == ["Доставка опоздала", "Никто не отвечает"]
    assert naming.names(pd.Series(["送货太慢了", "送货太慢", "没有人接电话"]), [0, 0, 1]) == [
        "送货太慢",
        "没有人接电话",
    ]


WORDS = st.sampled_from(
    [
        "parcel",
        "late",
        "never",
        "the",
        "was",
        "rain",
        "phone",
        "5",
        "nobody",
        "I'm",
        "😡",
        "don't",
        ",",
        ".",
        "e-mail",
        "out",
    ]
)
TEXTS = st.lists(st.lists(WORDS, max_size=9).map(" ".join), max_size=30)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.data())
def test_names_are_short_and_unique_whatever_is_said(texts: list[str], data: st.DataObject) -> None:
    groups = [data.draw(st.integers(-1, 3)) for _ in texts]
    names = naming.names(pd.Series(texts, dtype="str"), groups, taken=["Parcel late"])
    assert len(names) == max(groups, default=-1) + 1
    assert len({name.casefold() for name in [*names, "Parcel late"]}) == len(names) + 1
    for name in names:
        plain = name.partition(" (")[0].partition(":")[0]
        assert name and len(name) <= naming.LETTERS + 5
        assert len(plain.split()) <= naming.LONGEST
        assert not any(sign.isdigit() for sign in plain)
        assert name[0] == name[0].upper()


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.data())
def test_terms_are_counted_in_their_own_group(texts: list[str], data: st.DataObject) -> None:
    groups = np.array([data.draw(st.integers(-1, 3)) for _ in texts], dtype="int64")
    terms = naming.terms(pd.Series(texts, dtype="str"), groups)
    sizes = np.bincount(groups[groups >= 0], minlength=4)
    assert (terms["n"].to_numpy() <= sizes[terms["pattern"].to_numpy()]).all()
    assert not terms.duplicated(["pattern", "term"]).any()
    assert terms.groupby("pattern").size().le(naming.TERMS).all()


def test_praise_does_not_get_its_name_from_what_is_seldom_wrong_in_it() -> None:
    good = [
        "good range of equipment",
        "great equipment in the gym",
        "plenty of good equipment",
        "modern equipment here",
    ]
    texts, groups = grouped([*good * 3, "small range of equipment", "good range of equipment for all"], PHONE)
    assert "small" not in naming.names(texts, groups)[0].lower()


def test_two_time_spans_begin_no_name() -> None:
    texts, groups = grouped(["I waited three weeks for a refund", "waited two weeks for my refund"] * 2, PHONE)
    name = naming.names(texts, groups)[0]
    assert name.split()[0] not in {"Three", "Two", "Weeks"}
    assert "refund" in name


def test_what_few_say_names_no_pattern_of_many() -> None:
    when = ("daily", "hourly", "often", "weekly", "forever")
    rung = [f"{verb} {time} because of one order" for verb in ("rang", "phoned", "called") for time in when]
    texts, groups = grouped([*rung, "wrong bill", "a wrong bill again", "wrong bill in May"], [*RAIN * 3, *PHONE])
    assert "bill" not in naming.names(texts, groups)[0].lower()


def test_where_no_run_stands_for_many_the_words_are_listed() -> None:
    things = ["trainer", "locker", "sauna", "mirror", "bench", "kettle", "sofa", "lamp", "vase", "desk"]
    texts, groups = grouped([f"{what} is {how}" for what in things for how in ("gone", "gone now")], RAIN)
    name = naming.names(texts, groups)[0]
    assert len(name.split(", ")) in {1, 3}
    denied = [f"they don't {verb} about {what}" for verb in ("care", "bother", "worry", "think") for what in things]
    texts, groups = grouped(denied, RAIN)
    assert naming.names(texts, groups)[0].startswith("Don't ")
