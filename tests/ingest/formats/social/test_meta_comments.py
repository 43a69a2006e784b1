"""Comments of Facebook and Instagram."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]
WHEN = "2026-01-02T10:00:00+0000"


def test_comments_inside_their_posts(write: Write) -> None:
    shop = {"name": "Shop", "id": "9"}
    post = {"id": "9_1", "message": "New kettles today", "created_time": WHEN, "from": shop, "comments": {"data": [
        {"id": "9_2", "message": "Mine leaks", "created_time": WHEN, "from": {"name": "Ann", "id": "1"},
         "comments": {"data": [{"id": "9_3", "message": "Sorry!", "created_time": WHEN, "from": shop}]}},
        {"id": "9_4", "message": "Lovely", "created_time": WHEN},
    ]}}  # fmt: skip
    new = ingest.read(write("posts.json", json.dumps({"data": [post], "paging": {}})), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("meta comments", "Facebook", "social")
    assert new.feedback["text"].tolist() == ["Mine leaks", "Lovely"]
    assert (new.ledger.read, new.ledger.set_aside) == (4, {"written by the company": 2})
    assert new.ledger.dates == ("2026-01-02T10:00:00", "2026-01-02T10:00:00")


def test_instagram_media_with_comments(write: Write) -> None:
    media = {"id": "m1", "caption": "New kettles", "timestamp": WHEN, "username": "shop", "media_type": "IMAGE",
             "comments": {"data": [
                 {"id": "c1", "text": "Mine leaks", "timestamp": WHEN, "username": "ann",
                  "replies": {"data": [{"id": "c2", "text": "Sorry!", "timestamp": WHEN, "username": "shop"}]}},
             ]}}  # fmt: skip
    new = ingest.read(write("media.json", json.dumps({"data": [media]})), salt=b"s")
    assert (new.ledger.source, new.feedback["text"].tolist()) == ("Instagram", ["Mine leaks"])
    assert new.ledger.set_aside == {"written by the company": 2}


def test_comments_alone(write: Write) -> None:
    rows = [{"id": str(n), "message": text, "created_time": WHEN, "from": {"name": f"N{n}", "id": f"{n}"}}
            for n, text in enumerate(["Mine leaks", "Lovely"])]  # fmt: skip
    new = ingest.read(write("comments.json", json.dumps({"data": rows})), salt=b"s")
    assert (new.ledger.format, new.feedback["text"].tolist()) == ("meta comments", ["Mine leaks", "Lovely"])


def test_table_of_a_script(write: Write) -> None:
    path = write(
        "comments.csv",
        "comment_id,status_id,parent_id,comment_message,comment_author,comment_published,comment_likes\n"
        "c1,9_1,,Mine leaks,Ann,2017-05-01 10:00:00,3\nc2,9_1,c1,Mine too,Ben,2017-05-01 11:00:00,0\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source) == ("meta comments", "Facebook")
    assert new.feedback["text"].tolist() == ["Mine leaks", "Mine too"]
    assert new.ledger.hashed == ("comment_author",)


def test_table_of_an_instagram_scraper(write: Write) -> None:
    path = write(
        "instagram.csv",
        "id,postUrl,text,ownerUsername,timestamp,likesCount,repliesCount\n"
        "c1,https://x.example/1,Mine leaks,ann,2026-01-02T10:00:00.000Z,3,0\n"
        "c2,https://x.example/1,Lovely,ben,2026-01-02T11:00:00.000Z,0,0\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.source, new.ledger.kept) == ("Instagram", 2)
    assert not {"rating", "reach"} & set(new.ledger.roles)


def test_common_words_are_no_sign(write: Write) -> None:
    rows = [{"id": str(n), "timestamp": WHEN, "text": "Mine leaks", "username": f"ab{n}"} for n in (1, 2)]
    assert ingest.inspect(write("rows.json", json.dumps(rows))).format == "table"
