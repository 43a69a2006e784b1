"""Drawing the audit sample: which experiences people label, and with what probability each was drawn.

The unit is the experience: one feedback at one touchpoint. Units are drawn inside strata (touchpoint x period x
what the machine read), half of them in proportion to the strata's sizes and half equally, so that rare strata
are seen too. Each unit has a number of its own between 0 and 1 for good, made from its id; a stratum gives its
units with the smallest numbers. So every machine draws the same, and a later draw goes on where an earlier one
ended (permanent random numbers: Ohlsson 1995, in Business Survey Methods).
"""

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.audit import codes
from cxanalytics.errors import SelectionError
from cxanalytics.ratios import groups

PERIODS = ("month", "quarter", "year", "all")
LEAST = 2  # labels a stratum gets, where there are enough for that
TWICE = 0.1  # part of the sample that two people label

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def draw(
    experiences: pd.DataFrame, n: int, *, chosen: npt.NDArray[np.bool_], drawn: pd.DataFrame, per: str | None = None
) -> pd.DataFrame:
    """The sample after `n` more units were drawn from the chosen part: drawn before or now, a row each.

    chosen says of each experience whether it is of the part that is drawn from. drawn holds what earlier draws
    took (feedback_id, touchpoint, stratum, probability, position, twice). per is one of PERIODS; without it the
    finest that gives every stratum LEAST units.

    Columns: feedback_id, touchpoint, stratum (in words), probability (of being in the sample after this draw),
    position (in which order units are shown; whoever stops early has seen every stratum), twice (to be labelled
    by two people), new. Fewer than `n` are new where the part has no more.

    Raises
    ------
    SelectionError
        `per` is not a period, or `n` is not a positive number.
    """
    if n < 1:
        raise SelectionError(f"Cannot draw {n} experiences to label; name a number from 1 on.")
    part = units(experiences, chosen)
    before = _among(part, drawn)
    part = strata(part.assign(drawn=before), per or _finest(part, int(before.sum()) + n))
    part = part.iloc[np.lexsort((part["u"], part["stratum"].cat.codes))].reset_index(drop=True)
    counts = part.groupby("stratum", sort=True).agg(size=("u", "size"), drawn=("drawn", "sum"))
    sizes, already = counts["size"].to_numpy(np.int64), counts["drawn"].to_numpy(np.int64)
    shares = allocate(sizes, int(already.sum()) + n, already)
    wanted = _rounded(shares, sizes, already, list(counts.index))
    taken = _taken(part, dict(zip(counts.index, (wanted - already).tolist(), strict=True)))
    rate = _rates(taken, pd.Series(shares, counts.index))
    return _together(
        taken.assign(probability=taken["stratum"].map(rate).astype("float64"), stratum=taken["stratum"].astype("str")),
        drawn,
    )


def units(experiences: pd.DataFrame, chosen: npt.NDArray[np.bool_] | None = None) -> pd.DataFrame:
    """What can be drawn: experiences made of words (a rating alone tells nothing to read), each with its number u.

    Columns: feedback_id, touchpoint (str), occurred_at, machine, u (0 to 1).
    """
    keep = np.ones(len(experiences), np.bool_) if chosen is None else chosen.copy()
    if "basis" in experiences:
        keep &= (experiences["basis"] == "words").to_numpy(np.bool_)
    if "moved" in experiences:
        keep &= ~experiences["moved"].to_numpy(np.bool_)
    found = experiences[keep]
    ids, touchpoints = found["feedback_id"].astype("str"), found["touchpoint"].astype("str")
    return pd.DataFrame(
        {
            "feedback_id": ids.to_numpy(object),
            "touchpoint": touchpoints.to_numpy(object),
            "occurred_at": found["occurred_at"].to_numpy(),
            "machine": codes.machine(found),
            "u": numbers(ids, touchpoints),
        }
    ).astype({"feedback_id": "str", "touchpoint": "str"})


