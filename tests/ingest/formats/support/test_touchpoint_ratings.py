"""Ratings per touchpoint without words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cxanalytics import ingest

Write = Callable[..., Path]

TABLE = (
    "id,respondent_id,created_at,category,rating,rating_max,question,weight\n"
    "1-a,1,2026-05-15,signs,4,5,Q7A,0.5\n1-b,1,2026-05-15,shops,6,5,Q7B,0.5\n"
    "2-a,2,2026-05-16,signs,2,5,Q7A,0.7\n2-b,2,2026-05-16,shops,5,5,Q7B,0.7\n2-c,2,2026-05-16,food,0,5,Q7C,0.7\n"
)


def test_rated_experiences_without_text(write: Write) -> None:
    new = ingest.read(write("survey.csv", TABLE), salt=b"s")
    assert (new.ledger.format, new.ledger.kind, new.ledger.confidence) == ("touchpoint ratings", "survey", 0.7)
    assert (new.ledger.read, new.ledger.set_aside) == (5, {"no text and no rating": 2})
    assert new.ledger.with_text == 0
    assert new.feedback["touchpoint"].tolist() == ["signs", "signs", "shops"]
    assert new.feedback["rating"].tolist() == [4, 2, 5]
    assert new.ledger.scale == "1 to 5"
    assert new.feedback["customer"].nunique() == 2
    assert any("2 ratings lie outside the scale" in sentence for sentence in new.ledger.warnings)


def test_a_table_with_words_is_another_one(write: Write) -> None:
    table = (
        "respondent_id,category,rating,comment\n1,signs,4,Easy to follow them all\n2,signs,2,\n1,shops,3,\n2,shops,3,\n"
    )
    assert ingest.inspect(write("a.csv", table)).format != "touchpoint ratings"


def test_a_public_survey() -> None:
    path = Path(__file__).resolve().parents[4] / ".." / "shared" / "labelled" / "sfo_ratings.parquet"
    if not path.exists():
        pytest.skip("the labelled data sets are not here")
    new = ingest.read(path, salt=b"s")
    assert new.ledger.format == "touchpoint ratings"
    assert (new.ledger.read, new.ledger.kept, new.ledger.with_text) == (366_166, 366_166, 0)
    assert new.feedback["touchpoint"].nunique() == 25
    counts = new.feedback["rating"].value_counts().to_dict()
    assert counts == {1: 3_392, 2: 12_272, 3: 75_197, 4: 142_835, 5: 132_470}
    assert (new.ledger.scale, new.feedback["customer"].nunique()) == ("1 to 5", 21_517)
    assert new.ledger.dates == ("2012-05-15T00:00:00", "2018-05-15T00:00:00")
