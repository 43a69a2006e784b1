"""Gaps: what is believed against what is measured, ranked by how surely and how far they differ."""

import numpy as np
import pandas as pd

from cxanalytics.workshop import gaps, quotes_for

POINTS = pd.DataFrame(
    [
        ("Invoice", "Pay", 0.8, 0.6, 1.1, 240, "measured", "0.80 : 1 (0.60–1.1), n 240"),
        ("Staff", "Buy", 8.0, 5.0, 12.0, 90, "measured", "8.0 : 1 (5.0–12), n 90"),
        ("Shop", "Buy", 2.0, 1.5, 2.5, 300, "measured", "2.0 : 1 (1.5–2.5), n 300"),
        ("Kiosk", "Buy", 0.0, 0.0, 0.4, 8, "thin", "at most 0.40 : 1, n 8"),
        ("Till", "Buy", np.nan, 4.0, np.inf, 12, "measured", "at least 4.0 : 1, n 12"),
        ("Hold music", "Pay", np.nan, np.nan, np.nan, 0, "none", "no emotion yet, n 0"),
    ],
    columns=["touchpoint", "stage", "ratio", "low", "high", "n", "evidence", "label"],
)


def believed(**ratios: float) -> pd.DataFrame:
    names = [name.replace("_", " ") for name in ratios]
    values = list(ratios.values())
    return pd.DataFrame(
        {"touchpoint": names, "ratio": values, "low": values, "high": values, "n": 7, "room": False}
    ).astype({"touchpoint": "str", "ratio": "float64"})


FOUND = gaps(POINTS, believed(Shop=2.0, Hold_music=1.0, Staff=4.0, Invoice=5.0, Till=1.0, Kiosk=0.5))


def test_the_surest_and_largest_gap_comes_first_and_what_nobody_knows_last() -> None:
    assert FOUND[["rank", "touchpoint", "verdict"]].to_numpy().tolist() == [
        [1, "Invoice", "too rosy"],
        [2, "Till", "too gloomy"],
        [3, "Staff", "too gloomy"],
        [4, "Kiosk", "too rosy"],
        [5, "Shop", "right"],
        [6, "Hold music", "unknown"],
    ]
    assert FOUND["at_least"].round(3).tolist()[:5] == [4.545, 4.0, 1.25, 1.25, 1.0]
    assert FOUND["voices"].tolist() == [7] * 6


def test_gaps_in_words() -> None:
    words = FOUND.set_index("touchpoint")["words"]
    assert words["Invoice"] == (
        "The room believes 5 : 1, customers say 0.80 : 1 (0.60–1.1), n 240: too rosy by 6.2 times."
    )
    assert words["Staff"].endswith("too gloomy by 2 times.")
    assert words["Till"].endswith("customers say at least 4.0 : 1, n 12: too gloomy by at least 4 times.")
    assert "n 8 (thin evidence): too rosy by at least 1.2 times" in words["Kiosk"]
    assert words["Shop"].endswith("the room is right, as far as anybody can tell.")
    assert words["Hold music"] == ("The room believes 1 : 1; customers have not said anything of it that feels.")


def test_quotes_speak_against_what_the_room_believes() -> None:
    quotes = pd.DataFrame(
        [
            ("Staff", "negative", "Rude", "S", pd.NaT, None),
            ("Staff", "positive", "Lovely", "S", pd.NaT, None),
            ("Invoice", "negative", "Wrong", "S", pd.NaT, "Wrong bill"),
            ("Invoice", "negative", "Late", "S", pd.NaT, None),
            ("Invoice", "negative", "Third", "S", pd.NaT, None),
            ("Shop", "negative", "Dirty", "S", pd.NaT, None),
        ],
        columns=["touchpoint", "polarity", "quote", "source", "date", "recurs"],
    )
    chosen = quotes_for(FOUND, quotes)
    assert chosen["quote"].tolist() == ["Wrong", "Late", "Lovely"]
    assert list(chosen.columns) == list(quotes.columns)


def test_no_belief_is_no_gap() -> None:
    nothing = gaps(POINTS, believed())
    assert nothing.empty
    assert list(nothing.columns) == list(FOUND.columns)
    assert quotes_for(nothing, pd.DataFrame(columns=["touchpoint", "polarity", "quote"])).empty


def test_a_touchpoint_that_the_map_does_not_have_any_more_is_unknown() -> None:
    assert gaps(POINTS, believed(Gone=2.0))["verdict"].tolist() == ["unknown"]