def numbers(*columns: Iterable[str], salt: str = "sample") -> Floats:
    """A number between 0 and 1 for each row of these columns, the same for the same words for good."""
    # Lists: to go through a column of the arrow kind one by one is many times slower.
    words = [column.tolist() if isinstance(column, pd.Series) else list(column) for column in columns]
    rows = ("\x1f".join((salt, *row)).encode() for row in zip(*words, strict=True))
    digests = [int.from_bytes(hashlib.blake2b(row, digest_size=8).digest()) for row in rows]
    return np.array([digest >> 11 for digest in digests], np.float64) / 2**53


def strata(part: pd.DataFrame, per: str) -> pd.DataFrame:
    """The same with `stratum`: touchpoint, period and what the machine read, in words.

    Raises
    ------
    SelectionError
        `per` is not a period.
    """
    if per not in PERIODS:
        raise SelectionError(f"Cannot draw per '{per}'; choose from {', '.join(PERIODS)}.")
    place, places = pd.factorize(part["touchpoint"])
    if per == "all":
        period, periods = np.zeros(len(part), np.int64), ["all time"]
    else:
        grouping = groups.grouping(part, per)
        period, periods = grouping.codes, grouping.labels
    kinds = len(codes.POLARITIES)
    key = (place * len(periods) + period) * kinds + part["machine"].to_numpy(np.int64)
    present, number = np.unique(key, return_inverse=True)
    # Names only for the strata there are, and by name, so that their order tells nothing of the rows'.
    where, rest = np.divmod(present, len(periods) * kinds)
    names = np.array(
        [
            f"{places[at]} | {periods[when]} | {codes.POLARITIES[read]}"
            for at, when, read in zip(where, *np.divmod(rest, kinds), strict=True)
        ],
        object,
    )
    order = np.argsort(names) if len(names) else np.zeros(0, np.int64)
    rank = np.empty(len(names), np.int64)
    rank[order] = np.arange(len(names))
    stratum = pd.Categorical.from_codes(rank[number], pd.Index(names[order], dtype="str"))
    return part.assign(stratum=stratum)


def allocate(sizes: Sequence[int] | Ints, n: int, drawn: Sequence[int] | Ints | None = None) -> Floats:
    """How many of `n` labels each stratum gets, in fractions: half in proportion to its size, half equally.

    Each gets LEAST or all it has, where n allows, not less than what is drawn already, and never more than it
    has; they add up to n, or to all there is. Where n is too small for LEAST each, shares below 1 are how probable
    it is that the stratum gives one.
    """
    size = np.asarray(sizes, np.float64)
    n = min(n, int(size.sum()))
    if n == 0:
        return np.zeros(len(size))
    wanted = size / size.sum() + 1 / len(size)
    least = np.maximum(np.minimum(size, LEAST), 0 if drawn is None else drawn)
    if least.sum() > n:
        least = np.zeros(len(size))
    # The factor that makes them add up, by halving: from none to all that every stratum has.
    low, high = 0.0, float(size.max()) * len(size)
    for _ in range(200):
        middle = (low + high) / 2
        if np.clip(middle * wanted, least, size).sum() < n:
            low = middle
        else:
            high = middle
    return np.asarray(np.clip(high * wanted, least, size))


def _rounded(shares: Floats, sizes: Ints, drawn: Ints, names: Sequence[str]) -> Ints:
    """Whole numbers with the same total, none below what is drawn already.

    Where every stratum has its LEAST, the largest remainders are rounded up: the draw inside the stratum is random
    whatever its size. Otherwise which strata give a unit is itself drawn, with their shares as probabilities
    (Pareto sampling: Rosén 1997, Journal of Statistical Planning and Inference 62), by a number of their own.
    """
    total = round(shares.sum())
    whole = np.floor(shares + 1e-9)
    rest = np.clip(shares - whole, 0, 1)
    if (shares >= np.minimum(LEAST, sizes) - 1e-9).all():
        order = np.argsort(-rest, kind="stable")
    else:
        u = numbers(names, salt="strata")
        with np.errstate(divide="ignore"):
            order = np.argsort((u / (1 - u)) * (1 - rest) / rest, kind="stable")
    counts = whole.astype(np.int64)
    counts[order[: total - counts.sum()]] += 1
    counts = np.maximum(counts, drawn)
    # What was drawn before and is not wanted now is made up for by the strata that come last.
    for place in order[::-1]:
        spare = min(counts.sum() - total, counts[place] - drawn[place])
        counts[place] -= max(spare, 0)
    return counts


