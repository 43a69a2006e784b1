"""Where the room is wrong: what it believes against what customers say, the surest and largest differences first."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cxanalytics import ratios

ROSY, GLOOMY, RIGHT, UNKNOWN = VERDICTS = ("too rosy", "too gloomy", "right", "unknown")

# Of how many quotes each gap speaks.
_QUOTES = 2


def gaps(points: pd.DataFrame, believed: pd.DataFrame) -> pd.DataFrame:
    """What is believed against what is measured, a row per believed touchpoint, the surest and largest gap first.

    points are those of a JourneyMap; believed is what `workshop.believed` gives. Columns: rank, touchpoint, stage,
    believed, believed_low, believed_high, voices, ratio, low, high, n, evidence, label (the measured one in words),
    verdict (one of VERDICTS), times (how far the belief is from the measured ratio, as a factor above 1), at_least (the
    same to the nearer end of the interval, 1 where it holds the belief), words (a sentence).

    A belief inside of the interval is right: nobody can say better. Ranked by at_least, so that thin evidence, whose
    intervals are wide, comes late.
    """
    names = {"ratio": "believed", "low": "believed_low", "high": "believed_high", "n": "voices"}
    columns = ["touchpoint", "stage", "ratio", "low", "high", "n", "evidence", "label"]
    table = believed.rename(columns=names).merge(points[columns], on="touchpoint", how="left")
    said, low, high, ratio = (table[name].to_numpy("float64") for name in ("believed", "low", "high", "ratio"))
    table["verdict"] = np.select([np.isnan(low), said > high, said < low], [UNKNOWN, ROSY, GLOOMY], RIGHT)
    with np.errstate(divide="ignore"):
        table["at_least"] = np.where(np.isnan(low), np.nan, np.maximum(np.maximum(said / high, low / said), 1.0))
        times = np.exp(np.abs(np.log(said) - np.log(ratio)))
    table["times"] = np.where(np.isfinite(times), times, np.nan)
    table["words"] = [_words(row) for row in table.to_dict("records")]
    order = ["at_least", "times", "touchpoint"]
    table = table.sort_values(order, ascending=[False, False, True], na_position="last", ignore_index=True)
    shown = ["touchpoint", "stage", "believed", "believed_low", "believed_high", "voices", "ratio", "low", "high", "n"]
    shown += ["evidence", "label", "verdict", "times", "at_least", "words"]
    return table[shown].assign(rank=range(1, len(table) + 1))[["rank", *shown]]


def quotes_for(found: pd.DataFrame, quotes: pd.DataFrame, most: int = _QUOTES) -> pd.DataFrame:
    """What customers say where the room is wrong: those of a board's quotes that speak against it, in the same order.

    Negative ones where it is too rosy, positive ones where it is too gloomy; none where it is right or unknown.
    """
    wanted = found["verdict"].map({ROSY: "negative", GLOOMY: "positive"})
    needed = found[["touchpoint"]].assign(polarity=wanted)[wanted.notna().to_numpy(bool)]
    against = needed.merge(quotes, on=["touchpoint", "polarity"], how="inner")
    return against.groupby("touchpoint", sort=False).head(most)[list(quotes.columns)].reset_index(drop=True)


def told(ratio: float) -> str:
    """A ratio as people say it: "5 : 1", "0.2 : 1"."""
    number = ratios.number(ratio)
    return (number.rstrip("0").rstrip(".") if "." in number else number) + " : 1"


def _words(row: Mapping[Any, Any]) -> str:
    """A gap in a sentence."""
    believes = f"The room believes {told(row['believed'])}"
    if row["verdict"] == UNKNOWN:
        return f"{believes}; customers have not said anything of it that feels."
    says = f"{believes}, customers say {row['label']}"
    thin = " (thin evidence)" if row["evidence"] == "thin" else ""
    if row["verdict"] == RIGHT:
        return f"{says}{thin}: the room is right, as far as anybody can tell."
    times = row["times"]
    by = f"{_factor(times)} times" if times == times else f"at least {_factor(row['at_least'])} times"
    return f"{says}{thin}: {row['verdict']} by {by}."


def _factor(times: float) -> str:
    return told(times).removesuffix(" : 1")
