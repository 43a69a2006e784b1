"""AskNicely answers."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def test_people_who_said_nothing_are_set_aside(write: Write) -> None:
    common = {"question_type": "nps", "deliverymethod": "email", "dontcontact": "0", "sent": "1709540000"}
    rows = [
        {"response_id": "1", "person_id": "p1", "answer": "3", "comment": "The till was slow", "note": "Called her",
         "responded": "1709546700", **common},
        {"response_id": "2", "person_id": "p2", "answer": "5", "comment": "", "note": "",
         "responded": "1709546760", **common},
        {"response_id": "3", "person_id": "p3", "answer": "", "comment": "", "note": "", "responded": "0", **common},
    ]  # fmt: skip
    new = ingest.read(write("responses.json", json.dumps({"data": rows})), salt=b"s")
    assert (new.ledger.format, new.ledger.confidence) == ("asknicely", 0.8)
    assert new.ledger.set_aside == {"not answered": 1}
    assert new.feedback["text"].fillna("-").tolist() == ["The till was slow", "-"]
    assert new.ledger.scale == "0 to 10"
    assert new.ledger.dates == ("2024-03-04T10:05:00", "2024-03-04T10:06:00")
    assert (new.ledger.roles["reply"], new.ledger.hashed) == ("note", ("person_id",))


def test_a_bare_table_is_a_guess(write: Write) -> None:
    path = write("nps.csv", "answer,comment,responded\n9,Kind people at the desk,1709546700\n")
    assert (ingest.inspect(path).format, ingest.inspect(path).confidence) == ("asknicely", 0.6)
