from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.journey.model import OFF_MAP, UNASSIGNED, Journey, Stage, Touchpoint
from cxanalytics.journey.templates import template, templates
from cxanalytics.touchpoints import Evidence, assign, clauses, experiences, explain, suggest

JOURNEY = Journey(
    "Shop",
    "",
    (
        Stage(
            "Buy",
            (
                Touchpoint("Shop staff", ("staff",), ("staff", "assistant")),
                Touchpoint("Till", ("cash desk",), ("queue",)),
            ),
        ),
        Stage("Pay", (Touchpoint("Invoice", ("billing",), ("invoice", "wrong charge")),)),
    ),
)


def feedback(texts: list[str], touchpoint: list[str | None] | None = None) -> pd.DataFrame:
    """Feedback with only the columns that matter here."""
    size = len(texts)
    return pd.DataFrame(
        {
            "feedback_id": [f"{number:016x}" for number in range(size)],
            "text": pd.Series(texts, dtype="str"),
            "touchpoint": pd.Series(touchpoint or [None] * size, dtype="str"),
            "source": "Test",
            "kind": "survey",
            "channel": pd.Series(["web"] * size, dtype="str"),
            "segment": pd.Series([np.nan] * size, dtype="str"),
            "occurred_at": pd.Timestamp("2026-01-05"),
        }
    )


def spoken(table: pd.DataFrame, *parts: tuple[int, str, str]) -> pd.DataFrame:
    """Mentions from (row, clause, polarity); the clause is looked up in the text."""
    starts = [table["text"][row].index(clause) for row, clause, _ in parts]
    return pd.DataFrame(
        {
            "row": [row for row, _, _ in parts],
            "start": starts,
            "end": [start + len(clause) for start, (_, clause, _) in zip(starts, parts, strict=True)],
            "polarity": [polarity for _, _, polarity in parts],
            "emotions": ["angry" if polarity == "negative" else "" for _, _, polarity in parts],
            "effort": [polarity == "negative" for _, _, polarity in parts],
            "unresolved": [clause.startswith("still") for _, clause, _ in parts],
        }
    )


def test_a_clause_belongs_to_the_touchpoint_it_names() -> None:
    table = feedback(["Lovely staff, but the queue!", "Wrong charge again"])
    mentions = spoken(
        table,
        (0, "Lovely staff", "positive"),
        (0, "the queue!", "negative"),
        (1, "Wrong charge again", "negative"),
    )
    result = assign(mentions, table, JOURNEY)
    assert result["touchpoint"].tolist() == ["Shop staff", "Till", "Invoice"]
    assert result["stage"].tolist() == ["Buy", "Buy", "Pay"]
    assert result["rule"].tolist() == ["phrase", "phrase", "phrase"]
    pd.testing.assert_frame_equal(result[mentions.columns], mentions)


def test_the_exports_own_column_comes_first() -> None:
    table = feedback(["The queue"] * 4, ["Billing", " invoices", "Gift cards", None])
    result = assign(spoken(table, *[(row, "The queue", "negative") for row in range(4)]), table, JOURNEY)
    assert result["touchpoint"].tolist() == ["Invoice", "Invoice", "Gift cards", "Till"]
    assert result["stage"].tolist() == ["Pay", "Pay", OFF_MAP, "Buy"]
    assert result["rule"].tolist() == ["column", "column", "column", "phrase"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("SHOP STAFF", "Shop staff"),
        ("Shop-staff", "Shop staff"),
        ("Cash desks", "Till"),
        ("Tills", "Till"),
        ("er", "er"),
        ("Staff canteen", "Staff canteen"),
    ],
)
def test_a_column_may_spell_it_a_little_differently(written: str, meant: str) -> None:
    table = feedback(["Hello"], [written])
    assert assign(spoken(table, (0, "Hello", "neutral")), table, JOURNEY)["touchpoint"].tolist() == [meant]


