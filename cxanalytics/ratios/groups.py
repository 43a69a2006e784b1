"""The groups that experiences are counted in: by column or by period."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.errors import SelectionError

COLUMNS = ("touchpoint", "stage", "channel", "segment", "source", "kind", "basis")
PERIODS = ("day", "week", "month", "quarter", "year")
GROUPS = (*COLUMNS, *PERIODS)

NO_DATE = "no date"

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Grouping:
    """Which group each row is in (0 .. len(labels) - 1), and what the groups are called, in order."""

    codes: Codes
    labels: list[str]


@dataclass(frozen=True)
class Places:
    """Which row of `labels` each experience is in; labels has a column per grouping, a row per group that occurs."""

    codes: Codes
    labels: pd.DataFrame


def places(experiences: pd.DataFrame, by: Sequence[str]) -> Places:
    """The groups that occur, in order of their labels; without `by` one group, that may be empty.

    Raises
    ------
    SelectionError
        `by` names something that experiences cannot be grouped by.
    """
    check(by)
    if not by:
        return Places(np.zeros(len(experiences), dtype="int64"), pd.DataFrame(index=range(1)))
    groupings = [grouping(experiences, name) for name in by]
    key = np.zeros(len(experiences), dtype="int64")
    for item in groupings:
        key = key * len(item.labels) + item.codes
    present, codes = _occurring(key, int(np.prod([len(item.labels) for item in groupings], dtype="int64")))
    parts = np.unravel_index(present, [len(item.labels) for item in groupings])
    labels = {
        name: pd.Series(np.array(item.labels, dtype="object")[part], dtype="str")
        for name, item, part in zip(by, groupings, parts, strict=True)
    }
    return Places(codes, pd.DataFrame(labels))


def _occurring(key: Codes, size: int) -> tuple[Codes, Codes]:
    """The different keys in order, and each row's place among them."""
    if size > 4 * len(key) + 1000:
        present, codes = np.unique(key, return_inverse=True)
        return present, codes.astype("int64")
    occurs = np.bincount(key, minlength=size) > 0
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[key]


def missing(column: str) -> str:
    """What the group of rows without a value is called: "no channel", "no date"."""
    return NO_DATE if column in PERIODS else f"no {column}"


def check(by: Sequence[str]) -> None:
    """Raise SelectionError when `by` names something that cannot be grouped by, or the same thing twice."""
    unknown = [name for name in by if name not in GROUPS]
    if unknown:
        raise SelectionError(f"Cannot group by '{unknown[0]}'; choose from {', '.join(GROUPS)}.")
    if len(set(by)) < len(by):
        raise SelectionError(f"Grouping by {', '.join(by)} names the same thing twice; name each once.")


def grouping(experiences: pd.DataFrame, name: str) -> Grouping:
    """The groups of one column or period, in order of their labels, rows without a value last.

    Raises
    ------
    SelectionError
        `name` is no column or period of experiences.
    """
    check([name])
    if name in PERIODS:
        codes, labels = _periods(experiences["occurred_at"], name)
    else:
        codes, labels = _values(experiences[name])
    if (codes < 0).any():
        codes = np.where(codes < 0, len(labels), codes)
        labels = [*labels, missing(name)]
    return Grouping(codes, labels)


def _values(column: pd.Series) -> tuple[Codes, list[str]]:
    categories = column if isinstance(column.dtype, pd.CategoricalDtype) else column.astype("category")
    labels = [str(label) for label in categories.cat.categories]
    order = np.array(sorted(range(len(labels)), key=labels.__getitem__), dtype="int64")
    return _ranked(categories.cat.codes.to_numpy().astype("int64"), order), [labels[i] for i in order]


def _ranked(codes: Codes, order: Codes) -> Codes:
    """The codes renumbered so that `order[0]` becomes 0 and so on; -1 stays."""
    # One place more than there are labels: the last is what -1 looks up.
    rank = np.full(len(order) + 1, -1, dtype="int64")
    rank[order] = np.arange(len(order))
    return rank[codes]


def _periods(occurred_at: pd.Series, period: str) -> tuple[Codes, list[str]]:
    days = occurred_at.to_numpy(dtype="datetime64[us]").astype("datetime64[D]")
    number, label = _CALENDARS[period]
    numbers = np.where(np.isnat(days), np.iinfo("int64").min, number(days))
    codes, distinct = pd.factorize(numbers)
    known = distinct != np.iinfo("int64").min
    order = np.argsort(distinct)[len(distinct) - int(known.sum()) :]
    ranked = np.full(len(distinct), -1, dtype="int64")
    ranked[order] = np.arange(len(order))
    return ranked[codes], [label(int(value)) for value in distinct[order]]


def _days(days: npt.NDArray[np.datetime64]) -> Codes:
    return days.astype("int64")


def _weeks(days: npt.NDArray[np.datetime64]) -> Codes:
    # 1 January 1970 was a Thursday; counted from the Monday before it.
    return (days.astype("int64") + 3) // 7


def _months(days: npt.NDArray[np.datetime64]) -> Codes:
    return days.astype("datetime64[M]").astype("int64")


def _quarters(days: npt.NDArray[np.datetime64]) -> Codes:
    return _months(days) // 3


def _years(days: npt.NDArray[np.datetime64]) -> Codes:
    return days.astype("datetime64[Y]").astype("int64")


def _week_label(week: int) -> str:
    monday = np.datetime64(week * 7 - 3, "D").item()
    year, number, _ = monday.isocalendar()
    return f"{year:04d}-W{number:02d}"


_CALENDARS: dict[str, tuple[Callable[[npt.NDArray[np.datetime64]], Codes], Callable[[int], str]]] = {
    "day": (_days, lambda day: str(np.datetime64(day, "D"))),
    "week": (_weeks, _week_label),
    "month": (_months, lambda month: str(np.datetime64(month, "M"))),
    "quarter": (_quarters, lambda quarter: f"{1970 + quarter // 4}-Q{quarter % 4 + 1}"),
    "year": (_years, lambda year: str(1970 + year)),
}
