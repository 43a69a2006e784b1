"""Google Forms: the form's own CSV and downloads of the linked sheet, known by the name of the first column."""

import re

import pandas as pd

from cxanalytics.ingest import dates, headers
from cxanalytics.ingest.formats.base import Layout
from cxanalytics.ingest.formats.surveys.answers import choices
from cxanalytics.ingest.grid import Grid

NAME = "google forms"

# What the first column is called; the language is that of the account which made the form.
_STAMPS = {
    "timestamp": "en", "horodateur": "fr", "zeitstempel": "de", "marca temporal": "es", "carimbo de data/hora": "pt",
    "informazioni cronologiche": "it", "タイムスタンプ": "ja", "tijdstempel": "nl", "타임스탬프": "ko",
    "时间戳记": "zh", "時間戳記": "zh", "отметка времени": "ru", "sygnatura czasowa": "pl", "zaman damgası": "tr",
    "tidsstämpel": "sv",
}  # fmt: skip
_DAY_FIRST = {
    "fr": "French", "de": "German", "es": "Spanish", "pt": "Portuguese", "it": "Italian", "nl": "Dutch",
    "ru": "Russian", "pl": "Polish", "tr": "Turkish",
}  # fmt: skip
_PARTS = r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(\D.*)?$"
_ACCOUNT = {"email address", "username"}
_SHEET = re.compile(r"(?i)form responses|\(responses\)")
_POINTS = r"\d+(?:\.\d+)? / \d+(?:\.\d+)?"
_GRADE = re.compile(r"(?i).+ \[(?:score|feedback)\]")
_HALVES = (("AM", "午前|오전|上午"), ("PM", "午後|오후|下午"))


def recognise(grid: Grid) -> float:
    """Sure by the column and its dates; "Timestamp" is a common word, so there a question has to stand beside it."""
    if grid.header != 0 or not grid.names:
        return 0.0
    language = _STAMPS.get(grid.names[0].casefold())
    if language is None or not _is_dated(grid.cells.iloc[1:200, 0]):
        return 0.0
    return 0.9 if language != "en" or _has_question(grid) else 0.0


def lay_out(grid: Grid) -> Layout:
    """Answers with the time they were sent; checkboxes and the points of a quiz are no customer's words."""
    table = grid.table()
    stamp = str(table.columns[0])
    table = table.assign(**{stamp: plain_times(table[stamp])})
    known = {stamp: "occurred_at"}
    for name in (str(column) for column in table.columns[1:]):
        cells = table[name][table[name] != ""]
        if _GRADE.fullmatch(name) or (len(cells) and cells.str.fullmatch(_POINTS).all()):
            known[name] = "ignore"
    table, said = _in_order(table, stamp)
    return Layout(table, "Google Forms", "survey", known | choices(table, known, (", ", ";")), warnings=said)


def _in_order(table: pd.DataFrame, stamp: str) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Days before months where the account writes them so although the questions are in another language."""
    account = _DAY_FIRST.get(_STAMPS[stamp.casefold()])
    if account is None or headers.language([headers.clean(str(name)) for name in table]):
        return table, ()
    parts = table[stamp].str.extract(_PARTS)
    if parts[0].isna().all() or (pd.to_numeric(parts[1]) > 12).any():
        return table, ()
    turned = table[stamp].str.replace(_PARTS, r"\3-\2-\1\4", regex=True)
    said = f"Dates are read as day/month/year, because the form's account is {account} ('{stamp}')."
    return table.assign(**{stamp: turned}), (said,)


def plain_times(column: pd.Series) -> pd.Series:
    """Dates and times in the writing of one place as everybody reads them: halves of the day, dots between parts."""
    cells = column.str.replace("\u202f", " ", regex=False)
    for half, words in _HALVES:
        cells = cells.str.replace(rf"(?:{words})\s*(\d{{1,2}}:\d{{2}}(?::\d{{2}})?)", rf"\1 {half}", regex=True)
        cells = cells.str.replace(rf"\s*(?:{words})", f" {half}", regex=True)
    cells = cells.str.replace(r"\b([apAP])\.\s?([mM])\.", r"\1\2", regex=True)
    cells = cells.str.replace(r"^(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.?(?=\s|$)", r"\1-\2-\3", regex=True)
    return cells.str.replace(r"(?<=\d )(\d{1,2})\.(\d{2})\.(\d{2})$", r"\1:\2:\3", regex=True)


def _is_dated(column: pd.Series) -> bool:
    cells = column[column != ""]
    return bool(len(cells)) and bool(dates.looks_dated(plain_times(cells)).mean() > 0.8)


def _has_question(grid: Grid) -> bool:
    named = bool(_SHEET.search(f"{grid.name} {grid.facts.get('sheet', '')}"))
    others = grid.names[1:]
    asks = any("?" in name or len(name.split()) >= 4 for name in others)
    return named or asks or any(name.lower() in _ACCOUNT for name in others)
