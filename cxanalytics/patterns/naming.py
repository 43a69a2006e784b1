"""Names of patterns (to be replaced)."""

from collections.abc import Sequence

import numpy as np
import pandas as pd


def names(texts: pd.Series, groups: np.ndarray, taken: Sequence[str] = ()) -> list[str]:
    """A name per group."""
    k = int(groups.max(initial=-1)) + 1
    return [f"Group {len(taken) + n} {str(texts[groups == n].iloc[0])[:30]}" for n in range(k)]
