"""A sample goes out, labels come in, one reading is set right."""

from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.cli import main
from tests.cli import document


def test_a_sample_goes_out_and_its_labels_come_in(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    capsys.readouterr()
    drawn = document(capsys, "audit", "sample", "--labels", "9", "--out", "labels.csv")["audit"][0]
    assert (drawn["file"], drawn["drawn"], drawn["selection"]) == ("labels.csv", 2, "all feedback")
    sheet = pd.read_csv("labels.csv", dtype="str", keep_default_na=False)
    assert {"feedback_id", "source_id", "touchpoint", "occurred_at", "text", "stratum", "probability", "label"} <= set(
        sheet.columns
    )
    sheet.assign(label=["Negative", "unsure"]).to_csv("labels.csv", index=False)
    taken = document(capsys, "audit", "load", "labels.csv", "--who", "Ann")["audit"][0]
    assert (taken["read"], taken["added"]) == (2, 2)
    status = document(capsys, "audit", "status")["audit"][0]
    assert (status["drawn"], status["labelled"], status["unsure"], status["by"]) == (2, 1, 1, {"Ann": 2})
    assert document(capsys, "audit", "sheet", "--out", "all.xlsx")["audit"][0]["labelled"] == 2


def test_a_correction_changes_the_ratio(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    main(["audit", "sample", "--labels", "9", "--out", "labels.csv"])
    capsys.readouterr()
    before = document(capsys, "ratios", "--by", "source")["ratios"][0]
    sheet = pd.read_csv("labels.csv", dtype="str")
    row = sheet[sheet["text"].str.startswith("The delivery")].iloc[0]
    made = document(
        capsys, "correct", row["feedback_id"], "--touchpoint", row["touchpoint"], "--label", "positive", "--who", "Ann"
    )["correct"][0]
    assert made["machine"] == "negative"
    after = document(capsys, "ratios", "--by", "source")["ratios"][0]
    assert (before["positive"], before["negative"]) == (1, 1)
    assert (after["positive"], after["negative"]) == (2, 0)
