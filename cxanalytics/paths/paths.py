"""Everything that is told of real paths, from experiences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from cxanalytics.paths import coverage, effects, flows, turning
from cxanalytics.paths.coverage import Coverage
from cxanalytics.paths.effects import Effect
from cxanalytics.paths.steps import steps

# Days: without a word from a customer another session begins; back at a touchpoint within that is a repeat contact.
GAP, REPEAT = 7.0, 14.0


@dataclass(frozen=True)
class Paths:
    """top: as `flows.top`, with the ratio of what is felt on them in words. links: as `flows.links`. effects: of a
    channel hop ("hop") and of a repeat contact ("repeat"). turning: as `turning.turning`.
    """

    coverage: Coverage
    top: pd.DataFrame
    links: pd.DataFrame
    effects: Mapping[str, Effect]
    turning: pd.DataFrame


def paths(experiences: pd.DataFrame, order: Sequence[str], *, gap: float = GAP, repeat: float = REPEAT) -> Paths:
    """What the experiences tell of real paths; `order` is that of the journey's touchpoints.

    experiences: feedback, person, known, touchpoint, channel, occurred_at, positive, negative.
    """
    walked = steps(experiences, order, gap)
    top = flows.top(walked)
    return Paths(
        coverage=coverage.coverage(experiences, walked),
        top=top,
        links=flows.links(walked, top),
        effects=effects.of_steps(walked, repeat),
        turning=turning.turning(walked),
    )
