"""One pattern in full."""

import numpy as np
import pandas as pd
import pytest

from cxanalytics.patterns.detail import detail
from cxanalytics.selection import Selection
from tests.patterns.heard import Heard, mentions, patterns
from tests.patterns.test_evidence import PHONE, dated, heard


def test_one_pattern_in_full() -> None:
    found = detail(heard(), None, "P2")
    assert found.medoid is not None
    assert found.medoid["clause_text"] in PHONE
    assert {found.medoid["clause_text"], *found.quotes["clause_text"]} == set(PHONE)
    assert len(found.quotes) == 2
    assert set(found.inside["pattern"]) == {"P2"}
    assert not set(found.outside["pattern"].dropna()) & {"P2"}
    assert "not bad at all" not in set(found.outside["clause_text"])
    assert found.breakdown["touchpoint"].to_dict("list") == {
        "value": ["Phone"], "n": [3], "share": [1.0], "within": [1.0], "of": [3],
    }  # fmt: skip
    assert found.breakdown["emotion"]["value"].tolist() == ["anxious", "angry"]
    assert found.breakdown["emotion"]["n"].tolist() == [3, 1]
    assert found.breakdown["segment"]["value"].tolist() == ["Tier: Gold", "Region: North"]
    assert found.by_month.empty
    assert "answers" in " ".join(found.terms["term"])


def test_months_without_answers_have_no_share() -> None:
    found = detail(dated(), None, "P1").by_month
    assert found["month"].tolist() == pd.date_range("2026-01-01", periods=5, freq="MS").tolist()
    assert found["n"].tolist() == [24, 48, 72, 0, 120]
    assert found["of"].tolist() == [240, 240, 240, 0, 240]
    assert found["share"].tolist() == pytest.approx([0.1, 0.2, 0.3, np.nan, 0.5], nan_ok=True)


@pytest.mark.parametrize("pattern", ["P3", "P9"])
def test_a_pattern_that_nobody_speaks_of(pattern: str) -> None:
    found = detail(heard(), None, pattern)
    assert found.medoid is None
    assert found.quotes.empty
    assert found.inside.empty
    assert found.outside.empty
    assert all(table.empty for table in found.breakdown.values())
    assert detail(heard(), Selection(touchpoint=("Phone",)), "P1").medoid is None
    assert detail(Heard(patterns(), mentions([])), None, pattern).by_month.empty


def test_a_pattern_that_is_no_pain_still_shows_what_it_is() -> None:
    known = heard()
    said = known.mentions.assign(aside=known.mentions["aside"] | known.mentions["pattern"].eq("P1"))
    found = detail(Heard(known.patterns, said), None, "P1")
    assert len(found.quotes) == 3
    # Of another pattern, what is set aside shows nowhere.
    assert not set(detail(Heard(known.patterns, said), None, "P2").outside["pattern"].dropna()) & {"P1"}


def test_texts_that_say_the_same_are_quoted_once() -> None:
    said = mentions([{"pattern": "P1", "clause_text": "Charged twice!"}] * 4 + [{"clause_text": "cold food"}] * 3)
    found = detail(Heard(patterns(P1="One"), said), None, "P1")
    assert found.medoid is not None
    assert found.medoid["clause_text"] == "Charged twice!"
    assert found.quotes.empty
    assert len(found.inside) == 1


@pytest.mark.parametrize("text", ["", "☹️☹️", "配送太慢了"])
def test_texts_without_words(text: str) -> None:
    said = mentions([{"pattern": "P1", "clause_text": text}] * 3 + [{"clause_text": "cold food"}] * 3)
    found = detail(Heard(patterns(P1="One"), said), None, "P1")
    assert found.medoid is not None
    assert found.quotes.empty
