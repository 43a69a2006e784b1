"""Sprinklr streams."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest


def test_the_stream_is_the_text(write: Callable[..., Path]) -> None:
    path = write(
        "sprinklr.csv",
        "Created Time,snType,Permalink,User Name,Sender Screen Name,Sender Follower Count,Sender Bio,"
        'Conversation Stream,Campaign ID\n2026-01-02 10:00:00,TWITTER,https://x.example/1,A B,ab,"1,200",likes tea,'
        "Lost my bag again,c1\n2026-01-02 11:00:00,TWITTER,https://x.example/2,C D,cd,5,,RT @ab: Lost my bag,c1\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("sprinklr", "Sprinklr", "social")
    assert new.feedback["text"].tolist() == ["Lost my bag again"]
    assert new.feedback["reach"].tolist() == [1200.0]
    assert (new.ledger.set_aside, new.ledger.hashed) == ({"retweet": 1}, ("Sender Screen Name",))
    assert "Sender Bio" in new.ledger.dropped
