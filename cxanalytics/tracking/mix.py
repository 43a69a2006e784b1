"""The mix of sources: a line at the same mix in all periods, and a warning where a change comes from who was asked."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.tracking.periods import STANDARD, Calendar
from cxanalytics.tracking.shares import shares

Floats = npt.NDArray[np.float64]

# A change from so many points on is worth a word, where at least this part of it comes from the mix.
_LARGE, _MOST_OF = 0.02, 0.5
# The last period is held against so many before it.
_BEFORE = 12


@dataclass(frozen=True)
class AtSameMix:
    """Of one group of experiences, period by period.

    table: start, n, negative, positive, ratio (raw), and negative_same, positive_same, ratio_same: what they would be
    with every source as large a part of each period as it is of all periods together (direct standardisation). Of a
    period that a source is missing from, the others keep their proportions. weights: source and share. warning: a
    sentence where the change of the last period comes from the mix, else "".
    """

    table: pd.DataFrame
    weights: pd.DataFrame
    warning: str

    @property
    def several(self) -> bool:
        """Whether there is a mix at all."""
        return len(self.weights) > 1


def at_same_mix(
    experiences: pd.DataFrame,
    period: str,
    calendar: Calendar = STANDARD,
    *,
    others: pd.DataFrame | None = None,
    by: Sequence[str] = ("source",),
) -> AtSameMix:
    """Shares and ratio of the dated experiences at the same mix of sources.

    Raises
    ------
    SelectionError
        The period is none.
    """
    found = shares(experiences, by, period, calendar, others=others)
    n = found.n.astype("float64")
    weight = n.sum(1) / max(n.sum(), 1.0)
    table = pd.DataFrame({"start": found.starts, "n": found.n.sum(0)})
    for side in ("negative", "positive"):
        value = np.nan_to_num(getattr(found, side))
        table[side] = _mean(value, n)
        table[f"{side}_same"] = _mean(value, weight[:, None] * (n > 0))
    for tail in ("", "_same"):
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = table[f"positive{tail}"].to_numpy() / table[f"negative{tail}"].to_numpy()
        table[f"ratio{tail}"] = np.where(np.isfinite(ratio), ratio, np.nan)
    names = found.groups[by[0]].tolist() if len(found.groups) else []
    weights = pd.DataFrame({"source": pd.Series(names, dtype="str"), "share": weight})
    return AtSameMix(table, weights, _warning(table, n, names))


def _mean(value: Floats, weight: Floats) -> Floats:
    total = np.broadcast_to(weight, value.shape).sum(0)
    mean: Floats = np.divide((value * weight).sum(0), total, out=np.full(value.shape[1], np.nan), where=total > 0)
    return mean


def _warning(table: pd.DataFrame, n: Floats, names: list[str]) -> str:
    """The sentence where most of the change of the last period comes from who was asked."""
    known = table[table["n"] > 0]
    if len(known) < 2 or len(names) < 2:
        return ""
    last, before = known.index[-1], known.index[-1 - _BEFORE : -1] if len(known) > _BEFORE else known.index[:-1]
    weight = table["n"].to_numpy("float64")[before]
    changes = [
        float(table[name][last] - np.average(table[name].to_numpy()[before], weights=weight))
        for name in ("negative", "negative_same")
    ]
    if abs(changes[0]) < _LARGE or (changes[0] - changes[1]) / changes[0] < _MOST_OF:
        return ""
    now = n[:, last] / n[:, last].sum()
    then = n[:, before].sum(1) / n[:, before].sum()
    moved = int(np.abs(now - then).argmax())
    was = float(np.average(table["negative"].to_numpy()[before], weights=weight))
    return (
        f"The negative share went from {was:.0%} to {table['negative'][last]:.0%}, but at the same mix of sources it "
        f"would be {table['negative_same'][last]:.0%}: most of the change comes from who was asked ({names[moved]} was "
        f"{then[moved]:.0%} of the experiences and is {now[moved]:.0%} now)."
    ).replace("%", " %")
