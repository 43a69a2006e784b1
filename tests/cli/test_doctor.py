"""Is everything in order?"""

from pathlib import Path

import pytest

from cxanalytics.cli import main
from tests.cli import document


def test_doctor_finds_all_in_order(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    capsys.readouterr()
    checks = document(capsys, "doctor")["checks"]
    assert {check["what"]: check["ok"] for check in checks} == {
        "Python": True,
        "Libraries": True,
        "Shipped files": True,
        "Workspace": True,
        "Ledgers": True,
    }
