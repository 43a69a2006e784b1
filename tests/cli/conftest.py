"""A folder with a small survey to work in, and a workspace in which patterns recur."""

import shutil
from pathlib import Path

import pytest

from cxanalytics.cli import main

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


PAINS = {
    "Parcel": ("The parcel was left outside in the rain", "soaking wet", "again", "behind the bins", "by the driver"),
    "Refund": ("I am still waiting for my refund", "after weeks", "and nobody helps", "for the kettle", "in anger"),
    "App": ("The app crashes every time I log in", "on my phone", "since the update", "so annoying", "at checkout"),
}


def complaints() -> str:
    """Ten complaints of each of three kinds in different words, a month apart, and a praise now and then."""
    rows = ["ID,Date,Comment,Stars"]
    for (kind, (what, *more)), day in zip(PAINS.items(), (3, 12, 21), strict=True):
        for number in range(12):
            said = f"{what} {more[number % 4]} {more[(number // 4 + number + 1) % 4]}"
            rows.append(f"{kind}{number},2026-{1 + number % 4:02d}-{day:02d},{said},1")
    rows += [f"Good{number},2026-02-02,Lovely staff in the shop {number},5" for number in range(8)]
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="session")
def _heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("heard")
    (folder / "complaints.csv").write_text(complaints())
    assert main(["import", str(folder / "complaints.csv"), "--workspace", str(folder / "workspace")]) == 0
    return folder / "workspace"


@pytest.fixture
def heard(desk: Path, _heard: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A workspace, in the working folder, in which customers complain of the same things again and again."""
    shutil.copytree(_heard, desk / "workspace")
    capsys.readouterr()
    return desk / "workspace"
