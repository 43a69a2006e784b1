"""Customer Support on Twitter."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest


def test_agents_are_set_aside(write: Callable[..., Path]) -> None:
    path = write(
        "twcs.csv",
        "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n"
        "1,115712,True,Tue Oct 31 22:10:47 +0000 2017,@shop my order never came,2,\n"
        "2,shop,False,Tue Oct 31 22:12:47 +0000 2017,@115712 please send a message,,1\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.kind) == ("customer support on twitter", "support")
    assert (new.ledger.kept, new.ledger.set_aside) == (1, {"written by the company": 1})
    assert new.ledger.dates == ("2017-10-31T22:10:47", "2017-10-31T22:10:47")
    assert new.ledger.hashed == ("author_id",)
