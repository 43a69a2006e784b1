"""Emerging: words and patterns that are said more in the last week or month than those before it explain.

A term is flagged by the tail of its predictive distribution (negative binomial), explained by its log-odds against the
periods before, and flagged terms that stand in the same answers are one alert.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import odds, words
from cxanalytics.patterns.folding import fold

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

PERIODS = {"week": "W-SUN", "month": "M"}
# So many periods before the last are looked at, at most and at least.
BASELINE, ENOUGH = 12, 4
# The share of flagged terms that may be false (Benjamini, Hochberg 1995).
FALSE_SHARE = 0.05
# A term has to stand in so many answers of the period.
LEAST = 3
# Below this share of the answers an alert is only watched until it was flagged in so many of the last periods.
SMALL, AGAIN, OF = 0.05, 2, 3
# An alert is at least so many times what was expected.
TIMES = 2.0
# Terms are one alert when so great a share of the rarer one's answers holds the other too.
_TOGETHER = 0.4
# So many periods' worth of weight the dispersion common to all terms has against a term's own.
_COMMON = 12.0
_SHOWN = 3
_PRIOR = 0.3


@dataclass(frozen=True)
class Alerts:
    """What is new in a period.

    table: one row per alert, the surest first: terms (list), patterns (list of ids), n (answers that hold any of the
    terms), expected, times, z (of its first term: log-odds by its standard error), state ("sure" or "watch"), quotes
    (list), feedback (list of feedback_id). answers: how many the period holds; before: how many periods it is held
    against; tested: how many terms; expected_false: flagged alerts to expect in such a period in which nothing is new
    (at most); undated: mentions without a date, which are not looked at. period: its name, "" where there is none.
    """

    table: pd.DataFrame
    period: str
    answers: int
    before: int
    tested: int
    expected_false: float
    undated: int

    @property
    def words(self) -> str:
        """What was found, in a sentence."""
        if self.before < ENOUGH:
            return f"Too few periods to tell what is new: {self.before} before the last, {ENOUGH} are needed."
        found = len(self.table)
        what = "nothing beyond noise" if not found else f"{found} alert{'s' if found > 1 else ''}"
        return (
            f"{self.period}: {what} in {self.answers:,} answers, held against {self.before} periods before. Where nothing "
            f"is new, {self.expected_false:.1f} false alerts are to be expected in such a period."
        )


@dataclass(frozen=True)
class _Counted:
    """Answers x features (sparse, 0 or 1), the period of each answer (0 .. P-1, the last is now), and its text."""

    held: "object"
    period: Ints
    names: list[str]
    is_pattern: Mask
    answers: pd.DataFrame
    periods: list[str]


def alerts(mentions: pd.DataFrame, period: str = "week", at: pd.Timestamp | None = None) -> Alerts:
    """What is new in the last week or month of the mentions, or in the one that holds `at`.

    mentions: clause_text, feedback_id, occurred_at, and pattern where they are in patterns. Answers that say the same
    in one period count once.
    """
    undated = int(mentions["occurred_at"].isna().sum())
    counted = _counted(mentions[mentions["occurred_at"].notna()], period, at)
    if counted is None or len(counted.periods) - 1 < ENOUGH:
        last = counted.periods[-1] if counted else ""
        before = len(counted.periods) - 1 if counted else 0
        return Alerts(_table([]), last, int((counted.period == before).sum()) if counted else 0, before, 0, 0.0, undated)
    now = len(counted.periods) - 1
    flags = {back: _flagged(counted, now - back) for back in range(OF) if now - back >= ENOUGH}
    tested, flagged = flags[0]
    rows = [_alert(counted, group, flags, now) for group in _together(counted, flagged, now)]
    rows = [row for row in rows if row["times"] >= TIMES]
    return Alerts(
        table=_table(rows),
        period=counted.periods[-1],
        answers=int((counted.period == now).sum()),
        before=now,
        tested=tested,
        expected_false=FALSE_SHARE,
        undated=undated,
    )


def _counted(mentions: pd.DataFrame, period: str, at: pd.Timestamp | None) -> _Counted | None:
    from scipy import sparse

    if mentions.empty:
        return None
    number = mentions["occurred_at"].dt.to_period(PERIODS[period])
    last = number.max() if at is None else pd.Timestamp(at).to_period(PERIODS[period])
    back = np.array([(last - value).n for value in number.unique()])
    far = number.map(dict(zip(number.unique(), back, strict=True))).to_numpy("int64")
    near = (far >= 0) & (far <= BASELINE)
    mentions, far = mentions[near].reset_index(drop=True), far[near]
    if mentions.empty:
        return None
    most = int(far.max())
    read = words.read(mentions["clause_text"])
    unit = pd.MultiIndex.from_arrays([most - far, mentions["feedback_id"].astype("str")])
    answer, _ = pd.factorize(unit)
    first = pd.Series(np.arange(len(answer))).groupby(answer).first().to_numpy()
    said = fold(mentions["clause_text"].astype("str").groupby(answer).agg(" ".join)).of
    # Answers that say the same in one period are one.
    key = pd.DataFrame({"period": (most - far)[first], "said": said})
    once = (~key.duplicated()).to_numpy(bool) & (said >= 0)
    names, row, column = _terms(read)
    patterns = mentions["pattern"].astype("object") if "pattern" in mentions else pd.Series(np.nan, index=mentions.index)
    code, ids = pd.factorize(patterns, sort=True)
    inside = code >= 0
    data = np.ones(len(row) + int(inside.sum()))
    rows = np.concatenate([answer[row], answer[inside]])
    columns = np.concatenate([column, len(names) + code[inside]])
    held = sparse.csr_matrix((data, (rows, columns)), shape=(len(first), len(names) + len(ids)))
    held.data[:] = 1
    kept = np.flatnonzero(once)
    return _Counted(
        held=held[kept],
        period=(most - far)[first][kept],
        names=[*names, *map(str, ids)],
        is_pattern=np.arange(held.shape[1]) >= len(names),
        answers=mentions.iloc[first[kept]].reset_index(drop=True),
        periods=[str(last - (most - n)) for n in range(most + 1)],
    )


def _terms(read: words.Words) -> tuple[list[str], Ints, Ints]:
    """Every telling word and pair of words: their names as customers write them, and where each stands."""
    silent = words.known("stop")
    told = np.array([stem not in silent for stem in read.surfaces.tolist()], dtype=bool)[read.surface]
    long = np.array([len(stem) > 1 for stem in read.stems.tolist()], dtype=bool)[read.stem]
    telling = told & long
    size = len(read.stems)
    single = np.flatnonzero(telling)
    pair = np.flatnonzero(read.joined[:-1] & (telling[:-1] & telling[1:])) if len(telling) > 1 else single[:0]
    key = np.concatenate([read.stem[single], (read.stem[pair] + 1) * size + read.stem[pair + 1]])
    text = np.concatenate([read.text[single], read.text[pair]])
    code, first = np.unique(key, return_index=True)[1], None
    del first
    column, distinct = pd.factorize(key)
    start = np.concatenate([single, pair])
    width = np.concatenate([np.ones(len(single), "int64"), np.full(len(pair), 2)])
    shown = pd.Series(np.arange(len(key))).groupby(column).first().to_numpy()
    surface = read.surfaces
    names = [
        " ".join(surface[read.surface[start[i] : start[i] + width[i]]].tolist()) for i in shown.tolist()
    ]
    del code, distinct
    return names, text, column.astype("int64")


def _per_period(counted: _Counted) -> tuple[Floats, Floats]:
    """In how many answers of each period each feature stands (P, F), and how many answers there are (P)."""
    from scipy import sparse

    p = len(counted.periods)
    of = sparse.csr_matrix((np.ones(len(counted.period)), (counted.period, np.arange(len(counted.period)))), shape=(p, len(counted.period)))
    return np.asarray((of @ counted.held).todense()), np.bincount(counted.period, minlength=p).astype("float64")


def _flagged(counted: _Counted, now: int) -> tuple[int, Mask]:
    """How many features were tested for a period, and which are flagged."""
    counts, sizes = _per_period(counted)
    tail = surprise(counts[now], counts[:now], sizes[now], sizes[:now])
    tested = counts[now] >= LEAST
    flagged = np.zeros(len(tail), dtype=bool)
    flagged[tested] = discoveries(tail[tested])
    return int(tested.sum()), flagged


def surprise(here: Floats, before: Floats, size: float, sizes: Floats) -> Floats:
    """The probability (F) of as many answers as `here` (F) or more, out of `size`, after `before` (P, F) out of sizes.

    The predictive distribution of a Poisson rate with a gamma prior is negative binomial (Gelman et al. 2013, Bayesian
    Data Analysis, 3rd ed., section 2.6); its variance is widened by how much the counts swing from period to period,
    each term's own swing drawn towards that of all terms.
    """
    from scipy.stats import nbinom

    exposure = sizes.sum()
    total = before.sum(axis=0)
    mean = total / exposure * sizes[:, None]
    often = total / len(sizes) > 0.5
    with np.errstate(invalid="ignore", divide="ignore"):
        swing = np.where(mean > 0, (before - mean) ** 2 / mean, 0).sum(axis=0) / max(len(sizes) - 1, 1)
    common = max(1.0, float(np.mean(swing[often]))) if often.any() else 1.0
    weight = len(sizes) - 1
    own = np.where(often, swing, common)
    phi = np.maximum(1.0, (weight * own + _COMMON * common) / (weight + _COMMON))
    shape, rate = (total + _PRIOR) / phi, exposure / size / phi
    tail: Floats = nbinom.sf(here - 1, np.maximum(shape, 0.05), rate / (rate + 1))
    return tail


def discoveries(p: Floats, share: float = FALSE_SHARE) -> Mask:
    """Which are discoveries, at most `share` of them false on average (Benjamini, Hochberg 1995)."""
    order = np.argsort(p, kind="stable")
    below = p[order] <= share * np.arange(1, len(p) + 1) / max(len(p), 1)
    found = np.zeros(len(p), dtype=bool)
    if below.any():
        found[order[: int(np.flatnonzero(below).max()) + 1]] = True
    return found


def _together(counted: _Counted, flagged: Mask, now: int) -> list[Ints]:
    """The flagged features in groups that stand in the same answers of the period."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    at = np.flatnonzero(flagged)
    if not len(at):
        return []
    here = counted.held[np.flatnonzero(counted.period == now)][:, at]
    both = np.asarray((here.T @ here).todense())
    rarer = np.minimum.outer(np.diag(both), np.diag(both))
    count, group = connected_components(csr_matrix(both >= _TOGETHER * np.maximum(rarer, 1)), directed=False)
    return [at[group == number] for number in range(count)]


