"""twint tables."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]
HEADER = "id,conversation_id,created_at,date,timezone,place,tweet,language,hashtags,user_id,username,link,retweet\n"


def test_milliseconds_and_retweets(write: Write) -> None:
    path = write("t.csv", HEADER
                 + "1299999999999999999,1,1598918399000.0,2020-08-31 23:59:59,0,,Flight cancelled again,en,[],7,ab,"
                   "https://x.example/1,False\n"
                 + "1300000000000000001,1,1598918400000.0,2020-09-01 00:00:00,0,,RT @ab: cancelled,en,[],8,cd,"
                   "https://x.example/2,False\n")  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("twint", "X", "social")
    assert new.feedback["source_id"].tolist() == ["1299999999999999999"]
    assert new.ledger.dates == ("2020-08-31T23:59:59", "2020-08-31T23:59:59")
    assert (new.ledger.set_aside, new.ledger.hashed) == ({"retweet": 1}, ("user_id",))
