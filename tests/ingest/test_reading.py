"""Looking at a file, and what a person says about it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cxanalytics import ingest
from cxanalytics.errors import ExportError, MappingError

Write = Callable[..., Path]
SURVEY = "ID,Datum,Bewertung,Kommentar,Filiale\n1,03.04.2024,5,Sehr nett,Nord\n2,04.04.2024,1,Lange Schlange,Nord\n"


def test_a_reading_says_what_the_file_is(write: Write) -> None:
    reading = ingest.inspect(write("umfrage.csv", SURVEY, "cp1252"))
    assert (reading.name, reading.format, reading.source) == ("umfrage.csv", "table", "umfrage")
    assert reading.facts == {
        "encoding": "UTF-8", "delimiter": "comma", "date_order": "day/month/year", "scale": "1 to 5",
    }  # fmt: skip
    assert reading.roles == {
        "ID": "source_id", "Datum": "occurred_at", "Bewertung": "rating", "Kommentar": "text",
        "Filiale": "ignore",
    }  # fmt: skip
    assert "Dates are read as day/month/year, because the header is German." in reading.warnings
    assert reading.table["Bewertung"].tolist() == ["5", "1"]


def test_a_person_overrides(write: Write) -> None:
    reading = ingest.inspect(write("a.csv", SURVEY), {" filiale ": "segment", "ID": "rating"})
    assert reading.roles["Filiale"] == "segment"
    assert (reading.roles["ID"], reading.roles["Bewertung"]) == ("rating", "ignore")
    assert reading.roles["Kommentar"] == "text"
    assert reading.mapped == ("Filiale", "ID")


def test_a_second_text_column_joins_the_first(write: Write) -> None:
    reading = ingest.inspect(write("a.csv", SURVEY), {"Filiale": "text"})
    assert reading.columns("text") == ["Kommentar", "Filiale"]


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ({"Komentar": "text"}, "a.csv has no column 'Komentar'; did you mean 'Kommentar'?"),
        ({"Kommentar": "words"}, "There is no role 'words' for the column 'Kommentar'"),
        (
            {"ID": "rating", "Bewertung": "rating"},
            "Only one column can be the rating; 'ID', 'Bewertung' were given.",
        ),
    ],
)
def test_mistaken_mappings(mapping: dict[str, str], sentence: str, write: Write) -> None:
    with pytest.raises(MappingError) as wrong:
        ingest.inspect(write("a.csv", SURVEY), mapping)
    assert sentence in str(wrong.value)


def test_no_text_is_no_error_yet(write: Write) -> None:
    reading = ingest.inspect(write("a.csv", "id,score\n1,5\n2,4\n"))
    assert reading.columns("text") == []
    assert any("No column holds a date" in sentence for sentence in reading.warnings)


def test_an_unreadable_file_is_an_error(write: Write) -> None:
    with pytest.raises(ExportError, match=r"^answers.csv is a web page"):
        ingest.inspect(write("tmpfile", b"<html><body>login</body></html>"), name="answers.csv")


def test_further_scores_are_named(write: Write) -> None:
    reading = ingest.inspect(write("a.csv", "nps,satisfaction,comment\n9,5,Very kind staff\n3,1,Far too slow\n"))
    assert "The rating is 'nps'; not taken: 'satisfaction'." in reading.warnings


def test_a_word_for_missing_is_blanked_and_told(write: Write) -> None:
    rows = "".join(
        f"{i},{'NA' if i % 2 else 9},{'NA' if i % 3 else 5},{'NA' if i % 4 else 'Good shop'}\n" for i in range(30)
    )
    reading = ingest.inspect(write("a.csv", "id,nps,visits,comment\n" + rows))
    assert not (reading.table == "NA").any(axis=None)
    assert any(sentence.startswith("'NA' stands for an empty cell") for sentence in reading.warnings)


def test_what_a_person_decided_of_dates_and_ratings_stands(write: Write) -> None:
    reading = ingest.inspect(write("a.csv", SURVEY), decisions=ingest.Decisions(day_first=False, scale=(0, 10)))
    assert (reading.facts["date_order"], reading.facts["scale"]) == ("month/day/year", "0 to 10")
    assert "Dates are read as month/day/year, as it was said." in reading.warnings


def test_a_file_is_looked_at_once_and_understood_as_often_as_one_likes(write: Write) -> None:
    seen = ingest.look(write("a.csv", SURVEY))
    assert (seen.name, seen.format, seen.columns) == (
        "a.csv", "table", ("ID", "Datum", "Bewertung", "Kommentar", "Filiale"),
    )  # fmt: skip
    first, second = ingest.understand(seen), ingest.understand(seen, ingest.Decisions({"Filiale": "segment"}))
    assert (first.roles["Filiale"], second.roles["Filiale"]) == ("ignore", "segment")


AGO = "user,review,stars,when\nA,Kind people at the till,5,a month ago\nB,Much too loud for me,2,3 years ago\n"


@pytest.mark.parametrize(
    ("name", "as_of", "whence"),
    [
        ("reviews_2026-03-01.csv", None, "1 March 2026, the day in the file's name"),
        ("reviews.csv", date(2026, 3, 1), "1 March 2026, as it was said"),
    ],
)
def test_how_long_ago_is_counted_back(name: str, as_of: date | None, whence: str, write: Write) -> None:
    reading = ingest.inspect(write(name, AGO), decisions=ingest.Decisions(as_of=as_of))
    assert reading.facts["precision"] == "month"
    said = f"Dates in 'when' say how long ago; they are counted back from {whence}, exact to the month."
    assert said in reading.warnings
    assert "1 cells of 'when' say only how many years ago and count as no date." in reading.warnings
    made = ingest.build(reading, salt=b"0" * 32)
    assert made.feedback["occurred_at"].astype("str").fillna("").tolist() == ["2026-02-01", ""]
    assert made.ledger.precision == "month"


def test_how_long_ago_from_nobody_knows_when_is_no_date(write: Write) -> None:
    reading = ingest.inspect(write("reviews.csv", AGO))
    assert any("Say on which day the file was made" in sentence for sentence in reading.warnings)
    assert "precision" not in reading.facts


def test_a_review_a_month_older_is_the_same_review(write: Write) -> None:
    later = AGO.replace("a month ago", "2 months ago")
    ids = [ingest.read(write("reviews.csv", text), salt=b"0" * 32).feedback["feedback_id"] for text in (AGO, later)]
    assert ids[0].tolist() == ids[1].tolist()
