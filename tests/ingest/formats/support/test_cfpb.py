"""Complaints of the CFPB, as the old and the new download and the search write them."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

TABLE = (
    "Date received,Product,Issue,Consumer complaint narrative,Company public response,Company,State,ZIP code,"
    "Consumer consent provided?,Submitted via,Date sent to company,Company response to consumer,Timely response?,"
    "Consumer disputed?,Complaint ID\n"
    '03/29/2026,Mortgage,Servicing,"On XX/XX/2026 I called XXXX, they lost {$100.00}.",,A BANK,FL,32801,'
    "Consent provided,Web,03/30/2026,Closed with explanation,Yes,No,7001\n"
    "03/30/2026,Card,Fees,,We acted well,B BANK,CA,90001,N/A,Phone,03/31/2026,Closed,Yes,No,7002\n"
)


def check(path: Path) -> ingest.Import:
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("cfpb complaints", "CFPB", "support")
    assert new.ledger.confidence >= 0.9
    assert (new.ledger.read, new.ledger.set_aside) == (2, {"no text and no rating": 1})
    assert new.feedback["text"].tolist() == ["On XX/XX/2026 I called XXXX, they lost {$100.00}."]
    assert new.feedback["source_id"].tolist() == ["7001"]
    assert new.feedback["channel"].tolist() == ["Web"]
    assert new.feedback["segment"][0] == "Product: Mortgage | Issue: Servicing | Company: A BANK | State: FL"
    return new


def test_the_download(write: Write) -> None:
    new = check(write("complaints.csv", TABLE))
    assert new.ledger.roles["reply"] == ["Company public response", "Company response to consumer"]
    assert "ZIP code" in new.ledger.dropped
    assert new.ledger.dates == ("2026-03-29T00:00:00", "2026-03-29T00:00:00")


def test_a_search_result(write: Write) -> None:
    hits = [
        {"_source": {"date_received": "2026-03-29", "product": "Mortgage", "issue": "Servicing", "company": "A BANK",
                     "complaint_what_happened": "On XX/XX/2026 I called XXXX", "complaint_id": "7001", "state": "FL",
                     "submitted_via": "Web", "company_response": "Closed", "date_sent_to_company": "2026-03-30",
                     "timely": "Yes", "zip_code": "32801"}},
        {"_source": {"date_received": "2026-03-30", "product": "Card", "issue": "Fees", "company": "B BANK",
                     "complaint_what_happened": "", "complaint_id": "7002", "state": "CA", "submitted_via": "Phone",
                     "company_response": "Closed", "date_sent_to_company": "2026-03-31", "timely": "Yes",
                     "zip_code": "90001"}},
    ]  # fmt: skip
    path = write("search.json", json.dumps({"took": 3, "hits": {"total": {"value": 2}, "hits": hits}}))
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.kept) == ("cfpb complaints", 1)
    assert new.ledger.roles["reply"] == "company_response"


def test_tags_tell_whom_a_complaint_is_from(write: Write) -> None:
    table = (
        "Date received,Product,Issue,Consumer complaint narrative,Company public response,Company,Tags,Complaint ID\n"
        "03/29/2026,Card,Fees,They charged me twice,,A BANK,Older American,7001\n"
        "03/30/2026,Loan,Fees,Nobody answers my letters,,A BANK,,7002\n"
    )
    new = ingest.read(write("complaints.csv", table), salt=b"s")
    assert new.feedback["segment"].tolist() == [
        "Product: Card | Tags: Older American", "Product: Loan",
    ]  # fmt: skip
