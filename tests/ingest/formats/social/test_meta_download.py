"""Facebook's and Instagram's "download your information"."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def misread(text: str) -> str:
    return text.encode().decode("latin-1")


def test_letters_are_repaired(write: Write) -> None:
    entry = {"timestamp": 1767323045, "title": misread("Ann commented on José's post."),
             "data": [{"comment": {"timestamp": 1767323045, "comment": misread("Très déçue 😡"),
                                   "author": "Ann"}}]}  # fmt: skip
    new = ingest.read(write("comments.json", json.dumps({"comments_v2": [entry]})), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("meta download", "Meta", "social")
    assert new.feedback["text"].tolist() == ["Très déçue 😡"]
    assert new.ledger.dates == ("2026-01-02T03:04:05", "2026-01-02T03:04:05")
    assert any("no customer is speaking" in sentence for sentence in new.ledger.warnings)


def test_instagram_in_either_layout(write: Write) -> None:
    newer = [{"string_map_data": {"Comment": {"value": "Lovely"}, "Media Owner": {"value": "shop"},
                                  "Time": {"timestamp": 1767323045}}}]  # fmt: skip
    older = [{"title": "shop", "string_list_data": [{"href": "", "value": "Lovely", "timestamp": 1767323045}]}]
    for document in (newer, {"comments_reels_comments": newer}, {"comments_media_comments": older}):
        new = ingest.read(write("post_comments.json", json.dumps(document)), salt=b"s")
        assert (new.ledger.format, new.feedback["text"].tolist()) == ("meta download", ["Lovely"])


def test_conversation_is_named_after_the_customer(write: Write) -> None:
    thread = {
        "participants": [{"name": "Ann"}, {"name": "Shop"}], "title": "Ann", "is_still_participant": True,
        "messages": [
            {"sender_name": "Shop", "timestamp_ms": 1767323065000, "content": "On its way", "type": "Generic"},
            {"sender_name": "Ann", "timestamp_ms": 1767323045000, "content": "Where is my order", "type": "Generic"},
            {"sender_name": "Ann", "timestamp_ms": 1767323035000, "photos": [{"uri": "x.jpg"}]},
        ],
    }  # fmt: skip
    new = ingest.read(write("message_1.json", json.dumps(thread)), salt=b"s")
    assert (new.ledger.format, new.ledger.kind) == ("meta download", "support")
    assert new.feedback["text"].tolist() == ["Where is my order"]
    assert new.ledger.set_aside == {"written by the company": 1, "written by the system": 1}


def test_text_that_was_right_stays(write: Write) -> None:
    fields = {"Comment": {"value": "Très bien"}, "Time": {"timestamp": 1767323045}}
    new = ingest.read(write("c.json", json.dumps([{"string_map_data": fields}])), salt=b"s")
    assert new.feedback["text"].tolist() == ["Très bien"]
