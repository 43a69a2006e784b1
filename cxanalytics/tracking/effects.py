"""Whether an action worked: what the negative share did beyond the untouched ones, in points, in a plain verdict."""

from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd

from cxanalytics.tracking import difference, logits, stretches, wording
from cxanalytics.tracking.difference import Mask, Months

WORKED, DID_NOT, WORSE, CANNOT_TELL = VERDICTS = ("worked", "did not", "made it worse", "cannot tell yet")

# What is looked for where nobody said what to expect.
USUAL = 0.05
LEAST_BEFORE, LEAST_AFTER, LEAST_N = 3, 2, 20
LONGEST = 36
# So much taken off the baseline is worth telling.
_SHIFT = 0.005
_STAND_IN = 3
_POWER = 0.8416212335729143
_SURE = 1.959963984540054


@dataclass(frozen=True)
class Subject:
    """What an action is about, in words: the touched one's name, what its share is, and what it is held against."""

    name: str
    measure: str = "the negative share at"
    against: str = "touchpoints"


@dataclass(frozen=True)
class Effect:
    """What became of a share after an action; shares as parts of 1, differences of shares likewise.

    before, after: the touched one's share. baseline: that before with what it owes to chance taken off. usual: what it
    would have been after without the action, by what the untouched ones did. effect, low, high: after minus usual, with
    its 95 % interval. others_before, others_after: the untouched ones' share. smallest: the smallest fall that would
    have been seen in 4 of 5 cases. recent, earlier: the share in the last three months of the baseline, and in those
    before. stands_out: whether that is a peak, or chance is taken off the baseline. already: which way it had moved,
    beyond chance, in the last months before it began ("fallen", "risen", "" where it had not); where the effect is
    sure, only the same way is looked for. wanted: the fall that is looked
    for; stated: whether somebody did state it. more: months more until it would be seen (0: now; None: never, or it
    cannot be told). lacking: what there is not enough of, "" where nothing. months: start, phase ("before", "left out",
    "after"), share, low, high, n, others, line (the baseline before, the usual share after).
    """

    subject: Subject
    months_before: int
    months_after: int
    n_before: int
    n_after: int
    untouched: int
    before: float = float("nan")
    after: float = float("nan")
    baseline: float = float("nan")
    usual: float = float("nan")
    effect: float = float("nan")
    low: float = float("nan")
    high: float = float("nan")
    others_before: float = float("nan")
    others_after: float = float("nan")
    smallest: float = float("nan")
    recent: float = float("nan")
    earlier: float = float("nan")
    stands_out: bool = False
    already: str = ""
    wanted: float = USUAL
    stated: bool = False
    more: int | None = None
    lacking: str = ""
    months: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def verdict(self) -> str:
        """One of VERDICTS."""
        if self.lacking or self.already or np.isnan(self.effect):
            return CANNOT_TELL
        if self.high < 0:
            return WORKED
        if self.low > 0:
            return WORSE
        return DID_NOT if self.low > -self.wanted else CANNOT_TELL

    @property
    def never(self) -> bool:
        """Whether no number of months at this volume would tell: "cannot tell yet" has no later."""
        return self.verdict == CANNOT_TELL and self.more is None and not (self.lacking or self.already)

    @property
    def words(self) -> str:
        """The verdict in a sentence, with its interval."""
        return wording.verdict(self, self.verdict)

    @property
    def when(self) -> str:
        """When one could tell, in a sentence; "" where one can."""
        return wording.when(self, self.verdict)

    @property
    def regression(self) -> str:
        """How regression to the mean is kept out, where it applies; "" where it does not."""
        return wording.regression(self) if self.stands_out else ""


def effect(
    months: Months,
    starts: pd.DatetimeIndex,
    touched: int,
    began: date,
    *,
    subject: Subject,
    wanted: float | None = None,
) -> Effect:
    """The effect of an action on row `touched` that began on that day, held against the other rows.

    starts (T,): the first days of the months. The month it began in counts as one after it only if it began on its
    first day; else it is left out. All earlier months are the baseline, `stretches.BASELINE` at most. Months in which
    nobody spoke of the touched one are in neither; other rows need LEAST_N answers in both phases.
    """
    before, after = stretches.phases(months, starts, touched, began)
    n = np.where(np.isfinite(months.share), months.n, 0.0)
    many = np.stack([n[:, before].sum(axis=1), n[:, after].sum(axis=1)])
    compared = (many[0] >= LEAST_N) & ((many[1] >= LEAST_N) | (not after.any()))
    compared[touched] = True
    rows = np.flatnonzero(compared)
    kept = Months(months.share[rows], months.sd[rows], n[rows])
    own = int(np.flatnonzero(rows == touched)[0])
    base = Effect(
        subject=subject,
        months_before=int(before.sum()),
        months_after=int(after.sum()),
        n_before=int(many[0, touched]),
        n_after=int(many[1, touched]),
        untouched=len(rows) - 1,
        wanted=USUAL if wanted is None else abs(wanted),
        stated=wanted is not None,
    )
    none = stretches.of_one(kept, own, before) == 0
    base = replace(base, lacking=_lacking(base, none), months=stretches.shown(kept, starts, own, before, after))
    if base.untouched < 1 or base.months_before < LEAST_BEFORE or base.n_before < LEAST_N:
        return base
    if base.n_after == 0:
        return _ahead(base, kept, own, before)
    return _measured(base, kept, own, before, after)


