"""Signals: the changes that are real, each in a sentence, and how many of them are expected to be false."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.tracking.limits import Limits, false_alarms, limits
from cxanalytics.tracking.periods import STANDARD, Calendar, label
from cxanalytics.tracking.watching import (
    EMOTION,
    NEGATIVE,
    PATTERN,
    POSITIVE,
    SOURCE,
    VOLUME,
    WIDENED_BASELINE,
    Watched,
)

Floats = npt.NDArray[np.float64]

A_YEAR = {"day": 365, "week": 52, "month": 12, "quarter": 4, "year": 1}
BASELINES = {"day": 28, "week": 16, "month": 12, "quarter": 8, "year": 6}
# A change still stands where the mean of so many of the last periods lies nearer to what came after it than before.
_LATEST = 3
# Two findings of the same place so few periods apart are one change seen from two sides.
_SAME = 2
_COLUMNS: dict[str, str] = {
    "key": "str", "kind": "str", "subject": "str", "measure": "str", "better": "object", "at": "datetime64[us]",
    "since": "datetime64[us]", "before": "float64", "after": "float64", "low": "float64", "high": "float64",
    "p": "float64", "current": "bool", "words": "str", "series": "int64", "began": "int64",
}  # fmt: skip


@dataclass(frozen=True)
class Signals:
    """What was watched and what of it changed.

    table: one row per change, the newest first: key (who it is, the same whenever it is asked again), kind and subject
    and measure (as in `watching.Watched`), better (True, False, None where neither), at (the start of the period it was
    found in), since (of the period it began in), before and after (the mean on either side), low and high (ends of the
    95 % interval of the difference), p (the chance to see so much where nothing changes), current (no later change took
    its place, the difference is surely one, and the last periods are still so), words (a sentence), series (its row
    in `watched`), began (the place of since among the periods). watched, limits: the series and the limits they were
    held against. period; a_year: how many there are in a year.
    """

    table: pd.DataFrame
    watched: Watched
    limits: Limits
    period: str
    last: str

    @property
    def false_alarms(self) -> float:
        """How many false alarms are to be expected in a year."""
        return false_alarms(len(self.watched.table), A_YEAR[self.period])

    @property
    def few(self) -> pd.DataFrame:
        """What has too few answers to be watched: kind, subject, measure, n (in the middle period)."""
        return self.watched.few

    @property
    def ready(self) -> bool:
        """Whether any series has a baseline yet."""
        return bool((~np.isnan(self.limits.z)).any())

    def latest(self) -> pd.DataFrame:
        """The changes found in the last period."""
        last = self.watched.starts[-1] if len(self.watched.starts) else pd.NaT
        found: pd.DataFrame = self.table[(self.table["at"] == last).to_numpy(bool)]
        return found

    @property
    def words(self) -> str:
        """What was found, in a sentence or two."""
        many = len(self.watched.table)
        if not self.ready:
            return (
                f"Too early to tell changes from noise: it takes {BASELINES[self.period]} whole {self.period}s with "
                f"enough answers, and there are {len(self.watched.starts)} {self.period}s."
            )
        found = len(self.latest())
        what = "nothing beyond noise" if not found else f"{found} real change{'s' if found > 1 else ''}"
        where = f"{many:,} numbers watched" if many != 1 else "the one number watched"
        return f"{self.last}: {what} in {where}. {self.expectation}"

    @property
    def expectation(self) -> str:
        """How many false alarms to expect, in a sentence."""
        rate = self.false_alarms
        seldom = f"one false alarm every {1 / max(rate, 0.01):.0f} years"
        often = f"about {rate:.0f} false alarms a year" if rate >= 1.5 else "about one false alarm a year"
        return f"If nothing ever changed, this would raise {often if rate > 2 / 3 else seldom}."


def signals(
    watched: Watched,
    names: Mapping[str, str],
    period: str,
    calendar: Calendar = STANDARD,
) -> Signals:
    """The changes in what is watched. `names` are those of the patterns."""
    table = watched.table
    together = table["together"].to_numpy("int64") if len(table) else np.zeros(0, "int64")
    baseline = np.where(together > 1, WIDENED_BASELINE, BASELINES[period])
    held = limits(watched.value, watched.sd, watched.n, baseline)
    rows = []
    for series, at in zip(*np.nonzero(held.found), strict=True):
        rows.append(_row(watched, held, int(series), int(at), names, period, calendar))
    found = pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)
    found = _once(_current(found))
    order = found.sort_values(["at", "p"], ascending=[False, True], kind="stable", ignore_index=True)
    last = label(watched.starts[-1], period, calendar) if len(watched.starts) else "No period"
    return Signals(order, watched, held, period, last)


def _row(
    watched: Watched, held: Limits, series: int, at: int, names: Mapping[str, str], period: str, calendar: Calendar
) -> dict[str, Any]:
    """One change: what was before and after it, and how large it is."""
    about = watched.table.iloc[series]
    direction = int(held.found[series, at])
    # Where periods are taken together, a block begins before the period it stands in.
    began = max(int(held.since[series, at]) - int(about["together"]) + 1, 0)
    end = until(held, series, at)
    before = _mean(watched, held, series, int(held.base[series, at]), began, at)
    after = _mean(watched, held, series, began, end, at)
    half = 1.959964 * float(np.hypot(before[1], after[1]))
    change = after[0] - before[0]
    worse = int(about["worse"]) * direction
    low, high = change - half, change + half
    recent = _mean(watched, held, series, max(began, end - _LATEST * int(about["together"])), end, at)[0]
    stands = low * high > 0 and (recent - before[0]) * change > 0.5 * change**2
    values = (before[0], after[0], low, high)
    if about["measure"] == VOLUME:
        # Watched as a square root, told as a number of answers a period.
        values = (before[0] ** 2, after[0] ** 2, np.nan, np.nan)
    row = {
        "key": "|".join((about["kind"], about["subject"], about["measure"], f"{watched.starts[began]:%Y-%m-%d}")),
        "kind": about["kind"], "subject": about["subject"], "measure": about["measure"],
        "better": None if worse == 0 else worse < 0,
        "at": watched.starts[at], "since": watched.starts[began],
        "before": values[0], "after": values[1], "low": values[2], "high": values[3],
        "p": float(held.p[series, at]), "current": stands, "series": series, "began": began,
    }  # fmt: skip
    return row | {"words": _words(row, names, label(watched.starts[began], period, calendar), period)}


def until(held: Limits, series: int, at: int) -> int:
    """Where the level that a change led to ends: the beginning of the next change, or the end."""
    later = np.flatnonzero(held.found[series, at + 1 :])
    return int(held.since[series, at + 1 + later[0]]) if len(later) else held.found.shape[1]


def _mean(watched: Watched, held: Limits, series: int, first: int, end: int, at: int) -> tuple[float, float]:
    """The mean of some periods and its standard error, with the swing that periods have beyond chance."""
    rows = slice(first, max(end, first + 1))
    value, sd, n = (item[series, rows] for item in (watched.value, watched.sd, watched.n))
    known = n > 0
    if not known.any():
        return float("nan"), 0.0
    weight = n[known] / n[known].sum()
    swing = float(np.nan_to_num(held.swing[series, at], nan=1.0))
    error = swing * float(np.sqrt(((weight * sd[known]) ** 2).sum()))
    return float((weight * value[known]).sum()), error


def _current(found: pd.DataFrame) -> pd.DataFrame:
    """Those that no later change of their series took the place of stay current."""
    last = found.groupby("series")["at"].transform("max")
    return found.assign(current=found["current"] & (found["at"] == last).to_numpy(bool))


def _once(found: pd.DataFrame) -> pd.DataFrame:
    """One row where the negative and the positive share of a place changed together: the surer one."""
    if found.empty:
        return found
    sides = found["measure"].isin([NEGATIVE, POSITIVE]).to_numpy(bool)
    surest = found.sort_values("p", kind="stable")
    kept: list[int] = []
    for index, row in surest[sides[surest.index]].iterrows():
        same = [
            other
            for other in kept
            if found.loc[other, "kind"] == row["kind"]
            and found.loc[other, "subject"] == row["subject"]
            and found.loc[other, "better"] == row["better"]
            and abs(int(found.loc[other, "began"]) - int(row["began"])) <= _SAME  # type: ignore[arg-type]
        ]
        if not same:
            kept.append(int(index))  # type: ignore[call-overload]
    return found.loc[sorted([*found.index[~sides], *kept])].reset_index(drop=True)


def identity(signal: Mapping[Any, Any]) -> str:
    """What changed, and which way, whenever it is said to have begun: that may move with what comes in."""
    return f"{signal['kind']}|{signal['subject']}|{signal['measure']}|{signal['better']}"


def place(kind: str, subject: str, names: Mapping[str, str]) -> str:
    """What a series is about, in words."""
    if kind == PATTERN:
        return f"“{names.get(subject, subject)}”"
    if kind == SOURCE:
        return f"source {subject}"
    return subject or "overall"


def measured(measure: str) -> str:
    """What a series measures, as the subject of a sentence."""
    if measure.startswith(EMOTION):
        return f"the share that feels {measure.removeprefix(EMOTION)}"
    return {
        NEGATIVE: "the negative share", POSITIVE: "the positive share", VOLUME: "the number of experiences",
        "effort": "the share that speaks of effort", "share of answers": "its share of the answers",
    }.get(measure, measure)  # fmt: skip


def value_words(measure: str, value: float) -> str:
    """A value of a series in words."""
    if measure == VOLUME:
        return f"{value:,.0f}"
    if measure.endswith("(CES)"):
        return f"{value:.1f}"
    if measure.startswith("Net"):
        return f"{value:+.0f}"
    return f"{100 * value:.1f} %" if value < 0.095 else f"{100 * value:.0f} %"


def _words(row: Mapping[str, Any], names: Mapping[str, str], since: str, period: str) -> str:
    where = place(row["kind"], row["subject"], names)
    what = measured(row["measure"])
    verb = "rose" if row["after"] > row["before"] else "fell"
    before, after = (value_words(row["measure"], row[name]) for name in ("before", "after"))
    each = f" a {period}" if row["measure"] == VOLUME else ""
    return (
        f"{where[0].upper()}{where[1:]}: {what} {verb} from {before} to {after}{each} since {_the(since)}{_by(row)}. "
        f"{_sure(float(row['p']), period)}"
    )


def _the(period: str) -> str:
    return f"the {period}" if period.startswith("week") else period


def _by(row: Mapping[str, Any]) -> str:
    """How large the change is, with its interval, where that can be said in points."""
    low, high = sorted((abs(row["low"]), abs(row["high"])))
    if np.isnan(low) or row["low"] * row["high"] <= 0:
        return ""
    scale = 1 if row["measure"].startswith("Net") or row["measure"].endswith("(CES)") else 100
    digits = 1 if scale * high < 9.5 else 0
    return f" (by {scale * low:.{digits}f} to {scale * high:.{digits}f} points)"


def _sure(p: float, period: str) -> str:
    """How sure it is, in words: how long one number would have to be watched to see as much by chance."""
    years = 1 / max(p, 1e-6) / A_YEAR[period]
    if years > 1000:
        return "Noise alone would show as much less than once in 1,000 years."
    if years < 2:
        return f"Noise alone would show as much about once in {max(round(12 * years), 2)} months."
    return f"Noise alone would show as much about once in {float(f'{years:.2g}'):,.0f} years."


def seasonal(signal: Mapping[Any, Any], watched: Watched, period: str) -> bool | None:
    """Whether it was already like this at the same time of the year before; None where that is not known."""
    shift = A_YEAR[period]
    series, began = int(signal["series"]), int(signal["began"])
    at = int(np.flatnonzero(watched.starts == signal["at"])[0])
    if period == "year" or began - shift < 0:
        return None
    rows = slice(began - shift, at - shift + 1)
    n = watched.n[series, rows]
    if not (n > 0).any():
        return None
    then = float(np.nansum(watched.value[series, rows] * n) / n.sum())
    before, after = float(signal["before"]), float(signal["after"])
    if signal["measure"] == VOLUME:
        before, after = np.sqrt(before), np.sqrt(after)
    return abs(then - after) < 0.5 * abs(after - before)


def marks(table: pd.DataFrame) -> pd.DataFrame:
    """The signals as events for a chart: at (since when) and words."""
    return pd.DataFrame({"at": table["since"], "words": table["words"]})
