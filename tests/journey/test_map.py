from datetime import date

import numpy as np
import pandas as pd
import pytest

from cxanalytics.errors import SelectionError
from cxanalytics.journey import map as journey_map
from cxanalytics.journey.model import OFF_MAP, UNASSIGNED, Journey, Stage, Touchpoint
from cxanalytics.journey.voices import Voices
from cxanalytics.selection import Selection
from tests import maps

JOURNEY = Journey(
    "Shop",
    "From door to door.",
    (
        Stage("Buy", (Touchpoint("Staff", channels=("shop",), owner="Ann"), Touchpoint("Till"))),
        Stage("Pay", (Touchpoint("Invoice"), Touchpoint("Hold music"))),
    ),
)


def rows(touchpoint: str, positive: int, negative: int, neutral: int = 0, source: str = "Medallia") -> list[tuple]:
    kinds = [(True, False)] * positive + [(False, True)] * negative + [(False, False)] * neutral
    return [(touchpoint, p, n, source, pd.Timestamp("2026-05-01")) for p, n in kinds]


EXPERIENCES = pd.DataFrame(
    [
        *rows("Staff", 60, 4),
        *rows("Till", 12, 0),
        *rows("Invoice", 20, 45, 5),
        *rows("Invoice", 5, 5, source="X"),
        *rows("Kiosk", 1, 1),
        *rows("Locker", 2, 1),
        *rows(UNASSIGNED, 3, 4),
    ],
    columns=["touchpoint", "positive", "negative", "source", "occurred_at"],
).assign(stage="ignored", feedback_id=lambda t: [f"{i:016x}" for i in range(len(t))])
EXPERIENCES.loc[EXPERIENCES.index[-1], "occurred_at"] = pd.NaT
EXPERIENCES.loc[70, "occurred_at"] = pd.Timestamp("2026-10-31 10:00")

PAINS = pd.DataFrame(
    [
        ("Invoice", "wrong charge", True, 0.5, "a wrong charge", "Medallia"),
        ("Invoice", "wrong charge", True, 0.9, "wrong charge once more on my bill", "Medallia"),
        ("Invoice", "wrong charge", False, 0.9, "another wrong charge on my bill", "Medallia"),
        ("Invoice", "late", True, 0.95, "always late", "X"),
        ("Invoice", None, False, 0.99, "terrible", "X"),
        ("Staff", None, False, 0.2, "hm", "Medallia"),
        ("Staff", None, False, 0.4, "they hardly look at you", "Medallia"),
    ],
    columns=["touchpoint", "pain", "pain_once", "quote_score", "clause_text", "source"],
).assign(occurred_at=pd.Timestamp("2026-05-01"), stage="ignored", polarity="negative")
PRAISE = pd.DataFrame(
    [("Invoice", 0.9, "a clear bill, thank you"), ("Invoice", 0.3, "ok"), ("Till", 0.8, "never a queue")],
    columns=["touchpoint", "quote_score", "clause_text"],
).assign(
    pain=None,
    pain_once=False,
    source="X",
    polarity="positive",
    occurred_at=pd.Timestamp("2026-05-01"),
    stage="",
)


@pytest.fixture(name="shown")
def _shown() -> journey_map.JourneyMap:
    return journey_map.build(JOURNEY, EXPERIENCES, PAINS, scorer="v1", account=["one file"])


def column(shown: journey_map.JourneyMap, name: str) -> dict[str, object]:
    return dict(zip(shown.points["touchpoint"], shown.points[name], strict=True))


def test_every_touchpoint_is_there_in_order_and_the_unassigned_last(shown: journey_map.JourneyMap) -> None:
    assert list(zip(shown.points["stage"], shown.points["touchpoint"], strict=True)) == [
        ("Buy", "Staff"),
        ("Buy", "Till"),
        ("Pay", "Invoice"),
        ("Pay", "Hold music"),
        (OFF_MAP, "Locker"),
        (OFF_MAP, "Kiosk"),
        (UNASSIGNED, UNASSIGNED),
    ]
    assert shown.points["n"].tolist() == [64, 12, 80, 0, 3, 2, 7]
    assert shown.points["n"].sum() == shown.experiences == len(EXPERIENCES)
    assert shown.unassigned == 7
    assert shown.stages == ("Buy", "Pay")


