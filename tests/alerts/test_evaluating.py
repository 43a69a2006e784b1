"""Which alerts stand, on the sample and on what is made for it."""

from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import demo, engine, importing, tracked
from cxanalytics.alerts import evaluating
from cxanalytics.alerts.evaluating import ACT, Alert
from cxanalytics.alerts.rules import Rule
from cxanalytics.engine import Analysis
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.tracking.periods import STANDARD
from cxanalytics.tracking.signals import Signals


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    workspace = Workspace(tmp_path_factory.mktemp("alerts") / "w")
    demo.fill(workspace)
    return engine.analyse(workspace)


@pytest.fixture(scope="module")
def signals(analysis: Analysis) -> Signals:
    return tracked.signals(analysis, Selection())


def standing(analysis: Analysis, signals: Signals | None, *made: Rule) -> list[Alert]:
    rules = pd.DataFrame({"rule": range(1, len(made) + 1), "made": pd.Series(list(made), dtype="object")})
    return evaluating.standing(analysis, rules, STANDARD, signals)


def raised(analysis: Analysis, signals: Signals, rule: Rule) -> list[Alert]:
    return [alert for alert in standing(analysis, signals, rule) if alert.rule]


def test_a_ratio_is_below_only_where_that_is_certain(analysis: Analysis, signals: Signals) -> None:
    found = raised(analysis, signals, Rule("ratio", 2, "Delivery", 90))
    assert [(alert.key, alert.severity, alert.touchpoint) for alert in found] == [("rule 1", ACT, "Delivery")]
    assert found[0].title == "The ratio is below 2.0 : 1: Delivery"
    assert "175 experiences, uncorrected" in found[0].text
    # The ratio is about .8; that it is below .85 is likely, and not certain.
    assert raised(analysis, signals, Rule("ratio", 0.85, "Delivery", 90)) == []


def test_a_negative_share(analysis: Analysis, signals: Signals) -> None:
    assert len(raised(analysis, signals, Rule("negative", 0.3, "Invoice", 90))) == 1
    assert raised(analysis, signals, Rule("negative", 0.9, "Invoice", 90)) == []


def test_few_experiences_raise_nothing(analysis: Analysis, signals: Signals) -> None:
    assert raised(analysis, signals, Rule("ratio", 100, "Gift card desk", 30)) == []


def test_a_touchpoint_nobody_was_heard_of(analysis: Analysis, signals: Signals) -> None:
    dated = analysis.experiences
    last = dated["occurred_at"].max()
    quiet = dated.groupby(dated["touchpoint"].astype("str"))["occurred_at"].max()
    days = (last - quiet["Repair"]).days
    found = raised(analysis, signals, Rule("silent", 0, "Repair", days))
    assert [alert.title for alert in found] == [f"No evidence of Repair for {days} days"]
    assert raised(analysis, signals, Rule("silent", 0, "Repair", days + 1)) == []


def made(tmp_path: Path, rows: list[str], header: str = "comment,date") -> Analysis:
    export = tmp_path / "posts.csv"
    export.write_text("\n".join([header, *rows]) + "\n")
    workspace = Workspace(tmp_path / "w")
    importing.import_exports(workspace, [importing.ExportFile(export, export.name)])
    return engine.analyse(workspace)


def test_a_spike_and_reach_of_public_complaints(analysis: Analysis, signals: Signals) -> None:
    mentions = analysis.recurring.mentions
    public = mentions["kind"].isin(evaluating.PUBLIC_KINDS).to_numpy(bool)
    last = analysis.experiences["occurred_at"].max()
    recent = (mentions["occurred_at"] > last - pd.Timedelta(days=7)).to_numpy(bool)
    most = mentions[public & recent]["reach"].max()
    if pd.notna(most):
        found = raised(analysis, signals, Rule("public", float(most), "", 7))
        assert any("wide reach" in alert.title for alert in found)
    assert raised(analysis, signals, Rule("public", 10**9, "", 7)) == []


def test_an_import_without_dates_is_worth_a_word(tmp_path: Path) -> None:
    found = standing(made(tmp_path, ["The delivery was late and I am angry", "Lovely staff"], "comment"), None)
    assert [alert.title for alert in found] == ["posts.csv has no dates"]


def test_an_import_that_lost_much_is_worth_a_word(tmp_path: Path) -> None:
    rows = [f"The delivery was late and I am angry {i},2026-03-0{i + 1}" for i in range(3)] + [",2026-03-05"] * 3
    found = standing(made(tmp_path, rows), None)
    assert any(alert.title == "posts.csv lost many rows" for alert in found)


def test_an_empty_workspace_raises_nothing(tmp_path: Path) -> None:
    assert standing(engine.analyse(Workspace(tmp_path / "nothing")), None) == []
