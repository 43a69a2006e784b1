"""Small maps for the tests of what draws and writes them."""

import numpy as np
import pandas as pd

from cxanalytics.journey import map as journey_map
from cxanalytics.journey.model import UNASSIGNED, Journey, Stage, Touchpoint
from cxanalytics.journey.voices import Voices

# Touchpoint: positive, negative, neutral.
COUNTS = {
    "Staff": (60, 4, 0),
    "Till & queue": (12, 0, 0),
    "Invoice": (20, 45, 5),
    "Hold music": (0, 0, 0),
    "Kiosk": (0, 8, 0),
    "Refund": (90, 30, 0),
    "Gift <desk>": (3, 1, 0),
    UNASSIGNED: (5, 5, 0),
}
JOURNEY = Journey(
    "Shop",
    "",
    (
        Stage("Buy", (Touchpoint("Staff"), Touchpoint("Till & queue"))),
        Stage(
            "Pay",
            (Touchpoint("Invoice"), Touchpoint("Hold music"), Touchpoint("Kiosk"), Touchpoint("Refund")),
        ),
    ),
)
PAINS = pd.DataFrame(
    {
        "touchpoint": ["Invoice"],
        "pain": ["wrong <b>charge</b>"],
        "polarity": ["negative"],
        "pain_once": [True],
        "quote_score": [0.9],
        "clause_text": ["They <script>alert(1)</script> & \"charged\" 'twice'"],
        "source": ["X & Y"],
        "occurred_at": [pd.Timestamp("2026-05-01")],
    }
)


def experiences(counts: dict[str, tuple[int, int, int]]) -> pd.DataFrame:
    names = np.repeat(list(counts), [sum(three) for three in counts.values()])
    signs = [s for p, n, e in counts.values() for s in [(True, False)] * p + [(False, True)] * n + [(False, False)] * e]
    frame = pd.DataFrame(signs, columns=["positive", "negative"])
    return frame.assign(touchpoint=names, source="X & Y", occurred_at=pd.Timestamp("2026-05-01"))


def labelled(counts: dict[str, tuple[int, int, int]], *, each: int) -> pd.DataFrame:
    """The same with labels: of each class of the machine at each touchpoint the first `each`, which are right."""
    frame = experiences(counts)
    machine = (1 + frame["positive"].astype(int) - frame["negative"].astype(int)).astype("int8")
    place = frame.groupby(["touchpoint", machine.to_numpy()]).cumcount()
    size = frame.groupby(["touchpoint", machine.to_numpy()])["touchpoint"].transform("size")
    drawn = place < each
    return frame.assign(
        feedback=np.arange(len(frame)),
        person=np.arange(len(frame)),
        machine=machine,
        label=machine.where(drawn, -1).astype("int8"),
        weight=(size / np.minimum(size, each)).where(drawn),
        corrected=False,
    )


def example() -> journey_map.JourneyMap:
    """Every kind of touchpoint: measured, thin, without negatives, without positives, without feedback."""
    return journey_map.build(JOURNEY, experiences(COUNTS), PAINS, scorer="v1", account=["=one & only.csv"])


def long(touchpoints: int) -> journey_map.JourneyMap:
    """As many touchpoints as asked for, with long names."""
    names = [f"Touchpoint with quite a long name {i}" for i in range(touchpoints)]
    journey = Journey("Long", "", (Stage("Only", tuple(map(Touchpoint, names))),))
    return journey_map.build(journey, experiences(dict.fromkeys(names, (40, 20, 0))), pd.DataFrame())


def patterned() -> journey_map.JourneyMap:
    """The example with two patterns at the invoice."""
    names = {"P1": "Wrong <i>amount</i>", "P2": "Comes late"}
    grouped = pd.concat(
        [
            PAINS.assign(pattern=pattern, feedback_id=[f"{pattern} {number}"])
            for pattern, n in (("P1", 7), ("P2", 5))
            for number in range(n)
        ],
        ignore_index=True,
    )
    return journey_map.build(JOURNEY, experiences(COUNTS), Voices(PAINS, grouped, names), scorer="v1")
