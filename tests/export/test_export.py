import json
from pathlib import Path

import pytest

from cxanalytics import export
from cxanalytics.errors import CXError
from cxanalytics.journey.map import JourneyMap


@pytest.mark.parametrize("suffix", ["html", "json", "csv"])
def test_the_end_of_the_name_decides(shown: JourneyMap, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "new" / f"map.{suffix.upper()}"
    export.write(shown, path)
    assert path.read_bytes() == export.rendered(shown, suffix)
    assert list(path.parent.iterdir()) == [path]


def test_the_same_map_gives_the_same_bytes(shown: JourneyMap) -> None:
    for suffix in ("html", "json", "csv"):
        assert export.rendered(shown, suffix) == export.rendered(shown, suffix)
    assert "map" in json.loads(export.rendered(shown, "json"))


def test_unknown_formats_are_said(shown: JourneyMap, tmp_path: Path) -> None:
    with pytest.raises(CXError, match=r"Cannot write map.gif: its name must end in .html, .json, .csv."):
        export.write(shown, tmp_path / "map.gif")
