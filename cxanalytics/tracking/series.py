"""Series: a number period by period, with its interval, per group."""

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import ratios
from cxanalytics.ratios import groups
from cxanalytics.ratios.cells import MIXED, NEGATIVE, POSITIVE
from cxanalytics.ratios.interval import LEVEL, THIN
from cxanalytics.tracking import ratings as scores
from cxanalytics.tracking import shares as known_shares
from cxanalytics.tracking.periods import STANDARD, Calendar, a_year_before, label, number_of, numbers, start, whole
from cxanalytics.tracking.shares import Known

Floats = npt.NDArray[np.float64]

COUNTED = "counted"
COLUMNS = ("start", "n", "value", "low", "high", "method", "labels")
_DRAWS = 1_000


def ratio(
    experiences: pd.DataFrame,
    by: Sequence[str],
    period: str,
    calendar: Calendar = STANDARD,
    *,
    others: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The ratio of every group in every period: the columns of `by`, then COLUMNS.

    Where people labelled a group enough, all of its periods are corrected by the same errors of the machine
    (`tracking.shares`), else they are counted as in `ratios.table`. value is NaN where only "at least" (high infinite)
    or nothing can be said.

    Raises
    ------
    SelectionError
        `by` names something that experiences cannot be grouped by, or the period is none.
    """
    known = known_shares.known(experiences, by, period, calendar, others=others)
    counted = ratios.estimate(_counted(experiences, by, period, calendar, known))
    table = _long(known).assign(
        value=counted["ratio"].to_numpy(),
        low=counted["low"].to_numpy(),
        high=counted["high"].to_numpy(),
    )
    for group in np.flatnonzero(known.errors.corrected):
        rows = slice(group * len(known.starts), (group + 1) * len(known.starts))
        for name, values in zip(("value", "low", "high"), _corrected(known, int(group)), strict=True):
            table.iloc[rows, table.columns.get_loc(name)] = values  # type: ignore[index]
    return table


def _counted(
    experiences: pd.DataFrame, by: Sequence[str], period: str, calendar: Calendar, known: Known
) -> pd.DataFrame:
    """Counts of every group in every period, in the order of `_long`."""
    size = len(known.starts)
    dated = experiences[experiences["occurred_at"].notna().to_numpy(bool)]
    cell = groups.places(dated, by).codes * size + (numbers(dated["occurred_at"], period, calendar) - known.first)
    return ratios.counts_in(dated, cell, len(known.groups) * size, apart="touchpoint" in by)


def _corrected(known: Known, group: int) -> tuple[Floats, Floats, Floats]:
    """Middle, low and high end of the ratio of one group in each period, from draws of the machine's errors and chance.

    The errors of a draw are the same in all periods; `apart` experiences of one voice count as one.
    """
    alpha, apart = known.errors.alpha[group], float(known.errors.apart[group])
    fixed, free = known.settled[group], known.open[group]
    content = repr((known.groups.iloc[group].tolist(), np.round(alpha, 4).tolist(), fixed.tolist(), free.tolist()))
    rng = np.random.default_rng(int.from_bytes(hashlib.sha256(content.encode()).digest()[:16], "big"))
    given = rng.standard_gamma(np.broadcast_to(alpha, (_DRAWS, 4, 4)))
    given /= given.sum(2, keepdims=True)
    truth = fixed + np.einsum("tk,dkc->dtc", free, given)
    prior = np.zeros(4)
    prior[[NEGATIVE, POSITIVE]] = 0.5
    chance = rng.standard_gamma(truth / apart + prior)
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = np.median(_ratio(truth), axis=0)
        low, high = np.quantile(_ratio(chance), ((1 - LEVEL) / 2, (1 + LEVEL) / 2), axis=0)
    there = (fixed + free).sum(1) > 0
    return tuple(np.where(there, item, np.nan) for item in (middle, low, high))  # type: ignore[return-value]


def _ratio(classes: Floats) -> Floats:
    made: Floats = (classes[..., POSITIVE] + classes[..., MIXED]) / (classes[..., NEGATIVE] + classes[..., MIXED])
    return made


def share(
    experiences: pd.DataFrame,
    side: str,
    by: Sequence[str],
    period: str,
    calendar: Calendar = STANDARD,
    *,
    others: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The positive or negative (`side`) share of every group in every period, 0..1: columns as those of `ratio`.

    The interval is Wilson's with as many independent answers as the standard error stands for.
    """
    found = known_shares.shares(experiences, by, period, calendar, others=others)
    value = getattr(found, side)
    variance = getattr(found, f"sd_{side}") ** 2 + getattr(found, f"open_{side}") ** 2
    many = np.maximum(found.n, 1)
    smooth = (value * many + 1) / (many + 2)
    independent = smooth * (1 - smooth) / np.maximum(variance, 1e-12)
    low, high = scores.wilson(value, np.minimum(independent, many))
    table = _long(known_shares.known(experiences, by, period, calendar, others=others))
    return table.assign(value=value.ravel(), low=low.ravel(), high=high.ravel())


def proportion(
    experiences: pd.DataFrame, so: npt.ArrayLike, by: Sequence[str], period: str, calendar: Calendar = STANDARD
) -> pd.DataFrame:
    """The share of the experiences of which something is so (a bool for each), 0..1: columns as those of `ratio`."""
    yes = np.asarray(so, dtype=bool)
    plain = pd.DataFrame({"positive": yes, "negative": False}, index=experiences.index)
    kept = [name for name in ("occurred_at", "feedback", "person", *groups.COLUMNS) if name in experiences]
    return share(experiences[kept].assign(**plain), "positive", by, period, calendar)


def volume(experiences: pd.DataFrame, by: Sequence[str], period: str, calendar: Calendar = STANDARD) -> pd.DataFrame:
    """How many experiences there are of every group in every period; a count has no interval."""
    known = known_shares.known(experiences, by, period, calendar)
    n = known.n.ravel().astype("float64")
    return _long(known).assign(value=n, low=np.nan, high=np.nan, method=COUNTED, labels=0)


def rating(
    ratings: pd.DataFrame, kind: str, by: Sequence[str], period: str, calendar: Calendar = STANDARD
) -> pd.DataFrame:
    """NPS, CSAT or CES of every group in every period: columns as those of `ratio`.

    ratings: rating, rating_low, rating_high, question, occurred_at and the columns of `by`; those of another kind and
    those without a date take no part.
    """
    wanted = (scores.kinds(ratings) == kind).to_numpy(bool) & ratings["occurred_at"].notna().to_numpy(bool)
    dated = ratings[wanted]
    places = groups.places(dated, by)
    when = numbers(dated["occurred_at"], period, calendar)
    first = int(when.min()) if len(when) else 0
    size = int(when.max()) - first + 1 if len(when) else 0
    made = scores.score(
        scores.points(dated, kind), places.codes * size + (when - first), len(places.labels) * size, kind
    )
    begins = pd.DatetimeIndex([start(first + i, period, calendar) for i in range(size)]).as_unit("us")
    table = _spread(places.labels, begins, made.n.astype("int64"))
    return table.assign(value=made.value, low=made.low, high=made.high, method="rated", labels=0)


def _long(known: Known) -> pd.DataFrame:
    """A row per group and period, groups first, with how many there are and what corrects them."""
    size = len(known.starts)
    method = np.where(known.errors.corrected, ratios.CORRECTED, COUNTED)
    labels = np.where(known.errors.corrected, known.errors.labels, 0)
    return _spread(known.groups, known.starts, known.n.ravel()).assign(
        value=np.nan, low=np.nan, high=np.nan,
        method=pd.Series(np.repeat(method, size), dtype="str"), labels=np.repeat(labels, size),
    )  # fmt: skip


def _spread(labels: pd.DataFrame, begins: pd.DatetimeIndex, n: npt.NDArray[np.int64]) -> pd.DataFrame:
    rows = labels.loc[labels.index.repeat(len(begins))].reset_index(drop=True)
    return rows.assign(start=np.tile(begins.to_numpy(), len(labels)), n=n)


def told(
    table: pd.DataFrame, by: Sequence[str], last: pd.Timestamp, period: str, calendar: Calendar = STANDARD
) -> pd.DataFrame:
    """A series with what a reader wants beside it.

    Added are label (the period by name), whole (False where the period still runs, as the last feedback came at
    `last`), evidence ("none", "thin" below `ratios.THIN`, "measured"), and last_year (the value of the same period of
    the year before; NaN where there is none).
    """
    begins = pd.DatetimeIndex(table["start"].unique())
    names = {day: label(day, period, calendar) for day in begins}
    over = {day: whole(day, last, period, calendar) for day in begins}
    number = table["start"].map({day: number_of(day, period, calendar) for day in begins})
    key = [*by, "_period"]
    now = table.assign(_period=number)
    then = (
        now[[*by, "value"]]
        .assign(_period=now["_period"] + (number_shift(period)))
        .rename(columns={"value": "last_year"})
    )
    joined = now.merge(then, on=key, how="left").drop(columns="_period")
    n = table["n"].to_numpy()
    return joined.assign(
        label=table["start"].map(names).astype("str").to_numpy(),
        whole=table["start"].map(over).to_numpy(bool),
        evidence=pd.Series(np.select([n == 0, n < THIN], ["none", "thin"], "measured"), dtype="str"),
    )


def number_shift(period: str) -> int:
    """How many periods a year has, as `periods.a_year_before` counts."""
    return -a_year_before(0, period)
