"""What recurs is found, the same way every time, from 0 texts to thousands."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.patterns import discovery

THINGS = {
    "driver": ["The driver was rude", "Your driver was rude again", "rude driver!", "Such a rude driver, awful"],
    "bill": ["The bill is wrong", "Wrong bill again", "My bill was wrong by £5", "Another wrong bill, so angry"],
    "queue": [
        "Long queue at the till",
        "The queue at the till is too long",
        "Endless queue at the till",
        "queue, till!",
    ],
    "app": ["The app crashes", "App crashes when I pay", "Your app crashes every time", "This app keeps crashing"],
}


def said(times: int = 3) -> tuple[pd.Series, np.ndarray]:
    """Texts of four things, in different words each, and which thing each speaks of."""
    texts, about = [], []
    for number, ways in enumerate(THINGS.values()):
        for turn in range(times):
            texts += [f"{way}{' in ' + 'abcdefghij'[turn] * 3 if turn else ''}" for way in ways]
            about += [number] * len(ways)
    return pd.Series(texts), np.array(about)


def same(left: np.ndarray, right: np.ndarray) -> bool:
    """Whether two groupings are one but for their numbers."""
    pairs = set(zip(left.tolist(), right.tolist(), strict=True))
    return len(pairs) == len(set(left.tolist())) == len(set(right.tolist()))


def test_texts_of_one_thing_are_together_and_of_others_apart() -> None:
    texts, about = said()
    found = discovery.discover(texts, wanted=4)
    inside = found.pattern >= 0
    assert inside.mean() > 0.8
    assert same(found.pattern[inside], about[inside])


def test_the_order_of_the_texts_makes_no_difference() -> None:
    texts, _ = said()
    order = np.random.default_rng(1).permutation(len(texts))
    one, other = discovery.discover(texts), discovery.discover(texts.iloc[order])
    assert (one.pattern[order] == other.pattern).all()
    np.testing.assert_array_equal(one.strength[order], other.strength)


def test_copies_count_once_and_get_the_same_answer() -> None:
    texts, _ = said()
    more = pd.concat([texts, texts.str.upper() + "!!", "RT @shop: " + texts], ignore_index=True)
    one, other = discovery.discover(texts), discovery.discover(more)
    assert other.pattern.reshape(3, -1).tolist() == [one.pattern.tolist()] * 3


def test_rows_that_are_known_stay_together_and_apart_from_others() -> None:
    texts, _ = said()
    known = np.full(len(texts), -1)
    known[[0, 12, 24]] = 7
    known[[1, 13]] = 3
    found = discovery.discover(texts, wanted=4, known=known)
    assert len(set(found.pattern[[0, 12, 24]])) == len(set(found.pattern[[1, 13]])) == 1
    assert found.pattern[0] != found.pattern[1]
    assert found.pattern[[0, 1]].min() >= 0


def test_copies_that_are_known_to_be_apart_are_apart() -> None:
    texts = pd.Series(["The bill is wrong", "the bill is wrong!", *said()[0]])
    known = np.full(len(texts), -1)
    known[:2] = [0, 1]
    found = discovery.discover(texts, known=known)
    assert found.pattern[0] != found.pattern[1]


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["Late"],
        ["Late"] * 50,
        ["", "!!", "😡", None],
        ["配送が遅い", "配送が遅れた", "配送がとても遅い", "請求書が間違っている"],
        ["Late", "Rude"],
        ["[phone]", "https://example.org", "@shop"],
    ],
)
def test_too_little_said_is_unclustered(texts: list[str | None]) -> None:
    found = discovery.discover(pd.Series(texts, dtype="str"))
    assert len(found.pattern) == len(found.strength) == len(found.rows) == len(texts)
    sizes = pd.Series(found.pattern[found.pattern >= 0]).value_counts()
    assert sizes.empty or sizes.min() >= discovery.LEAST


def test_patterns_that_stand_out_by_their_closeness_are_one_theme() -> None:
    middle = np.eye(10, dtype=np.float32)
    middle[1] = [0.9, 0.435, *[0] * 8]
    assert discovery._themes(middle).tolist() == [0, 0, 1, 2, 3, 4, 5, 6, 7, 8]
    assert discovery._themes(middle[:5]).tolist() == [0, 1, 2, 3, 4]


def test_what_was_tried_is_shown_with_what_was_chosen() -> None:
    texts, _ = said(6)
    tried = discovery.discover(texts).alternatives
    assert tried.columns.tolist() == ["k", "stability", "chosen"]
    assert tried["k"].is_monotonic_increasing
    assert tried["chosen"].sum() == 1
    wanted = discovery.discover(texts, wanted=5).alternatives
    assert wanted["k"].tolist() == [5]
    assert wanted["stability"].isna().all()


def test_masked_words_make_no_pattern() -> None:
    texts = pd.Series(["Acme!", "ACME", "acme's", "Acme Acme", *said()[0]])
    found = discovery.discover(texts, masked=frozenset({"acme"}))
    assert found.pattern[:4].tolist() == [-1] * 4
    assert not found.rows[:4].any()


words = st.sampled_from(
    [
        "late",
        "rude",
        "bill",
        "wrong",
        "driver",
        "app",
        "crash",
        "queue",
        "till",
        "never",
        "a",
        "the",
        "my",
        "refund",
        "again",
        "Ärger",
        "遅い",
        "5",
        "£",
    ]
)
some = st.lists(st.lists(words, max_size=6).map(" ".join), max_size=40)


@settings(max_examples=25, deadline=None)
@given(some, st.sampled_from([None, 1, 3, 50]), st.randoms(use_true_random=False))
def test_whatever_is_said_every_row_gets_an_answer(texts: list[str], wanted: int | None, random: object) -> None:
    series = pd.Series(texts, dtype="str")
    found = discovery.discover(series, wanted=wanted)
    assert set(found.pattern) - {-1} == set(range(len(found.theme)))
    assert ((found.strength >= 0) & (found.strength <= 1)).all()
    assert (found.strength[found.pattern < 0] == 0).all()
    different = series.str.casefold().groupby(found.pattern).nunique()
    assert (different.drop(-1, errors="ignore") >= discovery.LEAST).all()
    order = list(range(len(texts)))
    random.shuffle(order)  # type: ignore[attr-defined]
    again = discovery.discover(series.iloc[order], wanted=wanted)
    assert again.pattern.tolist() == found.pattern[order].tolist()


RECITED = ("The parcel was left outside in the rain", "Delivery was late", "Nobody answers the phone")


def test_what_all_say_word_for_word_is_one_pattern() -> None:
    found = discovery.discover(pd.Series([RECITED[0]] * 30))
    assert found.pattern.tolist() == [0] * 30
    assert found.theme.tolist() == [0]
    assert (found.strength == 1).all()


def test_few_texts_said_by_many_are_a_pattern_each_in_any_order() -> None:
    texts = pd.Series(list(RECITED) * 30)
    pattern = discovery.discover(texts).pattern
    assert sorted(set(pattern)) == [0, 1, 2]
    assert (pd.Series(pattern).groupby(texts).nunique() == 1).all()
    order = np.random.default_rng(3).permutation(90)
    assert discovery.discover(texts.iloc[order].reset_index(drop=True)).pattern.tolist() == pattern[order].tolist()


def test_an_answer_of_many_is_a_pattern_beside_those_that_are_found() -> None:
    texts, _ = said(6)
    both = discovery.discover(pd.concat([texts, pd.Series([RECITED[1]] * 20)], ignore_index=True))
    assert len(set(both.pattern[len(texts) :])) == 1
    assert both.pattern[-1] not in {-1, *both.pattern[: len(texts)].tolist()}


@pytest.mark.parametrize("filler", ["Shame", "Please fix this", "Last time I order here"])
def test_filler_is_no_pattern_however_often_it_is_said(filler: str) -> None:
    found = discovery.discover(pd.Series([RECITED[0]] * 30 + [filler] * 30))
    assert found.pattern.tolist() == [0] * 30 + [-1] * 30


@pytest.mark.parametrize("known", [[0, -1, -1], [0, 1, -1], [0, 0, 0], [0, 0, -1]])
@pytest.mark.parametrize("kinds", [1, 2, 3])
def test_what_people_hold_stays_however_few_texts_there_are(known: list[int], kinds: int) -> None:
    held = np.array(known * 30)
    texts = pd.Series([RECITED[at % kinds] for at in range(90)])
    found = discovery.discover(texts, known=held)
    for number in set(held.tolist()) - {-1}:
        assert len(set(found.pattern[held == number])) == 1
    assert len({found.pattern[held == number][0] for number in set(held.tolist()) - {-1}}) == len(set(known) - {-1})
    assert (found.pattern >= 0).all()