def test_a_column_that_says_unassigned_says_nothing() -> None:
    table = feedback(["The queue", "Hello"], [UNASSIGNED, UNASSIGNED])
    result = assign(spoken(table, (0, "The queue", "negative"), (1, "Hello", "neutral")), table, JOURNEY)
    assert result["touchpoint"].tolist() == ["Till", UNASSIGNED]
    assert result["rule"].tolist() == ["phrase", "unassigned"]


def test_a_name_that_is_as_close_to_two_touchpoints_stays_as_it_is() -> None:
    twins = Journey("Twins", "", (Stage("One", (Touchpoint("Desk A"), Touchpoint("Desk B"))),))
    table = feedback(["Hello"], ["Desk C"])
    assert assign(spoken(table, (0, "Hello", "neutral")), table, twins)["touchpoint"].tolist() == ["Desk C"]


def test_without_a_phrase_the_nearest_earlier_clause_decides_then_the_nearest_later() -> None:
    table = feedback(["Hi. The staff. So kind. The queue. Awful.", "Nice. Bye."])
    parts = [
        (0, "Hi", ""),
        (0, "The staff", ""),
        (0, "So kind", ""),
        (0, "The queue", ""),
        (0, "Awful", ""),
        (1, "Nice", ""),
        (1, "Bye", ""),
    ]
    mentions = spoken(table, *parts).iloc[[4, 0, 6, 2, 3, 1, 5]]
    result = assign(mentions, table, JOURNEY).sort_index()
    assert result["touchpoint"].tolist() == ["Shop staff"] * 3 + ["Till"] * 2 + [UNASSIGNED] * 2
    assert result["stage"].tolist() == ["Buy"] * 5 + [UNASSIGNED] * 2
    assert result["rule"].tolist() == [
        "context",
        "phrase",
        "context",
        "phrase",
        "context",
        "unassigned",
        "unassigned",
    ]


def test_nothing_to_assign() -> None:
    table = feedback([])
    result = assign(spoken(table), table, JOURNEY)
    assert result.columns.tolist() == [
        "row",
        "start",
        "end",
        "polarity",
        "emotions",
        "effort",
        "unresolved",
        "touchpoint",
        "stage",
        "rule",
    ]
    assert len(experiences(result, table)) == 0


def test_clauses_are_cut_out_of_their_texts() -> None:
    table = feedback(["Ünd 👍 so", "b"])
    assert clauses(spoken(table, (0, "👍 so", ""), (1, "b", "")), table).tolist() == ["👍 so", "b"]


def test_the_callers_tables_stay_as_they_are() -> None:
    table = feedback(["The queue"])
    mentions = spoken(table, (0, "The queue", "negative"))
    before = table.copy(), mentions.copy()
    experiences(assign(mentions, table, JOURNEY), table)
    pd.testing.assert_frame_equal(table, before[0])
    pd.testing.assert_frame_equal(mentions, before[1])


def test_explain_names_the_phrase() -> None:
    assert explain("a wrong charge!", JOURNEY) == Evidence("Invoice", "Pay", "wrong charge")
    assert explain("hello", JOURNEY) is None


def test_an_experience_is_one_feedback_at_one_touchpoint() -> None:
    table = feedback(["Good staff. Bad queue. Bad staff. Staff", "Invoice"])
    parts = [
        (0, "Good staff", "positive"),
        (0, "Bad queue", "negative"),
        (0, "Bad staff", "negative"),
        (0, "Staff", "neutral"),
        (1, "Invoice", "neutral"),
    ]
    mentions = assign(spoken(table, *parts), table, JOURNEY).assign(
        emotions=["pleased|valued", "", "angry|pleased", "", ""]
    )
    result = experiences(mentions, table)
    assert result["feedback_id"].tolist() == ["0" * 16, "0" * 16, "0" * 15 + "1"]
    assert result["touchpoint"].tolist() == ["Shop staff", "Till", "Invoice"]
    assert result["stage"].tolist() == ["Buy", "Buy", "Pay"]
    assert result["positive"].tolist() == [True, False, False]
    assert result["negative"].tolist() == [True, True, False]
    assert result["effort"].tolist() == [True, True, False]
    assert result["emotions"].tolist() == ["angry|pleased|valued", "", ""]
    assert result["source"].tolist() == ["Test"] * 3
    assert result["channel"].tolist() == ["web"] * 3
    assert result["segment"].isna().all()
    assert (result["occurred_at"] == pd.Timestamp("2026-01-05")).all()
    categories = ["touchpoint", "stage", "emotions", "source", "kind", "channel", "segment"]
    assert all(isinstance(result[name].dtype, pd.CategoricalDtype) for name in categories)


