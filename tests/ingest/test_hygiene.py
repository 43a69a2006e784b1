"""What is set aside, each kind counted, each with a switch."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cxanalytics import ingest
from cxanalytics.errors import MappingError
from cxanalytics.ingest import hygiene
from cxanalytics.ingest.decisions import Decisions
from cxanalytics.ingest.ledger import words

Write = Callable[..., Path]


def built(path: Path, *keep: str, **roles: str) -> ingest.Import:
    """The import of a file with switches, and roles by column."""
    return ingest.build(ingest.inspect(path, roles, decisions=Decisions(keep=keep)), salt=b"s")


REVIEWS = (
    "review_id,userName,date,stars,review text\n"
    "a,Ann,2024-05-03 10:00:00,5,Lovely little hotel by the sea\n"
    "b,Bob,2024-05-03 11:00:00,1,Never again I say\n"
    "a,Ann,2024-06-01 09:00:00,2,Lovely once but now it leaks\n"
    "c,Cid,2024-05-04 08:00:00,4,Quiet and clean rooms\n"
    "d,Cid,2024-05-04 08:00:00,4,Quiet and clean rooms\n"
)


def test_of_an_edited_review_the_last_version_stays(write: Write) -> None:
    path = write("reviews.csv", REVIEWS)
    new = built(path, review_id="source_id")
    assert new.ledger.set_aside == {hygiene.EDITED: 1, hygiene.SAME_ANSWER: 1}
    assert new.set_aside["record"].tolist() == [0, 4]
    assert new.feedback["text"].tolist()[1] == "Lovely once but now it leaks"


@pytest.mark.parametrize(("switch", "kept"), [("edited", 4), ("same answers", 4), ("retweets", 3)])
def test_a_switch_keeps_what_it_names(switch: str, kept: int, write: Write) -> None:
    new = built(write("reviews.csv", REVIEWS), switch, review_id="source_id")
    assert (new.ledger.read, new.ledger.kept, len(new.feedback)) == (5, kept, kept)
    assert new.feedback["feedback_id"].is_unique


def test_an_unknown_switch_is_named(write: Write) -> None:
    with pytest.raises(MappingError, match="no switch 'dupes'"):
        built(write("reviews.csv", REVIEWS), "dupes")


TICKETS = (
    "Ticket ID,Created at,Customer ID,Description\n"
    "T1,2024-01-05 10:00,C1,Wrong amount again on my bill\n"
    "T2,2024-01-06 11:00,C2,I wrote to you twice about it\n"
    "T2,2024-01-08 12:00,C2,Same number again for this\n"
    "T1,2024-01-05 10:00,C1,Wrong amount again on my bill\n"
)


@pytest.mark.parametrize(
    ("keep", "aside"),
    [
        ((), {"same id as an earlier row": 1, "repeats another row": 1}),
        (("same ids",), {"repeats another row": 1}),
        (("same ids", "repeats"), {"same author, time and text as an earlier row": 1}),
        (("same ids", "repeats", "same answers"), {}),
    ],
)
def test_repeats_of_tickets(keep: tuple[str, ...], aside: dict[str, int], write: Write) -> None:
    new = built(write("tickets.csv", TICKETS), *keep, **{"Ticket ID": "source_id", "Customer ID": "customer"})
    assert new.ledger.set_aside == aside
    assert new.feedback["feedback_id"].is_unique
    assert new.ledger.read == 4


SURVEY = (
    "Response ID,Status,NPS,What could we improve?,Any other comments?\n"
    "1,Complete,9,Nothing,None\n"
    "2,Partial,3,,\n"
    "3,Partial,,The queue at the till,\n"
    "6,Partial,,,\n"
    "4,Complete,,n/a,-\n"
    "5,Complete,8,k.A.,rien\n"
)


def test_answers_that_are_none_and_unfinished_responses(write: Write) -> None:
    path = write("survey.csv", SURVEY)
    roles = {"What could we improve?": "text", "Any other comments?": "text", "Response ID": "source_id"}
    new = built(path, **roles)
    assert new.feedback["text"].fillna("").tolist() == [
        "Nothing", "None", "", "The queue at the till", "n/a", "-", "k.A.", "rien",
    ]  # fmt: skip
    assert new.ledger.set_aside == {"unfinished, nothing said": 1}
    # "Nothing" is an answer to what could be improved, "None" is none to a request for comments.
    assert new.ledger.cleaned == {"non-answers": 5}
    assert "of the texts: 5 that answer nothing (n/a, none, -)" in words(new.ledger.as_dict())


def test_words_of_reviews_are_nobodys_non_answers(write: Write) -> None:
    path = write("reviews.csv", "review_id,stars,review text\n1,5,None\n2,4,-\n3,2,The bed was far too soft\n")
    new = built(path, **{"review text": "text"})
    assert new.feedback["text"].tolist() == ["None", "-", "The bed was far too soft"]
    assert new.ledger.cleaned == {}


def test_ready_made_texts_are_kept_and_counted(write: Write) -> None:
    canned = "Please stop the new road through our valley at once"
    rows = (
        "".join(f"{i},{canned + '!' * (i == 9)}\n" for i in range(7)) + "7,The bed was far too soft for me and my dog\n"
    )
    new = built(write("mails.csv", "id,comment\n" + rows), id="source_id")
    assert (new.ledger.kept, new.ledger.cleaned) == (8, {"canned texts": 7})
    assert "7 answers are one text word for word, the commonest 7 times" in " ".join(new.ledger.warnings)


def test_cleaning_is_counted_and_can_be_left_out(write: Write) -> None:
    path = write("mails.csv", "id,comment\n1,Tea &amp; cake were cold\n2,TrÃ¨s bon cafÃ© chez vous\n")
    assert built(path, id="source_id").ledger.cleaned == {"entities": 1, "encoding": 1}
    left = built(path, "entities", "encoding", id="source_id")
    assert left.feedback["text"].tolist() == ["Tea &amp; cake were cold", "TrÃ¨s bon cafÃ© chez vous"]
    assert left.ledger.cleaned == {}


def test_every_reason_has_its_switch_in_words() -> None:
    assert set(hygiene.REASONS.values()) <= set(hygiene.SWITCHES)


def test_one_response_with_several_questions_in_rows(write: Write) -> None:
    path = write(
        "long.csv",
        "Response ID,Question,Answer\n"
        "1,How was check-in?,Quick and friendly staff there\n"
        "1,What could we improve?,The lifts are slow\n"
        "2,How was check-in?,Slow and nobody said sorry\n"
        "2,How was check-in?,Slow and nobody said so\n",
    )
    new = built(path, **{"Response ID": "source_id", "Question": "question", "Answer": "text"})
    assert new.ledger.set_aside == {"same id as an earlier row": 1}
    assert new.feedback["response_id"].nunique() == 2
    assert new.feedback["source_id"].tolist() == ["1", "1", "2"]
    assert new.feedback["question"].tolist()[:2] == ["How was check-in?", "What could we improve?"]
