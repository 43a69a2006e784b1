"""Cohorts: customers by how long or how loyally they are with the company, and whether those who loved it still do."""

import re

import numpy as np
import pandas as pd

from cxanalytics.selection import PART
from cxanalytics.tracking.periods import STANDARD, Calendar, numbers, start
from cxanalytics.tracking.ratings import wilson

_LIKELY = re.compile(
    r"tenure|loyal|member|tier|status|since|years?\b|months?\b|joined|sign.?up|cohort|age of account|kunde seit|ancien",
    re.IGNORECASE,
)
# A column with more different values than this is cut into ranges where they are numbers, else it is no cohort.
_MOST, _RANGES = 12, 4
NONE = "not said"


def columns(segments: pd.Series) -> list[str]:
    """The columns that segments hold which may part customers into cohorts, those that sound like tenure first.

    `segments` as in feedback: "Loyalty tier: Gold | Region: North".
    """
    parts = _parts(segments)
    if parts.empty:
        return []
    number = pd.to_numeric(parts["value"], errors="coerce")
    about = (
        parts.assign(words=number.isna()).groupby("column").agg(several=("value", "nunique"), words=("words", "any"))
    )
    fit = about.index[(about["several"] >= 2) & ((about["several"] <= _MOST) | ~about["words"])]
    return sorted(fit, key=lambda name: (not _LIKELY.search(str(name)), str(name)))


def likely(column: str) -> bool:
    """Whether a column sounds like tenure or loyalty."""
    return bool(_LIKELY.search(column))


def _parts(segments: pd.Series) -> pd.DataFrame:
    """Every different part of the segments: segment, column, value."""
    different = pd.Series(segments.dropna().astype("str").unique(), dtype="str")
    long = pd.DataFrame({"segment": different, "part": different.str.split(PART, regex=False)}).explode("part")
    split = long["part"].astype("str").str.extract(r"^(?P<column>[^:]+): (?P<value>.*)$")
    return pd.concat([long[["segment"]], split], axis=1).dropna(subset=["column"]).reset_index(drop=True)


def of(segments: pd.Series, column: str) -> pd.Series:
    """The cohort of each row by one column of its segment; NONE where that says nothing.

    Numbers of more than a few different values come in ranges that hold about as many rows each.
    """
    parts = _parts(segments)
    own = parts[(parts["column"] == column).to_numpy(bool)].drop_duplicates("segment")
    known = dict(zip(own["segment"], own["value"], strict=True))
    values = segments.astype("object").map(known)
    number = pd.to_numeric(values, errors="coerce")
    if values.nunique() > _MOST and number.notna().sum() == values.notna().sum():
        cut = pd.qcut(number, _RANGES, duplicates="drop")
        values = cut.map(lambda ends: f"{ends.left:g} to {ends.right:g}").astype("object")
    return values.fillna(NONE).astype("str")


def still(experiences: pd.DataFrame, period: str, calendar: Calendar = STANDARD) -> pd.DataFrame:
    """Of the customers heard of before and again in a period: do those who loved us still, are others won back?

    A row per period and mood ("loved": more positive than negative experiences before, "hurt": more negative ones):
    start, mood, n (of them heard again), happy (of these, more positive than negative in this period), share, low, high
    (Wilson). Only customers who are known take part. Moods that were at an end drift to the middle by themselves: some
    of those who loved would always say less the next time.
    """
    columns_ = ["start", "mood", "n", "happy", "share", "low", "high"]
    known = experiences["known"].to_numpy(bool) if "known" in experiences else np.zeros(len(experiences), bool)
    dated = experiences[known & experiences["occurred_at"].notna().to_numpy(bool)]
    if dated.empty:
        return pd.DataFrame(columns=columns_)
    balance = dated["positive"].astype("int64") - dated["negative"].astype("int64")
    each = pd.DataFrame(
        {"person": dated["person"], "period": numbers(dated["occurred_at"], period, calendar), "balance": balance}
    )
    each = each.groupby(["person", "period"], sort=True)["balance"].sum().reset_index()
    before = each.groupby("person")["balance"].cumsum() - each["balance"]
    again = each.assign(before=before)[each["person"].duplicated().to_numpy(bool) & (before != 0).to_numpy(bool)]
    if again.empty:
        return pd.DataFrame(columns=columns_)
    again = again.assign(mood=np.where(again["before"] > 0, "loved", "hurt"), happy=again["balance"] > 0)
    table = again.groupby(["period", "mood"])["happy"].agg(n="size", happy="sum").reset_index()
    n, happy = table["n"].to_numpy("float64"), table["happy"].to_numpy("float64")
    low, high = wilson(happy / n, n)
    begins = pd.DatetimeIndex([start(int(number), period, calendar) for number in table["period"]]).as_unit("us")
    return table.assign(start=begins, share=happy / n, low=low, high=high)[columns_]
