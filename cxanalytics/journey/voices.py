"""What is said at each touchpoint of a map: what recurs in the negative mentions, and the quotes to show."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.ratios import groups

# So many of its patterns are told of a touchpoint, each from so many answers, and such a share of those that complain
# there, on: what is rare there does not stand for it.
PATTERNS, LEAST, SHARE = 3, 5, 0.1

_NOTHING = pd.DataFrame(
    {name: pd.Series(dtype="str") for name in ("touchpoint", "pain", "quote", "quote_source", "recurs")}
    | {name: pd.Series(dtype="int64") for name in ("pain_n", "recurs_n")}
    | {"quote_date": pd.Series(dtype="datetime64[us]"), "patterns": pd.Series(dtype="object")}
).set_index("touchpoint")


@dataclass(frozen=True)
class Voices:
    """What people say, and the patterns in it.

    felt are the mentions as `patterns.phrases.pains` returns them. grouped are the negative ones with the `pattern`
    that each is in, in place of those of felt; names are those of the patterns.
    """

    felt: pd.DataFrame
    grouped: pd.DataFrame | None = None
    names: Mapping[str, str] = field(default_factory=dict)


def hurting(felt: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Per touchpoint the commonest pain and patterns, in how much feedback they are, and the best quote for it.

    The index is the touchpoint, the columns those of `journey.map.JourneyMap.points`. names are those of the patterns.
    The quote speaks of what stands on the map; without any, it is the best negative mention there is.
    """
    if felt.empty:
        return _NOTHING
    touchpoint = groups.grouping(felt, "touchpoint")
    pain = felt["pain"].astype("category")
    phrases = [str(phrase) for phrase in pain.cat.categories]
    code = pain.cat.codes.to_numpy().astype("int64")
    size = (len(touchpoint.labels), len(phrases) + 1)
    # One column more than there are phrases: code -1, no phrase, is the last and counts nothing.
    box = touchpoint.codes * size[1] + np.where(code < 0, len(phrases), code)
    counts = np.bincount(box, weights=felt["pain_once"].to_numpy("float64"), minlength=size[0] * size[1])
    counts = counts.reshape(size)
    top = counts.argmax(axis=1)
    most = counts.max(axis=1).astype("int64")
    found = _patterns(felt, touchpoint, names)
    first = np.array([part[0][0] if part else "" for part in found], dtype="object")
    fits = (code == top[touchpoint.codes]) & (code >= 0)
    if names:
        in_first = felt["pattern"].astype("str").fillna("").to_numpy("object") == first[touchpoint.codes]
        fits = np.where(first[touchpoint.codes] != "", in_first, fits)
    quotes = _best(felt, touchpoint, felt["quote_score"].to_numpy("float64") + 2 * fits)
    at = quotes["at"].to_numpy()
    named = np.array([*phrases, ""], dtype="object")[np.where(most > 0, top, len(phrases))]
    pain_there = pd.Series(named[at], dtype="str").where(most[at] > 0)
    there = [found[i] for i in at]
    return pd.DataFrame(
        {
            "pain": pain_there.array,
            "pain_n": most[at],
            "patterns": pd.Series(there, dtype="object").array,
            "recurs": pd.Series(
                [part[0][1] if part else phrase for part, phrase in zip(there, pain_there, strict=True)], dtype="str"
            ).array,
            "recurs_n": [part[0][2] if part else n for part, n in zip(there, most[at].tolist(), strict=True)],
            "quote": quotes["clause_text"].astype("str").array,
            "quote_source": quotes["source"].astype("str").array,
            "quote_date": quotes["occurred_at"].array,
        },
        index=pd.Index([touchpoint.labels[i] for i in at], dtype="str"),
    )


def _patterns(
    felt: pd.DataFrame, touchpoint: groups.Grouping, names: Mapping[str, str]
) -> list[tuple[tuple[str, str, int], ...]]:
    """The commonest patterns at each touchpoint: pattern, name and in how many answers."""
    result: list[tuple[tuple[str, str, int], ...]] = [()] * len(touchpoint.labels)
    if not names:
        return result
    held = felt["pattern"].astype("str")
    unit = pd.DataFrame(
        {"at": touchpoint.codes, "pattern": held.to_numpy("object"), "answer": pd.factorize(felt["feedback_id"])[0]}
    )
    complaining = unit.groupby("at")["answer"].nunique()
    named = unit[held.isin(list(names)).to_numpy(bool)].drop_duplicates()
    counted = named.groupby(["at", "pattern"]).size().rename("n").reset_index()
    enough = (counted["n"] >= LEAST) & (counted["n"] >= SHARE * counted["at"].map(complaining))
    often = counted[enough].sort_values(["at", "n", "pattern"], ascending=[True, False, True])
    for at, rows in often.groupby("at").head(PATTERNS).groupby("at"):
        listed = zip(rows["pattern"].tolist(), rows["n"].tolist(), strict=True)
        result[int(str(at))] = tuple((pattern, names[pattern], n) for pattern, n in listed)
    return result


def praise(felt: pd.DataFrame) -> pd.Series:
    """Per touchpoint the positive mention that reads best as a quote."""
    if felt.empty:
        return pd.Series(dtype="str", name="praise")
    touchpoint = groups.grouping(felt, "touchpoint")
    quotes = _best(felt, touchpoint, felt["quote_score"].to_numpy("float64"))
    names = [touchpoint.labels[i] for i in quotes["at"]]
    return pd.Series(quotes["clause_text"].astype("str").array, index=names, name="praise")


def _best(felt: pd.DataFrame, touchpoint: groups.Grouping, worth: npt.NDArray[np.float64]) -> pd.DataFrame:
    """The mention of most worth at each touchpoint, with its number in `at`; ties go by the text itself."""
    best = np.full(len(touchpoint.labels), -1.0)
    np.maximum.at(best, touchpoint.codes, worth)
    finalists = np.flatnonzero(worth == best[touchpoint.codes])
    quotes = felt.iloc[finalists].assign(at=touchpoint.codes[finalists])
    return quotes.sort_values(["at", "clause_text", "source"], kind="stable").drop_duplicates("at")
