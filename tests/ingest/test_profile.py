"""What columns hold."""

import pandas as pd

from cxanalytics.ingest.profile import missing_markers, profile


def test_facts_of_a_column() -> None:
    facts = profile(pd.Series(["good value", "good value", "late", "", "n/a"], dtype="str"))
    assert (facts.records, facts.filled, facts.different) == (5, 3, 2)
    assert (facts.words, facts.letters, facts.numeric) == (5 / 3, 1, 0)
    assert facts.variety == 2 / 3


def test_shares_of_numbers_dates_links_and_addresses() -> None:
    column = pd.Series(["5", "1,234", "2024-01-01", "https://x.example", "a@example.com", "10.0.0.1"], dtype="str")
    facts = profile(column)
    assert round(facts.numeric, 3) == round(2 / 6, 3)
    assert (round(facts.dated, 3), round(facts.urls, 3)) == (round(1 / 6, 3), round(1 / 6, 3))
    assert (round(facts.emails, 3), round(facts.ips, 3)) == (round(1 / 6, 3), round(1 / 6, 3))


def test_a_blank_column_has_no_facts() -> None:
    facts = profile(pd.Series(["", "", "-"], dtype="str"))
    assert (facts.filled, facts.variety, facts.letters, facts.dated) == (0, 0, 0, 0)


def test_a_word_in_many_plain_columns_stands_for_missing() -> None:
    frame = pd.DataFrame({"nps": ["9", "NA", "3"] * 5, "age": ["NA", "20", "30"] * 5, "why": ["good", "NA", "bad"] * 5})
    assert missing_markers(frame.astype("str")) == ("NA",)


def test_a_typed_answer_stays() -> None:
    frame = pd.DataFrame({"score": ["9", "8", "3"] * 5, "why": ["good", "None", "bad"] * 5})
    assert missing_markers(frame.astype("str")) == ()


def test_words_of_software_are_missing() -> None:
    frame = pd.DataFrame({"score": ["9", "nan", "3"], "why": ["good", "NULL", "bad"]}).astype("str")
    assert missing_markers(frame) == ("nan", "NULL")
