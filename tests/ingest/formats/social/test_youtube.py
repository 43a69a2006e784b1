"""YouTube comments."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cxanalytics import ingest

Write = Callable[..., Path]


def comment(identity: str, author: str, **texts: str) -> dict[str, Any]:
    return {"kind": "youtube#comment", "id": identity,
            "snippet": {"authorDisplayName": f"@{author}", "authorChannelId": {"value": author}, "likeCount": 2,
                        "publishedAt": "2026-01-02T03:04:05Z", "videoId": "v1"} | texts}  # fmt: skip


def test_threads_of_the_api(write: Write) -> None:
    thread = {
        "kind": "youtube#commentThread", "id": "t1",
        "snippet": {"channelId": "shop", "videoId": "v1", "totalReplyCount": 2,
                    "topLevelComment": comment("c1", "u1", textDisplay="I don&#39;t like it<br>at all",
                                               textOriginal="I don't like it\nat all")},
        "replies": {"comments": [comment("c2", "shop", textDisplay="Sorry!"),
                                 comment("c3", "u2", textDisplay="Me &amp; my dog<br>love it")]},
    }  # fmt: skip
    page = {"kind": "youtube#commentThreadListResponse", "items": [thread]}
    new = ingest.read(write("comments.json", json.dumps(page)), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("youtube", "YouTube", "social")
    assert new.feedback["text"].tolist() == ["I don't like it\nat all", "Me & my dog\nlove it"]
    assert new.ledger.set_aside == {"written by the company": 1}
    assert new.feedback["source_id"].tolist() == ["c1", "c3"]
    assert (new.ledger.read, new.ledger.hashed) == (3, ("customer",))


def test_table_of_a_script(write: Write) -> None:
    path = write("comments.csv", 'author,comment,likes,publishedAt\n@ab,"Lovely advert ❤\nreally",12,'
                 "2026-01-02T03:04:05Z\n@cd,Too long for me,0,2026-01-03T03:04:05Z\n")  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert new.ledger.format == "youtube"
    assert new.feedback["text"].tolist() == ["Lovely advert ❤\nreally", "Too long for me"]
    assert not {"rating", "reach"} & set(new.ledger.roles)
    assert new.ledger.hashed == ("author",)


def test_html_gives_way_to_the_original(write: Write) -> None:
    path = write(
        "api.csv",
        "comment_id,textDisplay,textOriginal,authorDisplayName,likeCount,publishedAt,videoId\n"
        "c1,It&#39;s <b>late</b>,It's late,@ab,3,2026-01-02T03:04:05Z,v1\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.roles["text"], new.feedback["text"].tolist()) == ("textOriginal", ["It's late"])
