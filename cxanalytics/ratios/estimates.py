"""From counts to ratios, each with how sure it is and how it reads in words."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cxanalytics.ratios.correction import CORRECTED, correct
from cxanalytics.ratios.counts import TOGETHER, counts
from cxanalytics.ratios.interval import LEVEL, THIN, jeffreys
from cxanalytics.ratios.needed import FACTOR, MORE_COMMENTS
from cxanalytics.ratios.together import apart


def table(
    experiences: pd.DataFrame,
    by: Sequence[str] = ("touchpoint",),
    *,
    thin: int = THIN,
    level: float = LEVEL,
    others: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The ratio of every group that occurs: `correct(estimate(counts(experiences, by)), experiences, by)`.

    `others` are labelled experiences outside of these, of earlier months say.

    Raises
    ------
    SelectionError
        `by` names something that experiences cannot be grouped by.
    """
    counted = counts(experiences, by)
    estimated = estimate(counted, thin=thin, level=level)
    return correct(estimated, experiences, by, level=level, thin=thin, others=others, counted=counted)


def estimate(counted: pd.DataFrame, *, thin: int = THIN, level: float = LEVEL) -> pd.DataFrame:
    """Counts with columns ratio, low, high, method, labels and evidence added.

    ratio is positive experiences for each negative one, low and high the ends of its Jeffreys interval at
    `level`, widened where experiences of one feedback are counted together. Without negatives ratio is NaN and
    high infinite: all that can be said is "at least low : 1". method is "counted" (from the machine's polarity;
    no labels by people). evidence is "none" where nothing is positive or negative, "thin" below `thin`
    experiences, else "measured".
    """
    positive = counted["positive"].to_numpy("float64")
    negative = counted["negative"].to_numpy("float64")
    effect = apart(counted)
    low, high = jeffreys(positive / effect, negative / effect, level)
    few = np.where(counted["n"] < thin, "thin", "measured")
    return counted.drop(columns=list(TOGETHER), errors="ignore").assign(
        ratio=np.divide(positive, negative, out=np.full(len(counted), np.nan), where=negative > 0),
        low=low,
        high=high,
        method=pd.Series("counted", index=counted.index, dtype="str"),
        labels=0,
        evidence=pd.Series(np.where(positive + negative == 0, "none", few), index=counted.index, dtype="str"),
    )


def text(ratios: pd.DataFrame, *, n: bool = True, method: bool = False) -> pd.Series:
    """Each ratio in words: "3.4 : 1 (2.7–4.3), n 412", "at least 4.1 : 1, n 12", "no emotion yet, n 5".

    Takes the columns ratio, low, high and n; `n=False` leaves the number of experiences out. `method=True` takes
    method and labels too and says what the number rests on: ", corrected by 120 labels" or ", uncorrected".
    """
    columns = (ratios[name].tolist() for name in ("ratio", "low", "high", "n"))
    words = pd.Series(
        [
            _sentence(ratio, low, high) + (f", n {count:,}" if n else "")
            for ratio, low, high, count in zip(*columns, strict=True)
        ],
        index=ratios.index,
        dtype="str",
    )
    return words + ", " + rests_on(ratios) if method else words


def rests_on(ratios: pd.DataFrame) -> pd.Series:
    """What each ratio rests on: "corrected by 120 labels", or "uncorrected"."""
    known = zip(ratios["method"].tolist(), ratios["labels"].tolist(), strict=True)
    words = [f"corrected by {_labels(count)}" if method == CORRECTED else "uncorrected" for method, count in known]
    return pd.Series(words, index=ratios.index, dtype="str")


def _labels(count: int) -> str:
    return f"{count:,} label{'' if count == 1 else 's'}"


def text_counted(ratios: pd.DataFrame) -> pd.Series:
    """What the machine alone counted, in words: "3.9 : 1 (3.4–4.5)"."""
    counted = ratios.assign(**{name: ratios[f"counted_{name}"] for name in ("ratio", "low", "high")})
    return text(counted, n=False)


def text_beside(ratios: pd.DataFrame) -> pd.Series:
    """Beside a corrected ratio what the machine counted; beside another what it takes, in a few words."""
    counted = "the machine counts " + text_counted(ratios)
    needs = ["needs more comments" if n == MORE_COMMENTS else f"needs {_labels(n)}" for n in ratios["needed"].tolist()]
    return counted.where(ratios["method"] == CORRECTED, pd.Series(needs, index=ratios.index, dtype="str"))


def text_needed(ratios: pd.DataFrame) -> pd.Series:
    """What would make each interval narrow enough, from the column `needed`; empty where it is already."""
    return pd.Series([_more(count) for count in ratios["needed"].tolist()], index=ratios.index, dtype="str")


def _more(needed: int) -> str:
    if needed == MORE_COMMENTS:
        return "too few comments for labels alone to make it surer"
    return f"about {_labels(needed)} more would make it sure within a factor of {FACTOR:g}" if needed else ""


def _sentence(ratio: float, low: float, high: float) -> str:
    if np.isnan(low):
        return "no emotion yet"
    if np.isinf(high) or np.isnan(ratio):
        return f"at least {number(low)} : 1"
    if ratio == 0 or low == 0:
        return f"at most {number(high)} : 1"
    return f"{number(ratio)} : 1 ({number(low)}–{number(high)})"


def number(value: float) -> str:
    """A ratio's size to two digits or so: 0.07, 0.52, 3.4, 22, 1,240."""
    if value >= 9.95:
        return f"{value:,.0f}"
    if value >= 0.995:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 0.0095 else f"{value:.1g}"
