"""NPS, CSAT and CES by their definitions."""

import numpy as np
import pandas as pd
import pytest

from cxanalytics.tracking import ratings, series


def table(values: list[float], low: float, high: float, question: str = "", month: str = "2026-01-05") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "rating": values, "rating_low": low, "rating_high": high, "question": question, "source": "A",
            "occurred_at": pd.Series([month] * len(values)).astype("datetime64[us]"),
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "question", "kind"),
    [
        (0, 10, "How likely are you to recommend us?", "nps"),
        (1, 5, "", "csat"),
        (1, 10, "", "csat"),
        (0, 1, "", "csat"),
        (1, 7, "How satisfied are you?", "csat"),
        (1, 7, "The company made it easy to solve my problem.", "ces"),
        (0, 100, "", None),
    ],
)
def test_a_scale_says_what_a_rating_is(low: float, high: float, question: str, kind: str | None) -> None:
    found = ratings.kinds(table([high], low, high, question))
    assert found.tolist() == [kind] if kind else found.isna().all()


def test_nps_is_promoters_less_detractors() -> None:
    found = series.rating(table([10, 9, 9, 8, 7, 6, 0, 10, 10, 5], 0, 10), "nps", [], "month").iloc[0]
    assert (found["n"], found["value"]) == (10, 20.0)
    # Adjusted Wald, by hand: (5.75 - 3.75) / 13 = 15.385; variance (9.5 / 13 - .15385^2) x 10,000 / 13.
    half = 1.959964 * np.sqrt((9.5 / 13 - (2 / 13) ** 2) / 13) * 100
    assert [found["low"], found["high"]] == pytest.approx([200 / 13 - half, 200 / 13 + half])


@pytest.mark.parametrize(
    ("values", "high", "share"),
    [([5, 4, 3, 1], 5, 0.5), ([7, 6, 5], 7, 2 / 3), ([10, 9, 8, 7], 10, 0.5), ([1, 0], 1, 0.5)],
)
def test_csat_counts_the_two_best_answers(values: list[float], high: float, share: float) -> None:
    found = series.rating(table(values, 0 if high == 1 else 1, high), "csat", [], "month").iloc[0]
    assert found["value"] == pytest.approx(share)


def test_wilson() -> None:
    low, high = ratings.wilson(np.array([0.5]), np.array([10.0]))
    assert [low[0], high[0]] == pytest.approx([0.2366, 0.7634], abs=1e-4)


def test_ces_is_a_mean_with_students_t() -> None:
    found = series.rating(table([7, 6, 5, 6], 1, 7, "It was easy."), "ces", ["source"], "month").iloc[0]
    assert found["value"] == 6.0
    half = 3.182446 * np.sqrt((2 / 3) / 4)
    assert [found["low"], found["high"]] == pytest.approx([6 - half, 7.0])
    alone = series.rating(table([7], 1, 7, "It was easy."), "ces", [], "month").iloc[0]
    assert np.isnan(alone["low"])


def test_no_rating_of_a_kind_is_an_empty_table() -> None:
    assert series.rating(table([5, 4], 1, 5), "nps", ["source"], "month").empty
