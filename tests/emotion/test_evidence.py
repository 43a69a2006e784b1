"""What the model sees of texts and clauses."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics import emotion
from cxanalytics.emotion.evidence import logits
from cxanalytics.emotion.lexicon import lexicon
from cxanalytics.emotion.model import RULES, probabilities, shipped
from cxanalytics.emotion.reading import read

TEXTS = ["Kind crew but slow bags!", "n/a", None, "The bus was late. Again."]


def test_shapes() -> None:
    found = emotion.features(pd.Series(TEXTS))
    entries = len(shipped().entries)
    assert found.texts.rules.shape == (4, len(RULES))
    assert found.texts.grams.shape == (4, entries)
    assert found.spans.grams.shape == (len(found.text), entries)
    assert found.scored.tolist() == [True, False, False, True]
    assert found.text.tolist() == [0, 0, 1, 3, 3]
    assert [str(TEXTS[row])[a:b] for row, a, b in zip(found.text, found.start, found.end, strict=True)] == [
        "Kind crew", "but slow bags!", "n/a", "The bus was late.", "Again.",
    ]  # fmt: skip


def test_rules_of_a_clause() -> None:
    found = emotion.features(pd.Series(["the crew was kind"]))
    kind = 2.0 / np.sqrt(2.0**2 + 15)
    assert np.allclose(found.spans.rules, [[kind, 0, 0, kind, 0, 1, 0, 0, 0]])
    assert np.allclose(found.texts.rules, found.spans.rules)


def test_an_empty_column() -> None:
    found = emotion.features(pd.Series([], dtype="str"))
    assert found.texts.rules.shape == (0, len(RULES))
    assert found.texts.grams.shape[0] == 0


WORDS = st.lists(
    st.sampled_from(["very", "not", "good", "slow", ",", ".", "!", "but", "no problem", "😡", "GREAT", "had to call"]),
    max_size=12,
)


@settings(deadline=None)
@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=4))
def test_matrices_and_sums_agree(texts: list[str]) -> None:
    model = shipped()
    clauses, whole = logits(read(texts, lexicon()), model)
    found = emotion.features(pd.Series(texts))
    assert np.allclose(found.texts.logits(model), whole)
    assert np.allclose(found.spans.logits(model), clauses)


def test_scores_are_these_sums() -> None:
    texts = pd.Series(["Kind crew but slow bags!", "The bus was late. Again."])
    found = emotion.features(texts)
    scored = emotion.score(texts)
    chances = scored.texts[["p_negative", "p_neutral", "p_positive"]].to_numpy()
    assert np.allclose(chances, probabilities(found.texts.logits(shipped())), atol=1e-6)
