"""Slack messages."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

MESSAGES = [
    {"type": "message", "subtype": "channel_join", "user": "U1", "text": "<@U1> has joined the channel",
     "ts": "1772352000.000100"},
    {"type": "message", "user": "U1", "ts": "1772352001.000200",
     "text": "<@U2> see <https://example.com/a|this page> &amp; <#C1|general>: <https://example.com/b> is down "
             "<!here>"},
    {"type": "message", "user": "U2", "text": "Looking into it", "ts": "1772352002.000300"},
    {"type": "message", "subtype": "file_share", "user": "U1", "ts": "1772352003.000400",
     "text": "<@U1> uploaded a file: <https://files.example.com/x|shot.png>"},
    {"type": "message", "subtype": "bot_message", "text": "Build passed", "ts": "1772352004.000500", "bot_id": "B1"},
]  # fmt: skip
USERS = [
    {"id": "U1", "team_id": "T9", "is_stranger": True, "profile": {"email": "ana@example.com"}},
    {"id": "U2", "team_id": "T1", "profile": {"email": "bo@example.com"}},
]


def test_a_day_of_a_channel(write: Write) -> None:
    new = ingest.read(write("2026-03-01.json", json.dumps(MESSAGES)), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("slack export", "Slack", "support")
    assert (new.ledger.read, new.ledger.set_aside) == (5, {"written by the system": 3})
    assert new.feedback["text"].tolist() == [
        "[handle] see this page & #general: https://example.com/b is down here", "Looking into it",
    ]  # fmt: skip
    assert new.feedback["occurred_at"][0].isoformat() == "2026-03-01T08:00:01.000200"
    assert new.feedback["customer"].nunique() == 2
    assert any("all people count as customers'" in sentence for sentence in new.ledger.warnings)


def test_a_shared_channel_of_an_export(write: Write) -> None:
    bundle = {"bundle": "slack", "channels": {"help": MESSAGES, "random": []}, "users": USERS}
    new = ingest.read(write("slack.json", json.dumps(bundle)), salt=b"s")
    assert new.ledger.confidence == 0.98
    assert "profiles of the users" in new.ledger.dropped
    assert new.ledger.set_aside == {"written by the system": 3, "written by the company": 1}
    assert new.feedback["channel"].tolist() == ["help"]
    assert new.feedback["source_id"].tolist() == ["help-1772352001.000200"]
    assert not any("all people" in sentence for sentence in new.ledger.warnings)
    assert "ana@example.com" not in new.feedback.to_csv()


def test_the_archive_as_slack_writes_it(write: Write) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("users.json", json.dumps(USERS))
        archive.writestr("channels.json", "[]")
        archive.writestr("help/2026-03-01.json", json.dumps(MESSAGES))
    new = ingest.read(write("Example Slack export.zip", packed.getvalue()), salt=b"s")
    assert (new.ledger.format, new.ledger.read, new.ledger.kept) == ("slack export", 5, 1)
    assert new.feedback["channel"].tolist() == ["help"]
