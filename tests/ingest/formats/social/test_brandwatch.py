"""Brandwatch exports."""

from collections.abc import Callable, Sequence
from pathlib import Path

from cxanalytics import ingest

ABOVE: list[Sequence[object]] = [
    ["Report:", "Bulk Mentions Download"], ["Brand:", "Shop"], ["From:", "Thu Jan 01 00:00:00 UTC 2026"],
    ["To:", "Sat Jan 31 00:00:00 UTC 2026"], ["Label:", ""], [],
]  # fmt: skip
HEADER = ["Query Id", "Query Name", "Date", "Title", "Snippet", "Full Text", "Url", "Domain", "Sentiment", "Page Type",
          "Thread Entry Type", "Language", "Country", "Author", "Comments", "Likes", "X Followers"]  # fmt: skip


def row(number: int, full: str, snippet: str, page: str = "twitter", entry: str = "post") -> list[object]:
    return [1, "Shop", f"2026-01-0{number} 10:00:00.0", "", snippet, full, f"https://x.example/{number}", "x.example",
            "negative", page, entry, "en", "France", f"ab{number}", 12, 3, 500 + number]  # fmt: skip


def test_header_below_the_lines_about_the_query(workbook: Callable[..., Path]) -> None:
    path = workbook("mentions.xlsx", Mentions=[
        *ABOVE, HEADER, row(1, "The queue at the till never ends", "...queue at the till..."),
        row(2, "", "Kind staff", page="facebook"), row(3, "RT @ab: never ends", "...", entry="retweet"),
        row(4, "Look at this", "...", page="facebook", entry="share"),
    ])  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("brandwatch", "Brandwatch", "social")
    assert new.feedback["text"].tolist() == ["The queue at the till never ends", "Kind staff"]
    assert new.ledger.set_aside == {"retweet": 1, "share": 1}
    assert new.feedback["channel"].tolist() == ["twitter", "facebook"]
    assert new.feedback["reach"].tolist() == [501.0, 502.0]
    assert (new.ledger.read, new.ledger.roles["text"]) == (4, "Full Text")
    assert not {"rating", "status"} & set(new.ledger.roles)
    assert any("full text of 1 mentions is withheld" in sentence for sentence in new.ledger.warnings)


def test_the_same_as_csv(write: Callable[..., Path]) -> None:
    lines = [",".join(map(str, line)) for line in [*ABOVE, HEADER, row(1, "Never again", "...")]]
    new = ingest.read(write("mentions.csv", "\n".join(lines) + "\n"), salt=b"s")
    assert (new.ledger.format, new.feedback["text"].tolist()) == ("brandwatch", ["Never again"])
    assert new.ledger.dates == ("2026-01-01T10:00:00", "2026-01-01T10:00:00")
