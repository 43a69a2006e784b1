import pandas as pd

from cxanalytics.journey import lanes

EXPERIENCES = pd.DataFrame(
    {
        "touchpoint": ["Till", "Till", "Till", "Invoice", "Elsewhere"],
        "emotions": ["pleased|valued", "pleased", "", "angry", "angry"],
        "effort": [False, True, True, False, True],
        "channel": ["shop", "shop", "web", None, "web"],
    }
)
NAMES = ["Till", "Invoice", "Refund"]


def test_emotions_at_every_touchpoint_as_shares_of_its_experiences() -> None:
    found = lanes.emotions(EXPERIENCES, ["pleased", "valued", "angry"], NAMES)
    assert found[["touchpoint", "emotion", "n"]].values.tolist() == [
        ["Till", "pleased", 2], ["Till", "valued", 1], ["Till", "angry", 0],
        ["Invoice", "pleased", 0], ["Invoice", "valued", 0], ["Invoice", "angry", 1],
        ["Refund", "pleased", 0], ["Refund", "valued", 0], ["Refund", "angry", 0],
    ]  # fmt: skip
    assert found["share"].round(2).tolist() == [0.67, 0.33, 0, 0, 0, 1, 0, 0, 0]


def test_effort_and_channels() -> None:
    effort = lanes.effort(EXPERIENCES, NAMES)
    assert effort[["touchpoint", "n"]].values.tolist() == [["Till", 2], ["Invoice", 0], ["Refund", 0]]
    assert effort["share"].round(2).tolist() == [0.67, 0, 0]
    channels = lanes.channels(EXPERIENCES, NAMES)
    assert channels[["touchpoint", "channel", "n"]].values.tolist() == [["Till", "shop", 2], ["Till", "web", 1]]


def mentions(*rows: tuple[str, str, str | None, str, str, float]) -> pd.DataFrame:
    names = ["feedback_id", "touchpoint", "pattern", "polarity", "clause_text", "quote_score"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(source="Shop", occurred_at=pd.Timestamp("2026-05-01"))


SAID = mentions(
    ("a", "Till", "P1", "negative", "queue too long", 0.5),
    ("b", "Till", "P1", "negative", "long queue again", 0.9),
    ("b", "Till", "P1", "negative", "queue, queue, queue", 0.2),
    ("c", "Till", "P1", "negative", "queue for ages", 0.4),
    ("d", "Till", None, "negative", "rude", 0.95),
    ("e", "Till", "P9", "negative", "one of another kind", 0.3),
    ("f", "Till", None, "positive", "quick and kind", 0.6),
)


def test_patterns_count_answers_and_leave_out_what_stands_there_by_accident() -> None:
    found = lanes.patterns(SAID[SAID["polarity"] == "negative"], {"P1": "Queues", "P9": "Other"}, NAMES)
    assert found.values.tolist() == [["Till", "P1", "Queues", 3, 0.6]]


def test_quotes_begin_with_the_commonest_pattern_and_take_turns() -> None:
    found = lanes.patterns(SAID[SAID["polarity"] == "negative"], {"P1": "Queues"}, NAMES)
    quotes = lanes.quotes(SAID, found, NAMES)
    assert quotes["quote"].tolist()[:3] == ["long queue again", "quick and kind", "rude"]
    assert quotes["polarity"].tolist()[:3] == ["negative", "positive", "negative"]
    assert quotes["recurs"].fillna("").tolist()[:3] == ["Queues", "", ""]
    assert len(quotes) == 1 + lanes.QUOTES


def test_nothing_makes_empty_tables_with_their_columns() -> None:
    nothing = pd.DataFrame()
    assert list(lanes.patterns(nothing, {}, NAMES).columns) == ["touchpoint", "pattern", "name", "n", "share"]
    assert list(lanes.quotes(nothing, pd.DataFrame(), NAMES).columns)[:3] == ["touchpoint", "polarity", "quote"]
    assert len(lanes.effort(nothing, NAMES)) == 3
    assert lanes.emotions(nothing, ["angry"], NAMES)["n"].tolist() == [0, 0, 0]
    assert lanes.channels(nothing, NAMES).empty
