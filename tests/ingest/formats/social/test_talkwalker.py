"""Talkwalker results."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def test_results_in_json(write: Write) -> None:
    def result(number: int, text: str) -> dict[str, object]:
        return {"data": {
            "url": f"https://x.example/{number}", "published": 1767323045000 + number, "search_indexed": 1767323046000,
            "title": "", "content": text, "lang": "fr", "sentiment": -5, "reach": 120, "engagement": 3,
            "source_type": ["SOCIALMEDIA", "SOCIALMEDIA_TWITTER"],
            "extra_author_attributes": {"name": "A B", "short_name": f"ab{number}"},
            "extra_source_attributes": {"name": "x.example", "world_data": {"country": "France"}},
        }}  # fmt: skip

    results = [result(1, "Encore une heure de retard"), result(2, "RT @ab1: Encore une heure")]
    new = ingest.read(write("tw.json", json.dumps({"result_content": {"data": results}})), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("talkwalker", "Talkwalker", "social")
    assert new.feedback["text"].tolist() == ["Encore une heure de retard"]
    assert new.feedback["channel"].tolist() == ["SOCIALMEDIA_TWITTER"]
    assert new.ledger.dates == ("2026-01-02T03:04:05.001000", "2026-01-02T03:04:05.001000")
    assert new.ledger.set_aside == {"retweet": 1}
    assert new.ledger.hashed == ("extra_author_attributes.short_name",)


def test_day_first_table_with_a_list_of_kinds(write: Write) -> None:
    path = write(
        "tw.csv",
        "url;published;search_indexed;title;content;lang;source_type;reach;extra_author_attributes.name\n"
        'https://x.example/1;25/01/2026 10:00;25/01/2026 11:00;;Très bon accueil;fr;"[""NEWS"",""NEWS_ONLINE""]";10;A\n'
        'https://x.example/2;02/01/2026 10:00;02/01/2026 11:00;;Encore en retard;fr;"[""BLOG""]";20;B\n',
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.date_order) == ("talkwalker", "day/month/year")
    assert new.feedback["channel"].tolist() == ["NEWS_ONLINE", "BLOG"]
    assert new.ledger.dates == ("2026-01-02T10:00:00", "2026-01-25T10:00:00")
