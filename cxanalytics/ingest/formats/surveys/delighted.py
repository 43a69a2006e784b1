"""Delighted: survey responses of its API as JSON, and tables with the same fields."""

import json
from typing import Any

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, header_set, pick
from cxanalytics.ingest.formats.surveys.answers import cells, ignored
from cxanalytics.ingest.grid import Grid, unique_names

NAME = "delighted"

_SIGNATURE = {"survey_type", "score", "comment"}
_ROLES = {
    "source_id": ("id",),
    "text": ("comment",),
    "rating": ("score",),
    "occurred_at": ("created_at",),
    "customer": ("person", "person.id", "person_id"),
    "channel": ("Delighted Source", "delighted_source"),
    "language": ("locale", "Delighted Locale"),
}
_UNUSED = {"updated_at", "permalink", "notes", "additional_answers", "person.created_at", "survey_type", "person.name"}
_SCALES = {
    "nps": (0, 10), "enps": (0, 10), "csat": (1, 5), "csat3": (1, 3), "ces": (1, 5), "ces7": (1, 7), "pmf": (1, 3),
    "stars5": (1, 5), "star": (1, 5), "smileys": (1, 5), "smileys5": (1, 5), "thumbs": (0, 1),
}  # fmt: skip
_COMMON = "score of 100"


def recognise(grid: Grid) -> float:
    """Sure by the fields of the API; a table with the same names is likely, no more."""
    names = header_set(grid)
    if not names >= _SIGNATURE:
        return 0.0
    return 0.95 if {"permalink", "created_at"} <= names and grid.documents else 0.75


def lay_out(grid: Grid) -> Layout:
    """Responses with their comment and further answers; scores of several scales are brought to one."""
    table = grid.table()
    bare = [str(name).removeprefix("person_properties.") for name in table]
    table, typed = _with_answers(table.set_axis(unique_names(bare), axis=1))
    types = cells(table, "survey_type").str.lower()
    kinds = [kind for kind in types.unique() if kind]
    known = pick(table, _ROLES) | dict.fromkeys(typed, "text") | ignored(table, _UNUSED, ())
    questions: dict[str, str] = {}
    said: tuple[str, ...] = ()
    score = next((name for name, role in known.items() if role == "rating"), None)
    if score and len({_SCALES.get(kind) for kind in kinds}) > 1:
        table = table.assign(**{_COMMON: _of_hundred(table[score], types)})
        known |= {score: "ignore", _COMMON: "rating"}
        said = (f"The scores have several scales ({', '.join(kinds)}); they are brought to one, 0 to 100.",)
    elif score and kinds and kinds[0] in ("nps", "enps"):
        questions = {score: "NPS score"}  # so that scores of 5 and less are not taken for stars
    return Layout(table, "Delighted", "survey", known, (), questions, warnings=said)


def _with_answers(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """A column per additional question of the JSON, and which of them hold words."""
    if "additional_answers" not in table:
        return table, []
    given = [_answers(cell) for cell in table["additional_answers"]]
    order = dict.fromkeys(asked for answers in given for asked in answers)
    if not order:
        return table, []
    names = unique_names([*(str(name) for name in table), *order])[table.shape[1] :]
    added = {
        name: pd.Series([answers.get(asked, ("", False))[0] for answers in given], index=table.index, dtype="str")
        for asked, name in zip(order, names, strict=True)
    }
    typed = [name for asked, name in zip(order, names, strict=True)
             if any(answers.get(asked, ("", False))[1] for answers in given)]  # fmt: skip
    return pd.concat([table, pd.DataFrame(added)], axis=1), typed


def _answers(cell: str) -> dict[str, tuple[str, bool]]:
    """Question -> answer and whether it was typed; empty where the cell holds no list of answers."""
    try:
        listed = json.loads(cell) if cell else []
    except (json.JSONDecodeError, RecursionError):
        return {}
    found = {}
    for item in (one for one in (listed if isinstance(listed, list) else []) if isinstance(one, dict)):
        question, value = item.get("question"), item.get("value")
        if isinstance(question, dict) and isinstance(value, dict):
            asked = " ".join(str(question.get("text") or question.get("id") or "").split())
            found[asked] = (_said(value), "free_response" in value)
    return found


def _said(value: dict[str, Any]) -> str:
    """The answer in words: what was typed, the number, or the options chosen."""
    kind, answer = next(iter(value.items()), ("", ""))
    if isinstance(answer, dict):
        return str(answer.get("text", ""))
    if isinstance(answer, list):
        return "; ".join(str(one.get("text", "")) if isinstance(one, dict) else str(one) for one in answer)
    return "" if answer is None or not kind else str(answer)


def _of_hundred(scores: pd.Series, kinds: pd.Series) -> pd.Series:
    """Scores as "75/100", each by the ends of its own scale; blank where the scale is not known."""
    numbers = pd.to_numeric(scores, errors="coerce")
    low = kinds.map({kind: ends[0] for kind, ends in _SCALES.items()})
    high = kinds.map({kind: ends[1] for kind, ends in _SCALES.items()})
    share = ((numbers - low) / (high - low) * 100).round(2)
    return share.map(lambda number: f"{number:g}/100", na_action="ignore").astype("str").where(share.notna(), "")
