"""HubSpot feedback."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def submission(number: int, kind: str, value: str, sentiment: str, words: str | None) -> dict[str, object]:
    return {"id": str(number), "properties": {
        "hs_survey_type": kind, "hs_survey_name": f"{kind} survey", "hs_value": value, "hs_response_group": sentiment,
        "hs_content": words, "hs_submission_timestamp": f"2026-03-0{number}T08:00:00Z", "hs_contact_id": str(number),
    }}  # fmt: skip


def test_csat_runs_from_0_to_2(write: Write) -> None:
    rows = [submission(1, "CSAT", "2", "", "Lovely"), submission(2, "CSAT", "1", "", None)]
    new = ingest.read(write("feedback.json", json.dumps({"results": rows})), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("hubspot feedback", "HubSpot", "survey")
    assert (new.ledger.scale, new.feedback["rating"].tolist()) == ("0 to 2", [2, 1])
    assert new.feedback["text"].fillna("").tolist() == ["Lovely", ""]


def test_ces_runs_from_1_to_7_whatever_was_answered(write: Write) -> None:
    rows = [submission(1, "CES", "3", "DETRACTOR", "Hard"), submission(2, "CES", "5", "PROMOTER", "Fine")]
    new = ingest.read(write("feedback.json", json.dumps({"results": rows})), salt=b"s")
    assert (new.ledger.scale, new.feedback["rating"].tolist()) == ("1 to 7", [3, 5])


def test_mixed_surveys_share_the_sentiment(write: Write) -> None:
    table = (
        "Date,Survey name,Survey type,Rating,Sentiment,Response,Contact ID\n"
        "2026-03-01,After delivery,CSAT,2,Promoter,Quick and kind,1\n"
        "2026-03-02,Yearly,NPS,2,Detractor,I would not come again,2\n"
    )
    new = ingest.read(write("hubspot.csv", table), salt=b"s")
    assert (new.ledger.format, new.ledger.confidence) == ("hubspot feedback", 0.75)
    assert (new.ledger.scale, new.feedback["rating"].tolist()) == ("0 to 2", [2, 0])
    assert any("different scales" in sentence for sentence in new.ledger.warnings)
    assert new.feedback["text"].tolist() == ["Quick and kind", "I would not come again"]


def test_a_response_may_be_the_score(write: Write) -> None:
    table = (
        "Date,Survey name,Survey type,Sentiment,Response\n"
        "2026-03-01,Yearly,NPS,Promoter,9\n2026-03-02,Yearly,NPS,Detractor,3\n"
    )
    new = ingest.read(write("hubspot.csv", table), salt=b"s")
    assert (new.ledger.scale, new.feedback["rating"].tolist(), new.ledger.with_text) == ("0 to 10", [9, 3], 0)
