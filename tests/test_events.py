"""Events: what happened outside of the feedback."""

from datetime import date
from pathlib import Path

import pytest

from cxanalytics import events
from cxanalytics.errors import EventError
from cxanalytics.store import Workspace


def test_events_are_noted_by_day_and_taken_away(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    assert events.all(workspace).empty
    assert events.add(workspace, " Prices  went up ", "2026-05-01", who="Ana") == 1
    assert events.add(workspace, "Strike", date(2026, 3, 1), who="Ben") == 2
    assert events.all(workspace).to_numpy().tolist() == [
        [2, "Strike", date(2026, 3, 1), "Ben"], [1, "Prices went up", date(2026, 5, 1), "Ana"],
    ]  # fmt: skip
    state = events.state(workspace)
    assert events.remove(workspace, 2)["title"] == "Strike"
    assert events.state(workspace) != state
    assert events.all(workspace)["event"].tolist() == [1]
    assert events.add(workspace, "Strike", "2026-06-01") == 3


@pytest.mark.parametrize(
    ("title", "on", "said"),
    [
        (" ", "2026-05-01", "needs a title"),
        ("x" * 201, "2026-05-01", "at most 200"),
        ("Strike", "May", "'May' is no date"),
    ],
)
def test_what_is_not_well_put_is_said(tmp_path: Path, title: str, on: str, said: str) -> None:
    with pytest.raises(EventError, match=said):
        events.add(Workspace(tmp_path / "w"), title, on)


def test_none_of_a_number(tmp_path: Path) -> None:
    with pytest.raises(EventError, match="no event number 7"):
        events.remove(Workspace(tmp_path / "w"), 7)
