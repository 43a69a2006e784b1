"""G2 reviews."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest


def test_each_question_is_a_feedback(write: Callable[..., Path]) -> None:
    path = write(
        "g2.csv",
        "Review ID,Review Title,Star Rating,Submitted At,Industry,What do you like best about Example?,"
        "What do you dislike about Example?,What problems is Example solving and how is that benefiting you?,Likes\n"
        "r1,Solid,4.5,2026-01-02,Retail,Quick to set up,Reports are slow,We answer faster now,3\n"
        "r2,Meh,2.0,2026-01-03,Health,,No offline mode,,4\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("g2", "G2", "review")
    assert new.ledger.confidence <= 0.8
    said = new.feedback.set_index("text")["question"].to_dict()
    assert said["Quick to set up"] == "What do you like best about Example?"
    assert said["Reports are slow"] == said["No offline mode"] == "What do you dislike about Example?"
    assert said["Solid"] == "What is the title of your review?"
    assert new.feedback["response_id"].nunique() == 2
    assert new.feedback["rating"].tolist() == [4.5, 4.5, 4.5, 4.5, 2.0, 2.0]


def test_short_names_get_the_wording(write: Callable[..., Path]) -> None:
    path = write("g2.csv", "id,rating,love,hate\n1,5,Quick to set up,Reports are slow\n2,3,Fair price,No export\n")
    new = ingest.read(path, salt=b"s")
    assert new.feedback["question"].unique().tolist() == ["What do you like best?", "What do you dislike?"]


def test_counts_of_love_and_hate_are_no_answers(write: Callable[..., Path]) -> None:
    path = write("posts.csv", "id,text,love,hate\n1,Kettles are back in the shop,3,4\n2,We open at nine today,5,6\n")
    assert ingest.inspect(path).format == "table"
