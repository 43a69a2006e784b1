"""What tools did to texts, undone and counted."""

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cxanalytics.ingest import cleaning
from cxanalytics.ingest.grid import TRIMMED


def column(*cells: str) -> pd.Series:
    return pd.Series(cells, dtype="str")


@pytest.mark.parametrize(
    ("cell", "mended", "step"),
    [
        ("a &amp; b", "a & b", "entities"),
        ("&#39;fine&#39;", "'fine'", "entities"),
        ("<p>Hi <b>all</b></p><p>bye</p>", "Hi all\nbye", "html"),
        ("=@shop late", "@shop late", "spreadsheet"),
        ("'=late again", "=late again", "spreadsheet"),
        ("'+1 for that", "+1 for that", "spreadsheet"),
        ('="really ""slow"""', 'really "slow"', "spreadsheet"),
        ("TrÃ¨s bon cafÃ©", "Très bon café", "encoding"),
        ("> you said it is fine\n> and quick\nIt is not", "It is not", "quotes"),
        ("It is not.\n\nOn Mon, 3 May 2024 at 10:02, Shop <help> wrote:\n> Is it fine?", "It is not.", "quotes"),
        ("Nein.\nAm 03.05.2024 um 10:02 schrieb Laden:\nIst alles gut?", "Nein.", "quotes"),
        ("Non.\nLe 3 mai 2024 à 10:02, Boutique a écrit :\n> Tout va bien ?", "Non.", "quotes"),
        ("No.\nEl 3 de mayo de 2024, Tienda escribió:\n> ¿Todo bien?", "No.", "quotes"),
        ("-----Original Message-----\n> Is it fine?\nNot at all", "Not at all", "quotes"),
        ("&gt; is it fine\nNo", "No", "quotes"),
    ],
)
def test_each_step_mends_and_is_counted(cell: str, mended: str, step: str) -> None:
    found = cleaning.clean(column(cell, "plain words"))
    assert found.text.tolist() == [mended, "plain words"]
    assert found.counts[step] == 1


@pytest.mark.parametrize(
    "cell",
    ["1 < 2", "=5", "'tis fine", ">5 hours of waiting\nno answer", ">_< so slow\nbad", "> all of it is a quote",
     "I wrote: never again", "Très bien", "5 > 3\nyes", "https://a.example/?a=1&b=2", "-- fine --"],
)  # fmt: skip
def test_what_is_no_damage_stays(cell: str) -> None:
    assert cleaning.clean(column(cell)).text.tolist() == [cell]
    assert cleaning.clean(column(cell)).counts == {}


@pytest.mark.parametrize(
    ("cell", "step"),
    [
        ("a &amp; b", "entities"),
        ("<b>x</b>", "html"),
        ("=@shop", "spreadsheet"),
        ("cafÃ©", "encoding"),
        ("> a\nb", "quotes"),
    ],
)
def test_a_step_can_be_left_out(cell: str, step: str) -> None:
    assert cleaning.clean(column(cell), keep=(step,)).text.tolist() == [cell]


def test_spaces_and_line_ends_are_plain() -> None:
    found = cleaning.clean(column("a\r\nb\u00a0c \ufeff", "a b"))
    assert (found.text.tolist(), found.counts) == (["a\nb c", "a b"], {"spaces": 1})


@given(st.lists(st.text(max_size=60), min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_with_every_switch_texts_survive_sign_for_sign(cells: list[str]) -> None:
    known = column(*cells)
    kept = cleaning.clean(known, keep=tuple(cleaning.STEPS))
    assert kept.text.tolist() == [cell.strip(TRIMMED) for cell in known]
    assert kept.counts == {}
    cleaned = cleaning.clean(known)
    assert len(cleaned.text) == len(known)
    assert all(0 < number <= len(known) for number in cleaned.counts.values())


@given(
    st.lists(st.sampled_from(["staff", "café", "> 5", "süß", "<3", "a & b", "\n", "'tis", "5 = 5", "ñ"]), max_size=6)
)
@settings(max_examples=100, deadline=None)
def test_plain_words_are_never_changed(words: list[str]) -> None:
    text = " ".join(words).strip(TRIMMED)
    assume(not text.startswith(">") and "\n >" not in text)
    assert cleaning.clean(column(text)).text.tolist() == [text]
