"""Alerts from beginning to end: raised once, sent once, acknowledged, snoozed, over, raised again."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cxanalytics import alerts, delivery, engine
from cxanalytics.alerts import evaluating, register, rules
from cxanalytics.alerts.evaluating import Alert
from cxanalytics.delivery import Delivery
from cxanalytics.engine import Analysis
from cxanalytics.errors import AlertError
from cxanalytics.store import Workspace

LATE = Alert("late", "act", "Delivery is late", "20 % → 40 %.", "Delivery")
RUDE = Alert("rude", "look", "“Rude” is back <b>", "In 5 answers.", "", "P3")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "w")


@pytest.fixture
def stands(monkeypatch: pytest.MonkeyPatch) -> list[Alert]:
    """What stands, to be changed by the test."""
    found: list[Alert] = []
    monkeypatch.setattr(evaluating, "standing", lambda *_: list(found))
    return found


@pytest.fixture
def analysis(workspace: Workspace) -> Analysis:
    return engine.analyse(workspace)


def titles(table: pd.DataFrame) -> list[str]:
    return [str(title) for title in table["title"]]


def test_an_alert_is_raised_once_and_again_only_after_it_was_over(
    workspace: Workspace, stands: list[Alert], analysis: Analysis
) -> None:
    stands += [LATE, RUDE]
    assert titles(alerts.evaluate(workspace, analysis)) == [RUDE.title, LATE.title]
    assert alerts.evaluate(workspace, analysis).empty
    stands.remove(LATE)
    assert alerts.evaluate(workspace, analysis).empty
    assert register.all(workspace)["state"].tolist() == ["open", "over"]
    stands.append(LATE)
    assert titles(alerts.evaluate(workspace, analysis)) == [LATE.title]
    assert register.all(workspace)["alert"].tolist() == [3, 2, 1]


def test_why_an_alert_is_over_is_told(workspace: Workspace, stands: list[Alert], analysis: Analysis) -> None:
    """One ends by itself before its rule is taken away, the other because of that."""
    rule = rules.add(workspace, rules.read("ratio below 2", analysis.journey))
    stands += [replace(LATE, rule=rule), replace(RUDE, rule=rule)]
    alerts.evaluate(workspace, analysis)
    del stands[0]
    alerts.evaluate(workspace, analysis)
    rules.remove(workspace, rule)
    stands.clear()
    alerts.evaluate(workspace, analysis)
    said = {register.get(workspace, number)["title"]: register.history(workspace, number)[-1] for number in (1, 2)}
    assert said[LATE.title].endswith("Over: it stands no more")
    assert said[RUDE.title].endswith("Over: its rule was taken away")


def test_somebody_takes_care(workspace: Workspace, stands: list[Alert], analysis: Analysis) -> None:
    stands.append(LATE)
    alerts.evaluate(workspace, analysis)
    register.acknowledge(workspace, 1, who="Ana")
    assert register.get(workspace, 1)["state"] == "acknowledged"
    assert register.get(workspace, 1)["by"] == "Ana"
    assert register.history(workspace, 1)[-1].endswith("Acknowledged (Ana)")
    assert alerts.evaluate(workspace, analysis).empty
    assert register.undo(workspace, 1) == "acknowledged"
    assert register.get(workspace, 1)["state"] == "open"
    with pytest.raises(AlertError, match="Nothing was done to alert 1"):
        register.undo(workspace, 1)


def test_a_snooze_ends(workspace: Workspace, stands: list[Alert], analysis: Analysis) -> None:
    stands.append(LATE)
    alerts.evaluate(workspace, analysis)
    until = datetime.now().astimezone().date() + timedelta(days=7)
    register.snooze(workspace, 1, until.isoformat())
    assert register.all(workspace)["state"].tolist() == ["snoozed"]
    assert register.all(workspace, until)["state"].tolist() == ["open"]
    for wrong, said in (("tomorrow", "is no date"), (date(2020, 1, 1), "a day to come")):
        with pytest.raises(AlertError, match=said):
            register.snooze(workspace, 1, wrong)
    with pytest.raises(AlertError, match="no alert number 9"):
        register.acknowledge(workspace, 9)


def test_an_alert_is_sent_once_to_each_place(
    workspace: Workspace, stands: list[Alert], analysis: Analysis, tmp_path: Path
) -> None:
    stands.append(LATE)
    alerts.evaluate(workspace, analysis)
    assert alerts.deliver(workspace) == []
    file = tmp_path / "alerts.jsonl"
    delivery.keep(workspace, Delivery(file=str(file)))
    assert alerts.deliver(workspace) == ["1 alert sent to file."]
    assert alerts.deliver(workspace) == []
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [(line["alert"], line["title"], line["touchpoint"]) for line in lines] == [(1, LATE.title, "Delivery")]
    assert register.get(workspace, 1)["delivered"] == ["file"]


def test_what_could_not_be_sent_is_tried_again(
    workspace: Workspace, stands: list[Alert], analysis: Analysis, tmp_path: Path
) -> None:
    stands.append(LATE)
    alerts.evaluate(workspace, analysis)
    folder = tmp_path / "later"
    delivery.keep(workspace, Delivery(file=str(folder / "alerts.jsonl")))
    assert "cannot be written" in alerts.deliver(workspace)[0]
    assert "Could not be sent to file" in register.history(workspace, 1)[-1]
    folder.mkdir()
    assert alerts.deliver(workspace) == ["1 alert sent to file."]


def test_only_what_waits_is_sent(
    workspace: Workspace, stands: list[Alert], analysis: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands += [LATE, RUDE]
    alerts.evaluate(workspace, analysis)
    register.acknowledge(workspace, 1)
    posted: list[dict[str, Any]] = []
    monkeypatch.setattr(delivery, "post", lambda _, payload: posted.append(payload))
    delivery.keep(workspace, Delivery(webhook="https://hooks.example/x"))
    assert alerts.deliver(workspace) == ["1 alert sent to webhook."]
    assert posted[0]["text"] == "“Rude” is back &lt;b&gt;"
    assert posted[0]["blocks"][0]["text"] == {
        "type": "plain_text", "text": "◆ “Rude” is back <b>\nIn 5 answers.", "emoji": False,
    }  # fmt: skip


def test_an_import_never_fails_because_of_its_alerts(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> list[Alert]:
        raise AlertError("Something is wrong with a rule.")

    monkeypatch.setattr(evaluating, "standing", fails)
    assert alerts.after_import(workspace) == ["Something is wrong with a rule."]


def test_a_word_is_sent_everywhere_as_a_test(tmp_path: Path) -> None:
    where = Delivery(file=str(tmp_path / "a.jsonl"), webhook="http://127.0.0.1:9/x")
    said = alerts.test(where)
    assert said[0] == "A word was sent to file."
    assert said[1].startswith("The webhook at 127.0.0.1 cannot be reached")
    assert "Alerts will arrive here." in (tmp_path / "a.jsonl").read_text()
