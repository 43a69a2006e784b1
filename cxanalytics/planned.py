"""What it takes to see a change, said for the feedback at hand."""

import pandas as pd

from cxanalytics import ratios
from cxanalytics.ratios import planning


def sentences(
    overall: pd.DataFrame, experiences: pd.DataFrame, *, change: float = 0.3, measure: str = planning.RATIO
) -> list[str]:
    """How many experiences a month and labels it takes, and how many labels with the experiences that there are.

    `overall` is one row of `ratios.table`, `experiences` what it was made from.
    """
    positive, negative = _shares(overall, experiences)
    if not (positive and negative):
        return ["It takes positive and negative experiences to plan from; there are not both here yet."]
    measured = ratios.measured_errors(experiences)
    errors = planning.TYPICAL_ERRORS if measured is None else measured
    said = [planning.plan(positive, negative, change=change, measure=measure, errors=errors).words]
    months = experiences["occurred_at"].dropna().dt.to_period("M")
    if len(months):
        monthly = max(round(len(months) / months.nunique()), 1)
        own = planning.plan(positive, negative, change=change, measure=measure, errors=errors, experiences=monthly)
        said.append(f"Here there are about {monthly:,} experiences a month. {own.words}")
    return said


def _shares(overall: pd.DataFrame, experiences: pd.DataFrame) -> tuple[float, float]:
    """Shares of positive and negative experiences: corrected where there are labels enough, else as counted.

    A mixed experience is on both sides; half of it each, so that shares stay shares.
    """
    row = overall.iloc[0]
    n = max(int(row["n"]), 1)
    sides = [float(row[name]) - float(row["mixed"]) / 2 for name in ("positive", "negative")]
    if row["method"] == ratios.CORRECTED:
        made = ratios.draws(experiences, ())
        sides = [float(total.mean()) for total in (made.positive, made.negative)]
        sides = [side * min(1.0, n / sum(sides)) for side in sides]
    positive, negative = (max(side, 0.0) / n for side in sides)
    return positive, negative
