"""What-if in a workspace: what can be resolved, how a person writes it, the model that is kept."""

from pathlib import Path

import pytest

from cxanalytics import demo, engine, scenarios
from cxanalytics.engine import Analysis
from cxanalytics.errors import ScenarioError
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.tracking import disengagement
from cxanalytics.tracking.scenarios import PATTERN, TOUCHPOINT, Step


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    workspace = Workspace(tmp_path_factory.mktemp("scenarios") / "w")
    demo.fill(workspace)
    return engine.analyse(workspace)


def test_what_could_be_resolved(analysis: Analysis) -> None:
    held = scenarios.ground(analysis, Selection())
    assert held.negative == int(analysis.experiences["negative"].sum())
    table = scenarios.candidates(analysis, held)
    assert table["kind"].unique().tolist() == [PATTERN, TOUCHPOINT]
    at = table[table["name"] == "Delivery"].iloc[0]
    own = analysis.experiences["touchpoint"] == "Delivery"
    assert at["n"] == int(analysis.experiences["negative"][own].sum())
    assert at["title"] == "all of Delivery"


def test_a_part_of_the_feedback_has_its_own_ground(analysis: Analysis) -> None:
    held = scenarios.ground(analysis, Selection(touchpoint=("Delivery",)))
    assert held.profiles["touchpoint"].unique().tolist() == ["Delivery"]


def test_steps_are_read_as_people_write_them(analysis: Analysis) -> None:
    known = scenarios.names(analysis, [Step(TOUCHPOINT, "Delivery")])
    assert known == {"Delivery": "all of Delivery"}
    name = scenarios.candidates(analysis, scenarios.ground(analysis, Selection()))["name"].iloc[0]
    title = scenarios.names(analysis, [Step(PATTERN, name)])[name]
    for text in (f"{name.lower()}=30%", f"{title}=0.3", f"pattern:{name}=30 %"):
        assert scenarios.read(text, analysis) == Step(PATTERN, name, 0.3)
    assert scenarios.read("touchpoint:delivery", analysis) == Step(TOUCHPOINT, "Delivery", 1.0)
    with pytest.raises(ScenarioError, match="no pattern or touchpoint 'Moon'"):
        scenarios.read("Moon=1", analysis)


def test_a_model_is_kept_in_the_workspace(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    assert scenarios.model_of(workspace) == disengagement.Model()
    model = disengagement.changed(disengagement.Model(), value=40.0)
    scenarios.keep_model(workspace, model)
    assert scenarios.model_of(workspace) == model
