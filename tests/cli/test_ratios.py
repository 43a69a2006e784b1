"""The ratios, in a document and in words."""

from pathlib import Path

import pytest

from cxanalytics.cli import main
from tests.cli import document


def test_ratios_have_the_promised_columns_and_null_for_what_does_not_exist(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", "survey.csv"])
    capsys.readouterr()
    rows = document(capsys, "ratios", "--by", "month")["ratios"]
    assert list(rows[0]) == [
        "month", "positive", "negative", "neutral", "mixed", "n",
        "ratio", "low", "high", "method", "labels", "evidence",
        "counted_ratio", "counted_low", "counted_high", "needed",
    ]  # fmt: skip
    february = rows[1]
    assert (february["month"], february["positive"], february["negative"]) == ("2026-02", 1, 0)
    assert (february["ratio"], february["high"], february["method"]) == (None, None, "counted")


def test_ratios_obey_where_and_dates(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    capsys.readouterr()
    rows = document(capsys, "ratios", "--by", "source", "--from", "2026-02-01", "--to", "2026-02-28")["ratios"]
    # One comment, and one non-answer whose rating stands alone.
    assert [(row["source"], row["n"]) for row in rows] == [("survey", 2)]
    rows = document(capsys, "ratios", "--by", "basis")["ratios"]
    assert [(row["basis"], row["n"]) for row in rows] == [("rating", 1), ("words", 2)]
    assert main(["ratios", "--where", "source=surwey"]) == 1
    assert "survey" in capsys.readouterr().err


def test_days_the_wrong_way_round_and_days_without_feedback_are_said(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", "survey.csv"])
    capsys.readouterr()
    assert main(["ratios", "--from", "2026-03-01", "--to", "2026-01-01"]) == 1
    assert "is after the last" in capsys.readouterr().err
    assert main(["ratios", "--from", "2031-01-01"]) == 0
    assert capsys.readouterr().out == "No feedback in this selection: from 1 January 2031.\n"


def test_a_ratio_says_what_it_is_of(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    capsys.readouterr()
    found = document(capsys, "ratios", "--by", "source")
    assert found["mix"] == "All from survey. 33 % are ratings without words, counted by rule."
    assert set(found) == {"ratios", "selection", "mix", "journey", "scorer"}
