"""Rules in a sentence."""

from pathlib import Path

import pytest

from cxanalytics.alerts import rules
from cxanalytics.alerts.rules import Rule
from cxanalytics.errors import AlertError
from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.store import Workspace

JOURNEY = Journey("Shop", "", (Stage("Pay", (Touchpoint("Invoice"), Touchpoint("Chat and e-mail"))),))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("ratio below 2", Rule("ratio", 2, "", 90)),
        ("Ratio is under 1,5 : 1 at invoice", Rule("ratio", 1.5, "Invoice", 90)),
        ("ratio < 2 at Invoice with 95 % certainty over the last 30 days", Rule("ratio", 2, "Invoice", 30)),
        ("ratio below 2 over 30 days with 95% certainty.", Rule("ratio", 2, "", 30)),
        ("negative share above 40 % at Chat and e-mail", Rule("negative", 0.4, "Chat and e-mail", 90)),
        ("new pattern", Rule("pattern")),
        ("a new pattern", Rule("pattern")),
        ("a spike in public complaints with reach of at least 500", Rule("public", 500, "", 7)),
        ("public complaints at Invoice in 14 days", Rule("public", 0, "Invoice", 14)),
        ("no evidence for 60 days", Rule("silent", 0, "", 60)),
        ("no evidence at Invoice for 30 days", Rule("silent", 0, "Invoice", 30)),
        ("no evidence for 30 days at Invoice", Rule("silent", 0, "Invoice", 30)),
    ],
)
def test_a_sentence_is_understood_and_reads_back(text: str, rule: Rule) -> None:
    assert rules.read(text, JOURNEY) == rule
    assert rules.read(rule.words, JOURNEY) == rule
    assert rule.told.endswith(".")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tell me when it hurts", "is not understood as a rule; write it like one of: ratio below 2"),
        ("ratio below 0", "greater than 0"),
        ("negative share above 140 %", "between 0 and 100 %"),
        ("ratio below 2 at Moon", "has no touchpoint 'Moon'; it has Invoice, Chat and e-mail"),
        ("no evidence for 0 days", "1 to 3,650 days"),
    ],
)
def test_what_is_not_understood_is_said(text: str, said: str) -> None:
    with pytest.raises(AlertError, match=said):
        rules.read(text, JOURNEY)


def test_rules_are_added_once_and_removed(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    assert rules.all(workspace).empty
    first = rules.add(workspace, Rule("ratio", 2, "", 90), who="Ana")
    assert rules.add(workspace, Rule("ratio", 2, "", 90)) == first
    second = rules.add(workspace, Rule("pattern"))
    assert rules.all(workspace)[["rule", "words", "who"]].to_numpy().tolist()[0] == [
        first,
        "ratio below 2.0 over 90 days",
        "Ana",
    ]
    assert rules.remove(workspace, first) == {"rule": first, "words": "ratio below 2.0 over 90 days"}
    assert rules.all(workspace)["rule"].tolist() == [second]
    with pytest.raises(AlertError, match="no rule number 1"):
        rules.remove(workspace, first)
