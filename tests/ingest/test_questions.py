"""What a question says of its answers."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import ingest
from cxanalytics.ingest import questions
from cxanalytics.ingest.decisions import Decisions

Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("wording", "place"),
    [
        ("How was check-in?", "Check-in"),
        ("How was your check-in experience?", "Check-in"),
        ("How satisfied were you with the food on board?", "Food on board"),
        ("What could we improve?", ""),
        ("What could we improve about boarding?", "Boarding"),
        ("What did you like best about our app?", "App"),
        ("Please rate: Check-in", ""),
        ("Rate: Check-in", "Check-in"),
        ("Rate your experience with delivery", "Delivery"),
        ("Comments on the invoice", "Invoice"),
        ("Any comments about security?", "Security"),
        ("Check-in: comments", "Check-in"),
        ("Baggage rating", ""),
        ("Overall rating", ""),
        ("Star Rating", ""),
        ("Review rating", ""),
        ("User rating", ""),
        ("Customer feedback", ""),
        ("Feedback", ""),
        ("Comment", ""),
        ("How was your experience?", ""),
        ("How was your overall experience with us today?", ""),
        ("How likely are you to recommend us?", ""),
        ("Why did you give this score?", ""),
        ("Wie war der Check-in?", "Check-in"),
        ("Wie zufrieden waren Sie mit der Buchung?", "Buchung"),
        ("Was können wir an der Rechnung verbessern?", "Rechnung"),
        ("Was können wir verbessern?", ""),
        ("Was hat Ihnen am Check-in besonders gefallen?", "Check-in"),
        ("Wie hat Ihnen das Essen gefallen?", "Essen"),
        ("Comment s'est passé l'embarquement ?", "Embarquement"),
        ("Comment s'est passée la livraison ?", "Livraison"),
        ("Êtes-vous satisfait de la livraison ?", "Livraison"),
        ("Que pouvons-nous améliorer dans l’application ?", "Application"),
        ("Qu'avez-vous le plus apprécié lors de la visite ?", ""),
        ("¿Cómo fue el check-in?", "Check-in"),
        ("¿Qué le pareció la entrega?", "Entrega"),
        ("¿Qué podríamos mejorar en la entrega?", "Entrega"),
        ("¿Qué podríamos mejorar?", ""),
        ("¿Qué tan satisfecho está con el embarque?", "Embarque"),
        ("How would you describe the staff at the gate?", "Staff at the gate"),
        ("How did we do?", ""),
        ("Tell us more about your visit", ""),
        ("How was the weather when you arrived?", "Weather"),
        ("Thinking about the website, what went wrong?", "Website"),
        ("Satisfaction with parking", "Parking"),
        ("Q3. How was the lounge?", "Lounge"),
        ("How easy was it to find us?", ""),
        ("What did you like least?", ""),
        ("NPS score", ""),
        ("Reason for score", ""),
        ("How are you?", ""),
        ("How would you rate the following?", ""),
        ("What was good?", ""),
        ("What would make you come back to us?", ""),
        ("Anything else you would like to tell us about your stay?", ""),
        ("Text rating", ""),
    ],
)
def test_the_touchpoint_of_a_question(wording: str, place: str) -> None:
    assert questions.touchpoint(wording) == place


@pytest.mark.parametrize(
    ("wording", "side"),
    [
        ("What could we improve?", "negative"),
        ("How could we improve?", "negative"),
        ("What did you like best?", "positive"),
        ("What did you like most about us?", "positive"),
        ("What do you dislike?", "negative"),
        ("What do you like best about Acme?", "positive"),
        ("What do you like or dislike?", ""),
        ("What was good?", "positive"),
        ("What could we do better?", "negative"),
        ("What could we have done better?", "negative"),
        ("How satisfied were you?", ""),
        ("Why?", ""),
        ("How likely are you to recommend us?", ""),
        ("What did you like least?", "negative"),
        ("What didn't you like?", "negative"),
        ("Did you have any problems?", "negative"),
        ("What went well?", "positive"),
        ("What went wrong?", "negative"),
        ("Was können wir verbessern?", "negative"),
        ("Was hat Ihnen gefallen?", "positive"),
        ("Was hat Ihnen nicht gefallen?", "negative"),
        ("Wie hat Ihnen das Essen gefallen?", ""),
        ("Lob und Kritik", ""),
        ("Was hat Ihnen am besten gefallen?", "positive"),
        ("Que pouvons-nous améliorer ?", "negative"),
        ("Qu'avez-vous le plus apprécié ?", "positive"),
        ("Qu'avez-vous le moins apprécié ?", "negative"),
        ("Points forts", "positive"),
        ("Points faibles", "negative"),
        ("¿Qué podríamos mejorar?", "negative"),
        ("¿Qué fue lo que más le gustó?", "positive"),
        ("¿Qué es lo que menos le gustó?", "negative"),
        ("Qu'est-ce qui vous a plu ?", "positive"),
        ("Qu'est-ce qui vous a déplu ?", "negative"),
        ("Pros", "positive"),
        ("Cons", "negative"),
        ("What would you like to see next?", ""),
        ("Is there anything we could have done differently?", "negative"),
        ("FFT Why?", ""),
        ("Describe anything you were particularly satisfied and/or dissatisfied with", ""),
        ("What could we improve? [asks for good and bad]", ""),
        ("Make project easier to contribute?", ""),
        ("Any other comments?", ""),
        ("What do you like about us?", "positive"),
        ("How well did we do?", ""),
        ("What impressed you?", "positive"),
        ("¿Qué le gustó?", "positive"),
        ("¿Qué no le gustó?", "negative"),
        ("Was lief gut?", "positive"),
        ("Was lief nicht gut?", "negative"),
        ("Was lief schlecht?", "negative"),
        ("What problems is the tool solving and how is that benefiting you?", ""),
    ],
)
def test_the_side_a_question_asks_for(wording: str, side: str) -> None:
    assert questions.side(wording) == side


def test_sides_of_a_column_of_questions() -> None:
    asked = pd.Series(["What could we improve?", None, "Why?", "What went well?"], dtype="str")
    assert questions.invites(asked).tolist() == ["negative", "", "", "positive"]


def test_what_a_person_said_goes_first_and_is_kept_in_the_wording() -> None:
    asked = {"Q1": "How was check-in?", "Q2": "Pros", "Q3": "What could we improve?"}
    found = questions.of(asked, {"q1": "Check in desk", "Pros": ""}, {"Q3": "", "Q1": "negative"})
    assert [(each.touchpoint, each.invites, each.told) for each in found] == [
        ("Check in desk", "negative", True), ("", "positive", True), ("", "", False),
    ]  # fmt: skip
    assert [each.text() for each in found] == [
        "How was check-in? [asks for the bad]", "Pros", "What could we improve? [asks for good and bad]",
    ]  # fmt: skip
    assert questions.invites(pd.Series([each.text() for each in found])).tolist() == ["negative", "positive", ""]


def test_a_survey_of_several_questions(write: Write) -> None:
    path = write(
        "stay.csv",
        "id,How was check-in?,What could we improve?,Where\n"
        "1,Quick and friendly staff there,More towels in every room please,\n"
        "2,,Nothing at all in my view,Pool\n",
    )
    reading = ingest.inspect(path, {"Where": "touchpoint"})
    assert [(each.column, each.touchpoint, each.invites) for each in reading.asked] == [
        ("How was check-in?", "Check-in", ""), ("What could we improve?", "", "negative"),
    ]  # fmt: skip
    new = ingest.build(reading, salt=b"s")
    assert new.feedback[["question", "touchpoint"]].fillna("").to_numpy().tolist() == [
        ["How was check-in?", "Check-in"], ["What could we improve?", ""], ["What could we improve?", "Pool"],
    ]  # fmt: skip
    assert any("'How was check-in?' is about Check-in" in sentence for sentence in new.ledger.warnings)
    assert any("'What could we improve?' asks for what was bad alone" in sentence for sentence in new.ledger.warnings)


def test_the_touchpoint_of_the_whole_file_goes_before_the_wording_not_before_a_person(write: Write) -> None:
    path = write("a.csv", "id,How was check-in?,How was the room?\n1,Quick and friendly there,Small but clean it was\n")
    said = Decisions(touchpoint="Hotel", touchpoints={"How was the room?": "Room"})
    new = ingest.build(ingest.inspect(path, decisions=said), salt=b"s")
    assert new.feedback["touchpoint"].tolist() == ["Hotel", "Room"]


def test_a_column_of_questions(write: Write) -> None:
    path = write(
        "long.csv",
        "id,Question,Answer\n"
        "1,How was check-in?,Quick and friendly staff there\n"
        "2,What did you like best?,The view from the pool\n"
        "3,How was check-in?,Slow and nobody said sorry\n",
    )
    said = Decisions(invites={"How was check-in?": "negative"})
    reading = ingest.inspect(path, {"Question": "question", "Answer": "text"}, decisions=said)
    new = ingest.build(reading, salt=b"s").feedback
    assert new["touchpoint"].fillna("").tolist() == ["Check-in", "", "Check-in"]
    assert new["question"].tolist()[:2] == ["How was check-in? [asks for the bad]", "What did you like best?"]
