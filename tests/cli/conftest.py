"""A folder with a small survey to work in."""

from pathlib import Path

import pytest

SURVEY = """ID,Date,Comment,Stars
1,2026-01-05,The delivery was late and nobody called,1
2,2026-02-06,"Lovely staff in the shop, thank you",5
3,2026-02-07,n/a,3
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CXANALYTICS_WORKSPACE", raising=False)
    (tmp_path / "survey.csv").write_text(SURVEY)
    return tmp_path
