"""Discord channels."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def test_json_with_roles_and_bots(write: Write) -> None:
    ana, bo = {"id": "1", "name": "ana", "isBot": False, "roles": []}, {"id": "2", "name": "bo", "isBot": False,
              "roles": [{"name": "Support Team"}]}  # fmt: skip
    messages = [
        {"id": "10", "type": "GuildMemberJoin", "timestamp": "2026-03-01T08:00:00.1+00:00",
         "content": "Joined the server.", "author": ana},
        {"id": "11", "type": "Default", "timestamp": "2026-03-01T08:01:00.123+00:00", "author": ana,
         "content": "The update broke <@2> my list <:sad:123> in <#9>"},
        {"id": "12", "type": "Reply", "timestamp": "2026-03-01T08:02:00+00:00", "content": "We are on it",
         "author": bo},
        {"id": "13", "type": "Default", "timestamp": "2026-03-01T08:03:00+00:00", "content": "Beep",
         "author": {"id": "3", "name": "b", "isBot": True}},
    ]  # fmt: skip
    page = {"guild": {"id": "5", "name": "Game"}, "channel": {"id": "9", "name": "bugs"}, "messages": messages}
    new = ingest.read(write("bugs.json", json.dumps(page)), salt=b"s")
    assert (new.ledger.format, new.ledger.source) == ("discord export", "Discord")
    assert (new.ledger.read, new.ledger.kept) == (4, 1)
    assert new.ledger.set_aside == {"written by the system": 2, "written by the company": 1}
    assert new.feedback["text"].tolist() == ["The update broke [handle] my list :sad: in #channel"]
    assert new.feedback["channel"].tolist() == ["bugs"]
    assert new.ledger.dates == ("2026-03-01T08:01:00.123000", "2026-03-01T08:01:00.123000")


def table(first: str, second: str) -> str:
    return (
        "\ufeffAuthorID,Author,Date,Content,Attachments,Reactions\n"
        f"1,ana#0001,{first},The new map is great,,\n"
        f"2,cy#0002,{second},Joined the server.,,\n"
        f"2,cy#0002,{second},It crashes <@1> at every start,,\n"
    )


def test_both_date_shapes_of_the_table(write: Write) -> None:
    old = ingest.read(write("old.csv", table("01-Feb-20 01:33 AM", "02-Feb-20 11:00 PM")), salt=b"s")
    assert (old.ledger.format, old.ledger.set_aside) == ("discord export", {"written by the system": 1})
    assert old.ledger.dates == ("2020-02-01T01:33:00", "2020-02-02T23:00:00")
    assert old.feedback["text"].tolist() == ["The new map is great", "It crashes [handle] at every start"]
    assert old.feedback["customer"].nunique() == 2
    new = ingest.read(
        write("new.csv", table("2026-02-01T01:33:00.1230000+01:00", "2026-02-02T23:00:00.0000000+01:00")), salt=b"s"
    )
    assert new.ledger.dates == ("2026-02-01T00:33:00.123000", "2026-02-02T22:00:00")
