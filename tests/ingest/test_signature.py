"""Why a file was taken for what it is."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest
from cxanalytics.ingest import signature

Write = Callable[..., Path]


def test_the_headers_without_which_the_format_would_be_less_sure(write: Write) -> None:
    seen = ingest.look(write("posts.csv", "Date,Hit Sentence,Opening Text,Document ID\n2026-01-05,Slow till,Slow,a1\n"))
    assert signature.telling(seen) == ("Hit Sentence", "Opening Text", "Document ID")
    assert signature.why(seen) == ("Read as Meltwater: the headers “Hit Sentence”, “Opening Text”, “Document ID” told.")


def test_a_layout_that_no_single_header_tells(write: Write) -> None:
    head = "StartDate,ResponseId,Q1\nStart Date,Response ID,What could we do better?\n"
    ids = '"{""ImportId"":""startDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1_TEXT""}"\n'
    seen = ingest.look(write("q.csv", head + ids + "2026-01-05 10:00:00,R_1,Open longer\n"))
    assert signature.telling(seen) == ()
    assert signature.why(seen).startswith("Read as Qualtrics: its layout told, with the columns “")


def test_a_plain_table_names_no_tool(write: Write) -> None:
    seen = ingest.look(write("shop.csv", "comment,stars\nThe queue was long,2\n"))
    assert signature.telling(seen) == ()
    assert signature.why(seen).startswith("No tool's own format; read as a plain table")


def test_a_long_list_of_headers_is_cut(write: Write) -> None:
    name = "How was " + "the long way to the shop " * 3
    assert signature._listed([name, "b", "c", "d", "e"]) == (
        "“How was the long way to the shop the lon…”, “b”, “c”, “d” and 1 more"
    )
