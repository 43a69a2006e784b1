"""Few cells are matched as many are."""

import pandas as pd
import pytest

from cxanalytics.ingest import matching, profile
from cxanalytics.ingest.matching import fullmatch

CELLS = ["", "3", "-1,234.5", "٣", "mia@example.com", "10.0.0.1", "https://example.com/a", "3 \n", "12%", "été", "a b"]


@pytest.mark.parametrize("expression", [profile.NUMBER, profile.EMAIL, profile._IP, profile._URL, r"\w+", r"(?i)ÉTÉ"])
def test_few_and_many_alike(expression: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = pd.Series(CELLS, dtype="str", index=range(5, 5 + len(CELLS)))
    few = fullmatch(cells, expression)
    monkeypatch.setattr(matching, "_FEW", 0)
    assert few.tolist() == fullmatch(cells, expression).tolist()
    assert few.index.tolist() == cells.index.tolist()
