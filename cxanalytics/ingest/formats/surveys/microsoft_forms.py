"""Microsoft Forms: the workbook of answers, known by its first three columns in the account's language."""

import re

from cxanalytics.ingest.formats.base import Layout
from cxanalytics.ingest.formats.surveys.answers import choices, ignored, numbered_source
from cxanalytics.ingest.grid import Grid

NAME = "microsoft forms"

_SURE = {("start time", "completion time")}
_SEEN = {("startzeit", "fertigstellungszeit"), ("heure de début", "heure de fin"),
         ("hora de inicio", "hora de finalización")}  # fmt: skip
_LIKELY = {("ora di inizio", "ora di completamento"), ("hora de início", "hora de conclusão"),
           ("begintijd", "tijd van voltooien"), ("開始時刻", "完了時刻")}  # fmt: skip
_MAIL = {"email", "e-mail", "adresse de messagerie", "correo electrónico", "posta elettronica", "メール"}
_NAME = {"name", "nom", "nombre", "nome", "naam", "名前"}
_UNUSED = {
    "last modified time", "zeitpunkt der letzten änderung", "heure de la dernière modification",
    "hora de la última modificación", "total points", "quiz feedback", "grade posted time",
}  # fmt: skip
_GRADE = re.compile(r"(?i)(?:points|feedback) - .+")


def recognise(grid: Grid) -> float:
    """Sure by ID, start and completion time; languages nobody has seen a file of are likely, no more."""
    first = [name.casefold() for name in grid.names[:3]]
    if len(first) < 3 or first[0].rstrip(".") != "id":
        return 0.0
    pair = (first[1], first[2])
    return 0.97 if pair in _SURE else 0.9 if pair in _SEEN else 0.8 if pair in _LIKELY else 0.0


def lay_out(grid: Grid) -> Layout:
    """Answers by response; choices ("A;B;") and the teacher's marks of a quiz are no words of customers."""
    table = grid.table()
    number, start, completed = (str(name) for name in table.columns[:3])
    known = {number: "source_id", start: "ignore", completed: "occurred_at"}
    for name in (str(column) for column in table.columns[3:5]):
        if name.casefold() in _MAIL:
            known[name] = "customer" if table[name].str.contains("@", regex=False).any() else "ignore"
        elif name.casefold() in _NAME:
            known[name] = "author"
    known |= ignored(table, _UNUSED, known)
    known |= {str(name): "ignore" for name in table if name not in known and _GRADE.fullmatch(str(name))}
    known |= choices(table, known, (";",))
    return Layout(table, numbered_source("Microsoft Forms", grid), "survey", known)
