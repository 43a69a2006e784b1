import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.journey.phrases import NONE, words_of
from cxanalytics.touchpoints.learning import FOLDS, LEAST, NEVER, Learning, Weights, folds_of, learn
from cxanalytics.touchpoints.rules import CONTEXT, NOTHING, PHRASE

JOURNEY = Journey(
    "Shop",
    "",
    (
        Stage(
            "Buy",
            (
                Touchpoint("Shop staff", ("assistants",), ("staff",)),
                Touchpoint("Till", (), ("queue",)),
                Touchpoint("Invoice", (), ("invoice",)),
            ),
        ),
    ),
)
# What people say without a phrase of the journey, and where they put it.
SAID = {
    "Shop staff": "they were kind",
    "Till": "it took ages to pay",
    "Invoice": "charged twice",
    "Unassigned": "ok then",
}


def taught(size: int, **more: object) -> pd.DataFrame:
    """Assignments that turn round the four sayings."""
    right = [name for name, _ in zip(list(SAID) * size, range(size), strict=False)]
    text = [f"{SAID[name]} {number}" for number, name in enumerate(right)]
    ids = [f"{number:016x}" for number in range(size)]
    return pd.DataFrame({"feedback_id": ids, "text": text, "right": right} | more)


TAUGHT = learn(taught(80), JOURNEY).learnt


@pytest.fixture(scope="module")
def learning() -> Learning:
    return learn(taught(80), JOURNEY)


def test_what_people_say_without_a_phrase_is_learnt(learning: Learning) -> None:
    assert learning.learnt is not None
    assert learning.learnt.touchpoints == ("Shop staff", "Till", "Invoice", "Unassigned")
    assert learning.before.overall()["accuracy"] == 0.25
    assert learning.after.overall()["accuracy"] == 1
    assert learning.after.by_rule()["n"].to_dict() == {"learnt": 60, "unassigned": 20}
    assert learning.reason == "Learning gains +0.75 ± 0.05 points a text over the rules."


def test_it_speaks_for_texts_nobody_assigned(learning: Learning) -> None:
    assert learning.learnt is not None
    texts = pd.Series(["kind, they were so kind", "twice charged!", "paying took ages", "ok", "so"])
    none, nothing = np.full(5, NONE), np.full(5, NOTHING)
    decided, likely = learning.learnt.decide(words_of(texts), none, nothing, pd.Series(["v", "w", "x", "y", "z"]))
    assert decided.tolist() == [0, 2, 1, 3, 3]
    assert (likely[:4] > learning.learnt.weights.least).all()
    assert likely[4] < learning.learnt.weights.least  # no word that is known


def test_few_assignments_teach_nothing() -> None:
    found = learn(taught(LEAST - 1), JOURNEY)
    assert found.learnt is None
    assert (
        found.reason == f"People assigned {LEAST - 1} comments that were drawn at random; learning begins at {LEAST}."
    )
    assert found.after is found.before
    assert learn(taught(0), JOURNEY).learnt is None


def test_assignments_without_an_answer_are_left_out() -> None:
    table = taught(40)
    table.loc[:14, "right"] = None
    assert (
        learn(table, JOURNEY).reason == "People assigned 25 comments that were drawn at random; learning begins at 30."
    )


def test_many_clauses_of_few_comments_are_few_assignments() -> None:
    assert learn(taught(80).assign(feedback_id="one"), JOURNEY).reason.startswith("People assigned 1 comments")


def test_a_journey_of_one_touchpoint_can_be_learnt() -> None:
    journey = Journey("Till", "", (Stage("Buy", (Touchpoint("Till", (), ("queue",)),)),))
    found = learn(taught(80).replace({"right": {"Shop staff": "Till", "Invoice": "Unassigned"}}), journey)
    assert found.learnt is not None
    assert found.learnt.touchpoints == ("Till", "Unassigned")
    assert found.after.confusion().to_numpy().tolist() == [[40, 0], [0, 40]]


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=5))
def test_anything_can_be_asked(texts: list[str]) -> None:
    size = len(texts)
    found, rule = np.full(size, NONE), np.full(size, NOTHING)
    assert TAUGHT is not None
    decided, likely = TAUGHT.decide(words_of(texts), found, rule, pd.Series(texts, dtype="str"))
    assert ((decided >= 0) & (decided < 4)).all()
    assert ((likely > 0.2499) & (likely <= 1)).all()


