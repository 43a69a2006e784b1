import pandas as pd

from cxanalytics import ratios


def experiences(**sources: int) -> pd.DataFrame:
    names = [name for name, n in sources.items() for _ in range(n)]
    return pd.DataFrame({"source": pd.Series(names, dtype="str"), "positive": True, "negative": False})


def test_a_pooled_number_says_what_it_is_pooled_from() -> None:
    mix = ratios.mix(experiences(Trustpilot=42, Medallia=58))
    assert mix.shares.to_dict("list") == {
        "source": ["Medallia", "Trustpilot"],
        "n": [58, 42],
        "share": [0.58, 0.42],
    }
    assert mix.words == "Pooled over Medallia 58 %, Trustpilot 42 %."


def test_one_source_and_none() -> None:
    assert ratios.mix(experiences(Medallia=3)).words == "All from Medallia."
    assert ratios.mix(experiences()).words == "No feedback."


def test_a_small_source_is_still_named() -> None:
    assert ratios.mix(experiences(A=999, B=1)).words == "Pooled over A 100 %, B under 1 %."


def test_ratings_without_words_are_told() -> None:
    table = pd.DataFrame(
        {"source": ["X"] * 4, "positive": True, "negative": False, "basis": ["words"] * 3 + ["rating"]}
    )
    assert ratios.mix(table).words == "All from X. 25 % are ratings without words, counted by rule."
    assert ratios.mix(table.head(3)).words == "All from X."
