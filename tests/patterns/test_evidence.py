"""What is known of each pattern."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.errors import SelectionError
from cxanalytics.patterns import evidence
from cxanalytics.selection import Selection
from tests.patterns.heard import Heard, experiences, mentions, patterns

CHARGE = ["charged twice for one lamp", "I was charged twice", "they charged me twice", "charged twice and no refund"]
PHONE = ["nobody answers the phone", "nobody answers their phone", "nobody ever answers the phone"]


def said() -> pd.DataFrame:
    """4 answers of P1 (one says it twice), 3 of P2 (one of them also of P1), 1 of none, 1 set aside."""
    rows: list[dict[str, object]] = [
        {"feedback_id": f"a{i}", "clause_text": text, "pattern": "P1", "strength": 0.9 - 0.1 * i, "emotions": "angry"}
        for i, text in enumerate(CHARGE)
    ]
    rows.append({"feedback_id": "a0", "start": 40, "clause_text": "charged twice, I say", "pattern": "P1"})
    rows += [
        {
            "feedback_id": name,
            "start": 60,
            "clause_text": text,
            "pattern": "P2",
            "touchpoint": "Phone",
            "effort": True,
            "emotions": "angry|anxious" if name == "b1" else "anxious",
            "channel": "web",
            "segment": "Tier: Gold | Region: North" if name == "b1" else "Tier: Gold",
        }
        for name, text in zip(("a0", "b1", "b2"), PHONE, strict=True)
    ]
    rows.append({"feedback_id": "c", "clause_text": "all is dreadful"})
    rows.append({"feedback_id": "d", "clause_text": "not bad at all", "aside": True})
    return mentions(rows)


def known() -> pd.DataFrame:
    """b1 and b2 are one customer; 10 happy answers."""
    rows = [(f"a{i}", "Invoice", False, True) for i in range(4)]
    rows += [(name, "Phone", False, True) for name in ("a0", "b1", "b2")]
    rows += [("c", "Invoice", False, True)]
    rows += [(f"p{i}", "Invoice", True, False) for i in range(10)]
    return experiences(rows, person=[0, 1, 2, 3, 0, 9, 9, 5, *range(10, 20)])


def heard() -> Heard:
    return Heard(patterns(P2="Nobody answers", P1="Charged twice", P3="Silent"), said())


def test_sizes_count_answers_and_customers() -> None:
    table = evidence.table(heard(), known()).set_index("pattern")
    assert table.index.tolist() == ["P1", "P2", "P3"]
    assert table["n"].tolist() == [4, 3, 0]
    assert table["mentions"].tolist() == [5, 3, 0]
    assert table["customers"].tolist() == [4, 2, 0]
    # Of 7 answers that feel negative; what was set aside is not among them.
    assert table["share"].tolist() == pytest.approx([4 / 7, 3 / 7, 0])
    assert (table["share_low"] <= table["share"]).all()
    assert (table["share"] <= table["share_high"]).all()


def test_wilson_as_published() -> None:
    low, high = evidence.wilson([15, 0, 10, 0], [148, 10, 10, 0])
    # Newcombe 1998, Statistics in Medicine 17, 857, table I, method 3.
    assert low[:2].tolist() == pytest.approx([0.0624, 0.0], abs=5e-5)
    assert high[:2].tolist() == pytest.approx([0.1605, 0.2775], abs=5e-5)
    assert (low[2], high[2]) == (pytest.approx(0.7225, abs=5e-5), 1.0)
    assert (low[3], high[3]) == (0.0, 1.0)


def test_where_by_whom_and_what_is_felt() -> None:
    table = evidence.table(heard(), known()).set_index("pattern")
    assert table["touchpoints"].tolist() == [["Invoice"], ["Phone"], []]
    assert table["channels"].tolist() == [[], ["web"], []]
    assert table["segments"].tolist() == [[], ["Tier: Gold", "Region: North"], []]
    assert table["emotions"].tolist() == [["angry"], ["anxious", "angry"], []]
    assert table["effort"].tolist() == [0.0, 1.0, 0.0]


def test_reach_counts_a_post_once() -> None:
    rows = [
        {"feedback_id": "a", "pattern": "P1", "reach": 500.0},
        {"feedback_id": "a", "start": 9, "pattern": "P1", "reach": 500.0},
    ]
    rows += [{"feedback_id": "b", "pattern": "P1", "reach": 20.0}, {"feedback_id": "c", "pattern": "P1"}]
    table = evidence.table(Heard(patterns(P1="One"), mentions(rows)), experiences([]))
    assert table["reach"].tolist() == [520.0]


def test_terms_and_the_most_typical_quote() -> None:
    table = evidence.table(heard(), known()).set_index("pattern")
    terms = evidence.terms(heard())
    assert list(terms) == ["P1", "P2"]
    assert "charged" in " ".join(terms["P1"])
    assert list(evidence.terms(heard(), Selection(touchpoint=("Phone",)))) == ["P2"]
    assert evidence.terms(Heard(patterns(), mentions([]))) == {}
    assert table.loc["P1", "quote"] == "charged twice for one lamp"
    assert pd.isna(table.loc["P3", "quote"])


def test_without_it() -> None:
    table = evidence.table(heard(), known()).set_index("pattern")
    # 10 : 8; all four of P1 at the invoice are wholly of it.
    assert table["ratio"].tolist() == [1.25, 1.25, 1.25]
    assert table["held"].tolist() == [4, 3, 0]
    assert table.loc["P1", "times_low"] < 2 < table.loc["P1", "times_high"]
    assert table.loc["P3", "times"] == 1


def dated() -> Heard:
    rows = [
        {
            "feedback_id": f"{month}-{i}",
            "pattern": "P1" if i < 24 * month else None,
            "occurred_at": f"2026-{month:02}-11",
        }
        for month in (1, 2, 3, 5)
        for i in range(240)
    ]
    return Heard(patterns(P1="Growing"), mentions(rows))


def test_months() -> None:
    row = evidence.table(dated(), experiences([])).iloc[0]
    assert (row["first_seen"], row["last_seen"]) == (pd.Timestamp("2026-01-11"), pd.Timestamp("2026-05-11"))
    assert (row["periods"], row["months"]) == (4, 4)
    assert row["trend"] == "rising"
    assert row["change_low"] < row["change"] < row["change_high"]


def test_a_selection_filters_everything() -> None:
    table = evidence.table(heard(), known(), Selection(touchpoint=("Phone",))).set_index("pattern")
    assert table["n"].to_dict() == {"P2": 3, "P1": 0, "P3": 0}
    assert table.loc["P2", "share"] == 1.0
    assert table.loc["P2", "ratio"] == 0.0
    with pytest.raises(SelectionError):
        evidence.table(heard(), known(), Selection(touchpoint=("Moon",)))
    early = evidence.table(dated(), experiences([]), Selection(until=date(2026, 2, 28)))
    assert early["n"].tolist() == [72]


def test_patterns_that_are_no_pain_count_for_themselves_only() -> None:
    known_patterns = patterns(P1="Charged twice", P2="Nobody answers")
    known_patterns["state"] = ["not a pain", "live"]
    rows = said()
    rows["aside"] = rows["aside"] | rows["pattern"].eq("P1")
    table = evidence.table(Heard(known_patterns, rows), known()).set_index("pattern")
    assert table["n"].to_dict() == {"P1": 4, "P2": 3}
    assert table.loc["P2", "share"] == pytest.approx(3 / 4)
    assert table.loc["P1", "held"] == 0


def test_pains_hidden_in_what_people_love() -> None:
    rows = [(f"p{i}", "Shop", True, False) for i in range(60)]
    rows += [(f"n{i}", "Shop", False, True) for i in range(6)]
    rows += [(f"i{i}", "Invoice", False, True) for i in range(40)] + [
        (f"j{i}", "Invoice", True, False) for i in range(10)
    ]
    said_there = [{"feedback_id": f"n{i}", "touchpoint": "Shop", "pattern": "P1" if i < 4 else "P2"} for i in range(6)]
    said_there += [{"feedback_id": f"i{i}", "pattern": "P2"} for i in range(40)]
    found = evidence.hidden(Heard(patterns(P1="Dirty floor", P2="Wrong sum"), mentions(said_there)), experiences(rows))
    assert found["touchpoint"].tolist() == ["Shop"]
    assert found["patterns"].tolist() == [[("P1", "Dirty floor", 4), ("P2", "Wrong sum", 2)]]
    assert found[["n", "negative"]].to_numpy().tolist() == [[66, 6]]
    assert found["ratio"].str.startswith("10 : 1 (").tolist() == [True]
    assert evidence.hidden(heard(), experiences([])).empty
    nothing = evidence.hidden(Heard(patterns(P1="Dirty floor"), mentions([])), experiences(rows))
    assert nothing.empty


def test_what_is_set_aside_is_not_chosen() -> None:
    assert len(evidence.chosen(heard())) == 9
    assert evidence.chosen(heard(), Selection(touchpoint=("Phone",)))["feedback_id"].tolist() == ["a0", "b1", "b2"]
    assert evidence.chosen(Heard(patterns(), mentions([]))).empty


def test_no_patterns_and_no_mentions() -> None:
    table = evidence.table(Heard(patterns(), mentions([])), experiences([]))
    assert table.empty
    assert {"n", "share", "trend", "ratio_without_low", "times", "quote", "emotions"} <= set(table.columns)
    alone = evidence.table(Heard(patterns(P1="One"), mentions([])), known())
    assert alone["n"].tolist() == [0]
    assert alone["trend"].tolist() == ["unclear"]
    assert evidence.table(Heard(patterns(), said()), known()).empty


def test_nothing_of_the_callers_is_changed() -> None:
    recurring, there = heard(), known()
    before = recurring.mentions.copy(), there.copy(), recurring.patterns.copy()
    evidence.table(recurring, there)
    evidence.hidden(recurring, there)
    for old, new in zip(before, (recurring.mentions, there, recurring.patterns), strict=True):
        pd.testing.assert_frame_equal(old, new)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.sampled_from(["P1", "P2", None]), st.booleans()), max_size=40),
    st.randoms(),
)
def test_counts_hold_whatever_is_said_and_in_any_order(
    rows: list[tuple[int, str | None, bool]], chance: object
) -> None:
    table = mentions(
        [
            {
                "feedback_id": f"f{answer}",
                "start": place,
                "pattern": pattern,
                "effort": effort,
                "clause_text": f"text {place}",
            }
            for place, (answer, pattern, effort) in enumerate(rows)
        ]
    )
    there = experiences([(f"f{i}", "Invoice", False, True) for i in range(13)])
    found = evidence.table(Heard(patterns(P1="One", P2="Two"), table), there)
    assert (found["customers"] <= found["n"]).all()
    assert (found["n"] <= found["mentions"]).all()
    assert (found["held"] <= found["n"]).all()
    assert found["mentions"].sum() == sum(pattern is not None for _, pattern, _ in rows)
    assert ((found["share_low"] <= found["share"]) & (found["share"] <= found["share_high"])).all()
    assert found["effort"].between(0, 1).all()
    order = np.random.default_rng(len(rows)).permutation(len(rows))
    again = evidence.table(Heard(patterns(P1="One", P2="Two"), table.iloc[order]), there)
    pd.testing.assert_frame_equal(found, again)
