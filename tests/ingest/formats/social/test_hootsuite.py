"""Hootsuite's inbox exports."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cxanalytics import ingest
from cxanalytics.errors import NoTextColumn

Write = Callable[..., Path]

CONVERSATIONS = [
    {"Conversation ID": "k1", "Medium": "facebook", "Channel": "shop", "Channel Display Name": "Shop North",
     "Contact Profile ID": "p1", "Contact Primary Identifier": "Ann A", "Created at": "2026-01-01 09:00:00"},
    {"Conversation ID": "k2", "Medium": "whatsapp", "Channel": "shop", "Channel Display Name": "Shop South",
     "Contact Profile ID": "p2", "Contact Primary Identifier": "Ben B", "Created at": "2026-01-01 09:30:00"},
]  # fmt: skip
MESSAGES = [
    {"Conversation ID": "k1", "Message ID": "m1", "Direction": "inbound", "Created at": "2026-01-02 10:00:00",
     "Content": "Where is my order"},
    {"Conversation ID": "k1", "Message ID": "m2", "Direction": "outbound", "Created at": "2026-01-02 10:05:00",
     "Content": "On its way"},
    {"Conversation ID": "k2", "Message ID": "m3", "Direction": "inbound", "Created at": "2026-01-02 11:00:00",
     "Content": "Kind staff"},
]  # fmt: skip


def test_messages_with_their_conversations(write: Write) -> None:
    bundle = {"bundle": "hootsuite", "conversations": CONVERSATIONS, "messages": MESSAGES}
    new = ingest.read(write("hootsuite.json", json.dumps(bundle)), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("hootsuite", "Hootsuite", "support")
    assert new.feedback["text"].tolist() == ["Where is my order", "Kind staff"]
    assert new.feedback["channel"].tolist() == ["facebook", "whatsapp"]
    assert new.feedback["segment"].tolist() == ["Shop North", "Shop South"]
    assert new.ledger.set_aside == {"written by the company": 1}
    assert new.ledger.dates == ("2026-01-02T10:00:00", "2026-01-02T11:00:00")
    assert (new.ledger.read, new.ledger.hashed) == (3, ("Contact Profile ID",))


def test_messages_alone(write: Write) -> None:
    lines = ["Conversation ID,Message ID,Medium,Direction,Created at,Contact Primary Identifier,Content",
             "k1,m1,facebook,inbound,2026-01-02 10:00:00,Ann A,Where is my order",
             "k1,m2,facebook,outbound,2026-01-02 10:05:00,Ann A,On its way"]  # fmt: skip
    new = ingest.read(write("messages.csv", "\n".join(lines) + "\n"), salt=b"s")
    assert (new.ledger.format, new.feedback["text"].tolist()) == ("hootsuite", ["Where is my order"])


def test_conversations_alone_hold_no_words(write: Write) -> None:
    lines = [",".join(CONVERSATIONS[0]), *(",".join(row.values()) for row in CONVERSATIONS)]
    path = write("conversations.csv", "\n".join(lines) + "\n")
    assert "without their messages" in ingest.inspect(path).warnings[0]
    with pytest.raises(NoTextColumn):
        ingest.read(path, salt=b"s")


def test_without_a_direction_the_agents_id_tells(write: Write) -> None:
    messages = [{key: value for key, value in row.items() if key != "Direction"} | {"Agent ID": agent}
                for row, agent in zip(MESSAGES, ("", "a1", ""), strict=True)]  # fmt: skip
    bundle = {"bundle": "hootsuite", "conversations": CONVERSATIONS, "messages": messages}
    new = ingest.read(write("hootsuite.json", json.dumps(bundle)), salt=b"s")
    assert new.feedback["text"].tolist() == ["Where is my order", "Kind staff"]
