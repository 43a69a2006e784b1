"""Zendesk satisfaction ratings, as the API and as a table write them."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

RATINGS = [
    {"id": 11, "score": "good", "comment": "Quick help", "reason": None, "ticket_id": 51, "requester_id": 41,
     "created_at": "2026-03-01T08:00:00Z", "assignee_id": 7},
    {"id": 12, "score": "bad", "comment": None, "reason": "The issue took too long", "ticket_id": 52,
     "requester_id": 42, "created_at": "2026-03-02T08:00:00Z", "assignee_id": 7},
    {"id": 13, "score": "offered", "comment": None, "reason": None, "ticket_id": 53, "requester_id": 43,
     "created_at": "2026-03-03T08:00:00Z", "assignee_id": 7},
]  # fmt: skip


def check(path: Path) -> None:
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source) == ("zendesk satisfaction", "Zendesk")
    assert (new.ledger.read, new.ledger.set_aside) == (3, {"no text and no rating": 1})
    assert new.feedback["text"].fillna("").tolist() == ["Quick help", ""]
    assert new.feedback["rating"].tolist() == [1, 0]
    assert new.ledger.scale == "0 to 1"
    assert new.feedback["source_id"].tolist() == ["11", "12"]
    assert new.feedback["segment"].fillna("").tolist() == ["", "The issue took too long"]


def test_pages_of_the_api(write: Write) -> None:
    check(write("ratings.json", json.dumps({"satisfaction_ratings": RATINGS, "count": 3})))


def test_a_table(write: Write) -> None:
    lines = ["id,score,comment,reason,ticket_id,requester_id,created_at"]
    lines += [",".join(str(row[name] or "") for name in lines[0].split(",")) for row in RATINGS]
    check(write("ratings.csv", "\n".join(lines)))


def test_numbers_beside_a_ticket_are_another_tools(write: Write) -> None:
    path = write("csat.csv", "ticket_id,score,comment\n1,5,Very good help from you\n2,1,No help at all from you\n")
    assert ingest.inspect(path).format == "table"
