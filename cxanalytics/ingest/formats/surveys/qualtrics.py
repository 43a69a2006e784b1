"""Qualtrics: names, question texts and ImportIds in three header records; the legacy layout has two.

CSV, TSV (UTF-16) and XLSX alike; an SPSS file has labels instead of header records.
"""

import json
import re

import pandas as pd

from cxanalytics.ingest import freetext, headers, spss
from cxanalytics.ingest.formats.base import Layout, aside, header_set, pick
from cxanalytics.ingest.grid import Grid, unique_names
from cxanalytics.ingest.profile import profile

NAME = "qualtrics"

_IMPORT_ID = re.compile(r'^\{\s*"ImportId"\s*:')
_ROLES = {
    "occurred_at": ("RecordedDate", "EndDate"),
    "source_id": ("ResponseId", "ResponseID"),
    "channel": ("DistributionChannel",),
    "language": ("UserLanguage", "Q_Language"),
    "status": ("Status",),
    "customer": ("ExternalReference", "ExternalDataReference", "PROLIFIC_PID"),
}
_UNUSED = {
    "startdate", "enddate", "progress", "duration (in seconds)", "duration__in_seconds_", "finished", "recordeddate",
    "responseset", "status", "locationaccuracy", "q_recaptchascore", "userlanguage", "distributionchannel",
}  # fmt: skip
# What Qualtrics' own text analysis and NPS grouping add; the answers of nobody.
_ADDED = re.compile(r".* - (Topics|Parent Topics|Sentiment.*|Topic .*)$|.*_NPS_GROUP$|.*Group$")
_TESTS = {"survey preview", "1", "survey test", "2", "preview", "spam", "8", "9", "spam survey preview"}
_TEST_REASON = "survey preview, test or spam"


def recognise(grid: Grid) -> float:
    """Sure by the ImportId record, by V1, V2 ... over ResponseID, or in SPSS by the names of the columns."""
    if _import_record(grid) is not None:
        return 0.99
    return 0.95 if _is_legacy(grid) or _is_spss(grid) else 0.0


def lay_out(grid: Grid) -> Layout:
    """Answers of people; previews and tests set aside; free text told from choices by the ImportId."""
    record = _import_record(grid)
    if record is None and _is_spss(grid):
        labels = spss.labels(grid)
        names, imports, first = grid.head[0], [""] * len(grid.head[0]), 1
        asked = [labels.get(name, name) for name in names]
    elif record is None:
        names, asked, imports, first = _legacy_head(grid)
    else:
        names, asked, imports, first = grid.head[0], grid.head[record - 1], grid.head[record], record + 1
    table = grid.table(names, first)
    questions = dict(zip(unique_names(names), (" ".join(cell.split()) for cell in asked), strict=True))
    ids = dict(zip(unique_names(names), imports, strict=True))
    known = pick(table, _ROLES)
    for name in table:
        if name not in known and (str(name).lower() in _UNUSED or _ADDED.fullmatch(str(name))):
            known[str(name)] = "ignore"
    texts, said = _texts(table, known, ids if record is not None else {})
    known.update(texts)
    status = next((name for name, role in known.items() if role == "status"), None)
    tests = table[status].str.lower().isin(_TESTS) if status else pd.Series(False, index=table.index)
    zone = re.search(r'"timeZone"\s*:\s*"([^"]+)"', " ".join(imports))
    facts = {"time_zone": zone.group(1)} if zone else {}
    if "labels" in grid.facts:
        facts["labels"] = ""  # they stand in the questions now
    return Layout(
        table, "Qualtrics", "survey", known, ("text",), questions, aside(tests, _TEST_REASON), facts, said
    )  # fmt: skip


def _import_record(grid: Grid) -> int | None:
    for position, record in enumerate(grid.head[:5]):
        if position and any(_IMPORT_ID.match(cell) for cell in record):
            return position
    return None


def _is_legacy(grid: Grid) -> bool:
    head = grid.head
    return len(head) > 1 and head[0][:2] == ["V1", "V2"] and "ResponseID" in head[1]


def _is_spss(grid: Grid) -> bool:
    names = header_set(grid)
    return grid.facts.get("layout") == spss.LAYOUT and {"responseid", "recordeddate"} <= names


def _legacy_head(grid: Grid) -> tuple[list[str], list[str], list[str], int]:
    codes, asked = grid.head[0], grid.head[1]
    names = [second if re.fullmatch(r"V\d+", code) else code for code, second in zip(codes, asked, strict=True)]
    return names, asked, [""] * len(names), 2


def _texts(table: pd.DataFrame, known: dict[str, str], ids: dict[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    words: list[str] = []
    checks: list[str] = []
    for column in (str(name) for name in table):
        if column in known or not _asks_for_words(table[column], ids.get(column)):
            continue
        facts = profile(table[column])
        told = freetext.is_instruction_check(table[column], facts, headers.clean(column))
        (checks if told else words).append(column)
    chosen, said = freetext.prefer(words, checks)
    return dict.fromkeys(checks, "ignore") | dict.fromkeys(chosen, "text"), said


def _asks_for_words(column: pd.Series, import_id: str | None) -> bool:
    if import_id is not None:
        try:
            identity = str(json.loads(import_id).get("ImportId", ""))
        except (json.JSONDecodeError, AttributeError):
            identity = ""
        return identity.endswith("_TEXT")
    facts = profile(column)
    if str(column.name).endswith("_TEXT"):
        return True
    few = facts.records < 20 and facts.words >= 2
    return facts.letters > 0.8 and facts.numeric < 0.2 and (few or (facts.words >= 3 and facts.variety > 0.5))
