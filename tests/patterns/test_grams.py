import numpy as np
import pandas as pd

from cxanalytics.patterns import grams, words

TEXTS = pd.Series(["wrong charge on it", "wrong charge. wrong", "charge wrong"])


def test_runs_that_occur_often_enough() -> None:
    read = words.read(TEXTS)
    runs = grams.frequent(read, least=2)
    found = {
        " ".join(read.stems[part[:length]]): int((runs.gram == number).sum())
        for number, (part, length) in enumerate(zip(runs.parts, runs.length, strict=True))
    }
    assert found == {"wrong": 3 + 1, "charg": 3, "wrong charg": 2}


def test_runs_of_four_words_do_not_cross_signs_or_texts() -> None:
    read = words.read(pd.Series(["a b c d e", "a b c d, e", "a b c, d e", "d e"]))
    runs = grams.frequent(read, least=2)
    assert {" ".join(read.stems[p[:n]]) for p, n in zip(runs.parts, runs.length, strict=True) if n == 4} == {"a b c d"}


def test_where_runs_stand() -> None:
    which, text = grams.where(words.read(TEXTS), [("wrong", "charg"), ("charg",), ("never", "seen")])
    assert sorted(zip(which.tolist(), text.tolist(), strict=True)) == [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)]


def test_nothing_wanted_or_nothing_there() -> None:
    assert [len(found) for found in grams.where(words.read(TEXTS), [])] == [0, 0]
    assert [len(found) for found in grams.where(words.read(TEXTS.iloc[:0]), [("a",)])] == [0, 0]
    assert len(grams.frequent(words.read(TEXTS.iloc[:0]), 2).parts) == 0


def test_no_run_is_longer_than_what_was_said() -> None:
    assert grams.unbroken(np.array([True, False]), 5).tolist() == [False, False]
    assert grams.unbroken(np.array([True, False]), 2).tolist() == [True, False]
