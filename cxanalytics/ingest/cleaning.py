"""What tools, spreadsheets and mail programs did to texts, undone step by step, each counted and with a switch."""

import html
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from cxanalytics.ingest import mojibake
from cxanalytics.ingest.grid import TRIMMED

_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_BREAK = re.compile(r"(?i)\s*<br\s*/?>\s*|</(?:p|div|li)>\s*")
_TAG = re.compile(r"(?i)</?(?:p|div|span|b|i|u|em|strong|a|ul|ol|li|font|html|body)(?:\s[^<>]{0,300})?>")
_FORCED = re.compile(r'^="(.*)"$', re.DOTALL)
_ESCAPED = re.compile(r"^'(?=[=+@-])|^=(?=@)")
# A line of somebody else's words; ">5 hours" and ">_<" are the customer's own.
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+(?![\d.,_<>:;=-])[^\n]*(?:\n|\Z)", re.MULTILINE)
_ABOVE_QUOTE = re.compile(
    r"^[ \t]*(?:-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|message d'origine|"
    r"mensaje original)\s*-{2,}|on [^\n]{5,90} wrote:|am [^\n]{5,90} schrieb[^\n]{0,60}:|"
    r"le [^\n]{5,90} a écrit\s*:|el [^\n]{5,90} escribió:)[ \t]*(?:\n|\Z)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Step:
    """A step of cleaning: what it does, in words; which cells may need it; and the cell without the damage."""

    says: str
    concerns: str
    mend: Callable[[str], str]


@dataclass(frozen=True)
class Cleaned:
    """text: the cells, cleaned. counts: how many cells each step changed; steps that changed none are left out."""

    text: pd.Series
    counts: Mapping[str, int]


def _own_words(cell: str) -> str:
    """Without quoted lines, and without what follows a mail program's line above a quote; whole if nothing is left."""
    head = _ABOVE_QUOTE.search(cell)
    before = cell[: head.start()] if head else ""
    rest = before if before.strip() else _ABOVE_QUOTE.sub("", cell)
    own = _QUOTED.sub("", rest).strip(TRIMMED)
    return own or cell


def _out_of_a_spreadsheet(cell: str) -> str:
    forced = _FORCED.match(cell)
    return forced[1].replace('""', '"') if forced else _ESCAPED.sub("", cell)


# In this order: what is escaped is text first, and then its marks are found.
STEPS: Mapping[str, Step] = {
    "entities": Step("HTML entities become the letters they stand for (&amp; is &)", _ENTITY, html.unescape),
    "html": Step("HTML tags are taken out of texts", "<", lambda cell: _TAG.sub("", _BREAK.sub("\n", cell))),
    "spreadsheet": Step(
        "marks that a spreadsheet set before a text are taken away ('=@shop, =\"text\")", r"^(?:[=']@|'[=+-]|=\")",
        _out_of_a_spreadsheet,
    ),
    "encoding": Step("letters read in a wrong encoding are repaired (Ã© is é)", mojibake.SIGNS, mojibake.repaired),
    "quotes": Step(
        "quoted lines of others (> …, On Monday X wrote:) are taken out of texts",
        r"(?:^|\n)[ \t]*>|wrote *:|schrieb|écrit *:|escribió *:|--",
        _own_words,
    ),
    "spaces": Step(
        "hard spaces and line ends of other systems become plain ones", "\u00a0|\r\n",
        lambda cell: cell.replace("\r\n", "\n").replace("\u00a0", " "),
    ),
}  # fmt: skip


def clean(column: pd.Series, keep: Collection[str] = ()) -> Cleaned:
    """Text as it was typed, trimmed; the steps named in `keep` are left out."""
    text = column.astype("str").fillna("")
    counts: dict[str, int] = {}
    for name, step in STEPS.items():
        if name in keep:
            continue
        concerned = text.str.contains(step.concerns, regex=True).to_numpy(bool)
        if not concerned.any():
            continue
        cells = text[concerned]
        mended = [step.mend(cell) for cell in cells]
        counts[name] = sum(new != old for new, old in zip(mended, cells, strict=True))
        changed = text.to_numpy(dtype="object").copy()
        changed[concerned] = mended
        text = pd.Series(changed, index=text.index, dtype="str")
    if "encoding" not in keep:
        text, repaired = mojibake.old_letters(text)
        counts["encoding"] = counts.get("encoding", 0) + repaired
    return Cleaned(text.str.strip(TRIMMED), {name: number for name, number in counts.items() if number})