def test_the_rules_stay_where_they_are_right() -> None:
    rules = {"Shop staff": "staff", "Till": "queue", "Invoice": "invoice", "Unassigned": "hello"}
    table = taught(80)
    found = learn(table.assign(text=table["right"].map(rules)), JOURNEY)
    assert found.learnt is None
    assert found.before.overall()["accuracy"] == 1
    assert found.reason.endswith("the rules stay.")


def test_a_phrase_is_overruled_when_people_contradict_it_again_and_again() -> None:
    table = taught(80)
    table = table.assign(text=table["text"].where(table["right"] != "Till", "no staff where one pays"))
    found = learn(table, JOURNEY).learnt
    assert found is not None
    assert found.weights.least_over_phrase < NEVER
    texts = pd.Series(["no staff where one pays", "the staff were kind"])
    decided, _ = found.decide(words_of(texts), np.array([0, 0]), np.array([PHRASE, PHRASE]), pd.Series(["x", "y"]))
    assert decided.tolist() == [1, NONE]


def test_a_phrase_is_not_overruled_for_a_few_contradictions() -> None:
    table = taught(80)
    few = table["right"].eq("Till") & (table.index < 16)
    found = learn(table.assign(text=table["text"].mask(few, "no staff where one pays")), JOURNEY).learnt
    assert found is not None
    assert found.weights.least_over_phrase == NEVER


def test_the_neighbour_is_trusted_as_far_as_people_trust_it() -> None:
    table = taught(90).assign(text="so there", machine="Till", rule="context")
    right = table.assign(right=["Till"] * 81 + ["Unassigned"] * 9).sample(frac=1, random_state=0)
    none = np.array([1]), np.array([CONTEXT]), pd.Series(["x"])
    wrong = table.assign(right=["Unassigned"] * 81 + ["Till"] * 9).sample(frac=1, random_state=0)
    assert learn(right, JOURNEY).learnt is None  # the rules say the same already
    found = learn(pd.concat([wrong, taught(80).assign(feedback_id=lambda t: "b" + t["feedback_id"])]), JOURNEY).learnt
    assert found is not None
    assert found.decide(words_of(["so there"]), *none)[0].tolist() == [3]


def test_names_that_only_people_use_are_known() -> None:
    table = taught(80).replace({"right": {"Till": "Car park"}})
    found = learn(table, JOURNEY).learnt
    assert found is not None
    assert found.touchpoints == ("Shop staff", "Till", "Invoice", "Car park", "Unassigned")


def test_several_right_answers_of_a_text_count_once_each() -> None:
    table = taught(80)
    both = pd.concat([table, table.assign(right="Till")], ignore_index=True)
    found = learn(both, JOURNEY)
    assert len(found.after.rows) == 80
    assert found.after.overall()["accuracy"] == 1


# --- no label measures what it taught ------------------------------------------------------------------------


def test_folds_come_from_the_id_alone() -> None:
    ids = pd.Series(["a", "b", "a", "0" * 16])
    folds = folds_of(ids)
    assert folds.tolist() == [folds_of(ids[[place]])[0] for place in ids.index]
    assert folds[0] == folds[2]
    assert set(folds_of(pd.Series([str(n) for n in range(100)]))) == set(range(FOLDS))


def same(one: Weights, other: Weights) -> bool:
    return (
        np.array_equal(one.coefficients, other.coefficients)
        and np.array_equal(one.intercept, other.intercept)
        and (one.least, one.least_over_phrase) == (other.least, other.least_over_phrase)
    )


@pytest.mark.parametrize("fold", range(FOLDS))
def test_the_answers_of_a_fold_change_nothing_for_that_fold(fold: int) -> None:
    table = taught(80)
    one = learn(table, JOURNEY, precision=0.5).learnt
    here = (folds_of(table["feedback_id"]) == fold) & (table.index % 3 == 0)
    turned = dict(zip(SAID, [*list(SAID)[1:], "Shop staff"], strict=True))
    other = learn(table.assign(right=table["right"].mask(here, table["right"].map(turned))), JOURNEY, 0.5).learnt
    assert one is not None
    assert other is not None
    assert same(one.folds[fold], other.folds[fold])
    assert not any(same(one.folds[k], other.folds[k]) for k in range(FOLDS) if k != fold)
    assert not same(one.weights, other.weights)


