"""Pulsar TRAC results."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest


def test_a_parent_is_a_retweet(workbook: Callable[..., Path]) -> None:
    path = workbook("pulsar.xlsx", Results=[
        ["ID", "Search", "Source", "Application", "Title", "Content", "Date", "Parent", "Language", "URL", "Domain"],
        ["1", "shop", "TWITTER", "Web", "", "Lost my bag again", "2026-01-02 10:00:00", 0, "en", "https://x.example/1",
         "x.example"],
        ["2", "shop", "TWITTER", "Web", "", "Lost my bag again", "2026-01-02 11:00:00", 1, "en", "https://x.example/2",
         "x.example"],
    ])  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("pulsar", "Pulsar", "social")
    assert (new.feedback["text"].tolist(), new.ledger.set_aside) == (["Lost my bag again"], {"retweet": 1})
    assert new.ledger.roles["channel"] == "Source"
