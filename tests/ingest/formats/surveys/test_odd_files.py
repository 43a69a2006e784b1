"""Every survey format on files with its header and hardly anything, or nothing sensible, below it."""

import pandas as pd
import pytest

from cxanalytics.ingest.formats import surveys
from cxanalytics.ingest.grid import Grid, trim

HEADS = (
    "#,Other,Other,Submit Date (UTC)",
    "Horodateur,How was it?",
    "ID,Start time,Completion time",
    "Response ID,Date submitted,Last page,Start language",
    "Antwort ID,A [b],A [c],Datum Abgeschickt",
    "Time Started,Date Submitted,Status,A:B,C:B,Legacy Comments",
    "REQUEST_ID,REQUEST_SENT_AT,RESPONSE_RECEIVED_AT,STAR_RATING",
    "Survey_Type,Score,Comment,additional_answers",
    "Answer,Comment,Responded",
    "Score,Text,Created_At,Email",
    "Number,Date Submitted,Source URL,Device,Browser,OS",
    "Response ID,Timestamp,Finished,Survey ID,userAgent - os,1. A",
    "Submission Date,A,B",
    "_id,_uuid,_submission_time,a/b,a/b/c,_notes,_validation_status",
    "Respondent ID,Collector ID,A,,B",
)
ROWS = (
    ("", "", "", "", "", "", ""),
    ("2024-01-01 10:00:00", "N/A", "1980-01-01 00:00:00", "[1]", "A;B;", "None", "nps"),
    ("hello there", '[{"question":null}]', "x@example.com", '[{"question":{},"value":{}}]', "1", "[]", "{"),
)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("records", [0, 1, 2, 3])
def test_no_record_is_lost_and_every_role_has_its_column(head: str, records: int) -> None:
    names = head.split(",")
    rows = [list(row[: len(names)]) for row in ROWS[:records]]
    grid = Grid("export.csv", trim(pd.DataFrame([names, *rows], dtype="str")))
    sure = [each for each in surveys.FORMATS if each.recognise(grid) > 0]
    for each in sure:
        layout = each.lay_out(grid)
        assert len(layout.table) == records
        assert {*layout.known, *layout.questions} <= set(layout.table.columns)
        assert set(layout.table.dtypes.astype("str")) == {"str"}
        assert layout.set_aside["record"].isin(range(records)).all()
