"""YouTube comments from Takeout."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest


def test_text_is_json_of_several_pieces(write: Callable[..., Path]) -> None:
    path = write(
        "comments.csv",
        "Comment ID,Channel ID,Comment create timestamp,Price,Post ID,Video ID,Comment text\n"
        'c1,me,2026-01-02T03:04:05.123456+00:00,0,,v1,"{""text"":""Great tour""}"\n'
        "c2,me,2026-01-03T03:04:05+00:00,0,,v2,"
        '"{""text"":""Thanks ""},{""mention"":{""id"":""x""}},{""text"":""too""}"\n',
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source) == ("youtube takeout", "YouTube")
    assert new.feedback["text"].tolist() == ["Great tour", "Thanks too"]
    assert new.ledger.dates == ("2026-01-02T03:04:05.123456", "2026-01-03T03:04:05")
    assert any("no customer is speaking" in sentence for sentence in new.ledger.warnings)
