"""Learning from what people said, from the labels of a workspace to what is read by them."""

from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import engine, importing, learning, placing
from cxanalytics.audit import samples
from cxanalytics.journey.templates import template
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace, labels

GOOD = ("The delivery glimmered", "Our refund is zorbly")
BAD = ("The delivery grumped", "Our refund is snelty")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "w")
    made.set("journey", template("retailer").name)
    texts = [f"{text} {'very ' * (n % 3)}much" for n in range(20) for text in (*GOOD, *BAD)]
    path = tmp_path / "shop.csv"
    path.write_text("ID,Comment\n" + "".join(f"{n},{text}\n" for n, text in enumerate(texts)), encoding="utf-8")
    importing.import_exports(made, [importing.ExportFile(path, path.name, {"Comment": "text"})])
    return made


def say(workspace: Workspace, how_many: int) -> None:
    """Draw everything and let Ann label some of it, rightly."""
    analysis = engine.analyse(workspace)
    sample = samples.draw(
        workspace,
        analysis.experiences,
        samples.Wish(how_many),
        scorer=analysis.scorer.version,
        journey=analysis.journey.name,
    )
    feedback = workspace.feedback(workspace.imports()[0].import_id).set_index("feedback_id")["text"]
    good = sample["feedback_id"].map(feedback).str.contains("glimmered|zorbly")
    said = [
        labels.Label(row.feedback_id, row.touchpoint, "positive" if fine else "negative", "Ann")
        for row, fine in zip(sample.itertuples(), good, strict=True)
    ]
    labels.add_labels(workspace, said)


def test_opinions_are_the_words_at_the_touchpoint_with_the_label(workspace: Workspace) -> None:
    say(workspace, 60)
    rows = learning.opinions(workspace, engine.analyse(workspace))
    assert list(rows.columns) == ["feedback_id", "text", "label", "question", "rating"]
    assert len(rows) == 60
    assert set(rows["label"][rows["text"].str.contains("glimmered|zorbly")]) == {2}
    assert set(rows["label"][rows["text"].str.contains("grumped|snelty")]) == {0}


def test_the_scorer_of_english_learns_from_english_alone(tmp_path: Path) -> None:
    made = Workspace(tmp_path / "w")
    made.set("journey", template("retailer").name)
    path = tmp_path / "shop.csv"
    texts = ("The delivery was late and glimmered", "Die delivery war leider sehr spät und glimmered nicht")
    path.write_text("ID,Comment\n" + "".join(f"{n},{text}\n" for n, text in enumerate(texts)), encoding="utf-8")
    importing.import_exports(made, [importing.ExportFile(path, path.name, {"Comment": "text"})])
    say(made, 2)
    rows = learning.opinions(made, engine.analyse(made))
    assert rows["text"].tolist() == ["The delivery was late and glimmered"]


def test_a_workspace_that_learnt_reads_its_customers_words(workspace: Workspace) -> None:
    say(workspace, 60)
    before = engine.analyse(workspace)
    lesson = learning.learn(workspace, before)
    after = engine.analyse(workspace)
    assert lesson.polarity.models is not None
    assert after.scorer.version == lesson.polarity.version != before.scorer.version
    # 80 comments, half of them praise: those that nobody labelled are read by what was learnt too.
    assert (int(after.experiences["positive"].sum()), int(after.experiences["negative"].sum())) == (40, 40)
    # The rules place all of it; there is nothing to learn, and the words say so.
    assert placing.learnt_of(workspace, after.journey) is None
    assert "the rules stay" in lesson.words
    assert "log loss" in lesson.words


def test_too_few_labels_change_nothing(workspace: Workspace) -> None:
    say(workspace, 20)
    before = engine.analyse(workspace)
    lesson = learning.learn(workspace, before)
    assert lesson.words.startswith("Polarity: 20 labels; learning begins at 50.")
    assert engine.analyse(workspace).scorer == before.scorer


def test_where_mentions_belong_is_learnt_and_made_again_from_the_assignments(
    workspace: Workspace, tmp_path: Path
) -> None:
    journey = template("retailer")
    things = ["widget", "gadget", "sprocket"] * 30
    taught = pd.DataFrame(
        {
            "feedback_id": [f"{n:03d}" for n in range(90)],
            "text": [f"my {thing} never glimmers {'so ' * (n % 4)}" for n, thing in enumerate(things)],
            "right": ["Delivery", "Refund", "Delivery"] * 30,
            "how": "label",
        }
    )
    made = placing.teach(workspace, taught, journey)
    assert made.learnt is not None
    placing._learnt.cache_clear()
    again = placing.learnt_of(Workspace(workspace.root), journey)
    assert again is not None
    assert again.key == made.learnt.key
    assert placing.teach(workspace, taught.head(5), journey).learnt is None
    assert placing.learnt_of(workspace, journey) is None


def test_labels_of_one_part_do_not_correct_another(workspace: Workspace, tmp_path: Path) -> None:
    say(workspace, 60)
    analysis = engine.analyse(workspace)
    assert engine.ratio_table(analysis, Selection(), ())["method"].tolist() == ["corrected"]
    # As many comments more, which came after the draw: the labels say nothing of them.
    path = tmp_path / "later.csv"
    path.write_text("ID,Comment\n" + "".join(f"{n},The delivery grumped {n}\n" for n in range(900, 980)), "utf-8")
    importing.import_exports(workspace, [importing.ExportFile(path, path.name, {"Comment": "text"})])
    later = engine.analyse(workspace)
    assert engine.ratio_table(later, Selection(), ())["method"].tolist() == ["counted"]
    by_source = engine.ratio_table(later, Selection(), ("source",)).set_index("source")["method"].to_dict()
    assert by_source == {"shop": "corrected", "later": "counted"}
