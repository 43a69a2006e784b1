"""What a column holds, measured on its cells."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from cxanalytics.ingest import dates
from cxanalytics.ingest.matching import fullmatch

_SAMPLE = 20_000  # records looked at, evenly spaced
MOST_COLUMNS = 2_000  # of a file looked at closely; no role is inferred for further ones
_SHAPES = 2_000  # different cells whose shape is looked at
# Words that tools write into cells nobody filled.
SOFTWARE_BLANKS = ("NaN", "nan", "NULL", "#N/A", "<NA>", "NaT", "\\N", "#NULL!", "#VALUE!", "undefined")
MARKERS = ("NA", "N/A", "n/a", "na", "None", "none", "null", "-", "--", ".")
NUMBER = r"[-+]?(?:\d{1,3}(?:[,  ]\d{3})+|\d+)(?:[.,]\d+)?(?:[eE][+-]?\d+)?%?"
EMAIL = r"[^@\s\"<>]+@[^@\s\"<>]+\.[A-Za-z]{2,}"
_IP = r"(?:\d{1,3}\.){3}\d{1,3}"
_URL = r"(?:https?://|www\.)\S+"


@dataclass(frozen=True)
class Profile:
    """Facts about the filled cells of a column; shares are between 0 and 1."""

    records: int
    filled: int
    different: int
    words: float  # mean words per cell
    characters: float  # mean length
    letters: float  # share of cells with a letter
    numeric: float
    dated: float
    emails: float
    ips: float
    urls: float
    repeated_parts: float  # share of the parts between semicolons that occur more than once

    @property
    def variety(self) -> float:
        """Different cells among the filled ones, 0 to 1."""
        return self.different / self.filled if self.filled else 0.0


def profiles(table: pd.DataFrame) -> Mapping[str, Profile]:
    """A profile of every column, measured on at most 20,000 evenly spaced records."""
    sample = table.iloc[:: max(1, len(table) // _SAMPLE)]
    return {str(name): profile(sample[name]) for name in sample}


def profile(column: pd.Series) -> Profile:
    """Measure one column of text cells; stand-ins for "no answer" (n/a, none, -) do not count as filled."""
    counts = column[(column != "") & ~column.isin(MARKERS)].value_counts()
    filled, different = int(counts.sum()), len(counts)
    if not filled:
        return Profile(len(column), 0, 0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    cells = pd.Series(counts.index[:_SHAPES], dtype="str")
    weights = counts.to_numpy()[:_SHAPES]
    total = weights.sum() or 1

    def mean(values: pd.Series) -> float:
        return float((values.to_numpy(dtype="float64") * weights).sum() / total)

    numeric = mean(fullmatch(cells, NUMBER))
    return Profile(
        records=len(column),
        filled=filled,
        different=different,
        words=mean(cells.str.count(r"\S+")),
        characters=mean(cells.str.len()),
        letters=mean(cells.str.contains(r"[^\W\d_]")),
        numeric=numeric,
        dated=dates.share(cells) if numeric < 0.5 else 0.0,
        emails=mean(fullmatch(cells, EMAIL)),
        ips=mean(fullmatch(cells, _IP)),
        urls=mean(fullmatch(cells, _URL)),
        repeated_parts=_repeated_parts(cells),
    )


def _repeated_parts(cells: pd.Series) -> float:
    """High in a column of several choices per cell ("A; B;"), low in free text."""
    several = cells[cells.str.contains(";", regex=False)]
    if len(several) < 0.3 * len(cells) or cells.empty:
        return 0.0
    parts = cells.str.split(";").explode().str.strip()
    parts = parts[parts != ""]
    return float(parts.duplicated(keep=False).mean()) if len(parts) else 0.0


def missing_markers(table: pd.DataFrame) -> tuple[str, ...]:
    """The words that stand for an empty cell throughout this file, such as R's NA.

    A word counts when at least two columns of numbers or choices hold it, and it is nowhere typed by chance:
    in a single column of text it may be somebody's answer and stays.
    """
    sample = table.iloc[:: max(1, len(table) // _SAMPLE), :MOST_COLUMNS]
    found = [word for word in SOFTWARE_BLANKS if bool((sample == word).any(axis=None))]
    for word in MARKERS[:7]:
        hits = {str(name): int(times) for name, times in (sample == word).sum().items()}
        columns = [name for name, times in hits.items() if times]
        plain = [name for name in columns if _is_plain(sample[name], word)]
        if len(plain) >= 2 and sum(hits.values()) >= 0.02 * len(sample) * len(columns):
            found.append(word)
    return tuple(found)


def _is_plain(column: pd.Series, word: str) -> bool:
    """Numbers or few choices beside the word."""
    others = column[(column != "") & (column != word)]
    if others.empty:
        return False
    return bool(others.nunique() <= 0.2 * len(others) or others.str.fullmatch(NUMBER).mean() > 0.9)
