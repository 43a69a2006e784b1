"""Sprout Social messages."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def test_messages_of_the_api(write: Write) -> None:
    rows = [{"guid": f"g{n}", "post_type": kind, "network": "TWITTER", "text": text, "perma_link": "https://x.example",
             "created_time": f"2026-01-0{n}T10:00:00Z", "from": {"name": "A", "screen_name": f"ab{n}"}}
            for n, kind, text in ((1, "TWITTER_DIRECT_MESSAGE", "Where is my order"),
                                  (2, "TWITTER_SENT_MESSAGE", "On its way"))]  # fmt: skip
    new = ingest.read(write("sprout.json", json.dumps({"data": rows, "paging": {}})), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.confidence) == ("sprout social", "Sprout Social", 0.8)
    assert new.feedback["text"].tolist() == ["Where is my order"]
    assert new.ledger.roles["channel"] == "network"


def test_table_is_a_guess(write: Write) -> None:
    path = write(
        "inbox.csv",
        "Timestamp (UTC),Network,Message Type,Profile,From,Message,Sent by,Impressions\n"
        "2026-01-02 10:00,Facebook,Comment,Shop North,ab,Where is my order,,N/A\n"
        '2026-01-02 11:00,Facebook,Sent Message,Shop North,Shop,On its way,Cleo,"1,200"\n',
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.confidence) == ("sprout social", 0.6)
    assert new.feedback["text"].tolist() == ["Where is my order"]
    assert new.ledger.set_aside == {"written by the company": 1}
    assert new.ledger.dates == ("2026-01-02T10:00:00", "2026-01-02T10:00:00")
