"""Which scorer reads a workspace."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxanalytics import emotion, engine, importing, scoring
from cxanalytics.emotion import adaptation
from cxanalytics.journey.templates import template
from cxanalytics.store import Workspace

# What one company's customers write; the shipped model does not know their words.
WORDS = {2: ("the frobnicator glimmers", "a zorbly parcel"), 0: ("the frobnicator grumps", "a snelty parcel")}
TEXTS = [text for _ in range(20) for label in (2, 0) for text in WORDS[label]]
LABELS = [label for _ in range(20) for label in (2, 2, 0, 0)]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "w")
    made.set("journey", template("retailer").name)
    rows = "\n".join(f"{number},{text}" for number, text in enumerate(TEXTS))
    path = tmp_path / "shop.csv"
    path.write_text(f"ID,Comment\n{rows}\n", encoding="utf-8")
    importing.import_exports(made, [importing.ExportFile(path, path.name, {"Comment": "text"})])
    return made


def labelled(workspace: Workspace) -> pd.DataFrame:
    feedback = workspace.feedback(workspace.imports()[0].import_id).sort_values(
        "source_id", key=lambda s: s.astype(int)
    )
    return pd.DataFrame(
        {
            "feedback_id": feedback["feedback_id"].to_numpy(),
            "text": feedback["text"].to_numpy(),
            "label": LABELS,
            "question": pd.Series(pd.NA, range(len(LABELS)), dtype="str"),
            "rating": np.nan,
        }
    )


def older(workspace: Workspace) -> None:
    """Make it look as if an earlier program had read this workspace."""
    record = workspace.imports()[0]
    for table in ("texts", "mentions"):
        now, then = (workspace.score_path(v, record.import_id, table) for v in (emotion.VERSION, "0-older"))
        then.parent.mkdir(parents=True, exist_ok=True)
        now.rename(then)
    workspace.set("scorer", "0-older")


def test_a_new_workspace_is_read_by_this_programs_scorer(workspace: Workspace) -> None:
    assert scoring.scorer_of(workspace) == scoring.Scorer(emotion.VERSION)
    assert workspace.setting("scorer") == emotion.VERSION
    assert engine.analyse(workspace).scorer.version == emotion.VERSION


def test_scores_of_an_older_program_stay_until_somebody_asks(workspace: Workspace) -> None:
    older(workspace)
    assert engine.analyse(workspace).scorer == scoring.Scorer("0-older", outdated=True)
    scoring.renew(workspace)
    assert engine.analyse(workspace).scorer == scoring.Scorer(emotion.VERSION)
    assert (workspace.root / "scores" / "0-older").exists()


def test_an_import_reads_everything_anew_and_says_so(workspace: Workspace, tmp_path: Path) -> None:
    older(workspace)
    path = tmp_path / "more.csv"
    path.write_text("ID,Comment\n901,Lovely staff\n", encoding="utf-8")
    ledger = importing.import_exports(workspace, [importing.ExportFile(path, path.name, {"Comment": "text"})])[0]
    assert "everything is read anew" in ledger["warnings"][-1]
    analysis = engine.analyse(workspace)
    assert (analysis.scorer.version, analysis.scorer.outdated) == (emotion.VERSION, False)
    assert len(analysis.experiences) == len(TEXTS) + 1


def test_half_of_an_older_programs_scores_are_not_shown(workspace: Workspace) -> None:
    older(workspace)
    workspace.score_path("0-older", workspace.imports()[0].import_id, "texts").unlink()
    assert scoring.scorer_of(workspace) == scoring.Scorer(emotion.VERSION)


def test_a_workspace_reads_as_it_was_taught(workspace: Workspace) -> None:
    made = scoring.teach(workspace, labelled(workspace))
    assert made.models is not None
    scorer = scoring.scorer_of(workspace)
    assert scorer.version == made.version == workspace.setting("scorer")
    experiences = engine.analyse(workspace).experiences.merge(labelled(workspace), on="feedback_id", suffixes=("", "_"))
    assert (experiences["machine"] == experiences["label_"]).all()


def test_every_text_is_read_by_the_model_that_saw_no_label_of_it(workspace: Workspace) -> None:
    rows = labelled(workspace)
    made = scoring.teach(workspace, rows)
    feedback = workspace.feedback(workspace.imports()[0].import_id)
    scores = scoring.scorer_of(workspace).score(feedback)
    fold = adaptation.folds_of(feedback["feedback_id"])
    assert made.models is not None
    for number, model in enumerate(made.models):
        here = fold == number
        alone = emotion.score(feedback["text"][here], model=model).texts
        pd.testing.assert_frame_equal(scores.texts[here], alone)
    assert scores.mentions["row"].is_monotonic_increasing
    # The model of a fold is the one that the labels of all other folds make.
    others = rows[adaptation.folds_of(rows["feedback_id"]) != 0]
    lesson = adaptation._Lesson.of(others.sort_values(["feedback_id", "text"], ignore_index=True))
    assert lesson.taught(np.ones(len(others), bool)).version == made.models[0].version


def test_the_same_scorer_is_made_again_from_its_labels(workspace: Workspace) -> None:
    version = scoring.teach(workspace, labelled(workspace)).version
    scoring._models.cache_clear()
    again = scoring.scorer_of(Workspace(workspace.root))
    assert again.version == version
    assert again.taught is not None
    assert adaptation.adapt(pd.read_parquet(again.taught)).version == version


def test_labels_that_teach_nothing_bring_the_shipped_scorer_back(workspace: Workspace) -> None:
    scoring.teach(workspace, labelled(workspace))
    scoring.teach(workspace, labelled(workspace).head(10))
    assert scoring.scorer_of(workspace) == scoring.Scorer(emotion.VERSION)


def test_it_explains_with_the_model_that_read_the_answer(workspace: Workspace) -> None:
    row = workspace.feedback(workspace.imports()[0].import_id).iloc[0].to_dict()
    plain = scoring.scorer_of(workspace).explain(row)
    scoring.teach(workspace, labelled(workspace))
    taught = scoring.scorer_of(workspace).explain(row)
    assert plain.polarity != taught.polarity
    assert taught.polarity == "positive"


def test_it_explains_an_answer_in_the_language_it_is_in(workspace: Workspace) -> None:
    row = workspace.feedback(workspace.imports()[0].import_id).iloc[0].to_dict()
    for said in ("de", "Deutsch"):
        why = scoring.scorer_of(workspace).explain({**row, "text": "Das gefällt mir nicht", "language": said})
        assert (why.polarity, why.marks[0].rule) == ("negative", "“gefällt” is praise, turned round by “nicht”")
    assert scoring.scorer_of(workspace).explain({**row, "text": "Niet goed", "language": "nl"}).polarity == ""


def test_scorers_that_read_it_before_are_named(workspace: Workspace) -> None:
    assert scoring.earlier(workspace) == ()
    scoring.teach(workspace, labelled(workspace))
    engine.analyse(workspace)
    assert scoring.earlier(workspace) == (emotion.VERSION,)


def test_too_few_labels_leave_an_older_scorers_numbers_alone(workspace: Workspace) -> None:
    older(workspace)
    scoring.teach(workspace, labelled(workspace).head(10))
    assert scoring.scorer_of(workspace) == scoring.Scorer("0-older", outdated=True)
