"""Alchemer exports, old and new."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def test_old_layout_with_options_before_questions(write: Write) -> None:
    path = write(
        "20240305101500-SurveyExport.csv",
        '"Time Started","Date Submitted","Status","Bread:What did you buy?","Cake:What did you buy? ",'
        '"Other - Write In:What did you buy?","Used: channels","What should we change?"\n'
        '"2015-12-21 22:20:01","2015-12-21 22:21:47","Complete","Bread","","","Web;App;",'
        '"More room between the tables"\n'
        '"2015-12-22 22:20:01","2015-12-22 22:21:47","Partial","","Cake","","App;","Nothing was left by noon"\n',
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.confidence, new.ledger.source) == ("alchemer", 0.96, "Alchemer")
    assert new.feedback["text"].tolist() == ["More room between the tables", "Nothing was left by noon"]
    assert new.feedback["status"].tolist() == ["Complete", "Partial"]
    assert new.ledger.dates == ("2015-12-21T22:21:47", "2015-12-22T22:21:47")
    reading = ingest.inspect(path)
    ignored = ("Bread:What did you buy?", "Cake:What did you buy?", "Used: channels", "Time Started")
    assert {reading.roles[name] for name in ignored} == {"ignore"}
    assert reading.questions["Cake:What did you buy?"] == "What did you buy?"


def test_new_layout_keeps_the_readers_notes_apart(write: Write) -> None:
    path = write(
        "survey.csv",
        "Response ID,Time Started,Date Submitted,Status,Contact ID,Legacy Comments,Comments,Language,Referer,SessionID,"
        "User Agent,IP Address,Longitude,Latitude,Country,City,State/Region,Postal,What should we change?\n"
        "1,2024-03-04 10:00:00,2024-03-04 10:05:00,Complete,,,Call this customer back soon,English,,s1,"
        "Mozilla/5.0 (X11),10.0.0.1,1.5,2.5,United Kingdom,York,,YO1,More room between the tables\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source) == ("alchemer", "Alchemer: survey")
    assert new.feedback["text"].tolist() == ["More room between the tables"]
    assert new.ledger.roles["reply"] == ["Legacy Comments", "Comments"]
    assert {"IP Address", "Longitude", "Latitude", "Postal"} <= set(new.ledger.dropped)
