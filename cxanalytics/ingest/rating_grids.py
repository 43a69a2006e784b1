"""Ratings of several touchpoints side by side ("Rate: Check-in", "Rate: Baggage"): each is a rated experience."""

import dataclasses
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from cxanalytics.ingest import headers, questions, ratings
from cxanalytics.ingest.decisions import plain
from cxanalytics.ingest.wordings import folded

_MOST_RATINGS = 101  # different ones
_RATES = re.compile(
    r"\b(rat(e|ing|ings)|stars?|score|satisf\w*|evaluat\w*|quality|happy|pleased|how (good|easy|well|was|were)"
    r"|bewert\w*|zufrieden\w*|beurteil\w*|note[rz]?|notation|evalu\w*|calific\w*|valor\w*|experience)\b"
)
# Scales that do not run from bad to good.
_NO_RATING = re.compile(
    r"\b(importan\w*|frequen\w*|how often|how many|agree\w*|likel\w*|recommend\w*|wichtig\w*|wie oft|effort|priorit\w*"
    r"|expect\w*|recomm?end\w*|weiterempf\w*)\b"
)
# Scores that a tool or a model gave, not the customer.
_BY_MACHINE = re.compile(
    r"\b(sentiment|polarity|subjectivity|confidence|spam|toxicity|relevance|compound|emotion|joy|anger|sadness|fear"
    r"|readability|similarity|probability|influence|engagement|helpful\w*|vader|textblob)\b"
)
_MATRIX = (
    re.compile(r"(?P<stem>.+?)\s*\[(?P<label>[^\]]+)\]"),
    re.compile(r"(?P<stem>.+[?:])\s+(?P<label>[^?:]+)"),
    re.compile(r"(?P<stem>.+?)\s+[-–|]\s+(?P<label>.+)"),
)
_WORDED = (
    re.compile(
        r"(?P<label>.+?)\s*[-–|:]?\s+(?P<stem>(?i:rating|score|satisfaction|stars?|bewertung|note|calificación))"
    ),
    re.compile(r"(?P<stem>(?i:rate|rating|score|satisfaction|stars?|bewertung|note))[\s_:–-]+(?P<label>.+)"),
)

_STACKED = {"record": "int64", "column": "str", "rating": "float64", "rating_low": "float64", "rating_high": "float64"}


@dataclass(frozen=True)
class RatingColumn:
    """A column that rates one touchpoint: its question, and the ratings with their scale. told: a person said so."""

    column: str
    touchpoint: str
    question: str
    ratings: ratings.Ratings
    told: bool = False


def find(
    table: pd.DataFrame,
    wordings: Mapping[str, str],
    taken: Collection[str],
    touchpoints: Mapping[str, str],
    scale: tuple[float, float] | None = None,
) -> tuple[RatingColumn, ...]:
    """The columns that rate a touchpoint each, in the order of the file.

    Two or more of one wording and one scale are taken; `taken` columns have another role. `touchpoints` is what a
    person said: a column said to be about a touchpoint is taken if it holds ratings, one about none ("") is not.
    `scale` is what a person said of the ratings.
    """
    said = {plain(column): place.strip() for column, place in touchpoints.items()}
    found: dict[str, tuple[str, RatingColumn]] = {}
    for column in (str(name) for name in table if str(name) not in taken):
        wording = " ".join(wordings.get(column, column).split())
        stem, label = _parts(wording)
        if not label and _parts(column)[1]:
            wording, (stem, label) = column, _parts(column)
        told = said.get(plain(column), said.get(plain(wording)))
        place = label if told is None else told
        values = _values(table[column], wording, scale) if place else None
        if values is not None:
            asked = questions.about(wording, stem, place)
            found[column] = (folded(stem), RatingColumn(column, place, asked, values, told is not None))
    return _together(table, list(found.values()), scale)


