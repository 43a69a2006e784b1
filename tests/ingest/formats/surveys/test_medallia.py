"""Medallia exports."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cxanalytics import ingest


def test_response_export(workbook: Callable[..., Path]) -> None:
    when = datetime(2024, 3, 1, 9, 30)
    path = workbook("responses.xlsx", Sheet0=[
        ["Customer Name", "SurveyID for external use (e.g. tech support)", "Club's Name",
        "Social Media Source",
         "Creation Date", "Comment", "Overall Score"],
        ["**", "S1", "North", "Google", when, "", 4], ["**", "S2", "South", "Google", when,
        "Showers are cold", 2],
        ["**", "S3", "North", "Google", when, "", ""],
    ])  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("medallia", "Medallia", "review")
    assert (new.ledger.read, new.ledger.kept, new.ledger.with_text) == (3, 2, 1)
    assert new.feedback["segment"].tolist() == ["North", "South"]
    assert new.feedback["customer"].isna().all()
    assert new.ledger.dropped == ("Customer Name",)


def test_agent_connect(write: Callable[..., Path]) -> None:
    path = write("agents.csv",
    "request_id,request_sent_at,response_received_at,star_rating,comments,channel,customer_name\n"
                 "1,2024-01-01,2024-01-02,5,Very patient and kind,email,A B\n")  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.kind) == ("medallia", "survey")
    assert new.ledger.dates == ("2024-01-02T00:00:00", "2024-01-02T00:00:00")