def _alert(counted: _Counted, group: Ints, flags: dict[int, tuple[int, Mask]], now: int) -> dict[str, object]:
    counts, sizes = _per_period(counted)
    holds = np.asarray(counted.held[:, group].max(axis=1).todense()).ravel() > 0
    here = holds & (counted.period == now)
    n, size = int(here.sum()), float(sizes[now])
    earlier = int((holds & (counted.period < now)).sum())
    expected = earlier / sizes[:now].sum() * size
    contrast = odds.contrast(
        counts[now][group], size, counts[:now].sum(axis=0)[group], sizes[:now].sum(), counts.sum(axis=0)[group] / sizes.sum()
    )
    order = group[np.argsort(-contrast.z, kind="stable")]
    told = [counted.names[i] for i in order if not counted.is_pattern[i]]
    again = sum(bool(mask[group].any()) for _, mask in flags.values())
    large = n >= SMALL * size
    rows = counted.answers[here]
    return {
        "terms": _distinct(told),
        "patterns": [counted.names[i] for i in order if counted.is_pattern[i]],
        "n": n,
        "expected": round(expected, 1),
        "times": n / max(expected, 0.5),
        "z": float(contrast.z.max()),
        "state": "sure" if large or again >= AGAIN else "watch",
        "quotes": rows["clause_text"].astype("str").drop_duplicates().head(_SHOWN).tolist(),
        "feedback": rows["feedback_id"].astype("str").tolist(),
    }


def _distinct(told: list[str], most: int = 5) -> list[str]:
    """The first terms, those left out that are part of one before."""
    kept: list[str] = []
    for term in told:
        if not any(set(term.split()) <= set(other.split()) for other in kept):
            kept.append(term)
    return kept[:most]


def _table(rows: list[dict[str, object]]) -> pd.DataFrame:
    names = ["terms", "patterns", "n", "expected", "times", "z", "state", "quotes", "feedback"]
    table = pd.DataFrame(rows, columns=names)
    return table.sort_values(["state", "z"], ascending=[True, False], kind="stable", ignore_index=True)
