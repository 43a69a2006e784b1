"""The journey map as a file."""

import json
from pathlib import Path

import pytest

from cxanalytics.cli import main


def test_map_writes_html_json_and_csv(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    for name in ("map.html", "map.json", "map.csv"):
        assert main(["map", "--out", name, "--journey", "retailer"]) == 0
        assert (desk / name).stat().st_size > 500
    points = json.loads((desk / "map.json").read_text())["map"]["points"]
    assert "Unassigned" in {point["touchpoint"] for point in points}
