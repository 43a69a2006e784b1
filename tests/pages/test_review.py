"""The Review page and corrections: a change of state does what it should."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxanalytics import engine
from cxanalytics.audit import samples
from cxanalytics.store import Workspace, labels
from cxanalytics.ui import reviewing

from .conftest import OpenPage

REVIEW, FEEDBACK, MAP = "pages/5_review.py", "pages/3_feedback.py", "pages/1_journey_map.py"


def words(app: AppTest) -> str:
    return "\n".join(str(e.value) for e in (*app.markdown, *app.caption)) + card(app)


def card(app: AppTest) -> str:
    return "".join(e.proto.body for e in app.get("html"))


def press(app: AppTest, label: str) -> AppTest:
    next(b for b in app.button if b.label == label).click().run()
    assert [e.value for e in app.exception] == []
    return app


def enter(app: AppTest, name: str) -> AppTest:
    app.text_input[0].set_value(name)
    return press(app, "Start labelling")


@pytest.fixture
def own(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample workspace that the test may write to."""
    return Path(shutil.copytree(sample, tmp_path / "own"))


@pytest.fixture
def drawn(own: Path) -> Workspace:
    workspace = Workspace(own)
    samples.draw(workspace, engine.analyse(workspace).experiences, samples.Wish(12))
    return workspace


@pytest.fixture
def labelling(drawn: Workspace, open_page: OpenPage) -> AppTest:
    return enter(open_page(drawn.root, REVIEW), "Ann")


def test_before_anything_is_drawn_the_page_says_why_and_draws(own: Path, open_page: OpenPage) -> None:
    app = open_page(own, REVIEW)
    assert "random sample" in words(app)
    app.number_input[0].set_value(30).run()
    press(app, "Draw")
    assert len(labels.drawn(Workspace(own))) == 30
    assert app.text_input[0].label == "Your name"


def test_what_is_drawn_is_of_the_filtered_part(own: Path, open_page: OpenPage) -> None:
    app = open_page(own, REVIEW, source="Trustpilot")
    press(app, "Draw")
    workspace = Workspace(own)
    experiences = engine.analyse(workspace).experiences
    taken = experiences[experiences["feedback_id"].isin(labels.drawn(workspace)["feedback_id"])]
    assert taken["source"].astype("str").unique().tolist() == ["Trustpilot"]
    assert labels.draws(workspace)["selection"].tolist() == ["source Trustpilot"]


def test_a_label_is_kept_and_the_next_comment_follows(labelling: AppTest, drawn: Workspace) -> None:
    first = card(labelling)
    assert "cx-review" in first
    press(labelling, "Negative")
    log = labels.labels(drawn)
    assert log[["label", "who", "how"]].to_numpy().tolist() == [["negative", "Ann", "review"]]
    assert log["feedback_id"].iloc[0] == labels.drawn(drawn)["feedback_id"].iloc[0]
    assert card(labelling) != first
    assert "Kept: negative." in words(labelling)


def test_the_machines_reading_is_hidden_until_there_is_a_label(labelling: AppTest) -> None:
    assert "The machine read" not in words(labelling)
    assert "▼" not in card(labelling)
    press(labelling, "Positive")
    press(labelling, "Back")
    assert "You said: **positive**. The machine read" in words(labelling)


def test_undo_goes_back_to_the_comment_without_its_label(labelling: AppTest, drawn: Workspace) -> None:
    first = card(labelling)
    press(labelling, "Mixed")
    press(labelling, "Undo")
    assert card(labelling) == first
    assert labels.labels(drawn)["undone"].tolist() == [True]
    assert "The machine read" not in words(labelling)


def test_a_second_thought_replaces_the_first(labelling: AppTest, drawn: Workspace) -> None:
    press(labelling, "Mixed")
    press(labelling, "Back")
    press(labelling, "Can’t tell")
    said = engine.said_of(drawn)
    far = samples.progress(said)
    assert (far.labelled, far.unsure, len(said.labels)) == (0, 1, 2)


def test_another_touchpoint_and_feelings_go_with_the_label(labelling: AppTest, drawn: Workspace) -> None:
    box = next(s for s in labelling.selectbox if s.label == "It really speaks of")
    box.set_value(box.options[0]).run()
    pills = next(p for p in labelling.get("button_group") if p.label == "Feelings")
    pills.set_value(["angry"]).run()
    press(labelling, "Negative")
    assert labels.labels(drawn)[["moved_to", "emotions"]].to_numpy().tolist() == [[box.options[0], "angry"]]
    assert next(s for s in labelling.selectbox if s.label == "It really speaks of").value is None


def test_all_labelled_says_so(labelling: AppTest, drawn: Workspace) -> None:
    for _ in range(12):
        press(labelling, "Neutral")
    assert "Nothing is left for you to label" in labelling.success[0].value
    assert samples.progress(engine.said_of(drawn)).labelled == 12


