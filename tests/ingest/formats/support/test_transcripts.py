"""Transcripts of calls as JSON."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

FRAGMENTS = [
    {"speaker_role": "agent", "human_transcript": "hello this is the bank", "transcript": "hello", "channel_index": 2,
     "start_timestamp_ms": 1772352000000, "offset_ms": 0, "index": 1},
    {"speaker_role": "caller", "human_transcript": "hi i lost", "transcript": "hi i'm lost", "channel_index": 1,
     "start_timestamp_ms": 1772352002000, "offset_ms": 2000, "index": 2},
    {"speaker_role": "caller", "human_transcript": "[noise] my card <unk>", "transcript": "my car", "channel_index": 1,
     "start_timestamp_ms": 1772352004000, "offset_ms": 4000, "index": 3},
    {"speaker_role": "agent", "human_transcript": "okay", "transcript": "okay", "channel_index": 2,
     "start_timestamp_ms": 1772352006000, "offset_ms": 6000, "index": 4},
    {"speaker_role": "caller", "human_transcript": "thanks", "transcript": "thanks", "channel_index": 1,
     "start_timestamp_ms": 1772352008000, "offset_ms": 8000, "index": 5},
]  # fmt: skip


def test_fragments_of_a_caller_become_one_turn(write: Write) -> None:
    new = ingest.read(write("call.json", json.dumps(FRAGMENTS)), salt=b"s")
    assert (new.ledger.format, new.ledger.confidence) == ("call transcript json", 0.97)
    assert (new.ledger.read, new.ledger.kept) == (5, 2)
    assert new.ledger.set_aside == {"written by the company": 2, "joined to the same person's turn before": 1}
    assert new.feedback["text"].tolist() == ["hi i lost my card", "thanks"]
    assert new.ledger.dates == ("2026-03-01T08:00:02", "2026-03-01T08:00:08")


def test_call_analytics(write: Write) -> None:
    call = {
        "JobName": "call-1", "LanguageCode": "en-US", "Participants": [{"ParticipantRole": "AGENT"}],
        "Transcript": [
            {"Id": "a", "ParticipantRole": "AGENT", "Content": "Hello.", "BeginOffsetMillis": 0},
            {"Id": "b", "ParticipantRole": "CUSTOMER", "Content": "I want a refund.", "BeginOffsetMillis": 900,
             "Sentiment": "NEGATIVE"},
        ],
    }  # fmt: skip
    new = ingest.read(write("analytics.json", json.dumps(call)), salt=b"s")
    assert (new.ledger.format, new.ledger.kept) == ("call transcript json", 1)
    assert new.feedback["text"].tolist() == ["I want a refund."]
    assert new.feedback["source_id"].tolist() == ["call-1-b"]
    assert new.feedback["occurred_at"].isna().all()
    assert new.feedback["language"].tolist() == ["en-US"]


def test_other_transcribers_are_probable(write: Write) -> None:
    calls = [
        {"call_id": "c1", "date": "2026-03-01", "utterances": [
            {"speaker": "Agent", "text": "Good day", "start": 10},
            {"speaker": "Client", "text": "It broke", "start": 20},
        ]},
        {"call_id": "c2", "date": "2026-03-02", "utterances": [
            {"speaker": "Agent", "text": "Good day", "start": 10},
            {"speaker": "Client", "text": "It broke", "start": 20},
        ]},
    ]  # fmt: skip
    new = ingest.read(write("calls.json", json.dumps(calls)), salt=b"s")
    assert (new.ledger.format, new.ledger.confidence, new.ledger.read) == ("call transcript json", 0.7, 4)
    assert new.feedback["text"].tolist() == ["It broke", "It broke"]
    assert new.feedback["occurred_at"].dt.day.tolist() == [1, 2]
    assert new.ledger.hashed == ()
