"""X API v2 posts as a table."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest


def test_retweets_and_authors(write: Callable[..., Path]) -> None:
    path = write(
        "flat.csv",
        "id,author_id,created_at,text,lang,referenced_tweets.retweeted.id,public_metrics.impression_count,"
        "author.username,author.description\n"
        "1440716895355764743,7,2026-01-22T16:37:29.000Z,No parcel &amp; no answer,en,,12,ab,a@example.com\n"
        "1440716895355764744,8,2026-01-22T16:38:29.000Z,RT @ab: no parcel,en,1,3,cd,likes tea\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source) == ("x api v2 table", "X")
    assert new.feedback["text"].tolist() == ["No parcel & no answer"]
    assert (new.ledger.set_aside, new.ledger.hashed) == ({"retweet": 1}, ("author_id",))
    assert new.feedback["reach"].tolist() == [12.0]
