"""What became of one action."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cxanalytics.tracking import wording
from cxanalytics.tracking.effects import CANNOT_TELL, Effect

BEFORE, AFTER = "before the data came in", "after the data came in"


@dataclass(frozen=True)
class Outcome:
    """What became of one action.

    action: as a row of `actions.all`. effect: at its touchpoint, or of its pattern where it names no touchpoint; None
    where there is nothing to compare. pattern: of its pattern, where it names both. registered: BEFORE, AFTER, or ""
    where no day is set. lacking: why there is no effect to speak of, "" where there is. notes: sentences on what to
    mind.
    """

    action: Mapping[str, Any]
    effect: Effect | None = None
    pattern: Effect | None = None
    registered: str = ""
    lacking: str = ""
    notes: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """One of `tracking.effects.VERDICTS`."""
        return CANNOT_TELL if self.effect is None else self.effect.verdict

    @property
    def words(self) -> str:
        """The verdict in a sentence."""
        return f"Cannot tell yet: {self.lacking}." if self.effect is None else self.effect.words

    @property
    def when(self) -> str:
        """When one could tell, in a sentence; "" where one can, or nobody knows."""
        return "" if self.effect is None else self.effect.when

    @property
    def regression(self) -> str:
        """How regression to the mean is kept out, in sentences; "" where it does not apply."""
        return "" if self.effect is None else self.effect.regression

    @property
    def smallest(self) -> str:
        """The smallest effect that could have been seen, in a sentence."""
        return "" if self.effect is None else wording.smallest(self.effect)
