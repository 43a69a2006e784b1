"""The account of an import."""

import dataclasses
import json

import pytest

from cxanalytics.ingest.ledger import Ledger, words

LEDGER = Ledger(
    file="a.csv", import_id="0" * 16, format="table", confidence=0.3, source="a", kind="survey",
    encoding="UTF-8", delimiter="comma", sheet="", date_order="",
    dates=("2024-01-01T00:00:00", "2024-02-01T00:00:00"),
    clock="UTC", scale="1 to 5", read=1_200, kept=1_190, set_aside={"repeats another row": 10}, feedback=1_300,
    with_text=1_250,
    roles={"text": ["likes", "dislikes"], "rating": "stars"}, masked={"email": 3}, dropped=("Name",),
    hashed=("User ID",), public_handles=("shop",),
    warnings=("Dates are read as day/month/year, because the header is French.",),
)  # fmt: skip


def test_it_must_balance() -> None:
    with pytest.raises(ValueError, match="read = kept \\+ set aside"):
        dataclasses.replace(LEDGER, kept=1_000)


def test_it_is_ready_for_json() -> None:
    written = json.loads(json.dumps(LEDGER.as_dict()))
    assert written["dates"] == ["2024-01-01T00:00:00", "2024-02-01T00:00:00"]
    assert written["roles"] == {"text": ["likes", "dislikes"], "rating": "stars"}
    assert set(written) == {field.name for field in dataclasses.fields(Ledger)}


def test_in_words() -> None:
    assert words(LEDGER.as_dict()).splitlines() == [
        "a.csv: a, read as table",
        "  1,200 rows read = 1,190 kept + 10 set aside",
        "    10 repeats another row",
        "  1,300 answers, 1,250 of them with text",
        "  text: likes, dislikes",
        "  rating: stars",
        "  dates from 2024-01-01 to 2024-02-01",
        "  ratings from 1 to 5",
        "  Masked in the texts: 3 e-mail addresses.",
        "  not kept: Name",
        "  kept as hashes: User ID",
        "  public: shop",
        "  note: Dates are read as day/month/year, because the header is French.",
    ]
