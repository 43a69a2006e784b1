"""LimeSurvey: headings as full questions in the interface's language, or as codes; "question [option]" columns."""

import html
import re

import pandas as pd

from cxanalytics.ingest.formats.base import Layout
from cxanalytics.ingest.formats.surveys.answers import filled_from, numbered_source
from cxanalytics.ingest.grid import Grid

NAME = "limesurvey"

# What the columns about a response are called: English, German, French, code headings; others after the same words.
_FIELDS = {
    "id": ("response id", "antwort id", "antwort-id", "id de la réponse", "id de respuesta", "id"),
    "submitted": ("date submitted", "datum abgeschickt", "date de soumission", "fecha de envío", "submitdate"),
    "page": ("last page", "letzte seite", "dernière page", "última página", "lastpage"),
    "language": ("start language", "start-sprache", "startsprache", "langue de départ", "lenguaje inicial",
                 "startlanguage"),
    "seed": ("seed", "zufallsstartwert", "tête de série", "semilla"),
    "started": ("date started", "datum gestartet", "date de lancement", "fecha de inicio", "startdate"),
    "last": ("date last action", "datum letzte aktivität", "date de la dernière action", "fecha de la última acción",
             "datestamp"),
    "address": ("ip address", "ip-adresse", "adresse ip", "dirección ip", "ipaddr"),
    "referrer": ("referrer url", "weiterleitungs-url", "url référente", "url de referencia", "refurl"),
    "token": ("token", "access code", "zugangscode", "zugangsschlüssel", "code d'accès", "código de acceso"),
}  # fmt: skip
_ROLES = {"id": "source_id", "language": "language", "token": "customer"}
_OPTION = re.compile(r".+\[[^\[\]]+\]")
_NO_STAMP = r"1980-01-01 00:00(?::00)?"  # written where responses are not date-stamped
_STATUS = "Completion"


def recognise(grid: Grid) -> float:
    """Sure by the response id and other columns about the response; by the German id with option columns nearly so."""
    fields = _fields([str(name) for name in grid.names])
    if "id" not in fields:
        return 0.0
    about = len(fields.keys() & {"submitted", "page", "language", "started", "last"})
    if about >= 2:
        return 0.95
    first = fields["id"].casefold()
    options = sum(1 for name in grid.names if _OPTION.fullmatch(name))
    own_word = first in ("antwort id", "id de la réponse", "id de respuesta")
    return 0.85 if own_word and (about or options >= 2) else 0.0


def lay_out(grid: Grid) -> Layout:
    """Answers by response; unfinished ones are marked, and dated by what they did last."""
    table = grid.table()
    fields = _fields([str(name) for name in table])
    known = {name: _ROLES.get(field, "ignore") for field, name in fields.items()}
    table, said = _dated(table, fields)
    table, unasked = _asked(table)
    if "submitted" in fields or "last" in fields:
        date = fields.get("submitted") or fields["last"]
        known[date] = "occurred_at" if (table[date] != "").any() else "ignore"
    if _STATUS in table:
        known[_STATUS] = "status"
    questions = {str(name): html.unescape(_text(str(name))) for name in table if name not in known}
    asked = {name: words for name, words in questions.items() if words != name}
    survey = re.search(r"survey[ _-]?(\d{3,})", grid.name)
    source = f"LimeSurvey: {survey.group(1)}" if survey else numbered_source("LimeSurvey", grid)
    personal = tuple(fields[field] for field in ("address",) if field in fields)
    return Layout(
        table, source, "survey", known, ("occurred_at",), asked, facts={}, warnings=(*said, *unasked), personal=personal
    )  # fmt: skip


def _fields(names: list[str]) -> dict[str, str]:
    """Field -> column, for the columns about the response; "id. Response ID" is code and text in one."""
    present = {}
    for name in reversed(names):
        plain = html.unescape(name).casefold()
        present[plain] = name
        present[plain.split(". ", 1)[-1]] = name
    found = {}
    for field, words in _FIELDS.items():
        column = next((present[word] for word in words if word in present), None)
        if column is not None:
            found[field] = column
    return found if names and found.get("id") == names[0] else {}


def _asked(table: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Blank cells where a question was not asked, which LimeSurvey writes as N/A in all of its columns."""
    unasked = table == "N/A"
    if unasked.any().sum() < 2:
        return table, ()
    said = f"'N/A' stands for a question that was not asked ({int(unasked.to_numpy().sum()):,} cells)."
    return table.mask(unasked, "").astype("str"), (said,)


def _text(name: str) -> str:
    """The question without the code before it ("G01Q02. What ...")."""
    return re.sub(r"^[A-Za-z]\w{0,19}(?:\[\w+\])?\. (?=\S+ \S+)", "", name)


def _dated(table: pd.DataFrame, fields: dict[str, str]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Dates that are none blanked, blank submit dates filled from the last action, and a column saying who finished."""
    said: list[str] = []
    stamps = [fields[field] for field in ("submitted", "last", "started") if field in fields]
    blank = {name: table[name].where(~table[name].str.fullmatch(_NO_STAMP), "") for name in stamps}
    finished = table[fields["submitted"]] != "" if "submitted" in fields else None
    none = sum(int((table[name] != blank[name]).sum()) for name in stamps[:1])
    if none:
        said.append(f"The date 1980-01-01 stands for no date ({none:,} responses): date-stamping was off.")
    table = table.assign(**blank)
    if finished is None:
        return table, tuple(said)
    if (~finished).any():
        others = [table[name] for name in stamps[1:]]
        submitted = fields["submitted"]
        words = finished.map({True: "complete", False: "incomplete"}).astype("str")
        table = table.assign(**{submitted: filled_from(table[submitted], *others), _STATUS: words})
        said.append(f"{int((~finished).sum()):,} responses were not submitted; they are kept where they say something.")
    return table, tuple(said)
