"""Effects of the actions of a workspace: what they are read from, what is held against them, what to mind."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import actions, effects, engine
from cxanalytics.errors import ActionError, SelectionError
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace, patterns
from cxanalytics.store.patterns import Event

from .conftest import bring


def test_it_worked_beside_those_untouched(year: Workspace) -> None:
    number = actions.add(year, "Two more people", touchpoint="Phone line", began="2025-09-01", expected="6")
    found = effects.of(year, engine.analyse(year), number)
    assert found.verdict == effects.WORKED
    assert found.effect is not None
    assert (found.effect.months_before, found.effect.months_after, found.effect.untouched) == (8, 4, 3)
    assert (found.effect.before, found.effect.after) == pytest.approx((0.5, 2 / 24))
    assert found.effect.wanted == pytest.approx(0.06)
    assert found.effect.stated
    assert found.registered == effects.AFTER
    assert found.notes[0].startswith("Registered after the data were seen: read with care.")


def test_all_are_in_a_table(year: Workspace) -> None:
    actions.add(year, "Two more people", touchpoint="Phone line", began="2025-09-01")
    actions.add(year, "Smile", touchpoint="Staff")
    actions.add(year, "Think", began="2025-09-01")
    actions.add(year, "Paint", touchpoint="Parking", began="2025-09-01")
    actions.change(year, 4, state="dropped")
    table = effects.all(year, engine.analyse(year))
    assert table["verdict"].tolist() == [effects.WORKED, *[effects.CANNOT_TELL] * 3]
    assert table["words"].tolist()[1:] == [
        "Cannot tell yet: no day is set on which it took effect.",
        "Cannot tell yet: it names no touchpoint and no pattern to look at.",
        "Cannot tell yet: it was dropped.",
    ]
    assert table["began"].tolist() == [date(2025, 9, 1), None, date(2025, 9, 1), date(2025, 9, 1)]
    assert table["months_after"].tolist()[:1] == [4]
    assert table["effect"].isna().tolist() == [False, True, True, True]
    assert table["low"].iloc[0] < table["effect"].iloc[0] < table["high"].iloc[0] < 0


def test_without_actions_the_table_is_empty(year: Workspace) -> None:
    table = effects.all(year, engine.analyse(year))
    assert table.empty
    assert [str(table[name].dtype) for name in ("action", "effect", "verdict")] == ["int64", "float64", "str"]


def test_touchpoints_of_other_actions_are_not_untouched(year: Workspace) -> None:
    actions.add(year, "Two more people", touchpoint="Phone line", began="2025-09-01")
    actions.add(year, "Smile", touchpoint="Staff", began="2025-06-10")
    actions.add(year, "Music", touchpoint="Phone line", began="2025-08-20")
    actions.add(year, "Paint", touchpoint="Parking", began="2025-06-10")
    actions.change(year, 4, state="dropped")
    found = effects.of(year, engine.analyse(year), 1)
    assert found.effect is not None
    assert found.effect.untouched == 2
    assert "Action 3, “Music”, was at the same touchpoint in that time; the two cannot be told apart." in found.notes


def test_what_was_registered_before_its_data_came_in(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    bring(workspace, tmp_path, 1, 8)
    actions.add(workspace, "Two more people", touchpoint="Phone line", began="2025-09-01")
    actions.add(workspace, "Smile", touchpoint="Staff", began="2025-09-01")
    assert effects.of(workspace, engine.analyse(workspace), 1).registered == effects.BEFORE
    bring(workspace, tmp_path, 9, 12)
    # Who does it, and what it costs, is not what the effect is read by; the day is.
    actions.change(workspace, 1, owner="Ana", cost="3 days", state="done")
    actions.change(workspace, 2, began="2025-10-01")
    table = effects.all(workspace, engine.analyse(workspace))
    assert table["registered"].tolist() == [effects.BEFORE, effects.AFTER]
    assert table["verdict"].iloc[0] == effects.WORKED


def test_a_pattern_is_held_against_the_other_patterns(year: Workspace) -> None:
    analysis = engine.analyse(year)
    living = analysis.recurring.patterns["pattern"].tolist()
    if not living:
        felt = analysis.mentions
        payload = {"name": "Rude", "terms": ["rude"], "n": 1, "clauses": 1}
        patterns.add(year, [Event("born", f"{patterns.NEW}0", "negative", payload)], who="")
        living = patterns.events(year)["pattern"].tolist()
        analysis = engine.with_people(year, analysis)
        assert len(felt)
    number = actions.add(year, "Train", pattern=living[0], began="2025-09-01")
    both = actions.add(year, "Train", pattern=living[0], touchpoint="Phone line", began="2025-09-01")
    analysis = engine.with_people(year, analysis)
    found = effects.of(year, analysis, number)
    assert found.effect is not None
    assert found.effect.subject.against == "patterns"
    assert found.effect.subject.name == f"“{analysis.recurring.names[living[0]]}”"
    assert found.pattern is None
    together = effects.of(year, analysis, both)
    assert together.effect is not None
    assert together.effect.subject.name == "Phone line"
    assert together.pattern is not None
    assert together.pattern.subject.name.endswith("at Phone line")


def test_a_selection_narrows_what_it_is_read_from(year: Workspace) -> None:
    actions.add(year, "Two more people", touchpoint="Phone line", began="2025-09-01")
    analysis = engine.analyse(year)
    found = effects.of(year, analysis, 1, selection=Selection(until=date(2025, 10, 31)))
    assert found.effect is not None
    assert found.effect.months_after == 2
    elsewhere = effects.of(year, analysis, 1, selection=Selection(touchpoint=("Staff",)))
    assert elsewhere.words == "Cannot tell yet: nothing dated speaks of Phone line in what is shown."
    with pytest.raises(SelectionError):
        effects.of(year, analysis, 1, selection=Selection(channel=("Moon",)))


def test_there_is_none_of_that_number(year: Workspace) -> None:
    with pytest.raises(ActionError, match="no action number 9"):
        effects.of(year, engine.analyse(year), 9)


def test_without_feedback_nothing_can_be_told(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    workspace.set("journey", "Any service")
    actions.add(workspace, "Smile", touchpoint="Staff", began="2025-09-01")
    table = effects.all(workspace, engine.analyse(workspace))
    assert table["words"].tolist() == ["Cannot tell yet: there is no feedback yet."]
    assert table["registered"].tolist() == [effects.BEFORE]
    assert pd.isna(table["months_before"].iloc[0])
