import numpy as np
import pandas as pd

from cxanalytics import bare_ratings

# Answer, its response, what the scorer made of the text, the rating and the ends of its scale.
ROWS = [
    ("a", "r1", "scored", "negative", 5, 1, 5),  # words are read: the rating does not speak for itself
    ("b", "r1", "non-answer", None, 5, 1, 5),  # nor for another answer of that response
    ("c", "r2", "no text", None, 5, 1, 5),
    ("d", "r3", "no text", None, 2, 1, 5),
    ("e", "r4", "other language", None, 6, 0, 10),
    ("f", "r5", "no text", None, 3, 1, 5),
    ("g", "r5", "non-answer", None, 3, 1, 5),  # one response speaks once
    ("h", "r6", "no text", None, 4, np.nan, np.nan),  # of what scale?
]
FRAME = pd.DataFrame(
    ROWS, columns=["feedback_id", "response_id", "state", "polarity", "rating", "rating_low", "rating_high"]
).astype({"polarity": "str"})


def test_a_rating_speaks_where_no_words_do_and_once_per_response() -> None:
    judged = bare_ratings.judged(FRAME[["state", "polarity"]], FRAME)
    assert judged["basis"].fillna("").tolist() == ["words", "", "rating", "rating", "rating", "rating", "", ""]
    assert judged["polarity"].fillna("").tolist() == [
        "negative", "", "positive", "negative", "negative", "neutral", "", "",
    ]  # fmt: skip


def test_each_is_a_mention_without_words() -> None:
    mentions = bare_ratings.mentions(bare_ratings.judged(FRAME[["state", "polarity"]], FRAME))
    assert mentions["row"].tolist() == [2, 3, 4, 5]
    assert mentions["polarity"].tolist() == ["positive", "negative", "negative", "neutral"]
    assert mentions["p_negative"].tolist() == [0, 1, 1, 0]
    assert (mentions["start"] == mentions["end"]).all()
    assert not mentions[["effort", "unresolved"]].any(axis=None)


def test_the_callers_tables_are_left_alone() -> None:
    before = FRAME.copy(deep=True)
    bare_ratings.judged(FRAME[["state", "polarity"]], FRAME)
    pd.testing.assert_frame_equal(FRAME, before)


# Answer, response, state, what was asked and where, rating from 1 to 5.
GRID = [
    ("a", "r1", "scored", "Anything else?", None, "The food was awful", 4),
    ("b", "r1", "scored", "How was boarding?", "Boarding", "Slow", 4),
    ("c", "r1", "no text", "Rate: Check-in", "Check-in", None, 5),
    ("d", "r1", "no text", "Rate: Boarding", "Boarding", None, 1),  # its words were read there
    ("e", "r2", "no text", "Rate: Check-in", "Check-in", None, 2),
    ("f", "r2", "no text", "How would you rate the desk? [Check-in]", "Check-in", None, 2),  # once there
    ("g", "r2", "no text", "Overall", None, None, 3),  # of the whole response
    ("h", "r3", "other language", "Wie war der Check-in?", "Check-in", "Gut", 5),
]


def test_a_rating_of_one_touchpoint_speaks_there_beside_words_about_others() -> None:
    names = ["feedback_id", "response_id", "state", "question", "touchpoint", "text", "rating"]
    frame = pd.DataFrame(GRID, columns=names).assign(rating_low=1, rating_high=5, polarity=None)
    frame = frame.astype({"polarity": "str", "text": "str", "touchpoint": "str"})
    assert bare_ratings.of_one_place(frame).tolist() == [False, False, True, True, True, True, False, False]
    judged = bare_ratings.judged(frame[["state", "polarity"]], frame)
    assert judged["basis"].fillna("").tolist() == ["words", "words", "rating", "", "rating", "", "rating", "rating"]
    assert judged["polarity"].fillna("").tolist()[2:] == ["positive", "", "negative", "", "neutral", "positive"]
