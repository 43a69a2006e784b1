"""Intercom conversations: HTML bodies, teammates, bots, notes and ratings."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

USER = {"type": "user", "id": "u1", "name": "Ana Example", "email": "ana@example.com"}
ADMIN = {"type": "admin", "id": "9", "name": "Bo Agent"}
CONVERSATION = {
    "type": "conversation", "id": "77", "created_at": 1772352000, "state": "closed",
    "source": {"type": "email", "id": "500", "subject": "<p>Refund</p>",
               "body": "<p>Hello,</p><p>no money &amp; no answer</p>",
               "author": USER, "delivered_as": "customer_initiated", "url": None},
    "conversation_parts": {"type": "conversation_part.list", "conversation_parts": [
        {"id": "501", "part_type": "comment", "body": "<p>I am a bot</p>", "created_at": 1772352010,
         "author": {"type": "bot", "id": "0"}},
        {"id": "502", "part_type": "note", "body": "<p>Difficult one</p>", "created_at": 1772352020, "author": ADMIN},
        {"id": "503", "part_type": "comment", "body": "<p>We paid today</p>", "created_at": 1772352030,
         "author": ADMIN},
        {"id": "504", "part_type": "assignment", "body": None, "created_at": 1772352040, "author": ADMIN},
        {"id": "505", "part_type": "comment", "body": "<p>Thank you <img src=\"a.png\"> so much</p>",
         "created_at": 1772352050, "author": USER},
    ]},
    "conversation_rating": {"rating": 4, "remark": "Slow but kind", "created_at": 1772352060,
                            "contact": {"type": "contact", "id": "u2"}},
}  # fmt: skip
CAMPAIGN = {
    "type": "conversation", "id": "78", "created_at": 1772352100, "state": "open",
    "source": {"type": "conversation", "id": "600", "body": "<p>Try our app</p>", "author": ADMIN,
               "delivered_as": "automated"},
    "conversation_parts": {"conversation_parts": []}, "conversation_rating": None,
}  # fmt: skip


def check(path: Path) -> None:
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("intercom conversations", "Intercom", "support")
    assert (new.ledger.read, new.ledger.kept) == (8, 3)
    assert new.ledger.set_aside == {"written by the system": 3, "internal note": 1, "written by the company": 1}
    assert new.feedback["text"].tolist() == [
        "Refund\nHello,\nno money & no answer", "Thank you so much", "Slow but kind",
    ]  # fmt: skip
    assert new.feedback["rating"].fillna(0).tolist() == [0, 0, 4]
    assert new.ledger.scale == "1 to 5"
    assert new.feedback["occurred_at"][0].isoformat() == "2026-03-01T08:00:00"
    assert new.feedback["source_id"].tolist() == ["77-500", "77-505", "77-rating"]
    assert new.feedback["customer"].nunique() == 2
    assert new.feedback["channel"].unique().tolist() == ["email"]


def test_a_list_of_conversations(write: Write) -> None:
    page = {"type": "conversation.list", "conversations": [CONVERSATION, CAMPAIGN]}
    check(write("conversations.json", json.dumps(page)))


def test_a_conversation_per_line(write: Write) -> None:
    check(write("conversations.jsonl", json.dumps(CONVERSATION) + "\n" + json.dumps(CAMPAIGN)))


def test_a_list_without_parts_says_so(write: Write) -> None:
    bare = {name: value for name, value in CONVERSATION.items() if name != "conversation_parts"}
    new = ingest.read(write("list.json", json.dumps({"type": "conversation.list", "conversations": [bare]})), salt=b"s")
    assert new.ledger.kept == 2
    assert any("without their parts" in sentence for sentence in new.ledger.warnings)


def test_a_table_of_messages(write: Write) -> None:
    table = (
        "message_id,message_body,message_type,message_created_at,message_author_type,conversation_tags,conversation_id\n"
        "1,<p>Where is my order?</p>,conversation,2026-03-01 21:45:08,user,late,77\n"
        "2,<p>On its way</p>,comment,2026-03-01 21:46:08,admin,late,77\n"
        "3,<p>It has not arrived yet</p>,comment,2026-03-02 21:46:08,lead,late,78\n"
    )
    new = ingest.read(write("messages.csv", table), salt=b"s")
    assert (new.ledger.format, new.ledger.confidence) == ("intercom messages csv", 0.8)
    assert new.feedback["text"].tolist() == ["Where is my order?", "It has not arrived yet"]
    assert new.ledger.set_aside == {"written by the company": 1}
