"""Reddit dumps, listings and tables."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def comment(identity: str, body: str, author: str = "ab") -> dict[str, object]:
    return {"id": identity, "body": body, "author": author, "subreddit": "trains", "link_id": "t3_x", "score": 5,
            "created_utc": 1700000000, "permalink": f"/r/trains/{identity}", "edited": False}  # fmt: skip


def test_dump_of_comments(write: Write) -> None:
    rows = [comment("a", "&gt; the app is fine\n\nNo, it crashes &amp; burns"), comment("b", "[deleted]", "[deleted]"),
            comment("c", "I am a bot", "AutoModerator"), comment("d", "> only a quote"),
            comment("e", ">!the spoiler!< was late")]  # fmt: skip
    new = ingest.read(write("RC_2023-11.jsonl", "\n".join(map(json.dumps, rows))), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("reddit", "Reddit", "social")
    assert new.feedback["text"].tolist() == [
        "No, it crashes & burns", "> only a quote", ">!the spoiler!< was late",
    ]  # fmt: skip
    assert new.ledger.set_aside == {"deleted or removed": 1, "written by the system": 1}
    assert new.ledger.dates == ("2023-11-14T22:13:20", "2023-11-14T22:13:20")
    assert "rating" not in new.ledger.roles
    assert new.feedback["url"].tolist()[0] == "https://www.reddit.com/r/trains/a"


def test_posts_speak_by_title_and_text(write: Write) -> None:
    base = {"author": "ab", "subreddit": "trains", "num_comments": 1, "created_utc": "1700000000"}
    rows = [base | {"id": "a", "title": "Late again", "selftext": "Third time this week"},
            base | {"id": "b", "title": "No seats", "selftext": ""},
            base | {"id": "c", "title": "Cold", "selftext": "[removed]"}]  # fmt: skip
    new = ingest.read(write("RS.jsonl", "\n".join(map(json.dumps, rows))), salt=b"s")
    assert new.feedback["text"].tolist() == ["Late again\nThird time this week", "No seats", "Cold"]


def test_listing_with_answers(write: Write) -> None:
    answer = {"kind": "Listing", "data": {"children": [{"kind": "t1", "data": comment("b", "Same here")}]}}
    first = comment("a", "Doors stuck again") | {"replies": answer}
    page = {"kind": "Listing", "data": {"after": None, "children": [{"kind": "t1", "data": first}]}}
    new = ingest.read(write("listing.json", json.dumps(page)), salt=b"s")
    assert new.feedback["text"].tolist() == ["Doors stuck again", "Same here"]


def test_table_of_posts_and_comments(write: Write) -> None:
    path = write(
        "reddit.csv",
        "title,score,id,url,comms_num,created,body,timestamp\n"
        "Late again,3,a,https://x.example/a,2,1700000000.0,,2023-11-15 00:13:20\n"
        "Comment,1,b,,0,1700000060.0,Third time this week,2023-11-15 00:14:20\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.roles["occurred_at"]) == ("reddit", "created")
    assert new.feedback["text"].tolist() == ["Late again", "Third time this week"]
    assert new.ledger.dates == ("2023-11-14T22:13:20", "2023-11-14T22:14:20")
