"""Control limits: whether a number has really changed, or moves as it always did.

Two charts watch each series together, from one standardised value per period:

- Laney's p' chart (Laney 2002, Improved control charts for attributes, Quality Engineering 14, 531): its limits hold
  the swing that the periods have beyond chance, from their moving ranges, never less than chance alone;
- a CUSUM of the same value for small changes that stay (Page 1954), which starts on few periods without false alarms
  because each value is held against those before it alone (self-starting; Hawkins 1987, The Statistician 36, 299).

Where a change is found, a new baseline begins with it.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from cxanalytics.patterns.surprise import discoveries

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

# So many periods make a baseline; after a change that was found, fewer do, as the swing is known by then.
BASELINE, AGAIN = 12, 3
# A value so many standard deviations away is a change; the CUSUM lets AT EASE pass per period and signals from DECIDED.
AWAY, EASE, DECIDED = 3.0, 0.75, 3.0
# The share of false ones expected among the changes that are called real, over everything that is watched.
FALSE_DISCOVERIES = 0.05
# What is usual before the moving ranges tell: correlation between the comments of a period, worth so many periods.
_USUAL_SWING, _USUAL_WORTH = 0.005, 4.0
# A moving range says less of the swing than an independent value would.
_RANGE_WORTH = 0.62
_MEAN_RANGE = 1.128
# Siegmund 1985: a walk in steps overshoots its boundary by so much on average.
_OVERSHOOT = 1.166
# What differs less than this part of a swing is no change of the level.
_TINY = 1e-12


@dataclass(frozen=True)
class Limits:
    """S series over T periods.

    centre, low, high (S, T): the usual level before a period was seen, and the ends between which it is nothing beyond
    noise; NaN where there was no baseline yet. z (S, T): how far the value was away, in standard deviations of the
    normal distribution. up, down (S, T): the CUSUM on either side. swing (S, T): by how much the periods vary beyond
    chance (1: not at all). p (S, T): the chance to see so much where nothing changes. found (S, T): 1 where a rise was
    found in that period, -1 a fall, else 0. since (S, T): the period that a change began in, where one was found.
    base (S, T): the period that the baseline began with.
    """

    centre: Floats
    low: Floats
    high: Floats
    z: Floats
    up: Floats
    down: Floats
    swing: Floats
    p: Floats
    found: Whole
    since: Whole
    base: Whole


def limits(value: Floats, sd: Floats, n: npt.ArrayLike, baseline: npt.ArrayLike = BASELINE) -> Limits:
    """Watch S series (S, T): value, its standard error, and the number of answers behind it; NaN and 0 where none.

    baseline (S): how many periods with answers make the first baseline.

    Benjamini and Hochberg's rule (1995) is applied over all series in each period: what is called real holds a share of
    FALSE_DISCOVERIES false ones. The same input gives the same limits.
    """
    run = _Run.begun(value, sd, np.asarray(n, dtype="float64"), baseline)
    for now in range(value.shape[1]):
        run.step(now)
    return run.told()


@dataclass
class _Run:
    """The walk through the periods: what every series knows of its baseline so far."""

    value: Floats
    unit: Floats
    n: Floats
    previous: Whole
    kept: dict[str, Floats]
    base: Whole
    need: Whole
    up: Floats
    down: Floats
    up_since: Whole
    down_since: Whole

    @classmethod
    def begun(cls, value: Floats, sd: Floats, n: Floats, baseline: npt.ArrayLike) -> "_Run":
        size = len(value)
        there = ~np.isnan(value) & (n > 0)
        n = np.where(there, n, 0.0)
        # Variance of a single answer: what chance gives, spread over all answers of a period.
        unit = np.where(there, sd**2 * n, 0.0)
        names = ("centre", "low", "high", "z", "up", "down", "swing", "p")
        kept = {name: np.full(value.shape, np.nan) for name in names}
        kept |= {"found": np.zeros(value.shape), "since": np.full(value.shape, -1.0), "base": np.zeros(value.shape)}
        return cls(
            np.where(there, value, 0.0), unit, n, _previous(there), kept, np.zeros(size, "int64"),
            np.broadcast_to(np.asarray(baseline, "int64"), size).copy(), np.zeros(size), np.zeros(size),
            np.zeros(size, "int64"),
            np.zeros(size, "int64"),
        )  # fmt: skip

    def step(self, now: int) -> None:
        """Hold the values of one period against the baseline of each series."""
        from scipy.special import ndtr, ndtri, stdtr, stdtrit

        inside = (np.arange(now)[None, :] >= self.base[:, None]) & (self.n[:, :now] > 0)
        many = inside.sum(1)
        ready = (many >= self.need) & (self.n[:, now] > 0)
        weight = np.where(inside, self.n[:, :now], 0.0)
        whole = np.maximum(weight.sum(1), _TINY)
        centre = (weight * self.value[:, :now]).sum(1) / whole
        unit = np.maximum((weight * self.unit[:, :now]).sum(1) / whole, _TINY)
        swing, worth = self._swing(now, centre, unit)
        effective = whole**2 / np.maximum((weight**2).sum(1), _TINY)
        scale = np.sqrt(unit / np.maximum(self.n[:, now], 1.0)) * swing * np.sqrt(1 + 1 / np.maximum(effective, 1.0))
        away = (self.value[:, now] - centre) / scale
        below = stdtr(worth, -np.abs(away))
        z = np.where(ready, -np.sign(away) * ndtri(np.maximum(below, 1e-300)), np.nan)
        self._sum(now, z)
        highest = np.maximum(self.up, self.down)
        p_sum = np.minimum(2 * np.exp(-2 * EASE * (highest + _OVERSHOOT)), 1.0)
        p = np.where(ready, np.minimum(2 * np.minimum(2 * ndtr(-np.abs(z)), p_sum), 1.0), np.nan)
        asks = ready & ((np.abs(z) > AWAY) | (highest > DECIDED))
        real = asks & discoveries(p, FALSE_DISCOVERIES)
        rise = np.where(np.abs(z) > AWAY, z > 0, self.up > self.down)
        half = stdtrit(worth, float(ndtr(AWAY))) * scale
        for name, told in (
            ("centre", centre), ("low", centre - half), ("high", centre + half), ("z", z), ("swing", swing), ("p", p),
        ):  # fmt: skip
            self.kept[name][:, now] = np.where(ready, told, np.nan)
        self.kept["up"][:, now], self.kept["down"][:, now] = self.up, self.down
        self.kept["base"][:, now] = self.base
        since = np.where(rise, self.up_since, self.down_since)
        self.kept["found"][real, now] = np.where(rise, 1, -1)[real]
        self.kept["since"][real, now] = since[real]
        self.base = np.where(real, since, self.base)
        self.need = np.where(real, AGAIN, self.need)
        for one in (self.up, self.down):
            one[real] = 0.0

    def _sum(self, now: int, z: Floats) -> None:
        """Carry the CUSUM on, and note where each run began."""
        step = np.nan_to_num(z)
        self.up_since = np.where(self.up == 0, now, self.up_since)
        self.down_since = np.where(self.down == 0, now, self.down_since)
        known = ~np.isnan(z)
        self.up = np.where(known, np.maximum(0.0, self.up + step - EASE), self.up)
        self.down = np.where(known, np.maximum(0.0, self.down - step - EASE), self.down)

    def _swing(self, now: int, centre: Floats, unit: Floats) -> tuple[Floats, Floats]:
        """By how much the periods before vary beyond chance, and how many degrees of freedom that is known with.

        From the moving ranges within baselines, of all baselines so far, with what is usual beside them.
        """
        if now < 2:
            return np.ones(len(centre)), np.full(len(centre), _USUAL_WORTH)
        n, previous = self.n[:, :now], np.maximum(self.previous[:, :now], 0)
        # A range across the beginning of a baseline holds the change itself.
        begun = np.maximum.accumulate(np.where(self._begins(now), np.arange(now), 0), axis=1)
        both = (n > 0) & (self.previous[:, :now] >= 0) & (previous >= begun)
        value = self.value[:, :now]
        apart = np.abs(value - np.take_along_axis(value, previous, axis=1))
        many_before = np.maximum(np.take_along_axis(n, previous, axis=1), 1.0)
        chance = np.sqrt(unit[:, None] * (1 / np.maximum(n, 1.0) + 1 / many_before) / 2)
        ranges = np.where(both, apart / np.maximum(chance, _TINY), 0.0)
        many = both.sum(1)
        mean = ranges.sum(1) / np.maximum(many, 1) / _MEAN_RANGE
        usual = 1 + _USUAL_SWING * np.maximum((n.sum(1) / np.maximum((n > 0).sum(1), 1)) - 1, 0)
        worth = many * _RANGE_WORTH
        squared = (_USUAL_WORTH * usual + worth * mean**2) / (_USUAL_WORTH + worth)
        return np.sqrt(np.maximum(squared, 1.0)), _USUAL_WORTH + worth

    def _begins(self, now: int) -> Mask:
        """Where a baseline of a series began, so far (S, now)."""
        begins = np.zeros((len(self.base), now), dtype=bool)
        series, at = np.nonzero(self.kept["found"][:, :now])
        begins[series, self.kept["since"][series, at].astype("int64")] = True
        return begins

    def told(self) -> Limits:
        """All that was noted."""
        kept = self.kept
        found, since, base = (kept[name].astype("int64") for name in ("found", "since", "base"))
        floats = ("centre", "low", "high", "z", "up", "down", "swing", "p")
        return Limits(**{name: kept[name] for name in floats}, found=found, since=since, base=base)


def _previous(there: Mask) -> Whole:
    """The last period before each one that holds something; -1 where there is none."""
    size = there.shape[1]
    held = np.where(there, np.arange(size), -1)
    last: Whole = np.maximum.accumulate(held, axis=1) if size else held
    return np.concatenate([np.full((len(there), 1), -1), last[:, :-1]], axis=1)[:, :size]


@lru_cache(maxsize=64)
def false_alarms(watched: int, a_year: int, years: int = 200) -> float:
    """How many false alarms a year are to be expected from so many series, `a_year` periods in each.

    By simulation of series in which nothing ever changes, watched by the same rules.
    """
    from scipy.special import ndtr

    rng = np.random.default_rng(11)
    up, down = np.zeros((2, max(watched, 1)))
    found = 0
    for _ in range(years * a_year if watched else 0):
        z = rng.standard_normal(watched)
        up, down = np.maximum(0.0, up + z - EASE), np.maximum(0.0, down - z - EASE)
        highest = np.maximum(up, down)
        p = np.minimum(2 * np.minimum(2 * ndtr(-np.abs(z)), 2 * np.exp(-2 * EASE * (highest + _OVERSHOOT))), 1.0)
        real = ((np.abs(z) > AWAY) | (highest > DECIDED)) & discoveries(p, FALSE_DISCOVERIES)
        found += int(real.sum())
        up[real], down[real] = 0.0, 0.0
    return found / years
