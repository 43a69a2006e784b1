"""How many more experiences, or labels, would decide a claim, if things are as they look."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# So sure it has to be, of one or the other.
SURE = 0.95
# Decided from so many spreads on: the 95 % point of a normal distribution, one-sided.
_Z = 1.645
# More than this many times the data there are is said to be as good as never.
_MOST_TIMES = 100.0
NEVER = -1


@dataclass(frozen=True)
class Needed:
    """What would decide: so many more experiences, or so many more labels; NEVER where that alone would hardly do.

    least: so many experiences are missing before anything is decided, however clear it looks.
    """

    experiences: int
    labels: int
    least: bool = False

    @property
    def words(self) -> str:
        """The same as a sentence."""
        if self.least:
            return f"At least {self.experiences} more {'is' if self.experiences == 1 else 'are'} needed to decide it."
        ways = [(self.experiences, "more experiences"), (self.labels, "more labels")]
        told = " or ".join(f"{number:,} {what}" for number, what in ways if number > 0)
        if told:
            return f"About {told} would decide it, if things are as they look."
        return "The value lies so near to what is claimed that more comments would hardly decide it."


NONE = Needed(0, 0)
# Where there is no experience at all, nobody can say how many it takes.
UNKNOWN = Needed(NEVER, NEVER)


def decide(differs: Floats, of_labels: Floats, n: int, labels: int, *, least: int) -> Needed:
    """What would bring a difference from 0 (draws) to where it is told from it.

    Its variance is of two kinds: that which `of_labels` (draws of the same for these very comments) leaves open falls
    as 1 / labels, the chance in who wrote as 1 / n.
    """
    known = differs[np.isfinite(differs)]
    if not n:
        return UNKNOWN
    if n < least and len(known) and not 1 - SURE < float((known > 0).mean()) < SURE:
        return Needed(least - n, 0, least=True)
    if n < least or not len(known):
        return Needed(max(3 * least - n, least), 0)
    allowed = (float(np.median(known)) / _Z) ** 2
    inner = of_labels[np.isfinite(of_labels)]
    open_to_labels = float(inner.var()) if labels and len(inner) else 0.0
    chance = max(float(known.var()) - open_to_labels, 0.0)
    return Needed(_more(n, chance, allowed - open_to_labels, least), _more(labels, open_to_labels, allowed - chance, 1))


def _more(have: int, variance: float, allowed: float, least: int) -> int:
    """How many more of a kind bring its variance down to what is allowed."""
    if not have or variance <= 0 or allowed <= 0 or variance / allowed > _MOST_TIMES:
        return NEVER
    return max(int(np.ceil(have * (variance / allowed - 1))), least)