def test_numbers_and_words(shown: journey_map.JourneyMap) -> None:
    assert column(shown, "label") == {
        "Staff": "15 : 1 (6.1–46), n 64",
        "Till": "at least 4.4 : 1, n 12",
        "Invoice": "0.50 : 1 (0.31–0.80), n 80",
        "Hold music": "no emotion yet, n 0",
        "Locker": "2.0 : 1 (0.21–25), n 3",
        "Kiosk": "1.0 : 1 (0.06–15), n 2",
        UNASSIGNED: "0.75 : 1 (0.16–3.3), n 7",
    }
    assert column(shown, "evidence")["Till"] == "thin"
    assert column(shown, "owner")["Staff"] == "Ann"
    assert column(shown, "channel")["Kiosk"] == ""
    assert shown.mix == "Pooled over Medallia 94 %, X 6 %."
    assert (shown.first, shown.last) == (date(2026, 5, 1), date(2026, 10, 31))


def test_last_evidence(shown: journey_map.JourneyMap) -> None:
    last = column(shown, "last_evidence")
    assert last["Till"] == pd.Timestamp("2026-10-31 10:00")
    assert last["Staff"] == pd.Timestamp("2026-05-01")
    assert pd.isna(last["Hold music"])


def test_commonest_pain_counts_feedback_and_brings_its_best_quote(shown: journey_map.JourneyMap) -> None:
    assert column(shown, "pain")["Invoice"] == "wrong charge"
    assert column(shown, "pain_n")["Invoice"] == 2
    # Of two equally good ones, the first by alphabet.
    assert column(shown, "quote")["Invoice"] == "another wrong charge on my bill"
    assert column(shown, "quote_source")["Invoice"] == "Medallia"
    assert pd.isna(column(shown, "pain")["Staff"])
    assert column(shown, "quote")["Staff"] == "they hardly look at you"
    assert pd.isna(column(shown, "quote")["Hold music"])


def test_a_selection_holds_for_numbers_and_pains_alike() -> None:
    shown = journey_map.build(JOURNEY, EXPERIENCES, PAINS, selection=Selection(source=("X",)))
    assert shown.experiences == 10
    assert column(shown, "pain")["Invoice"] == "late"
    assert pd.isna(column(shown, "quote")["Staff"])
    assert shown.selection == "source X"
    assert shown.mix == "All from X."
    with pytest.raises(SelectionError, match="the nearest are Medallia"):
        journey_map.build(JOURNEY, EXPERIENCES, PAINS, selection=Selection(source=("Medalia",)))


def test_a_selected_touchpoint_leaves_the_others_empty() -> None:
    shown = journey_map.build(JOURNEY, EXPERIENCES, PAINS, selection=Selection(touchpoint=("Staff",)))
    assert shown.points["n"].tolist() == [64, 0, 0, 0, 0]
    assert pd.isna(column(shown, "pain")["Invoice"])


def test_best_and_worst_are_measured_not_lucky(shown: journey_map.JourneyMap) -> None:
    assert shown.extremes == ("Staff", "Invoice")
    assert shown.headline == (
        "As the machine reads it, best: Staff, 15 : 1 (6.1–46), n 64. Worst: Invoice, 0.50 : 1 (0.31–0.80), n 80. "
        "Touchpoints not yet corrected by people’s labels."
    )
    assert shown.alt == (
        "Journey map of Shop, all feedback: positive experiences for each negative one at 6 touchpoints in 2 "
        "stages. All together 1.7 : 1 (1.3–2.4), n 168, uncorrected. Best: Staff, 15 : 1 (6.1–46), n 64, uncorrected. "
        "Worst: Invoice, 0.50 : 1 (0.31–0.80), n 80, uncorrected. Measured: 2 touchpoints; thin evidence, "
        "fewer than 30 experiences: 3; nothing felt yet: 1. Assigned to no touchpoint: 7 of 168 experiences. "
        "Pooled over Medallia 94 %, X 6 %."
    )


def test_too_little_evidence_is_said() -> None:
    shown = journey_map.build(JOURNEY, EXPERIENCES, PAINS, thin=1000)
    assert shown.extremes is None
    assert shown.headline == ("Too little evidence to compare touchpoints yet: 1.7 : 1 (1.3–2.4), n 168, uncorrected")


