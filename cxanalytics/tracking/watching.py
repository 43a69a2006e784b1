"""What is watched: the series that control limits are laid on, each with enough answers or said to have too few."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.tracking import ratings as scores
from cxanalytics.tracking import series
from cxanalytics.tracking import shares as known_shares
from cxanalytics.tracking.periods import STANDARD, Calendar, every, following, whole

Floats = npt.NDArray[np.float64]

OVERALL, TOUCHPOINT, SOURCE, PATTERN = KINDS = ("overall", "touchpoint", "source", "pattern")
NEGATIVE, POSITIVE, EFFORT, VOLUME, RECURS = "negative share", "positive share", "effort", "volume", "share of answers"
EMOTION = "emotion: "

# With fewer answers than this in the middle period, three are taken together ...
ENOUGH, TOGETHER = 50, 3
# ... and with fewer even then, or fewer such periods, there is too little to tell.
WIDENED_BASELINE = 4
# Of days and weeks so many are watched, the latest; what was before them tells little of now.
LATEST = {"day": 400, "week": 260}
# The middle is that of so many periods at the end.
_LATEST = 24


@dataclass(frozen=True)
class Watched:
    """S series over T whole periods.

    table: a row per series: kind (of KINDS), subject (a touchpoint, a source, a pattern's id, "" for overall), measure,
    worse (1 where more is worse, -1 where more is better, 0 where neither), together (1, or TOGETHER where periods are
    taken together: such a series stands in the last of each). starts (T). value, sd, n (S, T); NaN and 0 where nothing
    is known. few: kind, subject, measure and n (in the middle period) of what has too few answers.
    """

    table: pd.DataFrame
    starts: pd.DatetimeIndex
    value: Floats
    sd: Floats
    n: Floats
    few: pd.DataFrame


@dataclass
class _Collected:
    """Series as they come, before it is known which have enough."""

    starts: pd.DatetimeIndex
    rows: list[tuple[str, str, str, int]] = field(default_factory=list)
    value: list[Floats] = field(default_factory=list)
    sd: list[Floats] = field(default_factory=list)
    n: list[Floats] = field(default_factory=list)

    def add(self, row: tuple[str, str, str, int], value: Floats, sd: Floats, n: Floats) -> None:
        """A series over all periods."""
        self.rows.append(row)
        size = len(self.starts)
        for kept, values in ((self.value, value), (self.sd, sd), (self.n, n)):
            kept.append(np.asarray(values[:size], dtype="float64"))


def watch(
    experiences: pd.DataFrame,
    period: str,
    calendar: Calendar = STANDARD,
    *,
    touchpoints: Sequence[str] = (),
    mentions: pd.DataFrame | None = None,
    ratings: pd.DataFrame | None = None,
    others: pd.DataFrame | None = None,
) -> Watched:
    """All that is watched in the dated experiences, in whole periods.

    Negative and positive share, effort and volume overall and at each of the `touchpoints`; negative share and volume
    of each source; each emotion overall; of `mentions` (pattern, feedback_id, occurred_at) the share of the answers
    that hold each pattern; NPS, CSAT and CES of `ratings` overall. `others` are labelled experiences outside of these.
    """
    dated = experiences[experiences["occurred_at"].notna().to_numpy(bool)]
    if dated.empty:
        return _enough(_Collected(pd.DatetimeIndex([])))
    last = dated["occurred_at"].max()
    if period in LATEST:
        since = following(last, period, calendar, 1 - LATEST[period])
        dated = _since(dated, since)
        mentions = None if mentions is None else _since(mentions, since)
        ratings = None if ratings is None else _since(ratings, since)
    first = dated["occurred_at"].min()
    starts = every(first, last, period, calendar)
    made = _Collected(starts if whole(starts[-1], last, period, calendar) else starts[:-1])
    for kind, by, wanted in (
        (OVERALL, (), {""}), (TOUCHPOINT, ("touchpoint",), set(touchpoints)), (SOURCE, ("source",), None),
    ):  # fmt: skip
        _sides(made, dated, kind, by, wanted, period, calendar, others)
    _emotions(made, dated, period, calendar)
    if mentions is not None and len(mentions):
        _patterns(made, dated, mentions, period, calendar)
    if ratings is not None and len(ratings):
        _ratings(made, ratings, period, calendar)
    return _enough(made)


def _since(table: pd.DataFrame, first: pd.Timestamp) -> pd.DataFrame:
    late: pd.DataFrame = table[(table["occurred_at"] >= first).to_numpy(bool)] if len(table) else table
    return late


def _sides(  # noqa: PLR0913
    made: _Collected,
    dated: pd.DataFrame,
    kind: str,
    by: Sequence[str],
    wanted: set[str] | None,
    period: str,
    calendar: Calendar,
    others: pd.DataFrame | None,
) -> None:
    found = known_shares.shares(dated, by, period, calendar, others=others)
    names = found.groups[by[0]].tolist() if by else [""]
    effort = series.proportion(dated, dated["effort"], by, period, calendar) if "effort" in dated else None
    size = len(found.starts)
    for place, name in enumerate(names):
        if wanted is not None and name not in wanted:
            continue
        n = found.n[place].astype("float64")
        made.add((kind, name, NEGATIVE, 1), found.negative[place], found.sd_negative[place], n)
        # What touchpoints and sources are said to be is one number; how many speak of them another.
        made.add((kind, name, VOLUME, 0), np.sqrt(n), np.full(size, 0.5), np.ones(size))
        if kind != SOURCE:
            made.add((kind, name, POSITIVE, -1), found.positive[place], found.sd_positive[place], n)
        if kind != SOURCE and effort is not None:
            share = effort["value"].to_numpy("float64")[place * size : (place + 1) * size]
            made.add((kind, name, EFFORT, 1), share, _binomial(share, n), n)


def _binomial(share: Floats, n: Floats) -> Floats:
    """The standard error of a share out of n, one answer added on either side where nothing seems to vary."""
    many = np.maximum(n, 1)
    smooth = np.where((share <= 0) | (share >= 1), (share * many + 1) / (many + 2), share)
    error: Floats = np.sqrt(smooth * (1 - smooth) / many)
    return error


def _emotions(made: _Collected, dated: pd.DataFrame, period: str, calendar: Calendar) -> None:
    if "emotions" not in dated:
        return
    from cxanalytics.emotion.lexicon import emotions

    for emotion in emotions():
        found = series.proportion(dated, feels(dated["emotions"], emotion.name), (), period, calendar)
        share, n = (found[name].to_numpy("float64") for name in ("value", "n"))
        worse = -1 if emotion.polarity == "positive" else 1
        made.add((OVERALL, "", f"{EMOTION}{emotion.name}", worse), share, _binomial(share, n), n)


def feels(emotions: pd.Series, name: str) -> npt.NDArray[np.bool_]:
    """In which experiences an emotion is felt; `emotions` holds their names, parted by "|"."""
    kinds = emotions.astype("category")
    holds = np.array([name in str(value).split("|") for value in kinds.cat.categories] + [False])
    felt: npt.NDArray[np.bool_] = holds[kinds.cat.codes.to_numpy()]
    return felt


def _patterns(made: _Collected, dated: pd.DataFrame, mentions: pd.DataFrame, period: str, calendar: Calendar) -> None:
    """Of all answers of a period, the share that holds each pattern."""
    from cxanalytics.tracking.periods import numbers

    first = numbers(pd.Series([made.starts[0]]), period, calendar)[0] if len(made.starts) else 0
    size = len(made.starts)
    answers = dated.drop_duplicates("feedback_id")
    when = numbers(answers["occurred_at"], period, calendar) - first
    n = np.bincount(when[(when >= 0) & (when < size)], minlength=size).astype("float64")
    inside = mentions[mentions["pattern"].notna().to_numpy(bool) & mentions["occurred_at"].notna().to_numpy(bool)]
    once = inside[["pattern", "feedback_id", "occurred_at"]].drop_duplicates(["pattern", "feedback_id"])
    codes, names = pd.factorize(once["pattern"].astype("str"), sort=True)
    at = numbers(once["occurred_at"], period, calendar) - first
    kept = (at >= 0) & (at < size)
    counted = np.bincount(codes[kept] * size + at[kept], minlength=len(names) * size).reshape(len(names), size)
    for place, name in enumerate(names):
        share = np.divide(counted[place], n, out=np.full(size, np.nan), where=n > 0)
        made.add((PATTERN, str(name), RECURS, 1), share, _binomial(share, n), n)


def _ratings(made: _Collected, ratings: pd.DataFrame, period: str, calendar: Calendar) -> None:
    for kind in scores.KINDS:
        found = series.rating(ratings, kind, (), period, calendar).set_index("start")
        if found.empty:
            continue
        here = found.reindex(made.starts)
        n = here["n"].fillna(0).to_numpy("float64")
        # From the ends of the interval: 95 % lie within 1.96 standard errors on either side.
        sd = (here["high"] - here["low"]).to_numpy("float64") / (2 * 1.959964)
        known = ~np.isnan(sd)
        value = np.where(known, here["value"].to_numpy("float64"), np.nan)
        made.add((OVERALL, "", scores.NAMES[kind], -1), value, sd, np.where(known, n, 0.0))


def _enough(made: _Collected) -> Watched:
    """Those with enough answers, with periods taken together where that helps."""
    table = pd.DataFrame(made.rows, columns=["kind", "subject", "measure", "worse"]).astype(
        {"kind": "str", "subject": "str", "measure": "str", "worse": "int64"}
    )
    size = len(made.starts)
    shape = (len(table), size)
    if not size or table.empty:
        none = np.zeros((0, size))
        kept = table.head(0).assign(together=np.zeros(0, "int64"))
        return Watched(kept, made.starts, none, none.copy(), none.copy(), table.assign(n=0.0))
    value, sd, n = (np.array(item, dtype="float64").reshape(shape) for item in (made.value, made.sd, made.n))
    answers = _answers(table, made)
    middle = np.median(answers[:, -_LATEST:], axis=1)
    wide = middle < ENOUGH
    joined = _joined(value, sd, n, answers)
    blocks = (~np.isnan(joined[0])).sum(1)
    middle_joined = np.array([np.median(row[-(_LATEST // TOGETHER) :]) if len(row) else 0.0 for row in joined[3]])
    too_few = wide & ((middle_joined < ENOUGH) | (blocks <= WIDENED_BASELINE))
    value, sd, n = (np.where(wide[:, None], new, old) for new, old in zip(joined[:3], (value, sd, n), strict=True))
    few = table[too_few].assign(n=middle[too_few]).reset_index(drop=True)
    kept = table[~too_few].assign(together=np.where(wide, TOGETHER, 1)[~too_few]).reset_index(drop=True)
    return Watched(kept, made.starts, value[~too_few], sd[~too_few], n[~too_few], few)


def _answers(table: pd.DataFrame, made: _Collected) -> Floats:
    """How many answers stand behind each value; behind a volume, those that it counts."""
    n = np.array(made.n, dtype="float64").reshape(len(table), len(made.starts))
    value = np.array(made.value, dtype="float64").reshape(n.shape)
    return np.where((table["measure"] == VOLUME).to_numpy(bool)[:, None], value**2, n)


def _joined(value: Floats, sd: Floats, n: Floats, answers: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Every TOGETHER periods as one, that stands in the last of them; the last block ends with the last period.

    The fourth is the number of answers behind each block (S, blocks).
    """
    size = value.shape[1]
    lead = size % TOGETHER
    blocks = (len(value), (size - lead) // TOGETHER, TOGETHER)
    parts: Callable[[Floats], Floats] = lambda item: item[:, lead:].reshape(blocks)  # noqa: E731
    weight = parts(n)
    whole_n = weight.sum(2)
    some = np.maximum(whole_n, 1e-12)
    mean = np.nansum(parts(value) * weight, axis=2) / some
    error = np.sqrt(np.nansum((parts(sd) * weight) ** 2, axis=2)) / some
    made = []
    for item, empty in ((mean, np.nan), (error, np.nan), (whole_n, 0.0)):
        spread = np.full(value.shape, empty)
        spread[:, lead + TOGETHER - 1 :: TOGETHER] = np.where(whole_n > 0, item, empty)
        made.append(spread)
    return made[0], made[1], made[2], parts(answers).sum(2)
