"""Cells of text made ready: damage undone, titles joined, answers stacked one below the other."""

import html
import re
from collections.abc import Callable, Sequence

import pandas as pd

from cxanalytics.ingest.grid import TRIMMED

_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_BREAK = re.compile(r"(?i)\s*<br\s*/?>\s*|</(?:p|div|li)>\s*")
_TAG = re.compile(r"(?i)</?(?:p|div|span|b|i|u|em|strong|a|ul|ol|li|font|html|body)(?:\s[^<>]{0,300})?>")
_PREFIX = r"^([^|\n]{2,40})\s*\|\s*"


def clean(column: pd.Series) -> pd.Series:
    """Text as it was typed: HTML unescaped once, a spreadsheet's "=" or "'" before "@" removed, trimmed."""
    text = column
    escaped = text.str.contains(_ENTITY, regex=True)
    if escaped.any():
        text = _apply(text, escaped, html.unescape)
    tagged = text.str.contains("<", regex=False)
    if tagged.any():
        text = _apply(text, tagged, lambda cell: _TAG.sub("", _BREAK.sub("\n", cell)))
    text = text.str.replace(r"^[='](@)", r"\1", regex=True)
    text = text.str.replace("\r\n", "\n", regex=False).str.replace("\u00a0", " ", regex=False)
    return text.str.strip(TRIMMED)


def _apply(text: pd.Series, where: pd.Series, function: Callable[[str], str]) -> pd.Series:
    changed = text.to_numpy(dtype="object").copy()
    changed[where.to_numpy()] = [function(cell) for cell in text[where]]
    return pd.Series(changed, index=text.index, dtype="str")


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
    filled = title[title != ""]
    label = filled.value_counts(normalize=True)
    if len(filled) >= 4 and float(label.iloc[0]) > 0.5:
        title = title.where(title != label.index[0], "")
    core = title.str.replace(r"(?:\.\.\.|…)\s*$", "", regex=True).str.strip(TRIMMED)
    # Two columns are compared cell by cell, which no column operation does.
    begins = [t.casefold().startswith(c.casefold()) for t, c in zip(text, core, strict=True)]
    stands = pd.Series(begins, index=text.index)
    joined = (title + "\n" + text).str.strip(TRIMMED)
    return text.where(stands | (core == ""), joined)


def stack(table: pd.DataFrame, columns: Sequence[str], title: str | None) -> pd.DataFrame:
    """record (position), column, text, mark: a row per record and filled text column, in the file's order."""
    pieces = []
    for name in columns:
        text = clean(table[name])
        if title is not None and title != name:
            text = join_title(clean(table[title]), text)
        text, marks = without_prefix(text)
        piece = pd.DataFrame({"record": range(len(table)), "column": name, "text": text.array})
        piece["mark"] = "" if marks is None else marks.array
        pieces.append(piece[piece["text"] != ""])
    if not pieces:
        return pd.DataFrame({"record": pd.Series(dtype="int64"), "column": "", "text": "", "mark": ""})
    return pd.concat(pieces, ignore_index=True).sort_values("record", kind="stable", ignore_index=True)
