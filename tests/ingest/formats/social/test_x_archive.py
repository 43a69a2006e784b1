"""The archive of an X account."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def post(identity: str, text: str, **more: object) -> dict[str, object]:
    return {"tweet": {"id_str": identity, "id": identity, "created_at": "Wed Oct 19 20:07:25 +0000 2022",
                      "full_text": text, "lang": "en", "favorite_count": "3", "retweeted": False,
                      "source": '<a href="https://x.example">Web</a>'} | more}  # fmt: skip


def test_javascript_is_read_as_the_accounts_own_posts(write: Write) -> None:
    posts = [post("1582825767519809536", "Doors open at 9 &amp; close at 5"), post("2", "RT @ab: they are great"),
             post("3", "@cd sorry to hear", in_reply_to_screen_name="cd")]  # fmt: skip
    new = ingest.read(write("tweets.js", "window.YTD.tweets.part0 = " + json.dumps(posts)), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("x archive", "X", "social")
    assert new.feedback["source_id"].tolist() == ["1582825767519809536", "2", "3"]
    assert new.feedback["text"].tolist()[0] == "Doors open at 9 & close at 5"
    assert new.ledger.dates == ("2022-10-19T20:07:25", "2022-10-19T20:07:25")
    assert not {"rating", "channel", "reach"} & set(new.ledger.roles)
    assert any("no customer is speaking" in sentence for sentence in new.ledger.warnings)
    assert any("1 posts begin with 'RT @'" in sentence for sentence in new.ledger.warnings)
    assert "in_reply_to_screen_name" in new.ledger.dropped


def test_long_posts_lie_in_a_file_of_their_own(write: Write) -> None:
    note = {"noteTweet": {"noteTweetId": "9", "createdAt": "2026-01-02T03:04:05.000Z", "core": {"text": "A long post"}}}
    new = ingest.read(write("note-tweet.js", "window.YTD.note_tweet.part0 = " + json.dumps([note])), salt=b"s")
    assert (new.ledger.format, new.feedback["text"].tolist()) == ("x archive", ["A long post"])


def test_older_archives_are_a_table(write: Write) -> None:
    path = write(
        "tweets.csv",
        "tweet_id,in_reply_to_status_id,in_reply_to_user_id,timestamp,source,text,retweeted_status_id,"
        "retweeted_status_user_id,retweeted_status_timestamp,expanded_urls\n"
        '892420643555336193,,,2017-08-01 16:23:56 +0000,"<a href=""x"">Web</a>",We are closed today,,,,\n'
        '892420643555336194,,,2017-08-01 17:23:56 +0000,"<a href=""x"">Web</a>",RT @ab: so nice,7,8,,\n',
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.set_aside) == ("x archive", {"retweet": 1})
    assert new.feedback["source_id"].tolist() == ["892420643555336193"]
    assert "channel" not in new.ledger.roles
