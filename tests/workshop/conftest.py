"""A workspace with a small journey to hold sessions on."""

from pathlib import Path

import pytest

from cxanalytics import workshop
from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.store import Workspace

JOURNEY = Journey(
    "Shop",
    "From the first look to the last bill.",
    (
        Stage("Buy", (Touchpoint("Website", channels=("web",)), Touchpoint("Delivery", moment=True, ideal=5.0))),
        Stage("Pay", (Touchpoint("Invoice", ("billing",), ("wrong charge",), owner="Finance"),)),
    ),
    ignore=("return flight",),
)

ANN, BEN, CLEO = "a" * 16, "b" * 16, "c" * 16


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "w")
    made.set("journey", "Shop")
    return made


@pytest.fixture
def number(workspace: Workspace) -> int:
    """The number of a session that has been opened."""
    return workshop.open_session(workspace, "Bills", JOURNEY, who="Fay")
