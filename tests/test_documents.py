"""Values as JSON."""

import json
from datetime import date

import numpy as np
import pandas as pd

from cxanalytics.documents import document


def test_every_value_becomes_jsons_own() -> None:
    content = {
        "n": np.int64(3),
        "ratio": np.float64(1.5),
        "none": [float("nan"), float("inf"), pd.NaT, None],
        "when": (date(2026, 1, 5), pd.Timestamp("2026-01-05 10:00")),
        "yes": np.bool_(True),
        "text": "é",
    }
    assert json.loads(document(content)) == {
        "n": 3,
        "ratio": 1.5,
        "none": [None, None, None, None],
        "when": ["2026-01-05", "2026-01-05T10:00:00"],
        "yes": True,
        "text": "é",
    }


def test_letters_stay_letters() -> None:
    assert "é" in document({"text": "é"})
