"""Zendesk tickets: comments of customers, agents and the system; internal notes; satisfaction."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

TICKET = {
    "id": 901, "subject": "Parcel is late", "description": "Where is it?", "requester_id": 41, "submitter_id": 41,
    "assignee_id": 7, "brand_id": 1, "status": "closed", "via": {"channel": "email"},
    "created_at": "2026-03-01T08:00:00Z", "updated_at": "2026-03-05T09:00:00Z",
    "satisfaction_rating": {"score": "bad", "comment": "Nobody called back"},
    "comments": [
        {"id": 1, "author_id": 41, "public": True, "created_at": "2026-03-01T08:00:00Z",
         "plain_body": "Where is it? I wait since Monday &amp; no mail."},
        {"id": 2, "author_id": 7, "public": True, "created_at": "2026-03-01T09:00:00Z",
         "body": "We are looking into it."},
        {"id": 3, "author_id": 7, "public": False, "created_at": "2026-03-01T09:01:00Z",
         "body": "This one always complains."},
        {"id": 4, "author_id": 41, "public": True, "created_at": "2026-03-02T08:00:00Z",
         "html_body": "<div><p>Still <b>nothing</b>.</p></div>\n##- Please type your reply above this line -##\nold"},
        {"id": 5, "author_id": -1, "public": True, "created_at": "2026-03-03T08:00:00Z",
         "body": "This ticket was merged.", "via": {"channel": "rule"}},
    ],
}  # fmt: skip
PHONED = {
    "id": 902, "subject": "Call from a customer", "description": "Customer rang, angry about the invoice.",
    "requester_id": 42, "submitter_id": 7, "assignee_id": 7, "brand_id": 1, "status": "open",
    "via": {"channel": "phone"}, "created_at": "2026-03-04T08:00:00Z", "comments": [],
    "satisfaction_rating": {"score": "offered"},
}  # fmt: skip


def test_full_export_a_ticket_per_line(write: Write) -> None:
    new = ingest.read(write("tickets.json", json.dumps(TICKET) + "\n" + json.dumps(PHONED)), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("zendesk tickets", "Zendesk", "support")
    assert new.ledger.confidence >= 0.9
    assert (new.ledger.read, new.ledger.kept) == (7, 3)
    assert new.ledger.set_aside == {"written by the company": 2, "internal note": 1, "written by the system": 1}
    assert new.feedback["text"].tolist() == [
        "Parcel is late\nWhere is it? I wait since Monday & no mail.", "Still nothing.", "Nobody called back",
    ]  # fmt: skip
    assert new.feedback["rating"].tolist()[2] == 0
    assert new.feedback["rating"].isna().tolist() == [True, True, False]
    assert (new.feedback["rating_low"][2], new.feedback["rating_high"][2]) == (0, 1)
    assert new.feedback["source_id"].tolist() == ["901-1", "901-4", "901-satisfaction"]
    assert new.feedback["channel"].unique().tolist() == ["email"]
    assert new.ledger.dates == ("2026-03-01T08:00:00", "2026-03-05T09:00:00")


def test_a_page_of_the_api_has_first_messages_only(write: Write) -> None:
    tickets = [{name: value for name, value in TICKET.items() if name != "comments"}, PHONED]
    new = ingest.read(write("tickets.json", json.dumps({"tickets": tickets, "next_page": None})), salt=b"s")
    assert new.feedback["text"].tolist() == ["Parcel is late\nWhere is it?", "Nobody called back"]
    assert new.ledger.set_aside == {"written by the company": 1}
    assert any("without their comments" in sentence for sentence in new.ledger.warnings)


def test_another_person_copied_in_is_a_customer_where_the_users_say_so(write: Write) -> None:
    comments = [
        {"id": 1, "author_id": 41, "public": True, "body": "My order is broken"},
        {"id": 2, "author_id": 43, "public": True, "body": "Mine as well"},
        {"id": 3, "author_id": 7, "public": True, "body": "Sorry to both"},
    ]
    users = [{"id": 41, "role": "end-user"}, {"id": 43, "role": "end-user"}, {"id": 7, "role": "agent"}]
    page = {"tickets": [TICKET | {"comments": comments, "satisfaction_rating": None}], "users": users}
    new = ingest.read(write("tickets.json", json.dumps(page)), salt=b"s")
    assert new.feedback["text"].tolist() == ["Parcel is late\nMy order is broken", "Mine as well"]
    assert new.feedback["customer"].nunique() == 2


def test_other_documents_are_not_taken_for_tickets(write: Write) -> None:
    path = write(
        "notes.json", '[{"id": 1, "subject": "a", "description": "Long words here"}, {"id": 2, "subject": "b"}]'
    )
    assert ingest.inspect(path).format == "table"
