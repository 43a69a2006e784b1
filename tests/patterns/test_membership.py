"""Who belongs to a group, and how surely."""

import numpy as np
import pandas as pd

from cxanalytics.patterns import clustering, membership


def bundles(n: int, k: int) -> tuple[np.ndarray, np.ndarray]:
    about = np.arange(n) % k
    rows = np.eye(k, 8)[about] + np.random.default_rng(0).normal(0, 0.1, (n, 8))
    return clustering.unit(rows.astype(np.float32)), about


def test_all_draws_agree_on_clear_groups() -> None:
    rows, about = bundles(60, 3)
    np.testing.assert_allclose(membership.agreed(clustering.draws(rows, 4, 0), about, 3), 1)


def test_members_are_those_near_their_group() -> None:
    rows, about = bundles(60, 3)
    middle = clustering.centres(rows, about, 3)
    grouped = membership.Grouped(rows, rows, about, np.ones(60, dtype=np.float32), middle)
    stray = np.zeros((1, 8), dtype=np.float32)
    stray[0, 7] = -1
    everything = np.vstack([rows, stray])
    between = clustering.unit(middle[[0]] + middle[[1]])
    copies = np.ones(61, dtype="int64")
    found = membership.members(everything, copies, np.arange(60), grouped, np.repeat(between, 20, axis=0))
    assert found.group[:60].tolist() == about.tolist()
    assert found.inside[:60].mean() > 0.9
    assert not found.inside[60]
    assert ((found.strength >= 0) & (found.strength <= 1)).all()


def test_what_many_write_word_for_word_has_to_be_as_like_as_the_middle_text() -> None:
    rows, about = bundles(60, 2)
    rows[0] = clustering.unit(rows[:1] + 1.0 * np.eye(8, dtype=np.float32)[[7]])
    grouped = membership.Grouped(rows, rows, about, np.ones(60, dtype=np.float32), clustering.centres(rows, about, 2))
    inside = []
    for copies in (1, 10):
        many = np.ones(60, dtype="int64")
        many[0] = copies
        inside.append(membership.members(rows, many, np.arange(60), grouped, rows[:0]).inside[0])
    assert inside == [True, False]


def test_words_dealt_out_anew_are_the_same_words_in_texts_of_the_same_lengths() -> None:
    texts = pd.Series(["late again today", "rude", "wrong bill"])
    dealt = membership.dealt(texts, 0)
    assert dealt.str.split().str.len().tolist() == [3, 1, 2]
    assert sorted(" ".join(dealt).split()) == sorted(" ".join(texts).split())
    assert membership.dealt(texts.iloc[:0], 0).tolist() == []