WORDS = st.lists(st.sampled_from(["staff", "queue", "invoice", "fine", "hello"]), min_size=1, max_size=4)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=6), st.randoms())
def test_every_mention_keeps_its_place_and_gets_one_touchpoint(texts: list[list[str]], random: object) -> None:
    table = feedback([" ".join(words) for words in texts])
    rows = [(row, place) for row, words in enumerate(texts) for place in range(len(words))]
    random.shuffle(rows)  # type: ignore[attr-defined]
    starts = [sum(len(word) + 1 for word in texts[row][:place]) for row, place in rows]
    ends = [start + len(texts[row][place]) for start, (row, place) in zip(starts, rows, strict=True)]
    mentions = pd.DataFrame({"row": [row for row, _ in rows], "start": starts, "end": ends}, dtype="int64")
    result = assign(mentions, table, JOURNEY)
    own = {"staff": "Shop staff", "queue": "Till", "invoice": "Invoice"}
    for (row, place), touchpoint, rule in zip(rows, result["touchpoint"], result["rule"], strict=True):
        word = texts[row][place]
        assert (rule == "phrase") == (word in own)
        assert touchpoint == own.get(word, touchpoint)
        assert (touchpoint == UNASSIGNED) == (not set(texts[row]) & set(own))


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("airline", ["The flight was delayed by three hours.", "Cabin crew were kind; my suitcase was lost"]),
        ("bank", ["The app will not let me transfer money", "My card was declined and the branch is closed"]),
        ("retailer", ["The parcel was left in the rain. Refund took weeks", "Lovely shop"]),
        ("hospital", ["The nurses on the ward were kind", "The ambulance took two hours"]),
        ("telecom", ["No signal at home since the router came", "Broadband is slow"]),
        ("software", ["The dashboard is clunky and the export has bugs", "Great integrations and API"]),
        ("service", ["Spin class was great but the showers were cold and the changing rooms dirty"]),
    ],
)
def test_suggest_puts_the_right_journey_first(name: str, texts: list[str]) -> None:
    table = suggest(pd.Series(texts, dtype="str"), templates())
    assert table.index[0] == name
    assert table["name"].iloc[0] == template(name).name
    assert table["n"].nunique() == 1


def test_suggest_without_texts_falls_back_on_the_broadest() -> None:
    table = suggest(pd.Series([None, " "], dtype="str"), templates())
    assert table.index[0] == "service"
    assert table[["share", "fit", "n"]].eq(0).all(axis=None)


def test_suggest_counts_a_sentence_that_follows_a_known_one() -> None:
    table = suggest(
        pd.Series(["The invoice is wrong. Sort it out! Now\nplease", "Hello"], dtype="str"), {"shop": JOURNEY}
    )
    assert table.loc["shop", ["share", "n"]].tolist() == [0.8, 5]
    assert table.loc["shop", "fit"] == pytest.approx(1 / 5)


EXPORTS = Path(__file__).resolve().parents[1] / ".." / "shared" / "exports"


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="the real exports are not here")
def test_real_gym_reviews_find_their_journey_and_few_stay_unassigned() -> None:
    path = EXPORTS / "medallia" / "puregym__Google_12_months.xlsx"
    texts = pd.read_excel(path, engine="calamine", dtype=str)["Comment"].dropna().head(3_000)
    table = suggest(texts, templates())
    assert table.index[0] == "service"
    assert table.loc["service", "share"] > 0.9
