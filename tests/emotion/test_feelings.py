import pytest

from cxanalytics import emotion


def test_every_feeling_has_its_figures() -> None:
    table = emotion.trust()
    assert tuple(table["feeling"]) == emotion.FEELINGS
    assert len(emotion.FEELINGS) == 15
    assert table.columns.tolist() == [
        "feeling", "precision", "precision_low", "precision_high", "recall", "recall_low", "recall_high", "labelled",
        "found",
    ]  # fmt: skip
    assert [str(kind) for kind in table.dtypes] == ["str", *["float64"] * 6, "int64", "int64"]


@pytest.mark.parametrize("share", ["precision", "recall"])
def test_shares_lie_in_their_intervals(share: str) -> None:
    table = emotion.trust().dropna()
    assert table[share].between(table[f"{share}_low"], table[f"{share}_high"]).all()
    assert table[[f"{share}_low", f"{share}_high"]].stack().between(0, 1).all()


def test_a_sentence_says_how_right_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    table = emotion.trust()
    table.loc[table["feeling"] == "angry", ["precision", "recall", "labelled"]] = [0.71, 0.46, 96]
    table.loc[table["feeling"] == "hurried", ["precision", "recall", "labelled"]] = [float("nan"), 0.0, 1]
    monkeypatch.setattr("cxanalytics.emotion.feelings.trust", lambda: table)
    emotion.trust_words.cache_clear()
    assert emotion.trust_words("angry") == "angry: right 7 times of 10, finds 5 of 10 (96 labelled)"
    assert emotion.trust_words("hurried") == "hurried: right an unknown share, finds 0 of 10 (1 labelled)"
    emotion.trust_words.cache_clear()
