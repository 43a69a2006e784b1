"""The register of targets: set, changed, given up, taken back."""

from datetime import date
from pathlib import Path

import pytest

from cxanalytics import targets
from cxanalytics.errors import TargetError
from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.journey.renames import rename
from cxanalytics.store import Workspace

JOURNEY = Journey("Shop", "", (Stage("Pay", (Touchpoint("Invoice"), Touchpoint("Refund"))),))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "w")


def add(workspace: Workspace, ratio: str | float = "5 : 1", by: str = "2027-06-30", **given: str) -> int:
    return targets.add(workspace, ratio, by, journey=JOURNEY, **{"who": "Fay", **given})  # type: ignore[arg-type]


def test_a_workspace_without_targets_reads_as_empty(workspace: Workspace) -> None:
    assert targets.all(workspace).empty
    assert not workspace.root.exists()


def test_a_target_is_a_ratio_by_a_day(workspace: Workspace) -> None:
    add(workspace, "5 to 1", touchpoint="invoice", owner=" Ana ", note="as the board wants")
    add(workspace, 2, touchpoint="overall")
    table = targets.all(workspace)
    assert table[["target", "touchpoint", "ratio", "by", "owner", "note", "set_by"]].to_numpy().tolist() == [
        [1, "Invoice", 5.0, date(2027, 6, 30), "Ana", "as the board wants", "Fay"],
        [2, "", 2.0, date(2027, 6, 30), "", "", "Fay"],
    ]


def test_a_target_is_changed_given_up_and_taken_back(workspace: Workspace) -> None:
    add(workspace)
    assert targets.change(workspace, 1, ratio=6, by=date(2027, 12, 31))["ratio"] == 6.0
    targets.drop(workspace, 1)
    assert targets.all(workspace).empty
    assert targets.undo(workspace, 1) == "dropped"
    assert targets.undo(workspace, 1) == "changed"
    assert targets.get(workspace, 1)["ratio"] == 5.0
    assert targets.undo(workspace, 1) == "added"
    assert targets.all(workspace).empty
    with pytest.raises(TargetError, match="There is no target number 1"):
        targets.undo(workspace, 1)


def test_a_target_follows_its_touchpoint(workspace: Workspace) -> None:
    add(workspace, touchpoint="Invoice")
    later = rename(JOURNEY, "Invoice", "Bill")
    assert targets.all(workspace, later)["touchpoint"].tolist() == ["Bill"]


@pytest.mark.parametrize(
    ("ratio", "by", "given", "said"),
    [
        ("much", "2027-06-30", {}, "'much' is no ratio"),
        ("0", "2027-06-30", {}, "'0' is no ratio"),
        ("5", "June", {}, "'June' is no date"),
        ("5", "2027-06-30", {"touchpoint": "Moon"}, "has no touchpoint 'Moon'; it has Invoice, Refund"),
    ],
)
def test_what_is_not_well_put_is_said(
    workspace: Workspace, ratio: str, by: str, given: dict[str, str], said: str
) -> None:
    with pytest.raises(TargetError, match=said):
        add(workspace, ratio, by, **given)
    assert targets.all(workspace).empty


def test_what_a_target_does_not_have_is_said(workspace: Workspace) -> None:
    add(workspace)
    with pytest.raises(TargetError, match="A target has no 'colour'"):
        targets.change(workspace, 1, colour="red")
    with pytest.raises(TargetError, match="no target number 9"):
        targets.get(workspace, 9)
