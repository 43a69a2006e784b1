"""What a pattern does to the ratio: the ratio as it is, and as it would be had the pattern not been."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import ratios
from cxanalytics.ratios.draws import ALL_SUCH, DRAWS, Draws

Floats = npt.NDArray[np.float64]

# A pattern matters if the ratio changes by this part without it.
_MATTERS = 0.01
_COLUMNS = (
    "pattern", "alone", "ratio", "ratio_without", "ratio_without_low", "ratio_without_high",
    "times", "times_low", "times_high", "gain", "gain_low", "gain_high", "sure",
)  # fmt: skip


def alone(experiences: pd.DataFrame, mentions: pd.DataFrame, patterns: Sequence[str]) -> npt.NDArray[np.int64]:
    """How many experiences each pattern makes what they are (K): those with no other mention of its polarity.

    A customer who complains of two things at a touchpoint does not stop complaining when one of them is gone.
    """
    own = mentions[["feedback_id", "touchpoint"]].astype("str").assign(pattern=mentions["pattern"].astype("object"))
    own = own.merge(experiences[["feedback_id", "touchpoint"]].astype("str").drop_duplicates())
    each = own.groupby(["feedback_id", "touchpoint"])["pattern"]
    first, kinds = each.first(), each.nunique(dropna=False)
    counted = first[(kinds == 1).to_numpy(bool)].value_counts()
    return np.asarray(counted.reindex(list(patterns), fill_value=0), dtype="int64")


def without(
    experiences: pd.DataFrame,
    mentions: pd.DataFrame,
    patterns: Sequence[str],
    *,
    polarity: str = "negative",
    resolved: float | Floats = 1.0,
    turned: float | Floats = 0.0,
    others: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The ratio of these experiences with and without each pattern, one row each.

    Columns: pattern, alone (as `alone`), ratio (NaN without negatives), ratio_without with low and high, times
    (ratio_without : ratio) with low and high, gain (ratio_without - ratio) with low and high, sure (the probability
    that it changes the ratio by 1 % at least). Intervals hold 95 %.

    With P and N positive and negative experiences, of which the part s is negative for the pattern alone, of which
    `resolved` are negative no more and `turned` of these turn positive: (P + turned resolved s N) / (N - resolved s N).
    P and N are drawn as in `ratios.draws` (corrected where people labelled enough), s from Beta(alone + 1/2, others +
    1/2). `resolved` and `turned` are one number or one per pattern. For a pattern of what people love it is what would
    be lost: (P - resolved s P) / N. A scenario, no forecast. `others` as in `ratios.draws`.
    """
    names = list(patterns)
    counts = alone(experiences, mentions, names)
    total = int(experiences[polarity].sum()) if len(experiences) else 0
    if not names or not total:
        return _nothing(names, counts)
    drawn = ratios.draws(experiences, (), counted=True, others=others)
    share = _shares(names, counts, total)
    gone = share * np.broadcast_to(np.asarray(resolved, dtype="float64"), len(names))[:, None]
    back = gone * np.broadcast_to(np.asarray(turned, dtype="float64"), len(names))[:, None]
    positive, negative = (side[0][None, :] for side in drawn.totals(ALL_SUCH))
    if polarity == "negative":
        after = _divided(positive + back * negative, negative * (1 - gone))
    else:
        after = _divided(positive * (1 - gone), negative)
    return _table(names, counts, drawn, _divided(positive, negative), after)


def _table(
    names: list[str], counts: npt.NDArray[np.int64], drawn: Draws, before: Floats, after: Floats
) -> pd.DataFrame:
    ratio = float(np.median(_finite(drawn.ratio("these")[0])))
    times = after / before
    gain = after - before
    low, middle, high = _ends(after)
    t_low, t_middle, t_high = _ends(times)
    g_low, g_middle, g_high = _ends(gain)
    columns = (
        names, counts, np.full(len(names), ratio), middle, low, high, t_middle, t_low, t_high,
        g_middle, g_low, g_high, (np.abs(times - 1) >= _MATTERS).mean(axis=1),
    )  # fmt: skip
    return pd.DataFrame(dict(zip(_COLUMNS, columns, strict=True))).astype({"pattern": "str"})


def _shares(names: list[str], counts: npt.NDArray[np.int64], total: int) -> Floats:
    """The part that each pattern makes up, drawn (K, DRAWS); the same whatever other patterns there are."""
    drawn = np.empty((len(names), DRAWS))
    for number, (name, count) in enumerate(zip(names, counts.tolist(), strict=True)):
        seed = int.from_bytes(f"{name} {count} {total}".encode()[:16].ljust(16), "big")
        few = min(count, total)
        drawn[number] = np.random.default_rng(seed).beta(few + 0.5, total - few + 0.5, DRAWS)
    return drawn


def _divided(above: Floats, below: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Floats = np.divide(above, below)
    return result


def _finite(values: Floats) -> Floats:
    kept: Floats = values[np.isfinite(values)]
    return kept if len(kept) else np.array([np.nan])


def _ends(draws: Floats) -> tuple[Floats, Floats, Floats]:
    """The 2.5th, 50th and 97.5th of 100 draws of each row; infinite draws take part, nothing is between them."""
    ranked = np.sort(draws, axis=1)
    places = [round(part * (draws.shape[1] - 1)) for part in (0.025, 0.5, 0.975)]
    low, middle, high = (ranked[:, place] for place in places)
    return low, np.where(np.isinf(middle), np.nan, middle), high


def _nothing(names: list[str], counts: npt.NDArray[np.int64]) -> pd.DataFrame:
    table = pd.DataFrame({name: pd.Series(np.nan, index=range(len(names))) for name in _COLUMNS})
    return table.assign(pattern=pd.Series(names, dtype="str"), alone=counts, sure=0.0)
