from cxanalytics.drawing.journey_map import drawn
from cxanalytics.drawing.tips import against, label, tip
from cxanalytics.ratios import CORRECTED
from tests import boards

BOARD = boards.board(8)
POINTS = drawn(BOARD)
THIRD = POINTS.iloc[2].to_dict()


def test_a_tip_tells_everything_known_of_a_touchpoint() -> None:
    assert tip(BOARD, THIRD) == (
        "Touchpoint 3 · Stage 1",
        "0.44 : 1 (0.26–0.74), n 70, uncorrected",
        "The machine read: 20 positive and 45 negative, 5 neutral",
        "January – March 2026: 0.3 : 1",
        "Tier: Gold: 0.8 : 1",
        "Ideal: 5.0 : 1",
        "What the room believes: 2.0 : 1",
        "What recurs: wrong charge (1)",
        "“They charged me twice & nobody <b>called</b> me back although I asked three times.”",
        "X & Y, 1 May 2026",
        "Last heard of 1 May 2026",
    )


def test_a_curve_that_surely_differs_says_how() -> None:
    lines = against(BOARD)["Touchpoint 1"]
    assert lines[0] == "January – March 2026: 9.0 : 1, surely lower than the measured curve"
    assert "Touchpoint 4" not in against(boards.board(8, curves=False))


def test_what_the_machine_counted_stands_beside_what_people_corrected() -> None:
    lines = tip(BOARD, THIRD | {"method": CORRECTED, "counted_label": "0.50 : 1 (0.30–0.80), n 70"})
    assert lines[2] == "As the machine counts: 0.50 : 1 (0.30–0.80), n 70"


def test_patterns_come_before_phrases_and_praise_where_nothing_is_bad() -> None:
    lines = tip(
        BOARD, THIRD | {"patterns": (("P1", "Charged twice", 1_200), ("P2", "Comes late", 7)), "owner": "Digital"}
    )
    assert "What recurs: Charged twice (1,200); Comes late (7)" in lines
    assert "Owner: Digital" in lines
    praised = tip(BOARD, THIRD | {"quote": None, "praise": "Anna solved it.\nThank you!", "mixed": 5})
    assert "“Anna solved it. Thank you!”" in praised
    assert praised[2] == "The machine read: 20 positive and 45 negative (5 are both), 5 neutral"


def test_long_quotes_are_cut() -> None:
    (said,) = (line for line in tip(BOARD, THIRD | {"quote": "again and " * 90}) if line.startswith("“"))
    assert len(said) <= 282
    assert said.endswith("…”")


def test_a_label_is_a_sentence_for_who_cannot_see() -> None:
    assert label(THIRD) == "Touchpoint 3: 0.44 : 1 (0.26–0.74), n 70, uncorrected, measured evidence"
    assert label(POINTS.iloc[0].to_dict()).startswith("Touchpoint 1, moment of truth: 15 : 1 (6.1–46)")
