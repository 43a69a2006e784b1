"""Effects: what a pattern does to the ratio. A scenario of what the ratio would be without it, never a forecast."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import ratios
from cxanalytics.ratios.draws import DRAWS, THESE, Draws

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

NEGATIVE, POSITIVE = "negative", "positive"
# A change of the ratio by less than this part of itself is none.
WORTH = 0.01


@dataclass(frozen=True)
class Effects:
    """The ratio without each of K patterns, as draws from what can be known.

    held (K): experiences that would be negative no more (positive no more, for what people love). of: all negative
    (positive) experiences. ratio (draws): the ratio as it is, if all such customers wrote; ratio_these: for these very
    comments. without and without_these (K, draws): the same without the pattern. times (K, draws): how many
    times as high.
    """

    patterns: tuple[str, ...]
    held: Ints
    of: int
    ratio: Floats
    ratio_these: Floats
    without: Floats
    without_these: Floats
    times: Floats

    def table(self, level: float = 0.95) -> pd.DataFrame:
        """A row per pattern: pattern, held, ratio, ratio_without, times, gain (the last three with _low, _high), sure.

        ratio is NaN where nothing is negative. gain is how much higher the ratio would be, sure the probability that it
        changes by WORTH of itself at least.
        """
        low, high = (1 - level) / 2, (1 + level) / 2
        gains, middle = self.gains(), _ranked(self.without_these, 0.5)
        return pd.DataFrame(
            {
                "pattern": pd.Series(self.patterns, dtype="str"),
                "held": self.held,
                "ratio": np.full(len(self.held), _ranked(self.ratio_these[None, :], 0.5)[0]),
                "ratio_without": middle,
                "ratio_without_low": np.minimum(_ranked(self.without, low), middle),
                "ratio_without_high": np.maximum(_ranked(self.without, high), middle),
                "times": _ranked(self.times, 0.5),
                "times_low": _ranked(self.times, low),
                "times_high": _ranked(self.times, high),
                "gain": _ranked(gains, 0.5),
                "gain_low": _ranked(gains, low),
                "gain_high": _ranked(gains, high),
                "sure": self.sure(),
            }
        )

    def sure(self) -> Floats:
        """The probability of each pattern (K) to change the ratio by WORTH of itself at least."""
        changed: Floats = (np.abs(self.times - 1) >= WORTH).mean(axis=1)
        return changed

    def gains(self) -> Floats:
        """How much higher the ratio would be without each pattern (K, draws); 0 where nothing is negative."""
        ratio = np.where(np.isfinite(self.ratio), self.ratio, 0.0)
        gains: Floats = ratio[None, :] * (self.times - 1)
        return gains


def without(
    experiences: pd.DataFrame,
    mentions: pd.DataFrame,
    patterns: Sequence[str],
    *,
    polarity: str = NEGATIVE,
    resolved: npt.ArrayLike = 1.0,
    turned: npt.ArrayLike = 0.0,
    others: pd.DataFrame | None = None,
) -> Effects:
    """What the ratio of these experiences would be if each pattern were resolved, one at a time.

    With P positive and N negative experiences of which T are the pattern's: (P + turned * resolved * T) /
    (N - resolved * T). T counts experiences (an answer at a touchpoint) whose every negative mention is in the
    pattern: an experience that is negative twice, for two reasons, does not stop being negative when one of them goes.
    One that is mixed stays positive, and can turn positive no more than it is. P and N are drawn as `ratios.draws`
    draws them, corrected where there are labels enough; the pattern's share of N from its Beta posterior (Jeffreys).
    Half an experience always stays, so that a ratio without all that is negative has a size.

    mentions are of the same selection, with pattern (missing: in none), all of the polarity. `resolved` is the share
    of the pattern that would be felt no more and `turned` the share of those that would turn positive, 0..1, one
    number or one per pattern; a pattern that people love has no `turned`: (P - resolved * T) / N. `others` are labelled
    experiences outside of the selection (`ratios.draws`).
    """
    drawn = _drawn(experiences, others)
    f, c = (np.broadcast_to(np.asarray(item, dtype="float64"), len(patterns))[:, None] for item in (resolved, turned))
    held, unmixed = _held(experiences, mentions, patterns, polarity)
    of = int(experiences[polarity].sum()) if len(experiences) else 0
    gone = np.minimum(f * _shares(held, of), 1 - 0.5 / max(of, 1))
    turning = c * gone * np.divide(unmixed, held, out=np.zeros(len(held)), where=held > 0)[:, None]
    ratio, scenario = _scenario(drawn, ratios.ALL_SUCH, gone, turning, polarity)
    ratio_these, scenario_these = _scenario(drawn, THESE, gone, turning, polarity)
    with np.errstate(divide="ignore", invalid="ignore"):
        left = 1 - gone
        times = np.where(ratio[None, :] > 0, scenario / ratio[None, :], left if polarity == POSITIVE else 1 / left)
        # Without any negative experience there is nothing to be rid of.
        times = np.where(np.isfinite(ratio)[None, :], times, 1.0)
    return Effects(tuple(patterns), held, of, ratio, ratio_these, scenario, scenario_these, times)


def _drawn(experiences: pd.DataFrame, others: pd.DataFrame | None) -> Draws:
    if "machine" in experiences and "corrected" in experiences:
        return ratios.draws(experiences, (), counted=True, others=others)
    # Never prepared for labels: taken as counted.
    bare = experiences[["positive", "negative"]].assign(
        machine=_classes(experiences), label=-1, says=-1, weight=np.nan, corrected=False, touchpoint=""
    )
    return ratios.draws(bare, (), counted=True)


def _classes(experiences: pd.DataFrame) -> Ints:
    """0 negative, 1 neutral, 2 positive, 3 mixed."""
    positive, negative = (experiences[name].to_numpy(bool) for name in (POSITIVE, NEGATIVE))
    return np.select([positive & negative, positive, negative], [3, 2, 0], 1).astype("int8")


def _scenario(drawn: Draws, population: str, gone: Floats, turning: Floats, polarity: str) -> tuple[Floats, Floats]:
    """The ratio as it is (draws) and without each pattern (K, draws)."""
    positive, negative = (total[0] for total in drawn.totals(population))
    with np.errstate(divide="ignore", invalid="ignore"):
        if polarity == POSITIVE:
            return positive / negative, positive * (1 - gone) / negative
        return positive / negative, (positive + negative * turning) / (negative * (1 - gone))


def _shares(held: Ints, of: int) -> Floats:
    """The share of each pattern in all such experiences (K, draws); certainly none where none is held."""
    drawn = np.zeros((len(held), DRAWS))
    for number, count in enumerate(held.tolist()):
        if count:
            # Chance that is the same for the same numbers, whatever other patterns there are.
            drawn[number] = np.random.default_rng([count, of]).beta(count + 0.5, of - count + 0.5, DRAWS)
    return drawn


def _held(
    experiences: pd.DataFrame, mentions: pd.DataFrame, patterns: Sequence[str], polarity: str
) -> tuple[Ints, Ints]:
    """How many experiences are wholly of each pattern, and how many of those are not mixed."""
    size = len(patterns)
    if experiences.empty or mentions.empty or not size:
        return np.zeros(size, dtype="int64"), np.zeros(size, dtype="int64")
    place = places(experiences, mentions)
    code = pattern_codes(mentions, patterns)
    known = place >= 0
    low = np.full(len(experiences), size, dtype="int64")
    high = np.full(len(experiences), -2, dtype="int64")
    np.minimum.at(low, place[known], code[known])
    np.maximum.at(high, place[known], code[known])
    felt = experiences[polarity].to_numpy(bool)
    other = experiences[NEGATIVE if polarity == POSITIVE else POSITIVE].to_numpy(bool)
    wholly = felt & (low == high) & (low >= 0)
    held = np.bincount(low[wholly], minlength=size).astype("int64")
    return held, np.bincount(low[wholly & ~other], minlength=size).astype("int64")


def pattern_codes(mentions: pd.DataFrame, patterns: Sequence[str]) -> Ints:
    """Which of the patterns each mention is in, -1 none of them."""
    column = mentions["pattern"].astype("category")
    place = pd.Index(list(patterns), dtype="object").get_indexer(column.cat.categories.astype("object"))
    codes = column.cat.codes.to_numpy()
    return np.append(place, -1)[codes].astype("int64")


def places(experiences: pd.DataFrame, mentions: pd.DataFrame) -> Ints:
    """Which experience each mention is part of: the same feedback at the same touchpoint; -1 where there is none."""
    both = pd.concat([experiences["feedback_id"].astype("str"), mentions["feedback_id"].astype("str")])
    feedback = pd.factorize(both)[0]
    spots = [table["touchpoint"].astype("category") for table in (experiences, mentions)]
    names = pd.Index(sorted({str(name) for spot in spots for name in spot.cat.categories}), dtype="object")
    where = [np.append(names.get_indexer(s.cat.categories.astype("object")), -1)[s.cat.codes.to_numpy()] for s in spots]
    key = feedback.astype("int64") * (len(names) + 1) + np.concatenate(where) + 1
    found = pd.Index(key[: len(experiences)])
    return np.asarray(found.get_indexer(pd.Index(key[len(experiences) :])), dtype="int64")


def _ranked(draws: Floats, part: float) -> Floats:
    """The draw at this part of the order, per row; NaN where most have no size."""
    if not len(draws):
        return np.zeros(0)
    place = round(part * (draws.shape[1] - 1))
    ranked: Floats = np.partition(draws, place, axis=1)[:, place]
    return ranked
