"""Cells of text made ready: damage undone, titles joined, answers stacked one below the other."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from cxanalytics.ingest import cleaning, dates
from cxanalytics.ingest.grid import TRIMMED

_PREFIX = r"^([^|\n]{2,40})\s*\|\s*"
PREFIXES, TITLES, TITLE_DATES = "prefixes", "titles", "title dates"


@dataclass(frozen=True)
class Stacked:
    """rows: record (position), column, text, mark, a row per record and filled text column, in the file's order.
    counts: how many texts each step of cleaning changed.
    """

    rows: pd.DataFrame
    counts: Mapping[str, int]


def clean(column: pd.Series) -> pd.Series:
    """Text as it was typed (`cleaning.clean`)."""
    return cleaning.clean(column).text


def without_prefix(text: pd.Series) -> tuple[pd.Series, pd.Series | None]:
    """Texts without a mark that the tool set before each ("✅ Trip Verified | ..."), and the marks.

    A mark is one of a handful of words before a bar, on nearly every text; (texts, None) where there is none.
    """
    filled = text[text != ""]
    if len(filled) < 20 or not filled.str.contains("|", regex=False).mean() > 0.9:
        return text, None
    marks = text.str.extract(_PREFIX)[0].str.strip()
    if marks.notna().sum() < 0.9 * len(filled) or marks.nunique() > 6:
        return text, None
    return text.str.replace(_PREFIX, "", regex=True), marks.fillna("")


def join_title(title: pd.Series, text: pd.Series) -> pd.Series:
    """The title on a line of its own before the text, unless the text begins with it or it is a mere label.

    A title is compared without the ellipsis it may end in; one that over half of the rows share is a label.
    """
    title = without_label(title)
    joined = (title + "\n" + text).str.strip(TRIMMED)
    return text.where(_begins(title, text) | (_core(title) == ""), joined)


def without_label(title: pd.Series) -> pd.Series:
    """The titles without the one that over half of the rows share: that is a label."""
    filled = title[title != ""]
    label = filled.value_counts(normalize=True)
    if len(filled) >= 4 and float(label.iloc[0]) > 0.5:
        return title.where(title != label.index[0], "")
    return title


def _core(title: pd.Series) -> pd.Series:
    return title.str.replace(r"(?:\.\.\.|…)\s*$", "", regex=True).str.strip(TRIMMED)


def _begins(title: pd.Series, text: pd.Series) -> pd.Series:
    """Which texts begin with their title; two columns are compared cell by cell, which no column operation does."""
    pairs = zip(text, _core(title), strict=True)
    return pd.Series([words.casefold().startswith(head.casefold()) for words, head in pairs], index=text.index)


def stack(table: pd.DataFrame, columns: Sequence[str], title: str | None, keep: Collection[str] = ()) -> Stacked:
    """The texts of all columns one below the other; steps of cleaning named in `keep` are left out."""
    counts: Counter[str] = Counter()
    heads = _titles(table[title], keep, counts) if title is not None and set(columns) - {title} else None
    pieces = []
    for name in columns:
        cleaned = cleaning.clean(table[name], keep)
        counts.update(cleaned.counts)
        text, marks = cleaned.text, None
        if heads is not None and title != name:
            counts[TITLES] += int((_begins(heads, text) & (_core(heads) != "") & (text != "")).sum())
            text = join_title(heads, text)
        if PREFIXES not in keep:
            text, marks = without_prefix(text)
        piece = pd.DataFrame({"record": range(len(table)), "column": name, "text": text.array})
        piece["mark"] = "" if marks is None else marks.array
        counts[PREFIXES] += int((piece["mark"] != "").sum())
        pieces.append(piece[piece["text"] != ""])
    done = {name: number for name, number in counts.items() if number}
    if not pieces:
        return Stacked(pd.DataFrame({"record": pd.Series(dtype="int64"), "column": "", "text": "", "mark": ""}), done)
    rows = pd.concat(pieces, ignore_index=True).sort_values("record", kind="stable", ignore_index=True)
    return Stacked(rows, done)


def _titles(column: pd.Series, keep: Collection[str], counts: Counter[str]) -> pd.Series:
    """The titles, cleaned; without those that a spreadsheet turned into dates."""
    cleaned = cleaning.clean(column, keep)
    counts.update(cleaned.counts)
    if TITLE_DATES in keep:
        return without_label(cleaned.text)
    dated = dates.looks_dated(cleaned.text)
    counts[TITLE_DATES] += int(dated.sum())
    return without_label(cleaned.text.mask(dated, ""))
