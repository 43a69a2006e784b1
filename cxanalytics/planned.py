"""What it takes to see a change, said for the feedback at hand."""

import pandas as pd

from cxanalytics.ratios import planning


def sentences(
    overall: pd.DataFrame, experiences: pd.DataFrame, *, change: float = 0.3, measure: str = planning.RATIO
) -> list[str]:
    """How many experiences a month and labels it takes, and how many labels with the experiences that there are.

    `overall` is one row of `ratios.table`, `experiences` what it was made from.
    """
    row = overall.iloc[0]
    n = int(row["n"])
    # A mixed experience is on both sides; half of it each, so that shares stay shares.
    positive, negative = (max(row[name] - row["mixed"] / 2, 0) / max(n, 1) for name in ("positive", "negative"))
    if not (positive and negative):
        return ["It takes positive and negative experiences to plan from; there are not both here yet."]
    said = [planning.plan(positive, negative, change=change, measure=measure).words]
    months = experiences["occurred_at"].dropna().dt.to_period("M")
    if len(months):
        monthly = max(round(len(months) / months.nunique()), 1)
        own = planning.plan(positive, negative, change=change, measure=measure, experiences=monthly)
        said.append(f"Here there are about {monthly:,} experiences a month. {own.words}")
    return said
