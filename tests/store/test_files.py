"""Whole-or-nothing writes."""

from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.store.files import replacing, write_parquet


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
