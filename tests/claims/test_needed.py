import numpy as np

from cxanalytics.claims import needed
from cxanalytics.claims.needed import NEVER, UNKNOWN, Needed


def spread(middle: float, deviation: float) -> np.ndarray:
    """Draws of just this middle and spread."""
    return middle + deviation * np.repeat([-1.0, 1.0], 500)


def test_chance_falls_with_the_number_of_experiences() -> None:
    # Middle .05, spread .06: told apart from 0 at a spread of .05 / 1.645 = .0304, so 3.9 times as many.
    differs = spread(0.05, 0.06)
    assert needed.decide(differs, np.zeros(1), 100, 0, least=10) == Needed(290, NEVER)


def test_what_labels_leave_open_falls_with_labels() -> None:
    # Variance .0036, of which .0032 is open to labels: alone, more comments never do; labels do.
    found = needed.decide(spread(0.05, 0.06), spread(0.05, np.sqrt(0.0032)), 100, 50, least=10)
    assert found == Needed(NEVER, int(np.ceil(50 * (0.0032 / ((0.05 / 1.645) ** 2 - 0.0004) - 1))))
    assert found.words == f"About {found.labels} more labels would decide it, if things are as they look."


def test_too_few_and_too_near() -> None:
    assert needed.decide(spread(0.05, 0.1), np.zeros(1), 4, 0, least=10) == Needed(26, 0)
    clear = needed.decide(spread(0.3, 0.1), np.zeros(1), 4, 0, least=10)
    assert (clear, clear.words) == (Needed(6, 0, least=True), "At least 6 more are needed to decide it.")
    assert needed.decide(np.zeros(0), np.zeros(1), 0, 0, least=10) == UNKNOWN
    near = needed.decide(spread(0.0001, 0.1), np.zeros(1), 50, 0, least=10)
    assert near == Needed(NEVER, NEVER)
    assert "hardly decide" in near.words
    assert Needed(30, 12).words.startswith("About 30 more experiences or 12 more labels")


def test_infinite_draws_take_no_part() -> None:
    differs = np.concatenate([spread(0.05, 0.06), [np.inf, np.nan, -np.inf]])
    assert needed.decide(differs, np.zeros(1), 100, 0, least=10) == Needed(290, NEVER)