def _among(part: pd.DataFrame, drawn: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Which units of the part were drawn before."""
    found = part["feedback_id"].isin(drawn["feedback_id"]).to_numpy(bool).copy()
    key = ["feedback_id", "touchpoint"]
    near = pd.MultiIndex.from_frame(part.loc[found, key])
    found[found] = near.isin(pd.MultiIndex.from_frame(drawn[key].astype("str")))
    return found


def _finest(part: pd.DataFrame, n: int) -> str:
    """The shortest period whose strata can all have LEAST units of `n`."""
    for per in PERIODS[:-1]:
        sizes = strata(part, per)["stratum"].value_counts()
        if np.minimum(sizes, LEAST).sum() <= n:
            return per
    return "all"


def _taken(part: pd.DataFrame, more: dict[str, int]) -> pd.DataFrame:
    """The part (by stratum and u) with `new`: of each stratum the first so many that were not drawn yet."""
    waiting = part[~part["drawn"]]
    rank = waiting.groupby("stratum").cumcount()
    wanted = waiting["stratum"].map(more).astype("int64")
    new = pd.Series(False, part.index)
    new.loc[waiting.index] = (rank < wanted).to_numpy()
    return part.assign(new=new)


def _rates(taken: pd.DataFrame, share: pd.Series) -> pd.Series:
    """Of each stratum, the part of its units that is drawn: those up to the largest number that was taken.

    Where the share is below 1, the stratum gave a unit or not by chance, and the share tells how probable that was.
    """
    size = taken.groupby("stratum")["u"].size()
    inside = taken["drawn"] | taken["new"]
    # Without new units: as far as all are drawn from the first on. A part drawn from more has others behind.
    whole = inside.groupby(taken["stratum"]).cummin().groupby(taken["stratum"]).sum()
    last = taken["u"].where(taken["new"]).groupby(taken["stratum"]).transform("max")
    up_to = (taken["u"] <= last).groupby(taken["stratum"]).sum()
    rate = whole.where(whole > up_to, up_to) / size
    by_chance = (share < 1 - 1e-9) & (share < size)
    return rate.where(~by_chance, share / size)


def _together(taken: pd.DataFrame, drawn: pd.DataFrame) -> pd.DataFrame:
    """Earlier units and new ones in one table; where both draws could have taken a unit, the likelier one counts."""
    key = ["feedback_id", "touchpoint"]
    known = drawn[[*key, "stratum", "probability", "position", "twice"]].astype(dict.fromkeys(key, "str"))
    again = known.merge(taken[[*key, "stratum", "probability"]], how="left", on=key, suffixes=("", "_now"))
    likelier = again["probability_now"].fillna(0) > again["probability"]
    kept = known.assign(
        stratum=again["stratum"].where(~likelier, again["stratum_now"]).to_numpy(),
        probability=again["probability"].where(~likelier, again["probability_now"]).to_numpy(),
        new=False,
    )
    new = taken[taken["new"]]
    # Every stratum's units spread evenly over the whole order, those of small u first.
    place = (new.groupby("stratum").cumcount() + numbers(new["stratum"], salt="order")) / new.groupby("stratum")[
        "u"
    ].transform("size")
    order = place.rank(method="first").astype("int64") + int(known["position"].max() if len(known) else 0)
    twice = numbers(new["feedback_id"], new["touchpoint"], salt="twice") < TWICE
    fresh = new[[*key, "stratum", "probability"]].assign(position=order, twice=twice, new=True)
    both = [frame for frame in (kept, fresh) if len(frame)]
    columns = [*key, "stratum", "probability", "position", "twice", "new"]
    if not both:
        return pd.DataFrame(columns=columns)
    return pd.concat(both, ignore_index=True).sort_values("position", ignore_index=True)[columns]
