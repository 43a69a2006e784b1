"""What a column holds, measured on its cells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from cxanalytics.ingest import dates

_SAMPLE = 20_000  # records looked at, evenly spaced
_SHAPES = 2_000  # different cells whose shape is looked at
# Words that tools write into cells nobody filled.
SOFTWARE_BLANKS = ("NaN", "nan", "NULL", "#N/A", "<NA>", "NaT", "\\N", "#NULL!", "#VALUE!", "undefined")
MARKERS = ("NA", "N/A", "n/a", "na", "None", "none", "null", "-", "--", ".")
_NUMBER = r"[-+]?(?:\d{1,3}(?:[,  ]\d{3})+|\d+)(?:[.,]\d+)?(?:[eE][+-]?\d+)?%?"
EMAIL = r"[^@\s\"<>]+@[^@\s\"<>]+\.[A-Za-z]{2,}"
_IP = r"(?:\d{1,3}\.){3}\d{1,3}"
_URL = r"(?:https?://|www\.)\S+"


@dataclass(frozen=True)
class Profile:
    """Facts about the filled cells of a column; shares are between 0 and 1."""

    records: int
    filled: int
    different: int
    top: float  # share of the most frequent cell
    words: float  # mean words per cell
    characters: float  # mean length
    letters: float  # share of cells with a letter
    numeric: float
    dated: float
    emails: float
    ips: float
    urls: float
    repeated_parts: float  # share of the parts between semicolons that occur more than once
    smallest: float
    largest: float

    @property
    def variety(self) -> float:
        """Different cells among the filled ones, 0 to 1."""
        return self.different / self.filled if self.filled else 0.0


def profiles(table: pd.DataFrame) -> Mapping[str, Profile]:
    """A profile of every column, measured on at most 20,000 evenly spaced records."""
    step = max(1, len(table) // _SAMPLE)
    sample = table.iloc[::step]
    return {str(name): profile(sample[name]) for name in sample}


def profile(column: pd.Series) -> Profile:
    """Measure one column of text cells; stand-ins for "no answer" (n/a, none, -) do not count as filled."""
    counts = column[(column != "") & ~column.isin(MARKERS)].value_counts()
    filled, different = int(counts.sum()), len(counts)
    cells = pd.Series(counts.index[:_SHAPES], dtype="str")
    weights = counts.to_numpy()[:_SHAPES]
    total = weights.sum() or 1

    def part(pattern: str) -> float:
        if cells.empty:
            return 0.0
        return float((cells.str.fullmatch(pattern).to_numpy(dtype=bool) * weights).sum() / total)

    numeric = part(_NUMBER)
    numbers = pd.to_numeric(cells, errors="coerce")
    return Profile(
        records=len(column),
        filled=filled,
        different=different,
        top=float(counts.iloc[0] / filled) if filled else 0.0,
        words=float((cells.str.split().str.len().to_numpy() * weights).sum() / total) if different else 0.0,
        characters=float((cells.str.len().to_numpy() * weights).sum() / total) if different else 0.0,
        letters=float((cells.str.contains(r"[^\W\d_]").to_numpy() * weights).sum() / total)
        if different
        else 0.0,
        numeric=numeric,
        dated=dates.share(cells) if numeric < 0.5 else 0.0,
        emails=part(EMAIL),
        ips=part(_IP),
        urls=part(_URL),
        repeated_parts=_repeated_parts(cells),
        smallest=float(numbers.min()),
        largest=float(numbers.max()),
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
    step = max(1, len(table) // _SAMPLE)
    sample = table.iloc[::step]
    found = [word for word in SOFTWARE_BLANKS if bool((sample == word).any(axis=None))]
    for word in MARKERS[:7]:
        hits = (sample == word).sum()
        columns = [name for name in sample if 0 < hits[name]]
        plain = [name for name in columns if _is_plain(sample[name], word)]
        if len(plain) >= 2 and hits.sum() >= 0.02 * len(sample) * len(columns):
            found.append(word)
    return tuple(found)


def _is_plain(column: pd.Series, word: str) -> bool:
    """Numbers or few choices beside the word."""
    others = column[(column != "") & (column != word)]
    if others.empty:
        return False
    return bool(others.nunique() <= 0.2 * len(others) or others.str.fullmatch(_NUMBER).mean() > 0.9)


def clean_header(name: str) -> str:
    """A header as plain lower-case words: "userName" and "User_Name" both become "user name"."""
    import unicodedata

    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])", " ", name)
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w#]|_", " ", text).split())