@pytest.mark.parametrize("empty", [pd.DataFrame(), EXPERIENCES.iloc[:0]], ids=["no columns", "no rows"])
def test_nothing_imported_yet_is_a_map_without_numbers(empty: pd.DataFrame) -> None:
    shown = journey_map.build(JOURNEY, empty, pd.DataFrame())
    assert shown.points["touchpoint"].tolist() == ["Staff", "Till", "Invoice", "Hold music", UNASSIGNED]
    assert (shown.points["evidence"] == "none").all()
    assert (shown.first, shown.last, shown.mix) == (None, None, "No feedback.")
    assert shown.headline == "No feedback yet"
    assert not shown.narrowed


def test_a_selection_that_leaves_nothing_is_named_as_the_reason() -> None:
    shown = journey_map.build(JOURNEY, EXPERIENCES, PAINS, selection=Selection(since=date(2099, 1, 1)))
    assert shown.narrowed
    assert shown.headline == "No feedback in this selection"


@pytest.mark.parametrize(
    ("counts", "headline"),
    [
        # Nearly alike: no claim that is not so.
        (
            {"Staff": (60, 30, 0), "Till & queue": (50, 40, 0)},
            (
                "Best so far: Staff, 2.0 : 1 (1.3–3.1), n 90. "
                "Worst so far: Till & queue, 1.2 : 1 (0.83–1.9), n 90. Their intervals overlap."
            ),
        ),
        # One interval lies within the other: its touchpoint has the highest low and the lowest high end.
        (
            {"Staff": (600, 600, 0), "Till & queue": (16, 16, 0)},
            "No touchpoint is surely better or worse than the others: 1.0 : 1 (0.89–1.1), n 1,232, uncorrected",
        ),
    ],
    ids=["overlap", "one within the other"],
)
def test_surely_is_said_only_where_it_is_so(counts: dict[str, tuple[int, int, int]], headline: str) -> None:
    shown = journey_map.build(maps.JOURNEY, maps.experiences(counts), pd.DataFrame())
    assert shown.headline == headline


def test_surely_is_said_of_what_people_corrected() -> None:
    table = maps.labelled({"Staff": (300, 20, 20), "Till & queue": (20, 300, 20), "Invoice": (30, 30, 0)}, each=25)
    shown = journey_map.build(maps.JOURNEY, table, pd.DataFrame())
    points = shown.points.set_index("touchpoint")
    assert points["method"][["Staff", "Till & queue"]].tolist() == ["corrected", "corrected"]
    assert points["rests_on"]["Staff"] == "corrected by 65 labels"
    assert points["counted_label"]["Staff"] == "15 : 1 (9.7–24), n 340"
    assert shown.headline.startswith("Surely best: Staff, ")
    assert shown.trust == "Corrected by people’s labels at 3 of 3 touchpoints."


def test_what_was_labelled_outside_a_selection_tells_how_the_machine_errs() -> None:
    table = maps.labelled({"Staff": (300, 20, 20), "Till & queue": (20, 300, 20)}, each=25)
    table["source"] = np.where(table["touchpoint"] == "Staff", "X", "Y")
    elsewhere = journey_map.labelled_elsewhere(table, Selection(source=("X",)))
    assert elsewhere is not None
    assert set(elsewhere["source"]) == {"Y"}
    assert len(elsewhere) == 65
    assert journey_map.labelled_elsewhere(table, Selection()) is None
    assert journey_map.labelled_elsewhere(table.assign(label=-1), Selection(source=("X",))) is None


def test_one_experience_is_not_many() -> None:
    assert [journey_map.experiences_in(n) for n in (0, 1, 1204)] == [
        "0 experiences",
        "1 experience",
        "1,204 experiences",
    ]


def test_categories_give_the_same_map_as_text(shown: journey_map.JourneyMap) -> None:
    names = ["touchpoint", "source", "stage"]
    as_categories = journey_map.build(
        JOURNEY, EXPERIENCES.astype(dict.fromkeys(names, "category")), PAINS.astype({"pain": "category"})
    )
    pd.testing.assert_frame_equal(as_categories.points, shown.points)


