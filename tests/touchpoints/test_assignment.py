import pandas as pd
import pytest

from cxanalytics.journey.model import OFF_MAP, UNASSIGNED, Journey, Stage, Touchpoint
from cxanalytics.touchpoints import Evidence, Learnt, assign, explain, learn

JOURNEY = Journey(
    "Shop", "", (Stage("Buy", (Touchpoint("Till", (), ("queue",)), Touchpoint("Invoice", (), ("invoice",)))),)
)
SAID = {
    "Till": "it took ages to pay",
    "Invoice": "charged twice",
    "Car park": "no space outside",
    UNASSIGNED: "ok then",
}


@pytest.fixture(scope="module")
def learnt() -> Learnt:
    right = list(SAID) * 20
    ids = [f"{number:016x}" for number in range(80)]
    table = pd.DataFrame({"feedback_id": ids, "text": [SAID[name] for name in right], "right": right})
    found = learn(table, JOURNEY).learnt
    assert found is not None
    return found


def spoken(texts: list[list[str]], touchpoint: list[str | None]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Mentions and feedback; each text given as its clauses."""
    feedback = pd.DataFrame(
        {
            "feedback_id": [f"new {number}" for number in range(len(texts))],
            "text": [" ".join(parts) for parts in texts],
            "touchpoint": pd.Series(touchpoint, dtype="str"),
        }
    )
    rows = [(row, part) for row, parts in enumerate(texts) for part in parts]
    start = [feedback["text"][row].index(part) for row, part in rows]
    end = [first + len(part) for first, (_, part) in zip(start, rows, strict=True)]
    return pd.DataFrame({"row": [row for row, _ in rows], "start": start, "end": end}), feedback


def test_learning_speaks_where_the_rules_do_not_know(learnt: Learnt) -> None:
    mentions, feedback = spoken(
        [["The queue.", "Charged twice."], ["It took ages to pay."], ["No space outside."], ["Hm."], ["Charged twice"]],
        [None, None, None, None, "Gift cards"],
    )
    before, after = assign(mentions, feedback, JOURNEY), assign(mentions, feedback, JOURNEY, learnt)
    assert before["touchpoint"].tolist() == ["Till", "Till", UNASSIGNED, UNASSIGNED, UNASSIGNED, "Gift cards"]
    assert before["rule"].tolist() == ["phrase", "context", "unassigned", "unassigned", "unassigned", "column"]
    assert after["touchpoint"].tolist() == ["Till", "Invoice", "Till", "Car park", UNASSIGNED, "Gift cards"]
    assert after["stage"].tolist() == ["Buy", "Buy", "Buy", OFF_MAP, UNASSIGNED, OFF_MAP]
    assert after["rule"].tolist() == ["phrase", "learnt", "learnt", "learnt", "unassigned", "column"]
    pd.testing.assert_frame_equal(after[mentions.columns], mentions)


def test_without_anything_learnt_all_stays_as_it_was() -> None:
    mentions, feedback = spoken([["The queue.", "Charged twice."]], [None])
    table = feedback.drop(columns="feedback_id")  # not needed by the rules
    assert assign(mentions, table, JOURNEY, None)["rule"].tolist() == ["phrase", "context"]


def test_nothing_to_assign(learnt: Learnt) -> None:
    mentions, feedback = spoken([["Hello"]], [None])
    assert assign(mentions.head(0), feedback, JOURNEY, learnt)["touchpoint"].tolist() == []


def test_feedback_that_people_assigned_is_answered_by_the_weights_that_did_not_see_it(learnt: Learnt) -> None:
    mentions, feedback = spoken([["Charged twice"]] * 80, [None] * 80)
    feedback = feedback.assign(feedback_id=[f"{number:016x}" for number in range(80)])
    silenced = Learnt(learnt.key, learnt.touchpoints, learnt.roots, learnt.weights, (), learnt.labelled)
    assert assign(mentions, feedback, JOURNEY, learnt)["touchpoint"].eq("Invoice").all()
    with pytest.raises(ValueError, match="shorter"):  # it asks for the five others
        assign(mentions, feedback, JOURNEY, silenced)


def test_explain_shows_the_words_that_spoke(learnt: Learnt) -> None:
    found = explain("They charged me twice", JOURNEY, learnt)
    assert found is not None
    assert (found.touchpoint, found.stage, found.phrase) == ("Invoice", "Buy", "")
    assert {word for word, _ in found.words} == {"charg", "twice"}
    assert all(weight > 1 for _, weight in found.words)
    assert found.likely is not None
    assert 0.8 < found.likely < 1
    assert explain("No space", JOURNEY, learnt).stage == OFF_MAP  # type: ignore[union-attr]


def test_explain_with_a_phrase_names_the_phrase(learnt: Learnt) -> None:
    assert explain("what a queue", JOURNEY, learnt) == Evidence("Till", "Buy", "queue")


def test_explain_says_what_the_neighbour_weighs(learnt: Learnt) -> None:
    found = explain("charged twice", JOURNEY, learnt, "Till")
    assert found is not None
    assert found.touchpoint == "Invoice"
    assert dict(found.words)["context: Till"] < 0


def test_explain_has_nothing_to_say_of_what_nobody_knows(learnt: Learnt) -> None:
    assert explain("hm", JOURNEY, learnt) is None
    assert explain("ok then", JOURNEY, learnt) is None
