"""Transcripts of calls as subtitles."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

CALL = """WEBVTT

1
00:00:01.000 --> 00:00:02.000
Agent Bo: Good day, how can I help?

2
00:00:03.000 --> 00:00:04.000
Ana Example: My bill is wrong

3
00:00:04.000 --> 00:00:06.000
Ana Example: for the third time

4
00:00:07.000 --> 00:00:08.000
Agent Bo: I am sorry

5
00:00:09.000 --> 00:00:10.000
Ana Example: Please mend it
"""


def test_turns_of_the_caller_are_joined_and_the_agent_is_kept_out(write: Write) -> None:
    new = ingest.read(write("GMT20260301-090000_Recording.transcript.vtt", CALL), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == (
        "call transcript vtt",
        "Call transcript",
        "support",
    )
    assert (new.ledger.read, new.ledger.kept) == (5, 2)
    assert new.ledger.set_aside == {"written by the company": 2, "joined to the same person's turn before": 1}
    assert new.feedback["text"].tolist() == ["My bill is wrong for the third time", "Please mend it"]
    assert new.ledger.dates == ("2026-03-01T09:00:00", "2026-03-01T09:00:00")
    assert new.feedback["source_id"].nunique() == 2
    assert "names of the speakers" in new.ledger.dropped


def test_speakers_by_number_are_all_kept_and_a_sentence_says_so(write: Write) -> None:
    call = CALL.replace("Agent Bo", "Speaker 1").replace("Ana Example", "Speaker 2")
    new = ingest.read(write("call.vtt", call), salt=b"s")
    assert (new.ledger.kept, new.ledger.dates) == (4, None)
    assert any("which of the 2 people speak for the company" in sentence for sentence in new.ledger.warnings)
    assert new.ledger.hashed == ()


def test_the_same_words_in_two_calls_stay_two_answers(write: Write) -> None:
    other = CALL.replace("for the third time", "for the fourth time")
    first, second = (ingest.read(write(f"{n}.vtt", text), salt=b"s") for n, text in ((1, CALL), (2, other)))
    assert not set(first.feedback["feedback_id"]) & set(second.feedback["feedback_id"])
