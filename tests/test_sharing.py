from dataclasses import replace

import pandas as pd
import pytest

from cxanalytics import sharing
from tests import boards

ORDINARY = frozenset(
    ("the", "they", "were", "nice", "at", "desk", "called", "twice", "staff", "was", "rude", "never", "again", "we")
)


def hidden(text: str) -> str:
    return str(sharing.hide(pd.Series([text]), ORDINARY).iloc[0])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anna at the desk was nice", "[name] at the desk was nice"),
        ("They called twice", "They called twice"),
        ("We waited 45 minutes", "We waited [number] minutes"),
        ("my name is jones", "my name is [name]"),
        ("Mr Okafor and Mrs. van Dyke were rude", "Mr [name] and Mrs. [name] were rude"),
        ("I waited since May", "I waited since May"),
        ("order 12-3456 cost £9.99", "order [number] cost £[number]"),
        ("write to ann@example.com", "write to [email]"),
        ("The BBC and SMS", "The BBC and SMS"),
        ("Staff was rude. Never again", "Staff was rude. Never again"),
        ("", ""),
    ],
)
def test_names_and_numbers_are_hidden_and_ordinary_words_stay(text: str, shown: str) -> None:
    assert hidden(text) == shown


def test_missing_stays_missing() -> None:
    assert sharing.hide(pd.Series([None, "Anna"], dtype="str"), ORDINARY).isna().tolist() == [True, False]


def test_words_that_are_written_small_are_no_names() -> None:
    assert sharing.ordinary_words(["the staff", "the Anna", "staff anna"]) == frozenset({"the", "staff"})


def test_with_customers_words_nothing_changes() -> None:
    board = boards.board(3)
    assert sharing.shared(board, "quotes") is board


def test_masked_words_are_masked_wherever_they_stand() -> None:
    board = boards.board(3)
    made = sharing.shared(board, "masked", ORDINARY)
    assert made.sharing == "masked"
    told = [*made.quotes["quote"], *made.shown.points["quote"].dropna(), *made.shown.points["praise"].dropna()]
    assert not [text for text in told if "Anna" in text or "2 minutes" in text]
    assert any("[name] at the desk" in text for text in told)


def test_the_company_s_own_words_are_not_masked() -> None:
    board = boards.board(3)
    quotes = board.quotes.assign(quote="Touchpoint staff, Stage left")
    made = sharing.shared(replace(board, quotes=quotes), "masked", ORDINARY)
    assert made.quotes["quote"].iloc[0].startswith("Touchpoint staff, Stage")


def test_without_words_no_customer_s_word_is_left() -> None:
    made = sharing.shared(boards.board(3), "none")
    assert made.quotes.empty
    points = made.shown.points
    assert points[["quote", "praise", "pain", "quote_source"]].isna().all().all()
    assert points["recurs"].isna().all()
    assert len(made.patterns)


def test_for_a_room_the_masks_of_the_import_are_laid_over_once_more() -> None:
    board = boards.board(3)
    quotes = board.quotes.assign(quote="Write to ann@example.com or 020 7946 0018")
    made = sharing.masked_again(replace(board, quotes=quotes))
    assert set(made.quotes["quote"]) == {"Write to [email] or [phone]"}
    assert made.sharing == "quotes"
    assert made.shown.points["quote"].tolist() == board.shown.points["quote"].tolist()
