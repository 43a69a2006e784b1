"""Which pattern to work on first."""

import numpy as np
import pandas as pd
import pytest

from cxanalytics.patterns import evidence, priorities
from tests.patterns.heard import Heard, experiences, mentions, patterns


def three() -> tuple[Heard, pd.DataFrame]:
    """400 positive, 200 negative: 60 of P1, 30 of P2, 2 of P3."""
    rows = [(f"p{i}", "Invoice", True, False) for i in range(400)]
    rows += [(f"n{i}", "Invoice", False, True) for i in range(200)]
    of = ["P1"] * 60 + ["P2"] * 30 + ["P3"] * 2 + [None] * 108
    said = mentions([{"feedback_id": f"n{i}", "pattern": pattern} for i, pattern in enumerate(of)])
    return Heard(patterns(P3="Rare", P2="Second", P1="First"), said), experiences(rows)


def ranked(estimates: pd.DataFrame | None = None) -> pd.DataFrame:
    recurring, known = three()
    return priorities.rank(evidence.table(recurring, known), known, recurring.mentions, estimates)


def test_every_part_is_there_and_the_product_is_the_priority() -> None:
    found = ranked()
    assert found["name"].tolist() == ["First", "Second", "Rare"]
    assert found["reach"].tolist() == [60, 30, 2]
    assert found["effort"].tolist() == [1, 1, 1]
    assert found["set"].tolist() == [[], [], []]
    assert found["gain"].tolist() == pytest.approx([400 / 140 - 2, 400 / 170 - 2, 400 / 198 - 2], rel=0.35)
    assert (found["gain_low"] < found["gain"]).all()
    assert (found["gain"] < found["gain_high"]).all()
    product = found["gain"] * found["reach"] * found["confidence"] / found["effort"]
    assert found["priority"].tolist() == pytest.approx(product.tolist())


def test_few_voices_are_not_sure_to_be_worth_it() -> None:
    found = ranked().set_index("name")
    assert found.loc["First", "confidence"] == 1
    assert 0.2 < found.loc["Rare", "confidence"] < 0.8


def test_people_know_better() -> None:
    said = pd.DataFrame({"pattern": ["P2", "P1"], "effort": [0.5, 8.0], "gain": [np.nan, 0.2], "reach": [900, np.nan]})
    found = ranked(said).set_index("pattern")
    assert found.index.tolist() == ["P2", "P1", "P3"]
    assert found.loc["P2", ["effort", "reach"]].tolist() == [0.5, 900]
    assert found.loc["P2", "set"] == ["reach", "effort"]
    assert found.loc["P1", ["gain", "gain_low", "gain_high"]].tolist() == [0.2, 0.2, 0.2]
    assert found.loc["P1", "priority"] == pytest.approx(0.2 * 60 / 8)


def test_a_part_resolved_gains_less_and_turning_gains_more() -> None:
    half = ranked(pd.DataFrame({"pattern": ["P1"], "resolved": [0.5]})).set_index("pattern")
    turned = ranked(pd.DataFrame({"pattern": ["P1"], "turned": [1.0]})).set_index("pattern")
    whole = ranked().set_index("pattern")
    assert half.loc["P1", "gain"] < whole.loc["P1", "gain"] < turned.loc["P1", "gain"]
    assert half.loc["P1", "set"] == ["resolved"]


def test_it_says_how_it_is_computed() -> None:
    row = ranked(pd.DataFrame({"pattern": ["P1"], "effort": [4.0], "confidence": [0.9], "resolved": [0.5]})).iloc[1]
    words = priorities.words(row.to_dict())
    assert "60 customers × 90 % confidence, set by people ÷ effort 4, set by people." in words
    assert "if 50 % of it is resolved and 0 % of that turns positive" in words
    plain = priorities.words(ranked().iloc[0])
    assert plain.startswith("Priority ")
    assert plain.endswith("× 60 customers × 100 % confidence ÷ effort 1, as nobody has said yet.")


def test_nothing_to_rank() -> None:
    recurring = Heard(patterns(), mentions([]))
    known = experiences([])
    found = priorities.rank(evidence.table(recurring, known), known, recurring.mentions)
    assert found.empty
    assert {"priority", "gain_low", "set"} <= set(found.columns)


def test_what_is_no_pain_has_no_priority() -> None:
    recurring, known = three()
    table = evidence.table(recurring, known)
    table["state"] = table["state"].where(table["pattern"] != "P1", "not a pain")
    found = priorities.rank(table, known, recurring.mentions)
    assert found["pattern"].tolist() == ["P2", "P3"]
