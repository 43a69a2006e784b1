"""Which experiences the draws so far could have taken. A sample speaks for those and for no others."""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.selection import Selection


def written(selection: Selection) -> str:
    """A selection as JSON, to keep with a draw."""
    values = {field.name: getattr(selection, field.name) for field in fields(selection)}
    return json.dumps(
        {name: value.isoformat() if isinstance(value, date) else list(value) for name, value in values.items() if value}
    )


def read(text: str) -> Selection:
    """The selection that `written` wrote."""
    values: dict[str, Any] = json.loads(text)
    plain: dict[str, Any] = {n: date.fromisoformat(v) if isinstance(v, str) else tuple(v) for n, v in values.items()}
    return Selection(**plain)


def imports_in(experiences: pd.DataFrame) -> list[str]:
    """The imports that experiences come from."""
    return sorted(str(name) for name in experiences["import_id"].unique())


def in_reach(experiences: pd.DataFrame, draws: pd.DataFrame, journey: str) -> npt.NDArray[np.bool_]:
    """Per experience, whether a draw could have taken it: it was there then, and in the part that was drawn from.

    draws as `store.labels.draws` returns them: chosen (`written`), imports (JSON list), journey (a name; another one
    has other experiences). What came later, or from elsewhere, was out of reach, and labels say nothing of it.
    """
    reach = np.zeros(len(experiences), np.bool_)
    for draw in _different(draws[draws["journey"] == journey]):
        there = experiences["import_id"].isin(json.loads(draw[1])).to_numpy(bool)
        reach |= there & read(draw[0]).mask(experiences)
    return reach


def _different(draws: pd.DataFrame) -> Sequence[tuple[str, str]]:
    pairs = draws[["chosen", "imports"]].drop_duplicates()
    return list(zip(pairs["chosen"].tolist(), pairs["imports"].tolist(), strict=True))
