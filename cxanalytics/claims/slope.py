"""The change of a share from month to month, with how sure."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# Fewer months show no trend.
LEAST = 4


def drawn(month: npt.NDArray[np.int64], share: Floats, error: Floats, draws: int) -> Floats:
    """The change of a share a month, drawn; NaN where there are fewer than LEAST months.

    A line through the shares (T), each weighed by one over its error squared. Where they scatter about it more than
    their errors explain, the line's error is widened by as much (Birge's ratio: Birge 1932, Physical Review 40, 207),
    and the draws are those of Student's t with T - 2 degrees of freedom.
    """
    if len(month) < LEAST:
        return np.full(draws, np.nan)
    weight = 1 / np.maximum(error, 1e-6) ** 2
    middle = float(np.average(month, weights=weight))
    x = month - middle
    spread = float((weight * x**2).sum())
    level, slope = float(np.average(share, weights=weight)), float((weight * x * share).sum()) / spread
    scatter = float((weight * (share - level - slope * x) ** 2).sum()) / (len(month) - 2)
    width = np.sqrt(max(scatter, 1.0) / spread)
    draws_of: Floats = slope + width * np.random.default_rng(len(month)).standard_t(len(month) - 2, draws)
    return draws_of
