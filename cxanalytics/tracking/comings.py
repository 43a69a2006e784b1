"""Patterns that are new, back or gone in a period."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cxanalytics.tracking.periods import STANDARD, Calendar, number_of, numbers

NEW, BACK, GONE = WHATS = ("new", "back", "gone")
# So many periods without it, and a pattern that comes again is back; one that is not heard of in so many is gone.
GAP = 2
# A pattern has to be heard in so many answers of a period to be new or back there, and in so many a period on average
# before to be gone.
_HEARD = 3
# Of a pattern younger than this share of the history nothing is said to be new: everything is at first.
_BEFORE = 3


def comings(
    mentions: pd.DataFrame,
    names: Mapping[str, str],
    at: pd.Timestamp,
    period: str = "month",
    calendar: Calendar = STANDARD,
) -> pd.DataFrame:
    """What became of patterns in the period that holds `at`: pattern, name, what (of WHATS), n, before.

    mentions: pattern, feedback_id, occurred_at. n counts the answers with it in that period; before is the mean of a
    period before. New is what was never heard before, of at least three periods; back what was not heard in the GAP
    periods before; gone what was usually heard and is not heard in this period nor in the one before.
    """
    columns = {"pattern": "str", "name": "str", "what": "str", "n": "int64", "before": "float64"}
    inside = mentions[mentions["pattern"].notna().to_numpy(bool)] if len(mentions) else mentions
    inside = inside[inside["occurred_at"].notna().to_numpy(bool)] if len(inside) else inside
    now = number_of(at, period, calendar)
    if inside.empty:
        return pd.DataFrame(columns=list(columns)).astype(columns)
    once = inside[["pattern", "feedback_id", "occurred_at"]].drop_duplicates(["pattern", "feedback_id"])
    when = numbers(once["occurred_at"], period, calendar)
    codes, found = pd.factorize(once["pattern"].astype("str"), sort=True)
    first = int(when.min())
    size = now - first + 1
    kept = when <= now
    if size <= _BEFORE:
        return pd.DataFrame(columns=list(columns)).astype(columns)
    counts = np.bincount(codes[kept] * size + when[kept] - first, minlength=len(found) * size).reshape(-1, size)
    here, before = counts[:, -1], counts[:, :-1]
    lately = before[:, -GAP:].sum(1)
    usual = before.mean(1)
    ever = before.sum(1)
    silent_since = counts[:, -GAP:].sum(1) == 0
    what = np.select(
        [
            (here >= _HEARD) & (ever == 0),
            (here >= _HEARD) & (ever > 0) & (lately == 0),
            silent_since & (before[:, :-1].mean(1) >= _HEARD),
        ],
        [NEW, BACK, GONE],
        "",
    )
    table = pd.DataFrame(
        {
            "pattern": found, "name": [names.get(str(one), str(one)) for one in found], "what": what, "n": here,
            "before": usual,
        }
    )  # fmt: skip
    wanted = table[(table["what"] != "") & table["pattern"].isin(list(names))]
    return wanted.sort_values(["what", "n"], ascending=[True, False], ignore_index=True).astype(columns)
