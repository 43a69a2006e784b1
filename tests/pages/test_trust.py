"""What pages say of how far a number can be trusted, and what can be done about it."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import emotion, engine, journeys, placing
from cxanalytics.audit import samples
from cxanalytics.store import Workspace, labels

from .conftest import OpenPage, settle
from .test_review import enter, press, words

OVERVIEW, MAP, FEEDBACK, REVIEW = "app.py", "pages/1_journey_map.py", "pages/3_feedback.py", "pages/5_review.py"


@pytest.fixture
def own(sample: Path, tmp_path: Path) -> Workspace:
    """A copy of the sample workspace that the test may write to."""
    return Workspace(shutil.copytree(sample, tmp_path / "own"))


def label(workspace: Workspace, how_many: int) -> None:
    """Ann labels so many of a sample, always as the machine reads it."""
    analysis = engine.analyse(workspace)
    wish, journey = samples.Wish(how_many), analysis.journey.name
    drawn = samples.draw(workspace, analysis.experiences, wish, scorer=analysis.scorer.version, journey=journey)
    machine = drawn["stratum"].str.rpartition(" | ")[2]
    rows = zip(drawn["feedback_id"], drawn["touchpoint"], machine, strict=True)
    labels.add_labels(workspace, [labels.Label(str(i), str(t), str(said), "Ann") for i, t, said in rows])


def test_a_count_is_called_uncorrected_and_says_what_would_correct_it(own: Workspace, open_page: OpenPage) -> None:
    app = open_page(own.root, OVERVIEW)
    assert "Positive for each negative, uncorrected" in [item.label for item in app.metric]
    assert "labels more would make it sure within a factor of 1.5." in words(app)


def test_labels_correct_the_number_beside_the_count(own: Workspace, open_page: OpenPage) -> None:
    label(own, 120)
    app = open_page(own.root, OVERVIEW)
    names = [item.label for item in app.metric]
    assert names[:2] == ["Positive for each negative, corrected by 120 labels", "As the machine counts"]
    app = open_page(own.root, MAP)
    assert not app.exception


def test_numbers_of_an_older_scorer_are_shown_as_such_until_one_asks(own: Workspace, open_page: OpenPage) -> None:
    for record in own.imports():
        for table in ("texts", "mentions"):
            then = own.score_path("0-older", record.import_id, table)
            then.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(own.score_path(emotion.VERSION, record.import_id, table), then)
    own.set("scorer", "0-older")
    app = open_page(own.root, OVERVIEW)
    assert "earlier scorer (0-older)" in app.warning[0].value
    settle(press(app, "Read everything anew"))
    assert own.setting("scorer") == emotion.VERSION
    assert not app.warning


def test_why_this_label_shows_the_evidence(own: Workspace, open_page: OpenPage) -> None:
    shown = words(open_page(own.root, FEEDBACK))
    assert "Why this label?" in shown
    assert "The machine read " in shown
    assert "Neutral stands at 0; the greatest of the three wins" in shown


def test_the_review_page_plans_and_says_from_when_on_it_learns(own: Workspace, open_page: OpenPage) -> None:
    label(own, 20)
    app = enter(open_page(own.root, REVIEW), "Bo")
    assert "To see a change of 30 % in the ratio with 80 % power you need" in words(app)
    assert "Learning begins at 50; there are 20." in words(app).replace(" labels;", ";")
    assert next(b for b in app.button if b.label == "Learn from the labels").disabled


def test_a_page_follows_when_only_the_touchpoints_learnt(own: Workspace, open_page: OpenPage) -> None:
    app = open_page(own.root, MAP)
    before = app.dataframe[0].value.set_index("Touchpoint")["Experiences"]
    things = ["hello", "regards", "greetings"] * 30
    taught = pd.DataFrame({"feedback_id": [f"{n:03d}" for n in range(90)], "how": "label"}).assign(
        text=[f"{thing} dear {n % 4}" for n, thing in enumerate(things)],
        right=["Newsletter and ads", "Repair", "Repair"] * 30,
    )
    made = placing.teach(own, taught, journeys.journey_of(own))
    assert made.learnt is not None
    settle(app)
    after = app.dataframe[0].value.set_index("Touchpoint")["Experiences"]
    now = engine.analyse(own).experiences["touchpoint"].value_counts()
    assert after["Repair"] == now["Repair"] != before["Repair"]


def test_learning_says_what_came_of_it(own: Workspace, open_page: OpenPage) -> None:
    label(own, 60)
    app = enter(open_page(own.root, REVIEW), "Bo")
    settle(press(app, "Learn from the labels"))
    said = [box.value for box in (*app.info, *app.success)]
    assert any(text.startswith(("Tried, and not used", "Learnt, and in use")) for text in said)
    assert "log loss" in words(app)
