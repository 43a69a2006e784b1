"""Sums towards negative and positive, and what question and rating may do to them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxanalytics import emotion
from cxanalytics.emotion.model import BANDS, KINDS, NEGATIVE, NEUTRAL, POSITIVE, lean, probabilities, shipped

LOGIT = st.floats(-6, 6)


def one(negative: float, positive: float) -> np.ndarray:
    return np.array([[negative, positive]])


def test_the_shipped_model_knows_which_way_is_up() -> None:
    model = shipped()
    assert model.rules[0, 1] > 1 > model.rules[0, 0]
    assert model.rules[1, 0] > 1 > model.rules[1, 1]
    assert len(model.entries) == len(set(model.entries)) == len(model.weights)
    assert np.isfinite(model.weights).all()


def test_it_is_never_without_neutral() -> None:
    assert lean(np.array([[0.0, 0.0], [1, 1], [-1, 2], [2, -1], [-1, -2]])).tolist() == [
        NEUTRAL, NEUTRAL, POSITIVE, NEGATIVE, NEUTRAL,
    ]  # fmt: skip


def test_probabilities() -> None:
    found = probabilities(np.array([[0.0, 0.0], [np.log(2), np.log(5)], [900, 0], [-900, -900]]))
    assert found[0] == pytest.approx([1 / 3] * 3)
    assert found[1] == pytest.approx([0.25, 0.125, 0.625])
    assert found[2] == pytest.approx([1, 0, 0])
    assert found[3] == pytest.approx([0, 1, 0])
    assert found.dtype == np.float32


def test_no_question_and_no_rating_change_nothing() -> None:
    sums = one(0.3, -0.7)
    none = np.zeros(1, np.int8)
    assert shipped().asked(sums, none).tolist() == sums.tolist()
    assert shipped().beside(sums, none, np.ones(1)).tolist() == sums.tolist()


def test_questions_lean_the_way_they_ask() -> None:
    good, bad = (shipped().questions[KINDS.index(kind)] for kind in ("good", "bad"))
    assert good[0] - good[1] < 0 < bad[0] - bad[1]


@given(LOGIT, LOGIT, st.sampled_from(range(len(BANDS))), st.floats(0, 1))
def test_a_rating_never_turns_words_round(negative: float, positive: float, band: int, share: float) -> None:
    sums = one(negative, positive)
    before = int(lean(sums)[0])
    after = int(lean(shipped().beside(sums, np.array([band], np.int8), np.array([share])))[0])
    assert {before, after} != {NEGATIVE, POSITIVE}


def test_a_rating_moves_to_and_from_neutral() -> None:
    low, high = (np.array([BANDS.index(band)], np.int8) for band in ("low", "high"))
    whole = np.ones(1)
    assert lean(shipped().beside(one(-0.1, -0.1), low, whole)).tolist() == [NEGATIVE]
    assert lean(shipped().beside(one(-0.1, -0.1), high, whole)).tolist() == [POSITIVE]
    assert lean(shipped().beside(one(-0.5, 0.05), low, whole)).tolist() == [NEUTRAL]


def test_deltas_make_a_model_of_their_own() -> None:
    base = shipped()
    weights = np.array([[0.0, 9.0], [9.0, 0.0]])
    taught = base.with_deltas([base.entries[0], "zzyzx"], weights)
    assert taught.entries == (*base.entries, "zzyzx")
    assert (taught.weights[0] - base.weights[0]).tolist() == pytest.approx([0, 9])
    assert taught.weights[-1].tolist() == [9, 0]
    assert taught.version.startswith(f"{base.version}+")
    assert base.version == emotion.VERSION
    assert taught.version == base.with_deltas([base.entries[0], "zzyzx"], weights).version
    assert taught.version != base.with_deltas([base.entries[0], "zzyzx"], weights, np.array([0.1, 0])).version


def test_a_taught_model_scores() -> None:
    texts = pd.Series(["zzyzx", "Zzyzx"])
    taught = shipped().with_deltas(["zzyzx"], np.array([[9.0, 0.0]]))
    assert emotion.score(texts, model=taught).texts["polarity"].tolist() == ["negative", "negative"]
    assert emotion.score(texts).texts["polarity"].tolist() == ["neutral", "neutral"]


@given(LOGIT, LOGIT, st.sampled_from(range(len(KINDS))))
def test_a_question_leaves_words_that_lean_as_they_are(negative: float, positive: float, kind: int) -> None:
    sums = one(negative, positive)
    before = int(lean(sums)[0])
    after = int(lean(shipped().asked(sums, np.array([kind], np.int8)))[0])
    assert before in (NEUTRAL, after)
