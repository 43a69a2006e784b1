"""A workspace of a year in which one touchpoint of four got better in September."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import importing
from cxanalytics.store import Workspace

TOUCHPOINTS = ("Phone line", "Staff", "Parking", "Bill and payment")
MAPPING = {"Comment": "text", "Where": "touchpoint", "Date": "occurred_at", "ID": "source_id"}


def answers(first: int, last: int) -> pd.DataFrame:
    """24 answers a month at each touchpoint, 8 of them negative; on the phone line 12, and 2 from September on."""
    rows = [
        (
            f"{touchpoint}{month}-{day}",
            f"2025-{month:02d}-{day:02d}",
            "This was terrible, rude and slow" if day <= bad else "This was great, lovely and quick",
            touchpoint,
        )
        for touchpoint in TOUCHPOINTS
        for month in range(first, last + 1)
        for bad in [(2 if month >= 9 else 12) if touchpoint == "Phone line" else 7 + month % 3]
        for day in range(1, 25)
    ]
    return pd.DataFrame(rows, columns=["ID", "Date", "Comment", "Where"])


def bring(workspace: Workspace, folder: Path, first: int, last: int) -> None:
    """Import the answers of these months."""
    workspace.set("journey", "Any service")
    path = folder / f"{first}-{last}.csv"
    answers(first, last).to_csv(path, index=False)
    importing.import_exports(workspace, [importing.ExportFile(path, path.name, MAPPING)])


@pytest.fixture(scope="session")
def _year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("year")
    bring(Workspace(folder / "w"), folder, 1, 12)
    return folder / "w"


@pytest.fixture
def year(_year: Path, tmp_path: Path) -> Workspace:
    """The whole year, to be written to."""
    return Workspace(Path(shutil.copytree(_year, tmp_path / "w")))
