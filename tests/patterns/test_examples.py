"""Which mentions to show of a pattern."""

import numpy as np
import pandas as pd

from cxanalytics.patterns import examples
from tests.patterns.heard import mentions

LATE = [
    "the parcel came two weeks late without a word",
    "parcel came two weeks late, without a word",
    "delivery was late again, nobody told us why",
    "my order arrived far too late for the birthday",
    "late",
]


def members() -> pd.DataFrame:
    rows = [{"clause_text": text, "pattern": "P1", "strength": 0.9 - 0.1 * i} for i, text in enumerate(LATE)]
    return mentions([*rows, {"clause_text": LATE[0].upper(), "pattern": "P1", "strength": 0.95}])


def test_varied_quotes_are_unlike_each_other_and_no_copies() -> None:
    quotes = examples.varied(members())["clause_text"].str.lower().tolist()
    assert len(quotes) == 3
    assert set(quotes[1:]) == {LATE[2], LATE[3]}


def test_a_quote_that_is_shown_already_is_not_shown_again() -> None:
    quotes = examples.varied(members(), shown=LATE[0].title())["clause_text"].tolist()
    assert quotes == [LATE[2], LATE[3], LATE[1]]
    assert examples.varied(members().head(1), shown=LATE[0]).empty


def test_copies_with_handles_and_links_are_copies() -> None:
    texts = [
        "No reply, ignored.",
        "no reply, ignored 😤 @shop",
        "No reply, ignored https://t.co/1",
        "They hung up on me",
    ]
    table = mentions([{"clause_text": text} for text in texts])
    assert sorted(examples.varied(table)["clause_text"]) == ["No reply, ignored.", "They hung up on me"]


def test_examples_at_a_border_are_not_alike() -> None:
    texts = [f"no reply to my mail about {word}" for word in ("shoes", "socks", "hats")] + [
        "they hung up",
        "rude clerk",
    ]
    table = mentions([{"clause_text": text, "strength": 0.1 + 0.1 * i} for i, text in enumerate(texts)])
    found = examples.inside(table.assign(quote_score=0.9), 3)["clause_text"].tolist()
    assert found == [texts[0], *texts[3:]]


def test_of_equals_another_source_is_shown() -> None:
    rows = [
        {"clause_text": f"delivery number {word} was late and nobody said so"}
        for word in ("four", "five", "six", "nine")
    ]
    table = mentions(rows).assign(strength=0.5, source=["survey", "survey", "survey", "reviews"])
    assert "reviews" in set(examples.varied(table, 2)["source"])


def test_the_least_sure_are_inside_the_border() -> None:
    found = examples.inside(members(), 2)
    assert found["clause_text"].tolist() == [LATE[3], LATE[2]]
    assert len(examples.inside(members(), 9)) == 5


def test_the_nearest_are_outside_the_border() -> None:
    rest = mentions(
        [
            {"clause_text": "the refund came two weeks late", "pattern": "P2"},
            {"clause_text": "staff were rude to my mother"},
            {"clause_text": "the parcel was damaged when it came"},
            {"clause_text": LATE[0]},
        ]
    )
    terms = pd.Series(["late", "parcel came"])
    found = examples.outside(members(), rest, terms)["clause_text"].tolist()
    assert found == ["the refund came two weeks late", "the parcel was damaged when it came"]
    assert examples.outside(members(), rest, pd.Series([], dtype="str")).empty
    assert examples.outside(members(), rest.head(0), terms).empty
    assert examples.outside(members().head(0), rest, terms).empty


def test_the_most_typical_is_readable() -> None:
    table = mentions(
        [
            {"clause_text": "late", "strength": 1.0},
            {"clause_text": "the delivery was late and nobody told us", "strength": 0.9},
            {"clause_text": "the invoice was wrong and nobody told us", "strength": 0.9},
        ]
    )
    assert examples.medoids(table, np.array([0, 0, 1]), 3) == [1, 2, -1]


def test_nothing_to_show() -> None:
    none = mentions([])
    assert examples.varied(none).empty
    assert examples.inside(none).empty
    assert examples.medoids(none, np.zeros(0, "int64"), 2) == [-1, -1]


def test_emoji_only() -> None:
    table = mentions([{"clause_text": "😡😡"}, {"clause_text": "👎"}, {"clause_text": ""}])
    assert len(examples.varied(table)) == 1
