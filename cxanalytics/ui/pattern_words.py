"""What is said of patterns in numbers, in a few words."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from cxanalytics import ratios
from cxanalytics.charts.pattern_map import ARROWS


def share(row: pd.Series) -> str:
    """A share of the answers with its interval: "12 % (10–14 %)"."""
    return f"{percent(row['share'])} ({percent(row['share_low']).removesuffix(' %')}–{percent(row['share_high'])})"


def change(row: pd.Series) -> str:
    """What a pattern does to the ratio: "+4.1 % (3.2–5.0 %)", how much the ratio would change without it."""
    value, low, high = (float(row[name]) - 1 for name in ("times", "times_low", "times_high"))
    if not np.isfinite(value):
        return "–"
    low, high = sorted((abs(low), abs(high)))
    interval = f" ({100 * low:.1f}–{100 * high:.1f} %)" if np.isfinite(high) else ""
    return f"{'−' if value < 0 else '+'}{100 * abs(value):.1f} %{interval}"


def without(row: pd.Series) -> str:
    """What the ratio would be without a pattern, with its interval, in as many digits as tell it from that of now."""
    if pd.isna(row["ratio_without"]):
        return "–"
    write = _digits(row)
    low, high = (write(row[f"ratio_without_{end}"]) for end in ("low", "high"))
    return f"{write(row['ratio_without'])}\u00a0:\u00a01 ({low}\u2060–\u2060{high})"


def now(row: pd.Series) -> str:
    """The ratio of now, in the digits of `without`."""
    return f"{_digits(row)(row['ratio'])}\u00a0:\u00a01"


def _digits(row: pd.Series) -> Callable[[float], str]:
    """How ratios are written so that the one without a pattern does not look like the one of now."""
    written = [ratios.number, *(f"{{:,.{places}f}}".format for places in range(1, 5))]
    return next((write for write in written if write(row["ratio"]) != write(row["ratio_without"])), ratios.number)


def percent(value: float) -> str:
    """A share as a percentage, with a decimal below ten: "12 %", "3.4 %"."""
    return f"{100 * value:.0f} %" if value >= 0.0995 or value == 0 else f"{100 * value:.1f} %"


def trend(word: str) -> str:
    """The trend in a word, with its arrow."""
    return f"{ARROWS[word]} {word}" if word in ARROWS else "cannot be told"


def listed(names: Sequence[str], most: int = 2) -> str:
    """The first names, and a sign where there are more."""
    return ", ".join(map(str, names[:most])) + (" …" if len(names) > most else "")


def outgrown(times: float) -> str:
    """What to say where much more has come in since patterns were found."""
    return (
        f"There are {times:.1f} times as many comments as when these patterns were found. New ones were put to them; "
        "grouped anew, finer patterns may show. What people named or changed stays."
    )
