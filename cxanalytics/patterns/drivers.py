"""Drivers: how much each pattern goes with bad experiences, in words that claim no cause."""

from dataclasses import dataclass
from math import factorial

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import effects
from cxanalytics.patterns.evidence import Recurring
from cxanalytics.selection import Selection
from cxanalytics.threads import one_thread

Floats = npt.NDArray[np.float64]

# More patterns than these take too long: every subset is looked at.
MOST = 12
BOOTSTRAPS = 200
# With fewer answers, or fewer of one side, nothing is said; a pattern takes part from so many answers on.
LEAST, _SIDE, _FREQUENT = 50, 10, 5
RATING = "the customer's own rating"
# Without ratings the outcome is read from the very words that make the patterns.
_SAME_WORDS = (
    " Without ratings of the customers' own, the feeling is read from the same words as the patterns: one that is made "
    "of words of anger goes with anger by itself."
)
# So many ratings by the customers themselves are needed to take them for the outcome.
RATINGS = 200
# Emotions that are bad; where nearly every answer names one of them, only the worst tells answers apart.
STRONG, WORST = ("angry", "frustrated", "disappointed"), ("angry",)
_NEARLY_ALL = 0.8

_COLUMNS = ("pattern", "name", "n", "frequency", "part", "share", "low", "high", "odds_ratio", "odds_low", "odds_high")


@dataclass(frozen=True)
class Drivers:
    """What goes with bad experiences.

    table: pattern, name, n (answers with it), frequency (share of the answers), part (of R², adding up to it), share
    (of what the patterns explain together, adding up to 1) with low and high (bootstrap, 95 %), odds_ratio with
    odds_low and odds_high, the greatest share first. outcome: what is explained, in words. n: answers. r2. words.
    """

    table: pd.DataFrame
    outcome: str
    n: int
    r2: float
    words: str


def of(
    recurring: Recurring,
    experiences: pd.DataFrame,
    selection: Selection | None = None,
    outcome: pd.Series | None = None,
) -> Drivers:
    """How much each of the MOST commonest patterns goes with what is bad in a selection.

    outcome: the customers' own ratings by feedback_id, higher is better. They are explained where RATINGS of the
    selected answers have one; else, among the answers that feel negative, whether a strong emotion is named: one of
    STRONG, or anger alone where nearly all name one of those.

    Raises
    ------
    SelectionError
        The selection names a value that occurs nowhere.
    """
    selection = selection or Selection()
    chosen = selection.apply(experiences) if len(experiences) else experiences
    mentions = recurring.mentions
    if selection and len(mentions):
        mentions = mentions[selection.mask(mentions)]
    if "aside" in mentions:
        mentions = mentions[~mentions["aside"].to_numpy(bool)]
    patterns = recurring.patterns[(recurring.patterns["state"] == "live").to_numpy(bool)]
    named = dict(zip(patterns["pattern"].astype("str"), patterns["name"].astype("str"), strict=True))
    value, what, bad = _outcome(chosen, mentions, outcome)
    flags = _flags(mentions, list(named), value.index)
    table = shares(flags, value, bad=bad)
    r2 = float(table["part"].sum())
    table = table.assign(name=table["pattern"].map(named).astype("str"))[list(_COLUMNS)]
    return Drivers(table, what, len(value), r2, words(table, what, len(value), r2))


