"""The sample, with a target, an action, a rule and an answer in it."""

import pytest

from cxanalytics import actions, alerts, demo, engine, targets, worklist
from cxanalytics.alerts import rules
from cxanalytics.engine import Analysis
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace(tmp_path_factory.mktemp("digest") / "w")
    demo.fill(made)
    analysis = engine.analyse(made)
    targets.add(made, 3, "2027-06-30", touchpoint="Invoice", who="Fay")
    actions.add(made, "Explain the <bill>", touchpoint="Invoice", owner="Ana", due="2020-01-31", who="Fay")
    rules.add(made, rules.read("ratio below 2 at Delivery", analysis.journey))
    alerts.evaluate(made, analysis)
    first = worklist.cases(made, analysis, Selection()).iloc[0]
    worklist.register.put(made, str(first["case"]), worklist.ANSWERED, first["complained_at"], who="Ana")
    return made


@pytest.fixture(scope="session")
def analysis(workspace: Workspace) -> Analysis:
    return engine.analyse(workspace)
