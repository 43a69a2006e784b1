import numpy as np
import pandas as pd

from cxanalytics.journey import curves
from cxanalytics.journey.model import Journey, Stage, Touchpoint

NAMES = ["Till", "Invoice"]


def said(touchpoint: str, positive: int, negative: int, day: str, person: int = 0) -> pd.DataFrame:
    n = positive + negative
    return pd.DataFrame(
        {
            "touchpoint": [touchpoint] * n,
            "positive": [True] * positive + [False] * negative,
            "negative": [False] * positive + [True] * negative,
            "occurred_at": pd.Timestamp(day),
            "person": np.arange(n) + person,
            "source": "Shop",
        }
    )


def numbered(*frames: pd.DataFrame) -> pd.DataFrame:
    frame = pd.concat(frames, ignore_index=True)
    machine = (1 + frame["positive"].astype(int) - frame["negative"].astype(int)).astype("int8")
    return frame.assign(
        feedback=np.arange(len(frame)), machine=machine, label=np.int8(-1), weight=np.nan, corrected=False
    )


SPRING, SUMMER = "2026-05-10", "2026-08-20"
FRAME = numbered(
    said("Till", 60, 20, SPRING), said("Till", 20, 60, SUMMER, 500),
    said("Invoice", 40, 40, SPRING, 1_000), said("Invoice", 42, 38, SUMMER, 2_000),
    said("Till", 1, 1, "2026-09-28", 3_000),
)  # fmt: skip


def test_a_part_is_held_against_the_others_and_what_is_real_is_marked() -> None:
    late = (FRAME["occurred_at"] > "2026-07-01").to_numpy(bool)
    made = curves.of_part("segment", "Late", "", FRAME, curves.Part(late, ~late, "the others"), NAMES)
    points = made.points.set_index("touchpoint")
    assert points["n"].to_dict() == {"Till": 82, "Invoice": 80}
    assert points["ratio"].round(2).to_dict() == {"Till": 0.34, "Invoice": 1.11}
    assert points["differs"].to_dict() == {"Till": True, "Invoice": False}
    assert points["difference"]["Till"].startswith("surely lower than the others: 0.1")
    assert points["difference"]["Invoice"] == ""


def test_the_last_whole_quarter_against_the_one_before() -> None:
    now, before = curves.periods(FRAME, "quarter", NAMES)
    assert (now.name, before.name) == ("July – September 2026", "April – June 2026")
    assert now.points["differs"].tolist() == [True, False]
    assert before.points["differs"].tolist() == [False, False]
    assert before.points["label"].tolist()[0].startswith("3.0 : 1")
    assert curves.periods(FRAME, "same quarter last year", NAMES) == []
    assert curves.periods(FRAME.assign(occurred_at=pd.NaT), "quarter", NAMES) == []


def test_a_period_that_has_just_begun_is_not_held_against_a_whole_one() -> None:
    more = numbered(
        FRAME[["touchpoint", "positive", "negative", "occurred_at", "person", "source"]],
        said("Till", 2, 0, "2026-10-02"),
    )
    assert curves.periods(more, "quarter", NAMES)[0].name == "July – September 2026"


def test_few_experiences_are_never_called_different() -> None:
    few = numbered(said("Till", 9, 0, SPRING), said("Till", 0, 9, SUMMER, 100))
    late = (few["occurred_at"] > "2026-07-01").to_numpy(bool)
    made = curves.of_part("channel", "Late", "", few, curves.Part(late, ~late, "the others"), NAMES)
    assert not made.points["differs"].any()


def test_the_worst_are_a_tenth_chosen_by_their_balance() -> None:
    frame = numbered(said("Till", 18, 0, SPRING), said("Invoice", 0, 2, SPRING, 100))
    frame.loc[frame["touchpoint"] == "Invoice", "person"] = 100
    (made,) = curves.worst(frame, NAMES)
    points = made.points.set_index("touchpoint")
    assert points["n"].to_dict() == {"Till": 0, "Invoice": 2}
    assert made.words.startswith("The 1 of 19 customers")
    assert curves.worst(numbered(said("Till", 3, 0, SPRING)), NAMES) == []


def test_ideal_and_believed_are_as_they_were_stated() -> None:
    journey = Journey("Shop", "", (Stage("Buy", (Touchpoint("Till", ideal=5.0), Touchpoint("Invoice"))),))
    (ideal,) = curves.ideal(journey, NAMES)
    assert ideal.points["ratio"].fillna(0).tolist() == [5.0, 0]
    assert ideal.points["label"].tolist() == ["5.0 : 1", "nothing said"]
    assert curves.ideal(Journey("Shop", "", (Stage("Buy", (Touchpoint("Till"),)),)), NAMES) == []
    room = pd.DataFrame({"touchpoint": ["Invoice"], "ratio": [2.0], "low": [1.0], "high": [5.0], "n": [3]})
    (believed,) = curves.believed(room, NAMES)
    assert believed.points["n"].tolist() == [0, 3]
    assert believed.points["label"].tolist() == ["nothing said", "2.0 : 1"]
    assert curves.believed(room[:0], NAMES) == []
