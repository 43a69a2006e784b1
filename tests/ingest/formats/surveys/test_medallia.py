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


def test_agent_connect_requests_without_an_answer(write: Callable[..., Path]) -> None:
    path = write(
        "agents.csv",
        "request_id,request_sent_at,request_delivery_status,response_received_at,star_rating,comments,"
        "areas_for_improvement,additional_question_response,channel,brand,customer_name,request_sent_to,"
        "employee_first_name\n"
        "1,2024-01-01 09:00:00,delivered,2024-01-02 09:00:00,2,Very slow to answer,Speed,I had to call twice,email,"
        "North,A B,a@example.com,Zoe\n"
        "2,2024-01-01 09:00:00,delivered,2024-01-03 09:00:00,5,,,,email,South,C D,c@example.com,Zoe\n"
        "3,2024-01-01 09:00:00,delivered,,,,,,email,South,E F,e@example.com,Zoe\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.kept, new.ledger.set_aside) == (2, {"not answered": 1})
    assert new.ledger.roles["text"] == ["comments", "additional_question_response"]
    assert new.feedback["text"].fillna("-").tolist() == ["Very slow to answer", "I had to call twice", "-"]
    assert new.ledger.dates == ("2024-01-02T09:00:00", "2024-01-03T09:00:00")
    assert {"customer_name", "request_sent_to", "employee_first_name"} <= set(new.ledger.dropped)
