"""What many tests need: small tables of feedback, and the folder of real exports where it is there."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import feedback

ROOT = Path(__file__).parents[1]
EXPORTS = ROOT.parent / "shared" / "exports"


@pytest.fixture
def make_feedback() -> Callable[..., pd.DataFrame]:
    """A function that makes a feedback table from texts and any other columns."""

    def make(texts: list[str | None], **columns: object) -> pd.DataFrame:
        n = len(texts)
        return feedback.conform(
            pd.DataFrame(
                {
                    "feedback_id": [f"{i:016x}" for i in range(n)],
                    "response_id": [f"{i:016x}" for i in range(n)],
                    "import_id": ["a" * 32] * n,
                    "source": ["Shop survey"] * n,
                    "kind": ["survey"] * n,
                    "text": texts,
                    **columns,
                }
            )
        )

    return make