def _lacking(base: Effect, none: bool) -> str:
    """What there is not enough of for a verdict."""
    if base.months_before < LEAST_BEFORE:
        heard = f"{base.months_before} month{'' if base.months_before == 1 else 's'}"
        return f"{heard} with answers before it began; it takes {LEAST_BEFORE}"
    if base.n_before < LEAST_N:
        return f"{base.n_before} experiences before it began; it takes {LEAST_N}"
    if base.months_after < LEAST_AFTER:
        heard = "no month" if base.months_after == 0 else f"{base.months_after} month"
        return f"{heard} with answers after it began; it takes {LEAST_AFTER}"
    if base.n_after < LEAST_N:
        return f"{base.n_after} experiences after it began; it takes {LEAST_N}"
    if base.untouched < 1:
        return f"there are no untouched {base.subject.against} with answers before and after to hold it against"
    return "there was none of it before, so it cannot fall" if none else ""


def _measured(base: Effect, kept: Months, own: int, before: Mask, after: Mask) -> Effect:
    """The effect with everything that is told of it."""
    found = difference.change(kept, own, before, after)
    low, high = found.quantile(0.025), found.quantile(0.975)
    # Halfway between what is and what would be: points per logit hold for both.
    centre = found.after - found.middle / 2
    usual = found.after - found.middle
    half = (high - low) / 2
    factor = half / np.sqrt(found.fixed + found.monthly / after.sum())
    others = np.arange(len(kept.n)) != own
    recent, earlier, stands_out = stretches.peak(kept, own, before)
    ends = [logits.points(centre, value) for value in (found.middle, low, high)]
    share, now = stretches.of_one(kept, own, before), stretches.of_one(kept, own, after)
    baseline = share + logits.share(found.drawn) - logits.share(found.before)
    return replace(
        base,
        before=share,
        after=now,
        baseline=baseline,
        usual=now - ends[0],
        effect=ends[0],
        low=ends[1],
        high=ends[2],
        others_before=stretches.of_all(kept, others, before),
        others_after=stretches.of_all(kept, others, after),
        smallest=logits.fall(usual, half * (1 + _POWER / _SURE)),
        recent=recent,
        earlier=earlier,
        stands_out=stands_out or logits.share(found.before) - logits.share(found.drawn) >= _SHIFT,
        already=_already(kept, own, before, fell=high < 0, rose=low > 0),
        more=_more(found, usual, base.wanted, factor, int(after.sum())),
        months=stretches.lined(base.months, baseline, now - ends[0]),
    )


def _already(kept: Months, own: int, before: Mask, *, fell: bool, rose: bool) -> str:
    """Which way it had moved before it began: in the last month of the baseline, or in the last two or three."""
    places = np.flatnonzero(before)
    for last in range(1, _STAND_IN + 1):
        later = np.zeros_like(before)
        later[places[-last:]] = True
        found = _between(kept, own, before & ~later, later) if len(places) > last + 1 else None
        if found is not None and not rose and found.quantile(0.975) < 0:
            return "fallen"
        if found is not None and not fell and found.quantile(0.025) > 0:
            return "risen"
    return ""


def _between(kept: Months, own: int, sooner: Mask, later: Mask) -> difference.Change | None:
    """The change from some months to others, among those who were heard in both; None where nobody is to compare."""
    heard = np.stack([kept.n[:, which].sum(axis=1) for which in (sooner, later)]).min(axis=0) > 0
    if not heard[own] or heard.sum() < 2:
        return None
    rows = np.flatnonzero(heard)
    part = Months(kept.share[rows], kept.sd[rows], kept.n[rows])
    return difference.change(part, int(np.flatnonzero(rows == own)[0]), sooner, later)


def _ahead(base: Effect, kept: Months, own: int, before: Mask) -> Effect:
    """What could be seen with months to come like those that were: the last of the baseline stand in for them."""
    places = np.flatnonzero(before)
    later = np.zeros_like(before)
    later[places[-max(1, min(_STAND_IN, len(places) - 2)) :]] = True
    sooner = before & ~later
    found = _between(kept, own, sooner, later)
    if found is None:
        return base
    half = (found.quantile(0.975) - found.quantile(0.025)) / 2
    factor = half / np.sqrt(found.fixed + found.monthly / later.sum())
    recent, earlier, stands_out = stretches.peak(kept, own, before)
    return replace(
        base,
        before=stretches.of_one(kept, own, before),
        recent=recent,
        earlier=earlier,
        stands_out=stands_out,
        more=_more(found, found.drawn, base.wanted, factor, 0),
        smallest=logits.fall(found.drawn, half * (1 + _POWER / _SURE)),
    )


def _more(found: difference.Change, usual: float, wanted: float, factor: float, there: int) -> int | None:
    """Months more until a fall as large as wanted would be seen in 4 of 5 cases; None where no number of them does."""
    counts = np.arange(max(there, LEAST_AFTER), LONGEST + 1)
    half = factor * np.sqrt(found.fixed + found.monthly / counts)
    enough = [logits.fall(usual, float(value) * (1 + _POWER / _SURE)) <= wanted for value in half]
    return int(counts[int(np.argmax(enough))]) - there if any(enough) else None
