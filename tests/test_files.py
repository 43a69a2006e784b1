"""Whole-or-nothing writes."""

from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.errors import CXError
from cxanalytics.files import given_away, replacing, write_parquet


def test_a_write_that_ends_well_takes_the_files_place(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.txt"
    with replacing(path) as temporary:
        temporary.write_text("new")
    assert path.read_text() == "new"


def test_a_write_cut_short_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(RuntimeError, match="cut"), replacing(path) as temporary:
        temporary.write_text("half")
        raise RuntimeError("cut")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_parquet_comes_back_as_it_went(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": [1, 2], "b": pd.Series(["x", None], dtype="str")})
    write_parquet(frame, tmp_path / "t.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "t.parquet"), frame)


def test_a_file_that_somebody_asked_for_can_be_read_by_others(tmp_path: Path) -> None:
    with given_away(tmp_path / "a.csv") as temporary:
        temporary.write_text("a")
    assert (tmp_path / "a.csv").stat().st_mode & 0o444 == 0o444


def test_a_file_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CXError, match="cannot be written"), given_away(tmp_path / "file" / "a.csv"):
        pass
