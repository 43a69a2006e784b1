"""Alerts by command, as cron runs them."""

import json
from pathlib import Path

import pytest

from cxanalytics.cli import main
from tests.cli import document, refused


def test_a_rule_raises_an_alert_once(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule = document(capsys, "alert", "rule", "add", "ratio below 2", "--who", "Ana")["rules"][0]
    assert (rule["rule"], rule["words"]) == (1, "ratio below 2.0 over 90 days")
    new = document(capsys, "alerts")["alerts"]
    mine = [row for row in new if row["rule"] == 1]
    assert [row["title"] for row in mine] == ["The ratio is below 2.0 : 1: Overall"]
    assert document(capsys, "alerts")["alerts"] == []
    everything = document(capsys, "alerts", "--all")["alerts"]
    assert len(everything) == len(new)
    assert document(capsys, "alert", "rule", "list")["rules"][0]["rule"] == 1
    assert document(capsys, "alert", "rule", "remove", "1")["rules"][0]["rule"] == 1
    # Without its rule it stands no more.
    document(capsys, "alerts")
    number = str(mine[0]["alert"])
    assert document(capsys, "alert", "show", number)["alerts"][0]["state"] == "over"


def test_an_alert_is_taken_snoozed_and_opened_again(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["alert", "rule", "add", "ratio below 2"])
    capsys.readouterr()
    number = str(next(row["alert"] for row in document(capsys, "alerts")["alerts"] if row["rule"] == 1))
    assert document(capsys, "alert", "ack", number, "--who", "Ana")["alerts"][0]["state"] == "acknowledged"
    assert main(["alert", "undo", number]) == 0
    assert capsys.readouterr().out == f"Alert {number}: what was taken back is that it was acknowledged.\n"
    assert document(capsys, "alert", "snooze", number, "--until", "2999-01-01")["alerts"][0]["state"] == "snoozed"
    history = document(capsys, "alert", "show", number)["alerts"][0]["history"]
    assert "Snoozed until 2999-01-01" in history[-1]


def test_alerts_go_to_a_file_on_import_and_by_command(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "bare.csv").write_text("Comment\nThe delivery was late and I am angry\n")
    told = document(capsys, "alert", "to", "--file", "alerts.jsonl", "--webhook", "http://127.0.0.1:9/s3cret")
    assert told["delivery"][0]["webhook"] == "set"
    document(capsys, "alert", "to", "--webhook", "")
    said = document(capsys, "import", "bare.csv")["alerts"]
    assert any("bare.csv has no dates" in text for text in said)
    lines = [json.loads(line) for line in (desk / "alerts.jsonl").read_text().splitlines()]
    assert [line["title"] for line in lines] == ["bare.csv has no dates"]
    assert document(capsys, "alerts", "--deliver")["delivered"] == []
    assert "A word was sent to file." in document(capsys, "alert", "to", "--test")["said"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["alert", "rule", "add", "when it hurts"], "is not understood as a rule"),
        (["alert", "rule", "remove", "7"], "no rule number 7"),
        (["alert", "ack", "7"], "no alert number 7"),
        (["alert", "to", "--webhook", "ftp://x"], "begins with https"),
        (["alert", "to", "--smtp-host", "mail"], "needs a sender"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    heard: Path, capsys: pytest.CaptureFixture[str], wrong: list[str], said: str
) -> None:
    refused(capsys, wrong, said)
