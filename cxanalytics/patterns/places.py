"""Where each pattern is said most, and what it does to the ratio there.

Over everything a pattern's effect on the ratio follows its size nearly in a line. At its own touchpoint it does not: a
small pattern may be most of what is wrong there.
"""

import numpy as np
import pandas as pd

LEVEL = 0.95

_COLUMNS = {"pattern": "str", "at": "str", "there": "float64", "there_low": "float64", "there_high": "float64"}


def effects(mentions: pd.DataFrame, experiences: pd.DataFrame, polarity: str) -> pd.DataFrame:
    """Per pattern the touchpoint `at` which most answers speak of it, and how many times as good the ratio were there.

    mentions are those of one polarity with pattern (missing: none), feedback_id and touchpoint; experiences the same
    part of the feedback. `there` is N / (N - n) of the N experiences of that polarity at the touchpoint, of which n
    say nothing else: the ratio there without it over the ratio (for the positive, the other way round). there_low
    and there_high from the Jeffreys interval of n / N. Finite: half an experience always stays. One row per pattern
    that occurs, in order of the pattern.
    """
    held = mentions[mentions["pattern"].notna().to_numpy(bool)]
    if held.empty:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _COLUMNS.items()})
    unit = mentions[["feedback_id", "touchpoint"]].astype("str").assign(pattern=mentions["pattern"].astype("object"))
    unit = unit.fillna({"pattern": ""}).drop_duplicates()
    alone = ~unit.duplicated(["feedback_id", "touchpoint"], keep=False)
    counted = unit.assign(alone=alone).groupby(["pattern", "touchpoint"])["alone"].agg(["size", "sum"]).reset_index()
    ranked = counted[counted["pattern"] != ""].sort_values(
        ["pattern", "size", "touchpoint"], ascending=[True, False, True]
    )
    most = ranked.drop_duplicates("pattern").reset_index(drop=True)
    felt = experiences[experiences[polarity].to_numpy(bool)]["touchpoint"].astype("str").value_counts()
    n = most["sum"].to_numpy("float64")
    whole = np.maximum(most["touchpoint"].map(felt).fillna(0).to_numpy("float64"), n)
    low, high = _jeffreys(n, whole)
    return pd.DataFrame(
        {
            "pattern": most["pattern"].astype("str").array,
            "at": most["touchpoint"].array,
            "there": (whole + 0.5) / (whole - n + 0.5),
            "there_low": 1 / (1 - low),
            "there_high": 1 / (1 - high),
        }
    )


def _jeffreys(n: np.ndarray, whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The ends of the interval of a share (Brown, Cai, DasGupta 2001)."""
    from scipy.special import betaincinv

    tail = (1 - LEVEL) / 2
    low, high = (betaincinv(n + 0.5, whole - n + 0.5, q) for q in (tail, 1 - tail))
    return np.where(n > 0, low, 0.0), np.minimum(high, 1 - 1e-6)
