"""Qualtrics exports, written by hand in the shape of the real ones."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyreadstat

from cxanalytics import ingest

Write = Callable[..., Path]

NAMES = (
    "Status,IPAddress,RecordedDate,ResponseId,RecipientEmail,UserLanguage,Q1,Q1_NPS_GROUP,Q2,"
    "Q2 - Topics,Q3_TEXT,touchpoint"
)
ASKED = (
    'Response Type,IP Address,Recorded Date,Response ID,Recipient Email,User Language,"How likely are you\n'
    'to recommend us?",Group,What did you like?,Q2 - Topics,What should we mend?,touchpoint'
)
IDS = ",".join(
    '"{""ImportId"":""%s"",""timeZone"":""Europe/London""}"' % name  # noqa: UP031 - braces
    for name in ("status", "ipAddress", "recordedDate", "_recordId", "recipientEmail", "userLanguage", "QID1",
                 "QID1_NPS_GROUP", "QID2_TEXT", "QID2_TEXT_aaaTopics", "QID3_TEXT", "touchpoint")
)  # fmt: skip
ROWS = (
    "IP Address,10.0.0.1,2026-01-01 10:05:01,R_1,a@example.com,EN,9,Promoter,The staff,Staff,Queues,Shop",
    "Survey Preview,10.0.0.2,2026-01-02 10:05:01,R_2,,EN,1,Detractor,test,,test,",
    "IP Address,10.0.0.3,2026-01-03 10:05:01,R_3,,EN,5,Detractor,,,Nothing,",
    "IP Address,10.0.0.4,2026-01-04 10:05:01,R_4,,EN,7,Passive,,,,",
    "IP Address,10.0.0.5,2026-01-05 10:05:01,R_5,,EN,,,,,,",
)


def test_three_header_records_and_two_open_questions(write: Write) -> None:
    new = ingest.read(write("export.csv", "\r\n".join((NAMES, ASKED, IDS, *ROWS)) + "\r\n"), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("qualtrics", "Qualtrics", "survey")
    assert (new.ledger.read, new.ledger.kept) == (5, 3)
    assert new.ledger.set_aside == {"survey preview, test or spam": 1, "no text and no rating": 1}
    assert new.ledger.scale == "0 to 10"
    shown = new.feedback[["source_id", "question", "text", "rating", "touchpoint"]].fillna("-").to_numpy().tolist()
    assert shown == [
        ["R_1", "What did you like?", "The staff", 9.0, "Shop"],
        ["R_1", "What should we mend?", "Queues", 9.0, "Shop"],
        ["R_3", "What should we mend?", "Nothing", 5.0, "-"],
        ["R_4", "How likely are you to recommend us?", "-", 7.0, "-"],
    ]
    assert new.feedback["response_id"].nunique() == 3
    assert set(new.ledger.dropped) == {"IPAddress", "RecipientEmail"}
    assert new.set_aside["record"].tolist() == [1, 4]


def test_ids_of_an_overlapping_export_are_the_same(write: Write) -> None:
    first = ingest.read(write("one.csv", "\n".join((NAMES, ASKED, IDS, *ROWS[:1]))), salt=b"s")
    later = ingest.read(write("two.csv", "\n".join((NAMES, ASKED, IDS, *ROWS))), salt=b"s")
    assert set(first.feedback["feedback_id"]) < set(later.feedback["feedback_id"])
    assert first.ledger.import_id != later.ledger.import_id


def test_legacy_layout(write: Write) -> None:
    path = write(
        "legacy.csv",
        "V1,V2,V3,V8,V9,Q1,Q2,\nResponseID,ResponseSet,Name,StartDate,EndDate,Pick one,Say more,\n"
        "R_1,Default,Anonymous,2017-07-18 08:28:09,2017-07-18 08:28:48,2,Hello there,\n",
        "utf-8-sig",
    )
    reading = ingest.inspect(path)
    assert (reading.format, reading.table.shape) == ("qualtrics", (1, 7))
    assert (reading.columns("text"), reading.column("occurred_at")) == (["Q2"], "EndDate")
    assert reading.questions["Q2"] == "Say more"


def test_tab_separated_in_utf16(write: Write) -> None:
    tabs = "\r\n".join(line.replace(",", "\t") for line in (NAMES, ASKED, IDS.replace('"",', '"";'), *ROWS))
    path = write("export.tsv", tabs.replace('"";', '"",') + "\r\n", "utf-16")
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.encoding, new.ledger.delimiter) == ("qualtrics", "UTF-16", "tab")
    assert (new.ledger.read, new.ledger.kept) == (5, 3)
    assert new.feedback["text"].fillna("-").tolist() == ["The staff", "Queues", "Nothing", "-"]


def test_spss_has_labels_instead_of_header_records(tmp_path: Path) -> None:
    when = datetime(2026, 1, 1, 10, 5, 1)
    frame = pd.DataFrame({
        "RecordedDate": [when, when, when], "ResponseId": ["R_1", "R_2", "R_3"], "Status": [0.0, 1.0, 0.0],
        "IPAddress": ["10.0.0.1", "10.0.0.2", "10.0.0.3"], "Duration__in_seconds_": [60.0, 61.0, 62.0],
        "UserLanguage": ["EN", "EN", "FR"], "Q1": [9.0, 1.0, 5.0], "Q2": [1.0, 2.0, 1.0],
        "Q3": ["The staff were kind", "test", "Nothing at all"],
    })  # fmt: skip
    pyreadstat.write_sav(
        frame, tmp_path / "export.sav",
        column_labels=["Recorded Date", "Response ID", "Response Type", "IP Address", "Duration (in seconds)",
                       "User Language", "How likely are you to recommend us?", "Which shop?", "What did you like?"],
        variable_value_labels={"Status": {0: "IP Address", 1: "Survey Preview"}, "Q2": {1: "Harbour", 2: "Hill"}},
    )  # fmt: skip
    new = ingest.read(tmp_path / "export.sav", salt=b"s")
    assert (new.ledger.format, new.ledger.confidence, new.ledger.encoding) == ("qualtrics", 0.95, "SPSS")
    assert new.ledger.set_aside == {"survey preview, test or spam": 1}
    assert new.feedback["text"].tolist() == ["The staff were kind", "Nothing at all"]
    assert new.feedback["question"].tolist() == ["What did you like?", "What did you like?"]
    assert (new.ledger.roles["rating"], new.ledger.scale) == ("Q1", "0 to 10")
    assert new.ledger.dropped == ("IPAddress",)
    reading = ingest.inspect(tmp_path / "export.sav")
    assert reading.table["Q2"].tolist() == ["Harbour", "Hill", "Harbour"]
