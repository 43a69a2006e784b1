"""Trends, signals and the calendar by command."""

from pathlib import Path

import pytest

from cxanalytics.cli import main
from tests.cli import document, refused


def test_a_trend_in_words_and_as_json(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = document(capsys, "trend", "--period", "month")
    rows = told["trend"]
    assert [row["label"] for row in rows] == ["January 2026", "February 2026", "March 2026", "April 2026"]
    assert sum(row["n"] for row in rows) > 36
    assert {"value", "low", "high", "method", "labels", "evidence", "whole", "last_year"} <= set(rows[0])
    assert main(["trend", "volume", "--by", "source", "--period", "year"]) == 0
    out = capsys.readouterr().out
    assert "complaints  2026" in out
    assert "Weeks begin on Monday, years in January" in out


def test_a_trend_at_the_same_mix(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = document(capsys, "trend", "negative", "--same-mix")
    assert len(told["same_mix"]) == 4
    assert told["warning"] == ""
    assert main(["trend", "--same-mix", "--by", "source"]) == 1
    assert "without --by" in capsys.readouterr().err


def test_signals_say_when_it_is_too_early(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = document(capsys, "signals")
    assert told["signals"] == []
    assert told["words"].startswith("Too early to tell changes from noise")
    assert told["false_alarms_a_year"] >= 0
    assert main(["signals", "--period", "week"]) == 0
    assert "Too few answers to watch" in capsys.readouterr().out


def test_a_calendar_is_set_and_used(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = document(capsys, "calendar", "--year-begins", "4", "--week-begins", "sunday", "--zone", "Europe/Berlin")
    assert told["calendar"] == [{"fiscal_start": 4, "week_start": 6, "zone": "Europe/Berlin"}]
    rows = document(capsys, "trend", "volume", "--period", "year")["trend"]
    assert [row["label"] for row in rows] == ["2025/26", "2026/27"]


def test_an_event_is_noted_and_taken_away(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added = document(capsys, "event", "add", "Prices went up", "--on", "2026-03-01", "--who", "Ana")["events"]
    assert added == [{"event": 1, "title": "Prices went up", "on": "2026-03-01", "added_by": "Ana"}]
    assert main(["event", "list"]) == 0
    assert capsys.readouterr().out == "1. 2026-03-01: Prices went up\n"
    assert document(capsys, "event", "remove", "1")["events"][0]["event"] == 1
    assert document(capsys, "event", "list")["events"] == []


def test_feedback_without_dates_has_no_trend_and_no_signals(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "bare.csv").write_text("Comment\nThe delivery was late and I am angry\n")
    main(["import", "bare.csv"])
    capsys.readouterr()
    assert main(["trend"]) == 0
    assert capsys.readouterr().out.startswith("No feedback in this selection has a date")
    assert main(["signals"]) == 0
    assert capsys.readouterr().out.startswith("Too early to tell changes from noise")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["event", "remove", "9"], "no event number 9"),
        (["trend", "mood"], "no measure 'mood'"),
        (["trend", "--where", "source=Moon"], "No source is called 'Moon'"),
        (["calendar", "--year-begins", "13"], "month 1 to 12"),
        (["calendar", "--week-begins", "someday"], "no day of the week"),
        (["calendar", "--zone", "Mars"], "no time zone"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    heard: Path, capsys: pytest.CaptureFixture[str], wrong: list[str], said: str
) -> None:
    refused(capsys, wrong, said)