def test_callers_tables_are_left_alone() -> None:
    before, pains_before = EXPERIENCES.copy(deep=True), PAINS.copy(deep=True)
    journey_map.build(JOURNEY, EXPERIENCES, PAINS, selection=Selection(source=("X",)))
    pd.testing.assert_frame_equal(EXPERIENCES, before)
    pd.testing.assert_frame_equal(PAINS, pains_before)


def test_intervals_are_never_missing_where_something_was_felt(shown: journey_map.JourneyMap) -> None:
    felt = shown.points[shown.points["evidence"] != "none"]
    assert np.isfinite(felt["low"]).all()
    assert (felt["high"] > felt["low"]).all()


def test_praise_is_the_best_thing_said_at_each_touchpoint() -> None:
    shown = journey_map.build(JOURNEY, EXPERIENCES, pd.concat([PAINS, PRAISE], ignore_index=True))
    praise = {name: said for name, said in column(shown, "praise").items() if pd.notna(said)}
    assert praise == {"Invoice": "a clear bill, thank you", "Till": "never a queue"}
    assert column(shown, "pain")["Invoice"] == "wrong charge"


def patterned(counts: dict[str, int], **kwargs: object) -> journey_map.JourneyMap:
    """A map whose invoice has answers in so many patterns, beside the phrases of PAINS."""
    rows = [(pattern, f"{pattern} {number}") for pattern, n in counts.items() for number in range(n)]
    held = pd.DataFrame(rows, columns=["pattern", "feedback_id"]).assign(
        touchpoint="Invoice", pain=None, pain_once=False, quote_score=0.1, source="X", polarity="negative", stage="",
        occurred_at=pd.Timestamp("2026-05-01"),
    )  # fmt: skip
    held["clause_text"] = "in " + held["pattern"].astype("str")
    grouped = pd.concat([PAINS.assign(feedback_id="x", pattern=None), held, held.iloc[:1]], ignore_index=True)
    names = {"P1": "Wrong amount", "P2": "Comes late", "P3": "Hard to read", "P4": "No answer"}
    said = Voices(pd.concat([PAINS, PRAISE], ignore_index=True), grouped, names)
    return journey_map.build(JOURNEY, EXPERIENCES, said, **kwargs)


def test_the_three_commonest_patterns_of_a_touchpoint_stand_before_its_phrase() -> None:
    shown = patterned({"P1": 6, "P2": 9, "P3": 5, "P4": 7})
    assert column(shown, "patterns")["Invoice"] == (
        ("P2", "Comes late", 9),
        ("P4", "No answer", 7),
        ("P1", "Wrong amount", 6),
    )
    assert (column(shown, "recurs")["Invoice"], column(shown, "recurs_n")["Invoice"]) == ("Comes late", 9)
    assert column(shown, "quote")["Invoice"] == "in P2"
    assert column(shown, "pain")["Invoice"] == "wrong charge"
    assert column(shown, "patterns")["Staff"] == ()
    assert column(shown, "praise")["Invoice"] == "a clear bill, thank you"


def test_a_pattern_with_few_answers_leaves_the_place_to_the_phrase() -> None:
    shown = patterned({"P1": 4})
    assert column(shown, "patterns")["Invoice"] == ()
    assert (column(shown, "recurs")["Invoice"], column(shown, "recurs_n")["Invoice"]) == ("wrong charge", 2)
    assert column(shown, "quote")["Invoice"] == "another wrong charge on my bill"


def test_patterns_follow_the_selection() -> None:
    shown = patterned({"P1": 6}, selection=Selection(source=("Medallia",)))
    assert column(shown, "patterns")["Invoice"] == ()
    assert column(shown, "recurs")["Invoice"] == "wrong charge"


def test_without_patterns_the_phrase_stands_on_the_map(shown: journey_map.JourneyMap) -> None:
    assert column(shown, "recurs")["Invoice"] == column(shown, "pain")["Invoice"]
    assert column(shown, "recurs_n")["Invoice"] == 2
    assert pd.isna(column(shown, "recurs")["Staff"])
    assert set(shown.points["patterns"]) == {()}


def test_what_is_rare_at_a_touchpoint_does_not_stand_for_it() -> None:
    shown = patterned({"P1": 95, "P2": 9})
    assert column(shown, "patterns")["Invoice"] == (("P1", "Wrong amount", 95),)
