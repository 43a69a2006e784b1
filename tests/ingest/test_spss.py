"""SPSS files, written on the spot from literal tables."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from cxanalytics import ingest
from cxanalytics.errors import ExportError
from cxanalytics.ingest import spss, spss_child
from cxanalytics.ingest.files import open_export
from cxanalytics.ingest.tables import read_grid

FRAME = pd.DataFrame({
    "id": [1.0, 2.0, 3.0],
    "when": [datetime(2024, 3, 4, 10, 5), datetime(2024, 3, 5, 10, 5), None],
    "shop": [1.0, 2.0, 1.0],
    "nps": [10.0, 7.0, 99.0],
    "change": ["More room", "", "A lamp by the door"],
})  # fmt: skip
ASKED = ["", "When was it?", "Which shop?", "How likely are you\nto recommend us?", "What should we change?"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with labels, a scale of which only the ends are labelled, and a missing value of the survey's own."""
    where = tmp_path / "visit.sav"
    pyreadstat.write_sav(
        FRAME, where, column_labels=ASKED, missing_ranges={"nps": [99]},
        variable_value_labels={"shop": {1: "Harbour", 2: "Hill"}, "nps": {0: "Not at all", 10: "Certainly"}},
    )  # fmt: skip
    return where


def test_cells_as_labels_and_scales_as_numbers(path: Path) -> None:
    grid = read_grid(open_export(path))
    assert grid.table().to_numpy().tolist() == [
        ["1", "2024-03-04 10:05:00", "Harbour", "10", "More room"],
        ["2", "2024-03-05 10:05:00", "Hill", "7", ""],
        ["3", "", "Harbour", "", "A lamp by the door"],
    ]
    assert grid.facts["encoding"] == "SPSS"
    assert spss.labels(grid) == {
        "when": "When was it?", "shop": "Which shop?", "nps": "How likely are you to recommend us?",
        "change": "What should we change?",
    }  # fmt: skip


def test_roles_by_the_questions(path: Path) -> None:
    reading = ingest.inspect(path)
    assert (reading.format, reading.confidence, reading.kind, reading.source) == ("spss", 0.7, "survey", "visit")
    assert (reading.column("rating"), reading.facts["scale"]) == ("nps", "0 to 10")
    assert reading.questions["change"] == "What should we change?"


def test_compressed(tmp_path: Path) -> None:
    pyreadstat.write_sav(FRAME, tmp_path / "visit.zsav", compress=True)
    assert len(ingest.inspect(tmp_path / "visit.zsav").table) == 3


def test_damaged_files_say_so(path: Path, write: Callable[..., Path]) -> None:
    whole = path.read_bytes()
    for data in (whole[:40], whole[:300], whole[: len(whole) // 2]):
        with pytest.raises(ExportError, match="damaged SPSS file"):
            ingest.inspect(write("cut.sav", data))


@pytest.mark.parametrize("program", ["import os; os.abort()", "while True: pass"])
def test_a_file_that_brings_the_reader_down_takes_only_itself(
    program: str, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child.py"
    child.write_text(program)
    monkeypatch.setattr(spss_child, "__file__", str(child))
    monkeypatch.setattr(spss, "_PATIENCE", 0.5)
    with pytest.raises(ExportError, match="damaged SPSS file"):
        read_grid(open_export(path))
