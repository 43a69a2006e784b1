"""Microsoft Forms workbooks."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from cxanalytics import ingest

HEAD = ("ID", "Start time", "Completion time", "Email", "Name", "Last modified time")
STARTED, DONE = datetime(2024, 9, 20, 19, 4), datetime(2024, 9, 20, 19, 6)


def test_answers_of_a_workbook(workbook: Callable[..., Path]) -> None:
    path = workbook("Visit survey(1-3).xlsx", Sheet1=[
        [*HEAD, "How likely are you to recommend us?", "What did you use?", "Check-in was quick",
         "What should we change?"],
        [1, STARTED, DONE, "anonymous", "", "", 9, "App;Web;", "Agree\u00a0", "More chairs by the door"],
        [2, STARTED, DONE, "anonymous", "", "", 3, "App;", "Agree", ""],
        [3, STARTED, DONE, "anonymous", "", "", "", "Shop;Phone;", "Disagree", ""],
    ])  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.confidence) == ("microsoft forms", 0.97)
    assert new.ledger.source == "Microsoft Forms: Visit survey"
    assert (new.ledger.read, new.ledger.kept, new.ledger.with_text) == (3, 2, 1)
    assert new.ledger.set_aside == {"no text and no rating": 1}
    assert new.ledger.dates == ("2024-09-20T19:06:00", "2024-09-20T19:06:00")
    assert new.feedback["text"].fillna("-").tolist() == ["More chairs by the door", "-"]
    assert new.feedback["customer"].isna().all()
    reading = ingest.inspect(path)
    assert reading.roles["What did you use?"] == "ignore"
    assert reading.table["Check-in was quick"].tolist() == ["Agree", "Agree", "Disagree"]


def test_response_1_of_two_forms_is_not_the_same(workbook: Callable[..., Path]) -> None:
    rows = [[*HEAD, "What should we change?"], [1, STARTED, DONE, "anonymous", "", "", "More chairs by the door"]]
    one, two = (ingest.read(workbook(name, Sheet1=rows), salt=b"s") for name in ("Visit(1-1).xlsx", "Call(1-1).xlsx"))
    assert set(one.feedback["response_id"]).isdisjoint(two.feedback["response_id"])


def test_saved_again_as_csv(write: Callable[..., Path]) -> None:
    path = write(
        "visit.csv",
        "ID,Start time,Completion time,Email,Name,What should we change?\n"
        "1,9/20/24 19:04:01,9/20/24 19:06:11,ann@example.com,Ann,More chairs by the door\n",
    )
    new = ingest.read(path, salt=b"s")
    assert new.ledger.dates == ("2024-09-20T19:06:11", "2024-09-20T19:06:11")
    assert new.ledger.format == "microsoft forms"


def test_marks_of_a_quiz_are_the_teachers(workbook: Callable[..., Path]) -> None:
    path = workbook("Quiz.xlsx", Sheet1=[
        [*HEAD[:5], "Total points", "Quiz feedback", "Why is that?",
         "Points - Why is that?", "Feedback - Why is that?"],
        [1, STARTED, DONE, "ann@example.com", "Ann", 5, "Well done indeed, Ann", "Because it rained all day", 5,
         "That is a good reason"],
        [2, STARTED, DONE, "bob@example.com", "Bob", 0, "", "I could not say", 0, ""],
    ])  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert new.ledger.roles["text"] == "Why is that?"
    assert new.ledger.hashed == ("Email",)
    assert "Name" in new.ledger.dropped


ACCOUNTS = (
    (("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"), "Was sollen wir ändern?", 0.9),
    (("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"), "Que changer ?", 0.9),
    (("Id", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"), "¿Qué cambiar?", 0.9),
    (("ID", "Ora di inizio", "Ora di completamento", "Posta elettronica", "Nome"), "Cosa cambiare?", 0.8),
)


@pytest.mark.parametrize("account", ACCOUNTS)
def test_accounts_in_other_languages(
    account: tuple[tuple[str, ...], str, float], workbook: Callable[..., Path]
) -> None:
    head, asked, sure = account
    path = workbook("Forms.xlsx", Sheet1=[
        [*head, asked], [1, STARTED, DONE, "ann@example.com", "Ann", "Lorem ipsum dolor sit"],
        [2, STARTED, DONE, "bob@example.com", "Bob", ""],
    ])  # fmt: skip
    reading = ingest.inspect(path)
    assert (reading.format, reading.confidence) == ("microsoft forms", sure)
    assert (reading.column("occurred_at"), reading.columns("text")) == (head[2], [asked])
    assert (reading.column("customer"), reading.roles[head[4]]) == (head[3], "ignore")
