"""Ratings of several touchpoints side by side."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import ingest
from cxanalytics.ingest import rating_grids
from cxanalytics.ingest.decisions import Decisions

Write = Callable[..., Path]
FLIGHTS = (
    "Response ID,Date,Rate: Check-in,Rate: Baggage,How likely are you to recommend us?,Anything else?\n"
    "r1,2024-05-03,5,1,9,The crew were kind and patient with us\n"
    "r2,2024-05-04,4,,3,\n"
    "r3,2024-05-05,,2,,\n"
    "r4,2024-05-06,,,,\n"
)


def test_each_rating_is_a_row_at_its_touchpoint(write: Write) -> None:
    new = ingest.read(write("flights.csv", FLIGHTS), salt=b"s")
    rows = new.feedback[["source_id", "touchpoint", "question", "rating", "rating_low", "rating_high", "text"]]
    assert rows.fillna("").to_numpy().tolist() == [
        ["r1", "", "Anything else?", 9, 0, 10, "The crew were kind and patient with us"],
        ["r1", "Check-in", "Rate: Check-in", 5, 1, 5, ""],
        ["r1", "Baggage", "Rate: Baggage", 1, 1, 5, ""],
        ["r2", "", "How likely are you to recommend us?", 3, 0, 10, ""],
        ["r2", "Check-in", "Rate: Check-in", 4, 1, 5, ""],
        ["r3", "Baggage", "Rate: Baggage", 2, 1, 5, ""],
    ]
    assert new.ledger.set_aside == {"no text and no rating": 1}
    assert (new.ledger.read, new.ledger.kept, new.ledger.feedback, new.ledger.with_text) == (4, 3, 6, 1)
    assert new.feedback["response_id"].nunique() == 3
    assert any("rate a touchpoint each, from 1 to 5" in sentence for sentence in new.ledger.warnings)
    assert not any("not taken" in sentence for sentence in new.ledger.warnings)


@pytest.mark.parametrize(
    ("columns", "places"),
    [
        (("How satisfied were you with the following? [Check-in]", "How satisfied were you with the following? [Food]"),
         ["Check-in", "Food"]),
        (("Please rate the following: - Boarding", "Please rate the following: - Seat comfort"),
         ["Boarding", "Seat comfort"]),
        (("Check-in rating", "Baggage rating"), ["Check-in", "Baggage"]),
        (("Satisfaction with parking", "Satisfaction with security"), ["Parking", "Security"]),
        (("How would you rate the lounge?", "How would you rate the wifi?"), ["Lounge", "Wifi"]),
        (("Bewertung: Check-in", "Bewertung: Gepäck"), ["Check-in", "Gepäck"]),
        (("seat_comfort_rating", "cabin_staff_rating"), ["Seat comfort", "Cabin staff"]),
        (("sentiment_score", "subjectivity_score"), []),
        # One column alone, a scale that is none from bad to good, and the rating of all are no grid.
        (("Rate: Check-in", "Rate: Overall"), []),
        (("How important is it? [Check-in]", "How important is it? [Food]"), []),
        (("Blocker: docs", "Blocker: tests"), []),
        (("Overall rating", "Star rating"), []),
    ],
)  # fmt: skip
def test_which_columns_rate_a_touchpoint(columns: tuple[str, str], places: list[str]) -> None:
    table = pd.DataFrame({columns[0]: ["1", "5", "4"], columns[1]: ["2", "", "5"]}, dtype="str")
    found = rating_grids.find(table, {}, (), {})
    assert [each.touchpoint for each in found] == places


def test_columns_of_another_scale_are_no_part_of_it() -> None:
    table = pd.DataFrame({"Rate: Desk": ["1", "5"], "Rate: Lobby": ["2", "4"], "Rate: Spa": ["10", "9"]}, dtype="str")
    assert [each.column for each in rating_grids.find(table, {}, (), {})] == ["Rate: Desk", "Rate: Lobby"]


def test_a_person_names_leaves_out_and_says_the_scale() -> None:
    table = pd.DataFrame(
        {"Q8A_ART": ["1", "6", "0"], "Rate: Desk": ["5", "4", "1"], "Rate: Bags": ["5", "", "1"], "n": ["1", "2", "3"]}
    ).astype("str")
    said = {"q8a_art": "Artwork", "Rate: Bags": "", "rate: desk": "Help desk"}
    found = rating_grids.find(table, {}, (), said, (1, 5))
    assert [(each.column, each.touchpoint, each.question) for each in found] == [
        ("Q8A_ART", "Artwork", "Q8A_ART: Artwork"), ("Rate: Desk", "Help desk", "Rate: Help desk"),
    ]  # fmt: skip
    assert found[0].ratings.values.fillna(-1).tolist() == [1, -1, -1]
    assert found[0].ratings.outside == 2


def test_a_file_of_ratings_alone_needs_no_words(write: Write) -> None:
    path = write("wave.csv", "id,Rate: Signs,Rate: Food\n1,5,2\n2,,3\n3,,\n")
    new = ingest.read(path, salt=b"s")
    assert new.feedback["touchpoint"].tolist() == ["Signs", "Food", "Food"]
    assert new.ledger.set_aside == {"no text and no rating": 1}
    renamed = ingest.build(
        ingest.inspect(path, decisions=Decisions(touchpoints={"Rate: Food": "Restaurants"})), salt=b"s"
    )
    assert renamed.feedback["touchpoint"].tolist() == ["Signs", "Restaurants", "Restaurants"]
    assert renamed.feedback["feedback_id"].tolist() == new.feedback["feedback_id"].tolist()


def test_a_role_given_by_a_person_wins(write: Write) -> None:
    path = write("wave.csv", "id,Rate: Signs,Rate: Food,Rate: Shops\n1,5,2,3\n2,4,3,3\n")
    reading = ingest.inspect(path, {"Rate: Food": "rating"})
    assert (reading.column("rating"), [each.touchpoint for each in reading.grid]) == ("Rate: Food", ["Signs", "Shops"])


def test_a_matrix_of_qualtrics(write: Write) -> None:
    asked = "How satisfied were you with the following?"
    content = (
        "RecordedDate,ResponseId,Q1,Q2_1,Q2_2,Q2_3\n"
        f"Recorded Date,Response ID,What went well?,{asked} - Check-in,{asked} - Baggage,{asked} - Overall\n"
        '"{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1_TEXT""}",'
        '"{""ImportId"":""QID2_1""}","{""ImportId"":""QID2_2""}","{""ImportId"":""QID2_3""}"\n'
        "2024-05-03 10:00:00,R_1,The crew,Very satisfied,Dissatisfied,Satisfied\n"
        "2024-05-03 11:00:00,R_2,,Satisfied,,Satisfied\n"
    )
    new = ingest.read(write("flight.csv", content), salt=b"s")
    assert new.ledger.format == "qualtrics"
    graded = new.feedback[new.feedback["touchpoint"].notna()]
    assert graded[["source_id", "touchpoint", "rating", "question"]].to_numpy().tolist() == [
        ["R_1", "Check-in", 5, f"{asked} - Check-in"], ["R_1", "Baggage", 2, f"{asked} - Baggage"],
        ["R_2", "Check-in", 4, f"{asked} - Check-in"],
    ]  # fmt: skip
    # The rating of all stays the rating of the response.
    assert new.ledger.roles["rating"] == "Q2_3"


def test_a_matrix_of_surveymonkey(write: Write) -> None:
    content = (
        "Respondent ID,Collector ID,Start Date,End Date,Please rate the following,,Anything else?\n"
        ",,,,Check-in,Baggage,Open-Ended Response\n"
        "11000000001,1,01/17/2024 10:00:00 AM,01/17/2024 10:05:00 AM,5,2,The crew were kind\n"
        "11000000002,1,01/18/2024 10:00:00 AM,01/18/2024 10:05:00 AM,4,,\n"
    )
    new = ingest.read(write("flight.csv", content), salt=b"s")
    assert new.ledger.format == "surveymonkey"
    assert new.feedback[["touchpoint", "rating"]].astype("object").fillna("").to_numpy().tolist() == [
        ["", ""], ["Check-in", 5], ["Baggage", 2], ["Check-in", 4],
    ]  # fmt: skip
