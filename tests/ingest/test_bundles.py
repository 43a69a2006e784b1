"""Files that belong together, put into one; and what of a known archive is not customers speaking."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cxanalytics.errors import ExportError
from cxanalytics.ingest import containers
from cxanalytics.ingest.archives import LeftOut
from cxanalytics.ingest.files import Content


def archive(tmp_path: Path, files: Mapping[str, Any], name: str = "export.zip") -> Path:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as made:
        for inner, data in files.items():
            made.writestr(inner, data if isinstance(data, str) else json.dumps(data))
    return path


def opened(path: Path) -> tuple[list[Content], list[LeftOut]]:
    parts = list(containers.contents(path))
    return (
        [part for part in parts if isinstance(part, Content)],
        [part for part in parts if isinstance(part, LeftOut)],
    )


def message(text: str, ts: str) -> dict[str, str]:
    return {"type": "message", "user": "U1", "text": text, "ts": ts}


SLACK = {
    "users.json": [{"id": "U1", "name": "mia"}],
    "channels.json": [{"id": "C1", "name": "help"}],
    "help/2026-01-06.json": [message("Second day", "1767690000.000200")],
    "help/2026-01-05.json": [message("First day", "1767600000.000100")],
    "shop/2026-01-05.json": [message("The till is slow", "1767600000.000300")],
    "integration_logs.json": [],
}


@pytest.mark.parametrize("root", ["", "Acme Slack export/"])
def test_a_slack_export_is_one_content(root: str, tmp_path: Path) -> None:
    path = archive(tmp_path, {root + name: data for name, data in SLACK.items()})
    [content], left = opened(path)
    assert (content.name, content.kind, content.member) == ("export.zip", "json", "(slack)")
    document = json.loads(content.data)
    assert document["bundle"] == "slack"
    assert {name: [m["text"] for m in said] for name, said in document["channels"].items()} == {
        "help": ["First day", "Second day"], "shop": ["The till is slow"],
    }  # fmt: skip
    assert document["users"] == [{"id": "U1", "name": "mia"}]
    assert [(item.path, item.why) for item in left] == [(f"{root}integration_logs.json", "set")]
    assert containers.one(path, member="(slack)").data == content.data


def test_days_that_are_no_slack_export_stay_apart(tmp_path: Path) -> None:
    contents, _ = opened(archive(tmp_path, {"a/2026-01-05.json": [{"text": "x"}], "users.json": [{"id": "U1"}]}))
    assert [content.name for content in contents] == ["export.zip/a/2026-01-05.json", "export.zip/users.json"]


def test_a_damaged_day_is_named(tmp_path: Path) -> None:
    path = archive(tmp_path, SLACK | {"help/2026-01-06.json": '[{"text": "cut'})
    with pytest.raises(ExportError, match=r"export.zip/help/2026-01-06.json is no well-formed JSON"):
        opened(path)


CONVERSATIONS = """Conversation ID,Medium,Channel,Channel Display Name,Contact Profile ID,Created at
c1,TWITTER,acme,Acme,p1,2026-01-05T08:00:00Z
"""
MESSAGES = """Conversation ID,Message ID,Direction,Message,Created at
c1,m1,INBOUND,"Where is my parcel, please?",2026-01-05T08:00:00Z
c1,m2,OUTBOUND,We are looking,2026-01-05T08:10:00Z
"""


def test_conversations_and_their_messages_are_one_content(tmp_path: Path) -> None:
    files = {
        "conversations_05012026.csv": CONVERSATIONS,
        "messages_05012026.csv": MESSAGES,
        "other.csv": "id,text\n1,a\n",
    }
    joined, other = opened(archive(tmp_path, files))[0]
    document = json.loads(joined.data)
    assert document["bundle"] == "hootsuite"
    assert document["conversations"][0]["Contact Profile ID"] == "p1"
    assert [row["Message"] for row in document["messages"]] == ["Where is my parcel, please?", "We are looking"]
    assert other.name == "export.zip/other.csv"


def test_conversations_alone_are_a_table_like_any_other(tmp_path: Path) -> None:
    [content], _ = opened(archive(tmp_path, {"c.csv": CONVERSATIONS, "d.csv": "id,text\n1,a\n"}))[0][:1], None
    assert content.name == "export.zip/c.csv"


def test_of_an_x_archive_only_the_posts_are_read(tmp_path: Path) -> None:
    post = 'window.YTD.tweets.part0 = [ {"tweet": {"id_str": "1", "full_text": "Late again"}} ]'
    like = 'window.YTD.like.part0 = [ {"like": {"tweetId": "2", "fullText": "Somebody else"}} ]'
    files = {"data/manifest.js": "window.__THAR_CONFIG = {}", "data/tweets.js": post, "data/tweets-part1.js": post,
             "data/like.js": like, "Your archive.html": "<html>", "assets/a.json": "[]"}  # fmt: skip
    contents, left = opened(archive(tmp_path, files))
    assert [content.name for content in contents] == ["export.zip/data/tweets.js", "export.zip/data/tweets-part1.js"]
    assert {item.why for item in left} == {"set"}
    assert len(left) == 4


def test_of_a_business_profile_the_reviews_of_each_place_are_read(tmp_path: Path) -> None:
    root = "Takeout/Google Business Profile/account-1"
    reviews = {"reviews": [{"name": "r", "starRating": "FIVE", "comment": "Lovely"}]}
    files = {f"{root}/location-1/reviews.json": reviews, f"{root}/location-1/data.json": {"title": "North"},
             f"{root}/location-2/reviews-1.json": reviews, "Takeout/archive_browser.html": "<html></html>"}  # fmt: skip
    contents, left = opened(archive(tmp_path, files))
    assert [content.facts["path"] for content in contents] == [
        f"export.zip/{root}/location-1/reviews.json", f"export.zip/{root}/location-2/reviews-1.json",
    ]  # fmt: skip
    assert [(item.path, item.why) for item in left] == [
        (f"{root}/location-1/data.json", "set"), ("Takeout/archive_browser.html", "other"),
    ]  # fmt: skip
