"""Zendesk's CSV of tickets."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

EXPORT = (
    '"Summation column","Id","Requester","Requester id","Requester email","Submitter","Assignee","Group","Subject",'
    '"Tags","Status","Priority","Via","Ticket type","Created at","Assigned at","Satisfaction Score","Replies"\n'
    '"1","51","Ana Example","41","ana@example.com","Ana Example","Bo Agent","Tier 1","My parcel never came","late",'
    '"Solved","Normal","Mail","Question","2026-03-01 08:00:00 +0100","2026-03-01 08:05:00 +0100","Bad","2"\n'
    '"1","52","Cy Example","42","cy@example.com","Cy Example","Bo Agent","Tier 1","Thanks for the quick refund","",'
    '"Solved","Low","Web form","Question","2026-03-02 08:00:00 +0100","2026-03-02 08:05:00 +0100","Offered","1"\n'
)


def test_subjects_stand_for_conversations_and_a_sentence_says_so(write: Write) -> None:
    new = ingest.read(write("export-2026.csv", EXPORT), salt=b"s")
    assert (new.ledger.format, new.ledger.kind, new.ledger.confidence) == ("zendesk tickets csv", "support", 0.95)
    assert new.feedback["text"].tolist() == ["My parcel never came", "Thanks for the quick refund"]
    assert any("holds no conversations" in sentence and "JSON" in sentence for sentence in new.ledger.warnings)
    assert new.feedback["rating"].isna().tolist() == [False, True]
    assert new.feedback["rating"][0] == 0
    assert new.feedback["occurred_at"][0].isoformat() == "2026-03-01T07:00:00"
    assert new.ledger.roles["source_id"] == "Id"
    assert new.ledger.hashed == ("Requester id",)
    assert {"Requester", "Requester email", "Submitter", "Assignee"} <= set(new.ledger.dropped)


def test_a_view_is_less_sure_and_a_description_is_read(write: Write) -> None:
    view = (
        "ID,Subject,Description,Requester,Requested,Assignee,Status\n"
        "51,Parcel,It never came and nobody answers,Ana,2026-03-01,Bo,Open\n"
        "52,Refund,You were so quick to pay it back,Cy,2026-03-02,Bo,Open\n"
    )
    new = ingest.read(write("view.csv", view), salt=b"s")
    assert (new.ledger.format, new.ledger.confidence) == ("zendesk tickets csv", 0.7)
    assert new.feedback["text"].tolist() == [
        "Parcel\nIt never came and nobody answers", "Refund\nYou were so quick to pay it back",
    ]  # fmt: skip
    assert not any("holds no conversations" in sentence for sentence in new.ledger.warnings)
