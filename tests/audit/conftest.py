"""Small tables of experiences, and the tables that people's labels stand in."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

MakeExperiences = Callable[..., pd.DataFrame]

NO_SAMPLE = pd.DataFrame(
    {
        "feedback_id": pd.Series(dtype="str"),
        "touchpoint": pd.Series(dtype="str"),
        "stratum": pd.Series(dtype="str"),
        "probability": pd.Series(dtype="float64"),
        "position": pd.Series(dtype="int64"),
        "twice": pd.Series(dtype="bool"),
    }
)


def experiences(machine: list[int], **columns: object) -> pd.DataFrame:
    """One experience per class of the machine, at the touchpoint Invoice in March unless said otherwise."""
    n = len(machine)
    classes = np.array(machine)
    return pd.DataFrame(
        {
            "feedback_id": pd.Series([f"{i:016x}" for i in range(n)], dtype="str"),
            "touchpoint": pd.Categorical(["Invoice"] * n),
            "stage": pd.Categorical(["Pay"] * n),
            "positive": classes >= 2,
            "negative": np.isin(classes, (0, 3)),
            "occurred_at": pd.Series(pd.Timestamp("2026-03-05"), index=range(n)),
            "feedback": range(n),
            **columns,
        }
    )


def log(*rows: tuple[str, str, str, str], **columns: object) -> pd.DataFrame:
    """A log of labels or corrections from (feedback_id, touchpoint, label, who)."""
    frame = pd.DataFrame(rows, columns=["feedback_id", "touchpoint", "label", "who"]).astype("str")
    more = {"id": range(1, len(rows) + 1), "moved_to": pd.Series("", frame.index, dtype="str"), "undone": False}
    return frame.assign(**(more | columns)).astype({"undone": "bool"})


@pytest.fixture
def no_sample() -> pd.DataFrame:
    return NO_SAMPLE.copy()