def test_labels_drawn_at_random_give_no_gain() -> None:
    random = np.random.default_rng(5)
    size = 300
    words = np.array([f"word{number}" for number in range(60)])
    table = pd.DataFrame(
        {
            "feedback_id": [f"{number:016x}" for number in range(size)],
            "text": [" ".join(words[random.integers(0, 60, 8)]) for _ in range(size)],
            "right": random.choice(["Shop staff", "Till", "Invoice"], size),
        }
    )
    found = learn(table, JOURNEY)
    assert found.learnt is None
    assert found.reason.endswith("the rules stay.")
    # Even made to speak at any price it is right by chance only, though the same words fit what they learnt from.
    forced = learn(table, JOURNEY, precision=0)
    assert forced.after.overall()["unassigned"] < 0.05
    assert forced.after.overall()["accuracy"] == pytest.approx(1 / 3, abs=3 * np.sqrt(2 / 9 / size))


def test_labels_drawn_at_random_are_fitted_by_the_weights_that_saw_them() -> None:
    """The negative control of the test above: without folds, the leak would show."""
    random = np.random.default_rng(5)
    words = np.array([f"word{number}" for number in range(60)])
    text = pd.Series([" ".join(words[random.integers(0, 60, 8)]) for _ in range(300)])
    right = random.choice(["Shop staff", "Till", "Invoice"], 300)
    ids = pd.Series([f"{number:016x}" for number in range(300)])
    # A journey whose rules know nothing, and people's answers with a fourth of them easy: so that it is used.
    easy = taught(200).assign(feedback_id=lambda table: "e" + table["feedback_id"])
    table = pd.concat([pd.DataFrame({"feedback_id": ids, "text": text, "right": right}), easy], ignore_index=True)
    found = learn(table, JOURNEY, precision=0.5).learnt
    assert found is not None
    none, nothing = np.full(300, NONE), np.full(300, NOTHING)
    names = np.array(found.touchpoints)
    seen = names[found.decide(words_of(text), none, nothing, pd.Series([""] * 300))[0]] == right
    unseen = names[found.decide(words_of(text), none, nothing, ids)[0]] == right
    assert seen.mean() > 0.6
    assert unseen.mean() < 0.4


def test_corrections_teach_but_measure_nothing() -> None:
    """People correct what is wrong: counted, their corrections would make the rules look worse than they are."""
    rules = {"Shop staff": "staff", "Till": "queue", "Invoice": "invoice", "Unassigned": "hello"}
    table = taught(80)
    right = table.assign(text=table["right"].map(rules), how="label")
    wrong = table.assign(feedback_id="c" + table["feedback_id"], how="correction")
    found = learn(pd.concat([right, wrong], ignore_index=True), JOURNEY)
    assert len(found.before.rows) == len(found.after.rows) == 80
    assert found.before.overall()["accuracy"] == 1
    assert found.learnt is None
    assert learn(wrong, JOURNEY).reason.startswith("People assigned 0 comments")
    counted = learn(pd.concat([right, wrong], ignore_index=True).drop(columns="how"), JOURNEY)
    assert counted.before.overall()["accuracy"] < 1
    # With the sayings in the sample too, what only corrections taught is used.
    few = table.head(40).assign(how="label")
    alone, both = learn(few, JOURNEY), learn(pd.concat([few, wrong], ignore_index=True), JOURNEY)
    assert both.learnt is not None
    assert len(both.after.rows) == len(alone.after.rows) == 40
    assert both.learnt.labelled == frozenset([*few["feedback_id"], *wrong["feedback_id"]])


# --- the same every time -----------------------------------------------------------------------------------


def test_the_same_assignments_teach_the_same(learning: Learning) -> None:
    again = learn(taught(80), JOURNEY).learnt
    assert learning.learnt is not None
    assert again is not None
    assert again.key == learning.learnt.key
    assert same(again.weights, learning.learnt.weights)


def test_another_assignment_journey_or_precision_has_another_key(learning: Learning) -> None:
    more = learn(taught(81), JOURNEY).learnt
    elsewhere = learn(taught(80), Journey("Other", "", JOURNEY.stages)).learnt
    stricter = learn(taught(80), JOURNEY, precision=0.9).learnt
    assert learning.learnt
    assert more
    assert elsewhere
    assert stricter
    assert len({item.key for item in (learning.learnt, more, elsewhere, stricter)}) == 4


def test_the_callers_table_stays_as_it_is() -> None:
    table = taught(40)
    before = table.copy()
    learn(table, JOURNEY)
    pd.testing.assert_frame_equal(table, before)
