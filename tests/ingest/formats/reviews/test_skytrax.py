"""Airline reviews from Skytrax."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def test_marks_of_verification_leave_the_text(write: Write) -> None:
    path = write("BA.csv", ",reviews\n0,✅ Trip Verified |  Delayed by four hours and no word\n"
                 "1,Not Verified | Crew were lovely | really\n2,❎ Not Verified |  Cold meal again\n")  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("skytrax", "Skytrax", "review")
    assert new.feedback["text"].tolist() == [
        "Delayed by four hours and no word", "Crew were lovely | really", "Cold meal again",
    ]  # fmt: skip
    assert new.feedback["status"].tolist() == ["✅ Trip Verified", "Not Verified", "❎ Not Verified"]
    assert not {"rating", "occurred_at", "source_id"} & set(new.ledger.roles)


def test_ratings_of_single_aspects_are_not_the_rating(write: Write) -> None:
    path = write(
        "airline.csv",
        "airline_name,author,date,content,cabin_flown,route,overall_rating,seat_comfort_rating,recommended\n"
        "Blue Air,A B,2015-04-10,Outbound flight on time and friendly,Economy,A to B,9,4,1\n"
        "Red Air,C D,2015-04-11,Two hours late and no word,Business,B to A,2,1,0\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.roles["rating"]) == ("skytrax", "overall_rating")
    assert new.feedback["rating_high"].tolist() == [10.0, 10.0]
    assert new.ledger.roles["segment"] == ["airline_name", "cabin_flown"]
