"""The audit of a workspace, from the draw to the labels that come back."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import engine, importing
from cxanalytics.audit import samples, sheets
from cxanalytics.errors import CXError, LabelError, SelectionError
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace, labels

TEXTS = [
    "The invoice was wrong again", "Lovely staff in the shop", "Delivery came late and the parcel was broken",
    "The app crashes", "Great app, works well", "The invoice was clear, thank you", "Delivery on time",
    "Refund never came", "Rude staff in the shop", "The phone line was busy for an hour",
]  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    export = tmp_path / "shop.csv"
    rows = [f'{i},2026-03-{i + 1:02},"{text}"' for i, text in enumerate(TEXTS)]
    export.write_text("\n".join(["ID,Date,Comment", *rows]))
    made = Workspace(tmp_path / "w")
    importing.import_exports(made, [importing.ExportFile(export, "shop.csv")])
    return made


def draw(workspace: Workspace, n: int, **wish: object) -> pd.DataFrame:
    return samples.draw(workspace, engine.analyse(workspace).experiences, samples.Wish(n, **wish))  # type: ignore[arg-type]


def test_a_draw_is_kept_and_goes_out_as_a_sheet_and_comes_back(workspace: Workspace, tmp_path: Path) -> None:
    drawn = draw(workspace, 5)
    assert len(drawn) == 5
    rows = samples.sheet(drawn, engine.analyse(workspace).files)
    assert set(rows["text"]) <= set(TEXTS)
    sheets.write(rows.assign(label=["negative", "positive", "mixed", "unsure", ""]), tmp_path / "s.xlsx")
    assert samples.load(workspace, tmp_path / "s.xlsx", who="Ann") == {"read": 4, "added": 4}
    assert samples.load(workspace, tmp_path / "s.xlsx", who="Ann") == {"read": 4, "added": 0}
    far = samples.progress(engine.said_of(workspace))
    assert (far.drawn, far.labelled, far.unsure, far.by) == (5, 3, 1, {"Ann": 4})
    experiences = engine.analyse(workspace).experiences
    assert sorted(experiences.loc[experiences["label"] >= 0, "label"]) == [0, 2, 3]
    assert (experiences["weight"].notna() == (experiences["label"] >= 0)).all()


def test_a_copy_of_the_workspace_draws_the_same(workspace: Workspace, tmp_path: Path) -> None:
    other = Workspace(shutil.copytree(workspace.root, tmp_path / "copy"))
    pd.testing.assert_frame_equal(draw(workspace, 4), draw(other, 4))


def test_a_second_draw_adds_and_an_exhausted_part_says_so(workspace: Workspace) -> None:
    first, second = draw(workspace, 4), draw(workspace, 100)
    every = len(engine.analyse(workspace).experiences)
    assert len(first) + len(second) == every
    assert labels.drawn(workspace)["probability"].tolist() == [1.0] * every
    with pytest.raises(LabelError, match="There is no comment left to draw in all feedback"):
        draw(workspace, 1)


def test_a_part_is_chosen_by_columns_and_a_wrong_one_is_said(workspace: Workspace) -> None:
    with pytest.raises(SelectionError, match="No source is called 'nowhere'"):
        draw(workspace, 3, selection=Selection(source=("nowhere",)))
    assert labels.draws(workspace).empty


def test_nothing_drawn_takes_no_labels(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="Nothing is drawn"):
        samples.load(workspace, tmp_path / "s.csv")


def test_a_wrong_row_takes_nothing_in(workspace: Workspace, tmp_path: Path) -> None:
    rows = samples.sheet(draw(workspace, 3), engine.analyse(workspace).files)
    sheets.write(rows.assign(label=["mixed", "mixed", "splendid"]), tmp_path / "s.csv")
    with pytest.raises(CXError, match="'splendid' is no label"):
        samples.load(workspace, tmp_path / "s.csv")
    assert labels.labels(workspace).empty


def test_labels_and_corrections_change_the_key_and_corrections_the_counts(workspace: Workspace) -> None:
    before = engine.analyse(workspace)
    row = before.experiences[before.experiences["negative"]].iloc[0]
    right = samples.Right(row["feedback_id"], row["touchpoint"], "positive", "", "Ben")
    touchpoints = [item.name for item in before.journey.touchpoints]
    assert samples.correct(workspace, before.experiences, right, touchpoints) == "negative"
    after = engine.with_people(workspace, before)
    assert after.key != before.key
    assert engine.analyse(workspace).key == after.key
    assert after.experiences["positive"].sum() == before.experiences["positive"].sum() + 1
    assert engine.corrected(after)["feedback_id"].tolist() == [row["feedback_id"]]
    assert labels.corrections(workspace)["machine"].tolist() == ["negative"]


def test_a_correction_of_what_is_not_there_says_what_is(workspace: Workspace) -> None:
    experiences = engine.analyse(workspace).experiences
    with pytest.raises(LabelError, match="zz is not counted at 'Invoice'; it is counted at nowhere"):
        samples.correct(workspace, experiences, samples.Right("zz", "Invoice", "mixed"), ["Invoice"])
    row = experiences.iloc[0]
    wrong = samples.Right(row["feedback_id"], row["touchpoint"], "mixed", "Moon")
    with pytest.raises(LabelError, match="no touchpoint 'Moon'"):
        samples.correct(workspace, experiences, wrong, ["Invoice"])


def test_what_was_corrected_is_found_as_it_is_now(workspace: Workspace) -> None:
    from cxanalytics.store import queries

    before = engine.analyse(workspace)
    row = before.experiences[before.experiences["negative"]].iloc[0]
    right = samples.Right(row["feedback_id"], row["touchpoint"], "positive", "Refund", "Ben")
    samples.correct(workspace, before.experiences, right, [row["touchpoint"], "Refund"])
    after = engine.analyse(workspace)

    def found(polarity: str, touchpoint: str) -> set[str]:
        asked = queries.Question(Selection(touchpoint=(touchpoint,)), polarity=polarity)
        page = queries.page(after.files, asked, corrected=engine.corrected(after))
        return set(page.answers["feedback_id"]) if page.total else set()

    assert row["feedback_id"] in found("positive", "Refund")
    assert row["feedback_id"] not in found("negative", row["touchpoint"])


def test_the_words_of_the_progress(workspace: Workspace, make_feedback: Callable[..., pd.DataFrame]) -> None:
    assert samples.progress(engine.said_of(workspace)).words.startswith("Nothing is drawn yet")
    draw(workspace, 2)
    assert samples.progress(engine.said_of(workspace)).words.startswith("0 of 2 drawn experiences are labelled (nobody")
