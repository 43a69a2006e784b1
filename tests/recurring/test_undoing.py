"""Whatever people do and take back, in any order, the patterns stay whole."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxanalytics import recurring
from cxanalytics.errors import PatternError
from cxanalytics.store import Workspace
from cxanalytics.store import patterns as log
from tests.recurring.conftest import BOTH, VERSION, of, seen

STEP = st.tuples(
    st.sampled_from(["rename", "theme", "merge", "split", "move", "out", "none", "aside", "back", "accept", "dismiss",
                     "estimate", "undo", "undo", "undo"]),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
)  # fmt: skip


def step(workspace: Workspace, kind: str, one: int, two: int) -> None:
    """Do something to the patterns there are, chosen by two numbers."""
    found = of(workspace)
    living = found.patterns["pattern"].tolist()
    a, b = living[one % len(living)], living[two % len(living)]
    every = recurring.mention_id(found.mentions).tolist()
    some = every[two % len(every) :][: 1 + one % 5]
    mine = recurring.mention_id(found.mentions[(found.mentions["pattern"] == a).to_numpy(bool)]).tolist()
    proposal = int(found.proposals["proposal"].iloc[0]) if len(found.proposals) else 0
    batches = log.events(workspace)["batch"].unique().tolist()
    doing: dict[str, Callable[[], object]] = {
        "rename": lambda: recurring.rename(workspace, a, f"Name {one}"),
        "theme": lambda: recurring.theme(workspace, a, f"Theme {two % 3}"),
        "merge": lambda: recurring.merge(workspace, [a], b),
        "split": lambda: recurring.split(workspace, found, a, mine[: 1 + two % max(1, len(mine))], f"Part {one}"),
        "move": lambda: recurring.move(workspace, found, some, a),
        "out": lambda: recurring.move(workspace, found, some, ""),
        "none": lambda: recurring.not_a_pain(workspace, found, mention_ids=some),
        "aside": lambda: recurring.not_a_pain(workspace, found, pattern=a),
        "back": lambda: recurring.restore(workspace, a),
        "accept": lambda: recurring.accept(workspace, found, proposal, name=f"New {one}"),
        "dismiss": lambda: recurring.dismiss(workspace, found, proposal),
        "estimate": lambda: recurring.estimate(workspace, a, effort=1 + two % 9),
        "undo": lambda: recurring.undo(workspace, batches[one % len(batches)]),
    }
    doing[kind]()


def check(workspace: Workspace) -> None:
    """What always holds."""
    found = of(workspace)
    assert len(found.mentions) == len(BOTH)
    living = set(found.patterns["pattern"])
    assert set(seen(found).values()) <= living | {""}
    assert found.patterns["pattern"].is_unique
    assert found.patterns["name"].str.strip().ne("").all()
    assert set(found.registry.living.values()) <= set(found.registry.patterns["pattern"])
    assert not set(found.registry.living) & living
    strength = found.mentions["strength"]
    assert strength.between(0, 1).all()
    assert (strength[found.mentions["pattern"].isna().to_numpy(bool)] == 0).all()


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace to copy: settled once, as that takes longest."""
    from tests.recurring.conftest import FIRST, make_workspace

    make = make_workspace.__wrapped__(tmp_path_factory.mktemp("settled"))  # type: ignore[attr-defined]
    workspace = make(FIRST)
    recurring.settle(workspace, FIRST, VERSION)
    make(BOTH)
    recurring.settle(workspace, BOTH, VERSION)
    return Path(workspace.root)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=8))
def test_any_changes_undone_in_any_order_leave_patterns_whole_and_all_of_them_the_first_state(
    settled: Path, steps: list[tuple[str, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(shutil.copytree(settled, Path(folder) / "w"))
        before = of(workspace)
        for kind, one, two in steps:
            try:
                step(workspace, kind, one, two)
            except PatternError:
                continue
            check(workspace)
        # Newest first, nothing can stand in the way.
        events = log.events(workspace)
        for batch in sorted(set(events.loc[~events["undone"] & (events["batch"] > 1), "batch"]), reverse=True):
            recurring.undo(workspace, int(batch))
            check(workspace)
        after = of(workspace)
        assert seen(after) == seen(before)
        assert after.patterns.equals(before.patterns)
        assert after.proposals.equals(before.proposals)
