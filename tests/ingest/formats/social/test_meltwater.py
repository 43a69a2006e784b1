"""Meltwater exports."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def test_utf16_with_tabs(write: Write) -> None:
    path = write(
        "query - Aug 13, 2025 - 10 37 11 AM.csv",
        "Date\tHeadline\tURL\tOpening Text\tHit "
        "Sentence\tSource\tInfluencer\tLanguage\tReach\tSentiment\tKeywords\tTweet Id\t"
        "Twitter Screen Name\tTwitter Bio\tComments\tDocument ID\n"
        "13-Aug-2025 09:07AM\t\thttps://x.example/1\tThe queue at...\tThe queue at the till never "
        "ends\tTwitter\tA B\tEnglish\t"
        '"1,234"\tNegative\tshop\t"""1955511622421602690"""\t@ab\tloves cats\t\t"""d1"""\n'
        "12-Aug-2025 10:07PM\t\thttps://x.example/2\tKind staff\t\tTwitter\tC D\tEnglish\t5\tPositive\tshop\t"
        '"""1955511622421602691"""\t@cd\t\t\t"""d2"""\n',
        "utf-16",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.encoding, new.ledger.delimiter) == ("meltwater", "UTF-16", "tab")
    assert new.feedback["text"].tolist() == ["The queue at the till never ends", "Kind staff"]
    assert new.feedback["source_id"].tolist() == ["1955511622421602690", "1955511622421602691"]
    assert new.feedback["reach"].tolist() == [1234.0, 5.0]
    assert new.ledger.dates == ("2025-08-12T22:07:00", "2025-08-13T09:07:00")
    assert "Twitter Bio" in new.ledger.dropped
    assert "rating" not in new.ledger.roles


def test_newer_layout_with_the_time_apart(write: Write) -> None:
    path = write(
        "export.csv",
        "Date,Time,Document ID,URL,Input Name,Keywords,Source Type,Author Handle,Title,Opening Text,"
        "Hit Sentence,Reach\n"
        "13-Aug-2025,9:07 AM,d1,https://x.example,q,k,news,@ab,Shop reopens,It...,It opens on Monday,10\n",
    )
    new = ingest.read(path, salt=b"s")
    assert new.ledger.dates == ("2025-08-13T09:07:00", "2025-08-13T09:07:00")
    assert new.feedback["text"].tolist() == ["Shop reopens\nIt opens on Monday"]
    assert new.feedback["channel"].tolist() == ["news"]
