"""Whole columns."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics import emotion
from cxanalytics.emotion import evidence

LABELLED = Path(__file__).resolve().parents[2] / ".." / "shared" / "labelled"


@pytest.fixture(autouse=True, scope="module")
def loaded() -> Iterator[None]:
    """Lexicon and language model in memory, so that no property test times out on its first text."""
    emotion.score(pd.Series(["une phrase pour charger le tout"]))
    yield


def test_texts_and_mentions() -> None:
    texts = pd.Series(["Kind crew but slow bags!", None, "n/a", "Kind crew but slow bags!"], index=[7, 8, 9, 9])
    found = emotion.score(texts)
    assert found.texts.index.tolist() == [7, 8, 9, 9]
    assert found.texts["state"].tolist() == ["scored", "no text", "non-answer", "scored"]
    assert found.texts["mixed"].tolist() == [True, False, False, True]
    assert found.texts["emotions"].tolist() == ["valued|pleased|frustrated", "", "", "valued|pleased|frustrated"]
    assert found.mentions[["row", "clause", "start", "end", "polarity"]].to_numpy().tolist() == [
        [0, 0, 0, 9, "positive"],
        [0, 1, 10, 24, "negative"],
        [3, 0, 0, 9, "positive"],
        [3, 1, 10, 24, "negative"],
    ]


def test_columns_and_types() -> None:
    found = emotion.score(pd.Series(["good"]))
    assert {name: str(kind) for name, kind in found.texts.dtypes.items()} == {
        "polarity": "str", "p_negative": "float32", "p_neutral": "float32", "p_positive": "float32",
        "mixed": "bool", "emotions": "str", "effort": "bool", "unresolved": "bool", "language": "str", "state": "str",
    }  # fmt: skip
    assert {name: str(kind) for name, kind in found.mentions.dtypes.items()} == {
        "row": "int64", "clause": "int64", "start": "int64", "end": "int64", "polarity": "str",
        "p_negative": "float32", "p_neutral": "float32", "p_positive": "float32", "emotions": "str", "effort": "bool",
        "unresolved": "bool",
    }  # fmt: skip


def test_what_is_not_scored_has_no_polarity() -> None:
    found = emotion.score(pd.Series(["n/a", None, "De bezorging was heel erg langzaam en niemand antwoordt"]))
    assert found.texts["polarity"].isna().all()
    assert found.texts[["p_negative", "p_neutral", "p_positive"]].isna().all(axis=None)
    assert found.mentions.empty


def test_an_empty_column() -> None:
    found = emotion.score(pd.Series([], dtype="str"))
    assert len(found.texts) == len(found.mentions) == 0
    assert found.texts.columns.tolist() == emotion.score(pd.Series(["a"])).texts.columns.tolist()


def test_the_callers_column_is_not_changed() -> None:
    texts = pd.Series(["good", None], dtype="str")
    emotion.score(texts)
    pd.testing.assert_series_equal(texts, pd.Series(["good", None], dtype="str"))


def test_batches_give_what_one_batch_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pd.Series([f"Kind crew number {n}, but bag {n} was {'lost' if n % 3 else 'late'}." for n in range(50)])
    whole = emotion.score(texts)
    monkeypatch.setattr(evidence, "_BATCH_CHARACTERS", 200)
    monkeypatch.setattr(evidence, "_BATCH_TEXTS", 3)
    parts = emotion.score(texts)
    pd.testing.assert_frame_equal(whole.texts, parts.texts)
    pd.testing.assert_frame_equal(whole.mentions, parts.mentions)


def test_a_text_longer_than_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "_BATCH_CHARACTERS", 10)
    assert emotion.score(pd.Series(["The crew was kind and quick"])).texts["polarity"].tolist() == ["positive"]


def test_effort_of_text_and_mention() -> None:
    found = emotion.score(pd.Series(["Kind crew. I had to call three times."]))
    assert found.texts["effort"].tolist() == [True]
    assert found.mentions["effort"].tolist() == [False, True]


WORDS = (
    "good slow not no never very but and , . ! ? 😡 👍 :) crew waited 2 hours had to call BAD nothing @x http://y don’t"
)
SENTENCES = st.lists(st.sampled_from(WORDS.split(" ")), max_size=12).map(" ".join)


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(), SENTENCES, st.none()), max_size=6))
def test_any_text_is_read(texts: list[str | None]) -> None:
    found = emotion.score(pd.Series(texts, dtype="object"))
    scored = found.texts["state"] == "scored"
    chances = found.texts[["p_negative", "p_neutral", "p_positive"]]
    assert np.allclose(chances[scored].sum(axis=1), 1, atol=1e-5)
    assert np.allclose(found.mentions[["p_negative", "p_neutral", "p_positive"]].sum(axis=1), 1, atol=1e-5)
    assert found.texts["polarity"].notna().eq(scored).all()
    assert set(found.mentions["row"]) == set(np.flatnonzero(scored))
    for mention in found.mentions.itertuples():
        text = texts[mention.row]
        assert text is not None
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip()
    before = found.mentions.groupby("row")["end"].shift()
    assert (found.mentions["start"] >= before.fillna(0)).all()


@settings(deadline=None)
@given(st.lists(st.text(alphabet=st.characters(), max_size=8), max_size=3))
def test_lone_surrogates_are_read(texts: list[str]) -> None:
    assert len(emotion.score(pd.Series(texts, dtype="object")).texts) == len(texts)


@settings(deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_a_score_depends_on_the_text_alone(texts: list[str], random: object) -> None:
    languages = pd.Series(["en"] * len(texts))
    together = emotion.score(pd.Series(texts), languages)
    alone = pd.concat([emotion.score(pd.Series([text]), languages[:1]).texts for text in texts], ignore_index=True)
    pd.testing.assert_frame_equal(together.texts, alone)
    order = list(range(len(texts)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = emotion.score(pd.Series([texts[place] for place in order]), languages).texts
    pd.testing.assert_frame_equal(shuffled, together.texts.iloc[order].reset_index(drop=True))


@pytest.mark.skipif(not LABELLED.is_dir(), reason="no labelled data beside the checkout")
@pytest.mark.parametrize(("name", "least"), [("nhs_fft_v6", 0.55), ("airline_tweets", 0.60)])
def test_polarity_agrees_with_people(name: str, least: float) -> None:
    from sklearn.metrics import f1_score

    table = pd.read_parquet(LABELLED / f"{name}.parquet").dropna(subset=["text", "label"])
    found = emotion.score(table["text"]).texts["polarity"].fillna("neutral")
    assert f1_score(table["label"], found, average="macro") > least
