import numpy as np
import pandas as pd
import pytest

from cxanalytics import ratios


def counted(*pairs: tuple[int, int, int]) -> pd.DataFrame:
    """Counts of groups, each given as positive, negative and neutral (nothing mixed)."""
    frame = pd.DataFrame(pairs, columns=["positive", "negative", "neutral"])
    return frame.assign(mixed=0, n=frame.sum(axis=1))


def test_ratio_interval_and_evidence() -> None:
    result = ratios.estimate(counted((412, 121, 10), (12, 0, 0), (0, 9, 0), (0, 0, 40), (20, 9, 0)))
    np.testing.assert_allclose(result["ratio"], [412 / 121, np.nan, 0, np.nan, 20 / 9])
    np.testing.assert_allclose(result["low"].round(2), [2.79, 4.40, 0, np.nan, 1.04])
    assert result["high"].iloc[1] == np.inf
    assert np.isnan(result["high"].iloc[3])
    assert result["evidence"].tolist() == ["measured", "thin", "thin", "none", "thin"]
    assert result["method"].tolist() == ["counted"] * 5
    assert result["labels"].tolist() == [0] * 5


def test_what_counts_as_thin_is_the_users_choice() -> None:
    assert ratios.estimate(counted((6, 3, 1)), thin=10)["evidence"].tolist() == ["measured"]
    assert ratios.estimate(counted((6, 3, 1)), thin=11)["evidence"].tolist() == ["thin"]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((412, 121, 0), "3.4 : 1 (2.8–4.2), n 533"),
        ((12, 0, 0), "at least 4.4 : 1, n 12"),
        ((0, 9, 3), "at most 0.31 : 1, n 12"),
        ((0, 0, 5), "no emotion yet, n 5"),
        ((2, 41, 0), "0.05 : 1 (0.01–0.16), n 43"),
        ((2200, 100, 0), "22 : 1 (18–27), n 2,300"),
        ((9999, 1, 0), "9,999 : 1 (2,139–92,678), n 10,000"),
    ],
)
def test_words(counts: tuple[int, int, int], words: str) -> None:
    assert ratios.text(ratios.estimate(counted(counts))).tolist() == [words]


def test_words_without_n() -> None:
    assert ratios.text(ratios.estimate(counted((10, 10, 0))), n=False).tolist() == ["1.0 : 1 (0.42–2.4)"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.004, "0.004"), (0.0949, "0.09"), (0.994, "0.99"), (0.996, "1.0"), (9.94, "9.9"), (9.96, "10"),
        (1240.2, "1,240"),
    ],
)  # fmt: skip
def test_numbers_never_gain_digits_they_do_not_have(value: float, words: str) -> None:
    assert ratios.number(value) == words


def test_table_counts_and_estimates() -> None:
    experiences = pd.DataFrame(
        {"touchpoint": ["Pay"] * 3, "positive": [True, True, False], "negative": [False, False, True]}
    )
    result = ratios.table(experiences)
    assert list(result.columns) == [
        "touchpoint", "positive", "negative", "neutral", "mixed", "n",
        "ratio", "low", "high", "method", "labels", "evidence",
    ]  # fmt: skip
    assert result["ratio"].tolist() == [2]


def test_a_voice_counted_three_times_is_no_surer_than_once() -> None:
    once = pd.DataFrame(
        {
            "positive": [True] * 30 + [False] * 10,
            "negative": [False] * 30 + [True] * 10,
            "touchpoint": "Pay",
            "feedback": range(40),
        }
    )
    thrice = pd.concat([once.assign(touchpoint=name) for name in ("Pay", "Call", "Shop")], ignore_index=True)
    columns = ["ratio", "low", "high"]
    pooled = ratios.table(thrice, ()).iloc[0]
    assert pooled[columns].tolist() == pytest.approx(ratios.table(once, ()).iloc[0][columns].tolist())
    assert pooled["n"] == 120
    # Voices that were each heard once are as sure as their number.
    apart = ratios.table(thrice.assign(feedback=range(120)), ()).iloc[0]
    assert apart["high"] - apart["low"] < pooled["high"] - pooled["low"]


def test_all_good_of_few_voices_is_a_weaker_bound() -> None:
    five = pd.DataFrame({"positive": [True] * 10, "negative": False, "feedback": [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]})
    alone = five.iloc[::2]
    assert ratios.table(five, ()).iloc[0]["low"] == pytest.approx(ratios.table(alone, ()).iloc[0]["low"])