def _values(column: pd.Series, wording: str, scale: tuple[float, float] | None) -> ratings.Ratings | None:
    different = column[column != ""].drop_duplicates()
    if different.empty or len(different) > _MOST_RATINGS:
        return None
    header = headers.clean(wording)
    as_said = ratings.parse(column, header, scale) if scale else None
    if as_said is not None and as_said.values.notna().any():
        return as_said
    return ratings.parse(column, header)


def _together(
    table: pd.DataFrame, found: list[tuple[str, RatingColumn]], scale: tuple[float, float] | None
) -> tuple[RatingColumn, ...]:
    """Those of one wording on the scale that most of them show; a column that seldom reaches its ends is on it too."""
    ends = pd.Series([(each.ratings.low, each.ratings.high) for _, each in found], dtype="object")
    stems = pd.Series([stem for stem, _ in found], dtype="str")
    members: list[RatingColumn] = []
    for stem, each in found:
        shown = ends[stems == stem].value_counts()
        low, high = max(shown.index, key=lambda pair: (shown[pair], pair[1] - pair[0]))
        fits = bool(each.ratings.values.dropna().between(low, high).all())
        if fits and scale is None:
            values = ratings.parse(table[each.column], "", (low, high)) or each.ratings
            members.append(dataclasses.replace(each, ratings=values))
        elif fits or each.told:
            members.append(each)
    shared = pd.Series([stem for stem, each in found if each.column in {m.column for m in members}], dtype="str")
    many = set(shared[shared.duplicated()])
    kept = {each.column for stem, each in found if each.told or stem in many}
    return tuple(each for each in members if each.column in kept)


def _parts(wording: str) -> tuple[str, str]:
    """What a column's question asks for all of its grid, and the touchpoint it rates; ("", "") where it does not."""
    if " " not in wording:
        wording = wording.replace("_", " ")
    if _BY_MACHINE.search(folded(wording)):
        return "", ""
    place = questions.touchpoint(wording)
    start = folded(wording).rfind(folded(place)) if place else -1
    worded = (wording[:start].strip(), place) if start > 0 and _rates(wording) else ("", "")
    return next((found for found in (_split(wording, _MATRIX), worded, _split(wording, _WORDED)) if found[1]), ("", ""))


def _split(wording: str, patterns: Collection[re.Pattern[str]]) -> tuple[str, str]:
    for pattern in patterns:
        found = pattern.fullmatch(wording)
        if found is not None and _rates(found["stem"]):
            label = questions.name(found["label"])
            if label:
                return found["stem"].strip(), label
    return "", ""


def _rates(stem: str) -> bool:
    asked = folded(stem)
    return _RATES.search(asked) is not None and _NO_RATING.search(asked) is None


def said(found: Collection[RatingColumn]) -> tuple[str, ...]:
    """A sentence on the touchpoints that are rated, with their scale."""
    found = [each for each in found if each.touchpoint]
    if not found:
        return ()
    places = [f"{each.touchpoint} ('{each.column}')" for each in found[:6]]
    more = f" and {len(found) - 6} more" if len(found) > 6 else ""
    scales = ", ".join(dict.fromkeys(each.ratings.scale for each in found))
    sentence = (
        f"These questions rate a touchpoint each, from {scales}: {', '.join(places)}{more}; each counts there as "
        "an experience without words."
    )
    return (sentence,)


def stacked(found: Collection[RatingColumn]) -> pd.DataFrame:
    """record (position), column, rating, rating_low, rating_high: a row per rating given, in the file's order."""
    pieces = []
    for each in found:
        values = each.ratings.values.reset_index(drop=True).dropna()
        piece = pd.DataFrame({"record": values.index.astype("int64"), "column": each.column, "rating": values.array})
        pieces.append(piece.assign(rating_low=each.ratings.low, rating_high=each.ratings.high))
    if not pieces:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _STACKED.items()})
    return pd.concat(pieces, ignore_index=True).sort_values("record", kind="stable", ignore_index=True)
