"""Scoring a table, training the model."""

from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.cli import main
from tests.cli import document


def test_score_adds_columns_to_any_table_without_a_workspace(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = document(capsys, "score", "survey.csv", "--text", "Comment", "--out", "scored.csv")["score"][0]
    assert report["states"] == {"scored": 2, "non-answer": 1}
    table = pd.read_csv("scored.csv", keep_default_na=False)
    assert list(table.columns) == [
        "ID", "Date", "Comment", "Stars",
        "polarity", "p_positive", "p_neutral", "p_negative", "emotions", "effort", "unresolved", "language", "scorer",
    ]  # fmt: skip
    assert table["polarity"].tolist() == ["negative", "positive", ""]
    assert not (desk / "workspace").exists()


def test_score_tells_the_languages(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        "The parcel was late and nobody called",
        "Die Lieferung kam leider viel zu spät an",
        "De winkel is niet schoon en het is er erg druk",
    ]
    (desk / "mixed.csv").write_text("\n".join(["Said", *lines]), encoding="utf-8")
    report = document(capsys, "score", "mixed.csv", "--text", "Said", "--out", "scored.csv")["score"][0]
    assert report["languages"] == {"en": 1, "de": 1, "nl": 1}
    assert report["states"] == {"scored": 2, "other language": 1}
    assert pd.read_csv("scored.csv")["polarity"].tolist()[:2] == ["negative", "negative"]
    main(["score", "mixed.csv", "--text", "Said", "--out", "scored.csv"])
    assert capsys.readouterr().out.endswith("2 scored, 1 other language (Dutch 1).\n")


def test_training_never_replaces_the_shipped_model_by_a_forgotten_option(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["train", "."])
    assert stopped.value.code == 2
    assert "required: --out" in capsys.readouterr().err