def test_a_second_person_gets_what_two_are_to_read(drawn: Workspace, labelling: AppTest) -> None:
    twice = labels.drawn(drawn)["twice"].sum()
    for _ in range(12):
        press(labelling, "Neutral")
    press(labelling, "Somebody else")
    enter(labelling, "Ben")
    for _ in range(twice):
        press(labelling, "Negative")
    assert "Nothing is left for you to label" in labelling.success[0].value
    assert samples.progress(engine.said_of(drawn)).twice_done == twice


def test_a_sheet_that_was_filled_in_is_taken_in(
    labelling: AppTest, drawn: Workspace, tmp_path: Path, open_page: OpenPage
) -> None:
    from cxanalytics.audit import sheets

    files = engine.analyse(drawn).files
    rows = samples.sheet(labels.drawn(drawn), files).assign(label="mixed", who="Cem")
    sheets.write(rows, tmp_path / "labels.csv")
    labelling.file_uploader[0].upload("labels.csv", (tmp_path / "labels.csv").read_bytes(), "text/csv").run()
    said = [box.value for box in labelling.success]
    assert "labels.csv: 12 labels read, 12 of them new or changed." in said
    assert labels.labels(drawn)["who"].unique().tolist() == ["Cem"]


def test_a_bad_sheet_says_why_and_changes_nothing(labelling: AppTest, drawn: Workspace) -> None:
    labelling.file_uploader[0].upload("x.csv", b"comment,stars\nLate,1\n", "text/csv").run()
    assert "x.csv has no column feedback_id" in labelling.error[0].value
    assert labels.labels(drawn).empty


def test_a_touchpoint_that_was_named_is_shown_on_going_back(labelling: AppTest) -> None:
    box = next(s for s in labelling.selectbox if s.label == "It really speaks of")
    named = box.options[3]
    box.set_value(named).run()
    press(labelling, "Negative")
    press(labelling, "Back")
    assert next(s for s in labelling.selectbox if s.label == "It really speaks of").value == named


def test_what_was_drawn_in_another_journey_is_not_shown_and_said(drawn: Workspace, open_page: OpenPage) -> None:
    app = enter(open_page(drawn.root, REVIEW, journey="Bank"), "Ann")
    assert "were drawn in another journey" in words(app)


ROW = {"ratio": 0.5, "low": 0.25, "high": 1.0, "n": 400, "positive": 9, "negative": 9, "method": "counted", "labels": 0}


def test_what_the_labels_brought_is_said() -> None:
    assert (
        reviewing.narrowing(ROW)
        == "As the machine counts: 0.50 : 1 (0.25–1.0); how far the machine is off is not known yet."
    )
    assert reviewing.narrowing({**ROW, "needed": 40}).endswith(
        "About 40 labels more would make it sure within a factor of 1.5."
    )
    corrected = {"method": "corrected", "labels": 60, "counted_ratio": 2.0, "counted_low": 1.9, "counted_high": 2.1}
    assert reviewing.narrowing({**ROW, **corrected}) == (
        "Corrected by 60 labels: **0.50 : 1 (0.25–1.0)**, known to ×/÷ 2.0. The machine alone counts 2.0 : 1 (1.9–2.1)."
    )


def correct(app: AppTest, label: str, moved_to: str | None = None) -> AppTest:
    press(app, "This is wrong")
    # All in one run: the test tool closes the dialog with every run.
    app.radio[0].set_value(label)
    next(s for s in app.selectbox if s.label == "Really about").set_value(moved_to)
    next(t for t in app.text_input if t.label == "Your name").set_value("Ben")
    return press(app, "Set it right")


def counts(workspace: Path) -> tuple[int, int]:
    experiences = engine.analyse(Workspace(workspace)).experiences
    return int(experiences["positive"].sum()), int(experiences["negative"].sum())


@pytest.mark.parametrize("page", [FEEDBACK, MAP])
def test_a_correction_counts_at_once_and_is_shown_and_can_be_taken_back(
    page: str, own: Path, open_page: OpenPage
) -> None:
    before = counts(own)
    query = (
        {"polarity": "Negative", "at": "Invoice"}
        if page == FEEDBACK
        else {"touchpoint": "Invoice", "feeling": "Negative"}
    )
    app = open_page(own, page, **query)
    correct(app, "positive")
    log = labels.corrections(Workspace(own))
    assert log[["label", "machine", "who"]].to_numpy().tolist() == [["positive", "negative", "Ben"]]
    assert counts(own) == (before[0] + 1, before[1] - 1)
    # Not negative any more, it is found among the positive ones.
    key, value = ("polarity", "Positive") if page == FEEDBACK else ("feeling", "Positive")
    shown = open_page(own, page, **{**query, key: value, "search": ""})
    assert not shown.exception
    labels.undo_correction(Workspace(own), int(log["id"].iloc[0]))
    assert counts(own) == before


def test_a_corrected_card_says_who_and_takes_it_back(own: Path, open_page: OpenPage) -> None:
    app = open_page(own, FEEDBACK)
    correct(app, "neutral")
    assert "corrected by Ben" in card(app)
    press(app, "Take it back")
    assert "corrected by Ben" not in card(app)
    assert labels.corrections(Workspace(own))["undone"].tolist() == [True]
