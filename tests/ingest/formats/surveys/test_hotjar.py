"""Hotjar survey responses and incoming feedback."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def test_survey_responses(write: Write) -> None:
    path = write(
        "Exit poll.csv",
        "Number,User,Date Submitted,Country,Source URL,Device,Browser,OS,What stopped you today?\n"
        "1,abcdef01,2024-03-04 10:00:00,France,https://example.com/cart,Mobile,Safari,iOS,The page would not load\n"
        "2,abcdef02,2024-03-05 10:00:00,Spain,https://example.com/cart,Desktop,Firefox,Linux,\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.confidence, new.ledger.source) == ("hotjar", 0.8, "Hotjar: Exit poll")
    assert new.ledger.set_aside == {"no text and no rating": 1}
    row = new.feedback.iloc[0]
    assert (row["question"], row["text"]) == ("What stopped you today?", "The page would not load")
    assert (row["segment"], row["url"]) == ("Country: France | Device: Mobile", "https://example.com/cart")
    assert new.ledger.hashed == ("User",)


def test_incoming_feedback_has_five_faces(write: Write) -> None:
    path = write(
        "feedback.csv",
        "Number,User,Date Submitted,Country,Source URL,Device,Browser,OS,Emotion (1-5),Message,Email\n"
        "1,abcdef01,2024-03-04 10:00:00,France,https://example.com/a,Mobile,Safari,iOS,2,Too small to read,\n"
        "2,abcdef02,2024-03-05 10:00:00,Spain,https://example.com/b,Desktop,Firefox,Linux,5,Lovely pictures,\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.feedback["rating"].tolist(), new.ledger.scale) == ([2.0, 5.0], "1 to 5")
    assert new.ledger.roles["text"] == "Message"
