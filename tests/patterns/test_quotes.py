import numpy as np
import pandas as pd

from cxanalytics.patterns import quotes

GOOD = "There was a wrong charge on my bill again"


def scored(**columns: list[object]) -> list[float]:
    return quotes.score(pd.DataFrame(columns)).astype("float64").round(2).tolist()


def test_readable_sure_and_to_the_point() -> None:
    assert scored(clause_text=[GOOD], p_negative=[0.9], pain=["wrong charge"]) == [0.97]
    assert scored(clause_text=[GOOD], p_negative=[0.9], pain=[None]) == [0.67]
    assert scored(clause_text=[GOOD]) == [0.55]


def test_too_short_too_long_masked_shouted_and_empty_read_badly() -> None:
    best = scored(clause_text=[GOOD])[0]
    poor = scored(clause_text=["bad", "x" * 500, f"{GOOD} [email]", GOOD.upper(), None, f"{GOOD} https://example.com"])
    assert max(poor) < best
    assert poor[0] == poor[4] == 0


def test_pick_is_the_same_in_any_order() -> None:
    mentions = pd.DataFrame(
        {
            "touchpoint": ["Pay", "Pay", "Call", "Pay"],
            "clause_text": ["b", "a", "c", "z"],
            "quote_score": np.array([0.9, 0.9, 0.1, 0.2]),
        }
    )
    for order in ([0, 1, 2, 3], [3, 1, 2, 0]):
        picked = quotes.pick(mentions.iloc[order], ["touchpoint"])
        assert dict(zip(picked["touchpoint"], picked["clause_text"], strict=True)) == {
            "Pay": "a",
            "Call": "c",
        }