def shares(flags: pd.DataFrame, outcome: pd.Series, *, bad: pd.Series | None = None) -> pd.DataFrame:
    """R² of an outcome (n) divided among flags (n, at most MOST columns): the table of `Drivers` without names.

    Each flag gets the mean of what it adds to R² over all orders in which the flags can enter a linear regression
    (LMG: Lindeman, Merenda and Gold 1980, Introduction to Bivariate and Multivariate Analysis, page 119; the Shapley
    value of R²). Exact: all subsets are looked at. Intervals are percentiles of BOOTSTRAPS resamples of the rows. The
    odds ratio is that of `bad` (the outcome itself where it is yes or no) with and without the flag, half an answer
    added to each cell (Haldane 1956), its interval Woolf's. Empty with fewer than LEAST rows or without both sides.
    """
    names = [str(name) for name in flags]
    y = outcome.to_numpy("float64")
    worse = (outcome if bad is None else bad).to_numpy(bool)
    enough = len(y) >= LEAST and min(int(worse.sum()), int((~worse).sum())) >= _SIDE
    if not names or not enough or np.ptp(y) == 0:
        return pd.DataFrame(columns=[name for name in _COLUMNS if name != "name"]).astype(
            {"pattern": "str", "n": "int64", "part": "float64"}
        )
    if len(names) > MOST:
        raise ValueError(f"At most {MOST} flags, not {len(names)}.")
    x = flags.to_numpy("float64")
    with one_thread():
        parts = lmg(_covariances(np.column_stack([x, y])))
    share = parts / np.maximum(parts.sum(axis=0), 1e-12)
    ends = np.sort(share[:, 1:], axis=1)
    low, high = (ends[:, round(q * (BOOTSTRAPS - 1))] for q in (0.025, 0.975))
    odds, odds_low, odds_high = _odds(x > 0, worse)
    found = pd.DataFrame(
        {
            "pattern": pd.Series(names, dtype="str"),
            "n": x.sum(axis=0).astype("int64"),
            "frequency": x.mean(axis=0),
            "part": parts[:, 0],
            "share": share[:, 0],
            "low": np.minimum(low, share[:, 0]),
            "high": np.maximum(high, share[:, 0]),
            "odds_ratio": odds,
            "odds_low": odds_low,
            "odds_high": odds_high,
        }
    )
    return found.sort_values(["share", "pattern"], ascending=[False, True], kind="stable", ignore_index=True)


def lmg(covariances: Floats) -> Floats:
    """R² of the last variable divided among the others (p, B), from covariance matrices (B, p + 1, p + 1).

    A variable that others explain wholly adds nothing after them.
    """
    p = covariances.shape[1] - 1
    r2 = np.zeros((1 << p, len(covariances)))
    total = np.maximum(covariances[:, p, p], 1e-300)
    _explain(covariances, list(range(p)), 0, r2, total, covariances[:, range(p), range(p)])
    subset = np.arange(1 << p)
    size = np.array([int(s).bit_count() for s in subset])
    weight = np.array([factorial(k) * factorial(p - k - 1) / factorial(p) if k < p else 0.0 for k in range(p + 1)])
    result = np.zeros((p, len(covariances)))
    for variable in range(p):
        before = subset[(subset >> variable & 1) == 0]
        result[variable] = weight[size[before]] @ (r2[before | 1 << variable] - r2[before])
    return result


def _explain(left: Floats, variables: list[int], taken: int, r2: Floats, total: Floats, whole: Floats) -> None:
    """Fill r2 for every subset that adds some of `variables` to those `taken`.

    left (B, v + 1, v + 1) is the covariance of the variables and the outcome, given those taken; whole (B, p) the
    variances of all variables before anything was taken.
    """
    r2[taken] = 1 - left[:, -1, -1] / total
    for place, variable in enumerate(variables):
        kept = slice(place + 1, None)
        pivot = left[:, place, place]
        known = pivot > 1e-9 * whole[:, variable]
        scaled = np.where(known, 1 / np.where(known, pivot, 1.0), 0.0)
        row = left[:, place, kept]
        rest = left[:, kept, kept] - scaled[:, None, None] * row[:, :, None] * row[:, None, :]
        _explain(rest, variables[place + 1 :], taken | 1 << variable, r2, total, whole)


def _covariances(values: Floats) -> Floats:
    """The covariance of the columns, then that of each resample (1 + BOOTSTRAPS, columns, columns)."""
    n = len(values)
    rng = np.random.default_rng([n, values.shape[1]])
    values = values - values.mean(axis=0)
    result = np.empty((1 + BOOTSTRAPS, values.shape[1], values.shape[1]))
    result[0] = values.T @ values / n
    for draw in range(BOOTSTRAPS):
        weight = np.bincount(rng.integers(0, n, n), minlength=n).astype("float64")
        middle = weight @ values / n
        result[draw + 1] = (values * weight[:, None]).T @ values / n - np.outer(middle, middle)
    return result


