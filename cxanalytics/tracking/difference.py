"""What a touchpoint's negative share did beyond the others' and beyond chance: difference-in-differences.

On the logit scale, where what moves everybody moves every touchpoint alike whatever its level:

    logit(share of touchpoint g in month t) = level_g + month_t + change_g [after] + noise_gt + chance_gt

The level of the touched one is drawn towards that of all touchpoints as far as chance goes (empirical Bayes: Efron and
Morris 1973), but only downwards: who chooses the touchpoint that looks worst chooses chance too, and given all months
before the action, the drawn level no longer depends on that choice. How far months scatter beyond sampling (rho, the
intraclass correlation of a month), how differently touchpoints drift by themselves (omega) and how unlike their levels
are (sigma) is known only as far as the data tell. The result goes over all values, each weighted by its restricted
likelihood and a weak prior; with few untouched touchpoints that widens it as Student's t would.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_RHO = np.concatenate([[0.0], 0.0005 * 1.6 ** np.arange(12)])
_OMEGA = np.array([0.0, 0.03, 0.06, 0.09, 0.13, 0.18, 0.25, 0.35, 0.5, 0.7, 1.0])
_SIGMA = np.array([0.0, 0.04, 0.08, 0.12, 0.17, 0.23, 0.3, 0.4, 0.55, 0.75, 1.0, 1.4, 2.0])
# Half Cauchy priors: months scatter by a few points beyond chance, and touchpoints drift by .15 of a logit, which is
# three points at a share of 30 %.
_RHO_SCALE = 0.1
_OMEGA_SCALE = 0.15
_NEGLIGIBLE = 1e-5


@dataclass(frozen=True)
class Months:
    """Negative shares of G touchpoints in T months: share, sd (what chance and labels leave open), n; each (G, T)."""

    share: Floats
    sd: Floats
    n: Floats


@dataclass(frozen=True)
class Change:
    """How the touched one changed beyond the others, in logits: a mixture of normal distributions.

    mean, sd, weight (K,) are its parts. before: the touched one's level as counted; drawn: as it is to be expected,
    chance taken off; after: its level after; others: how much the untouched ones changed. fixed and monthly: the
    variance that more months leave as it is, and that which they divide.
    """

    mean: Floats
    sd: Floats
    weight: Floats
    before: float
    drawn: float
    after: float
    others: float
    fixed: float
    monthly: float

    @property
    def middle(self) -> float:
        """The expected change."""
        return float((self.weight * self.mean).sum())

    def quantile(self, part: float) -> float:
        """The change that is not exceeded with this probability."""
        from scipy.special import ndtr

        low, high = float((self.mean - 10 * self.sd).min()), float((self.mean + 10 * self.sd).max())
        for _ in range(40):
            at = (low + high) / 2
            below = float((self.weight * ndtr((at - self.mean) / self.sd)).sum())
            low, high = (at, high) if below < part else (low, at)
        return (low + high) / 2


@dataclass(frozen=True)
class _Phase:
    """The months of a phase as one, for every rho: logit, its sampling variance, and that of its noise (R, G).

    months: how many months the noise is averaged over (R, G).
    """

    logit: Floats
    chance: Floats
    noise: Floats
    months: Floats

    @property
    def variance(self) -> Floats:
        return self.chance + self.noise


def change(months: Months, touched: int, before: Mask, after: Mask) -> Change:
    """The change of the touchpoint in row `touched` beyond the others, from the months `before` to those `after` (T,).

    Needs another row at least, and of every row answers in both phases.
    """
    middle, variance = _steadied(months)
    first, last = (_phase(months, variance, which) for which in (before, after))
    drawn, drawn_variance, level = _drawn(first, touched)
    others = np.arange(len(middle)) != touched
    drift, drift_variance, tail, drifting = _drift(first, last, others)
    noise = _noise(months, middle, variance, (before, after)) + _log_sum(level) + _log_sum(drifting)
    noise += np.log(np.gradient(_RHO)) - np.log1p(_RHO / _RHO_SCALE**2)
    weight = _shares(noise)[:, None, None] * _shares(level)[:, :, None] * _shares(drifting)[:, None, :]

    here = last.logit[:, touched][:, None, None]
    mean = here - drawn[:, :, None] - drift[:, None, :]
    monthly = last.variance[:, touched][:, None, None] + tail[:, None, :]
    fixed = drawn_variance[:, :, None] + (_OMEGA**2 + drift_variance - tail)[:, None, :]
    kept = weight > _NEGLIGIBLE * weight.max()
    part = weight[kept] / weight[kept].sum()

    def expected(value: Floats) -> float:
        return float((part * np.broadcast_to(value, weight.shape)[kept]).sum())

    return Change(
        mean=mean[kept],
        sd=np.sqrt((fixed + monthly)[kept]),
        weight=part,
        before=expected(first.logit[:, touched][:, None, None]),
        drawn=expected(drawn[:, :, None]),
        after=expected(here),
        others=expected(drift[:, None, :]),
        fixed=expected(fixed),
        monthly=expected(monthly) * int(after.sum()),
    )


def _drawn(first: _Phase, touched: int) -> tuple[Floats, Floats, Floats]:
    """The level of the touched one, its variance, and the log likelihood, for every rho and sigma (R, S)."""
    mean, mean_variance, told = _common(first.logit[:, None, :], first.variance[:, None, :] + _SIGMA[:, None] ** 2)
    seen, own = first.logit[:, None, touched], first.variance[:, None, touched]
    keeps = _SIGMA**2 / (_SIGMA**2 + own)
    out = seen > mean
    drawn = np.where(out, mean + keeps * (seen - mean), seen)
    variance = np.where(out, keeps * own + (1 - keeps) ** 2 * mean_variance, own)
    return drawn, variance, told + np.log(np.gradient(_SIGMA))


def _drift(first: _Phase, last: _Phase, others: Mask) -> tuple[Floats, Floats, Floats, Floats]:
    """How the untouched ones changed: the mean, its variance, the part of it that is due to the months after, and the
    log likelihood with the prior, for every rho and omega (R, O)."""
    moved = (last.logit - first.logit)[:, None, others]
    own = (last.variance + first.variance)[:, None, others] + _OMEGA[:, None] ** 2
    mean, variance, told = _common(moved, own)
    tail = (last.variance[:, None, others] / own**2).sum(axis=-1) * variance**2
    return mean, variance, tail, told + np.log(np.gradient(_OMEGA)) - np.log1p((_OMEGA / _OMEGA_SCALE) ** 2)


def _noise(months: Months, middle: Floats, variance: Floats, phases: tuple[Mask, Mask]) -> Floats:
    """The restricted log likelihood of every rho (R,): how months scatter about level and month within a phase."""
    spread = np.sqrt(middle * (1 - middle))
    told = np.zeros(len(_RHO))
    for which in phases:
        known = np.isfinite(variance[:, which])
        if known.sum(axis=1).max(initial=0) < 2:
            continue
        # On the scale of a single answer, where noise has the variance rho whatever the level.
        value = np.where(known, months.share[:, which], 0.0) / spread[:, None]
        chance = np.where(known, variance[:, which], 1.0) / spread[:, None] ** 2
        weight = np.where(known, 1 / (chance + _RHO[:, None, None]), 0.0)
        logs = np.where(known, np.log(chance + _RHO[:, None, None]), 0.0).sum(axis=(1, 2))
        total = weight.sum(axis=-1)
        some = total[0] > 0
        value, weight, total, column = value[some], weight[:, some], total[:, some], spread[some]
        apart = value - ((weight * value).sum(axis=-1) / total)[..., None]
        # What all have in common in a month moves each by p(1-p); levels are taken out first.
        shared = column**2
        among = np.einsum("g,rgt,rgs->rts", shared, weight, weight / total[..., None])
        normal = np.einsum("g,rgt,ts->rts", shared, weight, np.eye(weight.shape[-1])) - among
        # One month is the measure of the others; months nobody wrote in say nothing.
        used = np.flatnonzero(known.any(axis=0))[1:]
        normal = normal[:, used[:, None], used]
        right = np.einsum("g,rgt,rgt->rt", column, weight, apart)[:, used]
        solved = np.linalg.solve(normal, right[..., None])[..., 0]
        misfit = (weight * apart**2).sum(axis=(1, 2)) - (solved * right).sum(axis=1)
        told -= 0.5 * (logs + np.log(total).sum(axis=1) + np.linalg.slogdet(normal)[1] + misfit)
    return told


def _log_sum(told: Floats) -> Floats:
    """The logarithm of the sum over the last axis of what these are logarithms of."""
    top = told.max(axis=-1)
    result: Floats = top + np.log(np.exp(told - top[..., None]).sum(axis=-1))
    return result


def _shares(told: Floats) -> Floats:
    """What these are logarithms of, as shares of their sum over the last axis."""
    result: Floats = np.exp(told - _log_sum(told)[..., None])
    return result


def _steadied(months: Months) -> tuple[Floats, Floats]:
    """Each one's share over all its months (G,), off 0 and 1, and variances (G, T) not below what chance alone makes.

    A month in which nobody happened to be unhappy seems to be certain, and is not.
    """
    n = np.where(np.isfinite(months.share), months.n, 0.0)
    total = n.sum(axis=1)
    middle = (np.where(n > 0, n * months.share, 0.0).sum(axis=1) + 0.5) / (total + 1)
    middle = np.clip(middle, 0.0005, 0.9995)
    chance = (middle * (1 - middle))[:, None] / np.maximum(n, 1.0)
    told = np.where(np.isfinite(months.sd), months.sd, 0.0) ** 2
    return middle, np.where(n > 0, np.maximum(told, chance), np.inf)


def _phase(months: Months, variance: Floats, which: Mask) -> _Phase:
    """The months of a phase put together, each weighted by how sure it is."""
    known = np.isfinite(variance) & which
    share = np.where(known, months.share, 0.0)
    n = np.where(known, months.n, 0.0)
    level = np.clip(((n * share).sum(axis=1) + 0.5) / (n.sum(axis=1) + 1), 0.0005, 0.9995)
    spread = level * (1 - level)
    weight = np.where(known, 1 / (np.where(known, variance, 1.0) + _RHO[:, None, None] * spread[:, None]), 0.0)
    weight = weight / weight.sum(axis=-1, keepdims=True)
    sampling = (weight**2 * np.where(known, variance, 0.0)).sum(axis=-1)
    # Half an experience more on each side, of as many as the share is worth.
    worth = spread / sampling
    found = (np.clip((weight * share).sum(axis=-1), 0.0, 1.0) * worth + 0.5) / (worth + 1)
    logit = np.log(found / (1 - found))
    squares = (weight**2).sum(axis=-1)
    slope = found * (1 - found)
    return _Phase(
        logit=logit,
        chance=sampling / slope**2,
        noise=_RHO[:, None] * squares / slope,
        months=1 / squares,
    )


def _common(value: Floats, variance: Floats) -> tuple[Floats, Floats, Floats]:
    """The weighted mean over the last axis, its variance, and the restricted log likelihood."""
    weight = 1 / variance
    total = weight.sum(axis=-1)
    mean = (weight * value).sum(axis=-1) / total
    misfit = (weight * (value - mean[..., None]) ** 2).sum(axis=-1)
    return mean, 1 / total, 0.5 * (np.log(weight).sum(axis=-1) - np.log(total) - misfit)
