"""Labelled posts to airlines."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest


def test_after_a_spreadsheet(write: Callable[..., Path]) -> None:
    row = "{},negative,1,0.7,{},{},Late Flight,,ab{},,0,,42059.48825,Boston,Eastern\n"
    path = write(
        "Tweets.csv",
        "tweet_id,airline_sentiment,airline_sentiment_confidence,negativereason_confidence,text,airline,negativereason,"
        "airline_sentiment_gold,name,negativereason_gold,retweet_count,tweet_coord,tweet_created,tweet_location,"
        "user_timezone\n" + row.format("570306133677760000", "=@united two hours late &amp; cold", "United", 1)
        + "".join(row.format("570306133677760000", f"@united no word for {n} hours", "Delta", n) for n in range(2, 6)),
    )  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source) == ("airline tweets", "X")
    assert new.feedback["text"].tolist()[0].endswith("two hours late & cold")
    assert not new.feedback["text"].str.startswith("=").any()
    assert new.ledger.dates == ("2015-02-24T11:43:05", "2015-02-24T11:43:05")
    assert new.feedback["segment"].tolist() == ["United", *["Delta"] * 4]
    assert any("rounded by a spreadsheet" in sentence for sentence in new.ledger.warnings)
    assert "rating" not in new.ledger.roles
    assert {"tweet_coord", "tweet_location"} <= set(new.ledger.dropped)