def _odds(flags: npt.NDArray[np.bool_], bad: npt.NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
    """Odds ratio of what is bad with and without each flag, and the ends of its interval."""
    a = (flags & bad[:, None]).sum(axis=0) + 0.5
    b = (flags & ~bad[:, None]).sum(axis=0) + 0.5
    c, d = bad.sum() + 1 - a, (~bad).sum() + 1 - b
    middle = np.log(a * d / (b * c))
    half = 1.959964 * np.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return np.exp(middle), np.exp(middle - half), np.exp(middle + half)


def _outcome(
    experiences: pd.DataFrame, mentions: pd.DataFrame, ratings: pd.Series | None
) -> tuple[pd.Series, str, pd.Series]:
    """The outcome by feedback_id, what it is in words, and which answers are bad."""
    if ratings is not None and len(experiences):
        ids = experiences["feedback_id"].astype("str").drop_duplicates()
        rated = ratings[~ratings.index.duplicated()].reindex(ids).dropna().astype("float64").sort_index()
        if len(rated) >= RATINGS:
            return rated, RATING, rated < rated.mean()
    strongly = "strong emotion named"
    if mentions.empty:
        none = pd.Series(dtype="bool")
        return none, strongly, none
    strong = _names(mentions, STRONG)
    if strong.mean() > _NEARLY_ALL and (worst := _names(mentions, WORST)).any():
        return worst, "anger named", worst
    return strong, strongly, strong


def _names(mentions: pd.DataFrame, emotions: tuple[str, ...]) -> pd.Series:
    """Which answers name one of the emotions, by feedback_id."""
    named = mentions["emotions"].astype("category")
    wanted = [bool(set(str(value).split("|")) & set(emotions)) for value in named.cat.categories]
    felt = np.append(np.array(wanted, dtype=bool), False)[named.cat.codes.to_numpy()]
    return pd.Series(felt).groupby(mentions["feedback_id"].astype("str").to_numpy()).any()


def _flags(mentions: pd.DataFrame, patterns: list[str], answers: pd.Index) -> pd.DataFrame:
    """Which answers speak of each of the commonest patterns (answers, at most MOST)."""
    place = answers.get_indexer(pd.Index(mentions["feedback_id"].astype("str"))) if len(mentions) else np.zeros(0, int)
    code = effects.pattern_codes(mentions, patterns) if len(mentions) else np.zeros(0, dtype="int64")
    held = np.zeros((len(answers), len(patterns)), dtype=bool)
    inside = (place >= 0) & (code >= 0)
    held[place[inside], code[inside]] = True
    often = held.sum(axis=0)
    best = [k for k in np.argsort(-often, kind="stable")[:MOST].tolist() if often[k] >= _FREQUENT]
    return pd.DataFrame({patterns[k]: held[:, k] for k in best}, index=answers)


def words(table: pd.DataFrame, outcome: str, n: int, r2: float) -> str:
    """What was found in sentences: associated with, never the cause of."""
    if table.empty:
        why = f"it takes {LEAST}" if n < LEAST else "hardly any differ in it, or no pattern is frequent enough"
        return f"Too little to tell what goes with it: {n:,} answers for the outcome “{outcome}”; {why}."
    number = len(table)
    first = [
        f"‘{row['name']}’ ({_percent(row['share'])} of that, {_percent(row['low'])} to {_percent(row['high'])}; the "
        f"worse outcome is {'more' if row['odds_ratio'] > 1 else 'less'} frequent with it)"
        for row in table.head(3).to_dict("records")
    ]
    together = f"The {number} commonest patterns together are" if number > 1 else "One pattern is"
    return (
        f"{together} associated with {_percent(r2)} of the differences in the outcome “{outcome}” (R² {r2:.2f}, "
        f"{n:,} answers). Most strongly associated: {', '.join(first)}. This says what goes together, not what causes "
        f"what.{'' if outcome == RATING else _SAME_WORDS}"
    )


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %" if value >= 0.0995 or value == 0 else f"{100 * value:.1f} %"
