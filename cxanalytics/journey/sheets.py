"""A journey as a table, a row for each touchpoint: to be edited in a spreadsheet and read back."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from cxanalytics.errors import JourneyError
from cxanalytics.journey.model import STATES, Journey, Stage, Touchpoint, parse
from cxanalytics.journey.writing import toml

# What each column is called, and the other words that people head it with.
COLUMNS = {
    "stage": ("Stage", "phase", "step"),
    "name": ("Touchpoint", "name", "touch point", "moment", "interaction"),
    "description": ("Description", "what", "about"),
    "channels": ("Channels", "channel"),
    "owner": ("Owner", "responsible", "team"),
    "moment": ("Moment of truth", "mot", "key moment"),
    "goal": ("Goal", "job to be done", "jtbd", "customer goal", "need"),
    "front": ("Front stage", "frontstage", "visible"),
    "back": ("Back stage", "backstage", "invisible"),
    "state": ("State", "keep improve change remove", "decision", "status"),
    "bridge": ("Bridge", "bridge to the next", "next"),
    "ideal": ("Ideal", "target ratio", "ideal ratio"),
    "aliases": ("Aliases", "alias", "other names", "synonyms"),
    "phrases": ("Phrases", "keywords", "words"),
    "formerly": ("Formerly", "former names"),
}
_LISTS = ("channels", "aliases", "phrases", "formerly")
_YES = {"yes", "y", "x", "true", "1", "1.0", "ja", "oui", "✓", "◆"}
_NO = {"", "no", "n", "false", "0", "0.0", "nein", "non", "–", "-"}
_RATIO = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s*(?::|to)\s*(\d+(?:[.,]\d+)?))?")


def table(journey: Journey) -> pd.DataFrame:
    """The journey with a row per touchpoint in its order; the columns are those of COLUMNS, lists joined by "; "."""
    rows = [
        {"Stage": stage.name}
        | {names[0]: _cell(getattr(item, key)) for key, names in COLUMNS.items() if key != "stage"}
        for stage in journey.stages
        for item in stage.touchpoints
    ]
    made = pd.DataFrame(rows, columns=[names[0] for names in COLUMNS.values()])
    texts = [names[0] for key, names in COLUMNS.items() if key not in ("moment", "ideal")]
    return made.astype(dict.fromkeys(texts, "str") | {"Moment of truth": "bool", "Ideal": "float64"})


def _cell(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, tuple) else value


def journey(frame: pd.DataFrame, name: str, description: str = "", ignore: tuple[str, ...] = ()) -> Journey:
    """The journey in a table; headers in any case and by several names, rows in the order of the journey.

    A row without a touchpoint is left out; one without a stage belongs to the stage above it.

    Raises
    ------
    JourneyError
        There is no column of touchpoints, a cell is not what its column holds, or names stand twice; said with the row.
    """
    known = _headers(frame)
    if "name" not in known:
        heads = ", ".join(map(str, frame.columns[:8])) or "nothing"
        raise JourneyError(f"The table has no column “Touchpoint”; its columns are {heads}. Name one so.")
    stages: dict[str, list[Touchpoint]] = {}
    stage = ""
    for number, row in enumerate(frame.to_dict("records"), start=2):
        cells = {key: _text(row[column]) for key, column in known.items()}
        stage = cells.get("stage") or stage or "Journey"
        if cells["name"]:
            stages.setdefault(stage, []).append(_touchpoint(cells, number))
    if not stages:
        raise JourneyError("The table names no touchpoint; write one in each row of the column “Touchpoint”.")
    parts = tuple(Stage(key, tuple(items)) for key, items in stages.items())
    made = Journey(name.strip(), description.strip(), parts, ignore)
    # The rules of journeys hold for tables too.
    return parse(toml(made), "the table")


def _headers(frame: pd.DataFrame) -> dict[str, Any]:
    """Which column holds what."""
    words = {name.casefold(): key for key, names in COLUMNS.items() for name in names}
    found: dict[str, Any] = {}
    for column in frame.columns:
        plain = " ".join(re.findall(r"\w+", str(column).casefold()))
        key = words.get(plain) or words.get(plain.removesuffix("s"))
        if key is not None:
            found.setdefault(key, column)
    return found


def _text(value: Any) -> str:
    return "" if value is None or (not isinstance(value, str) and pd.isna(value)) else " ".join(str(value).split())


def _touchpoint(cells: Mapping[str, str], row: int) -> Touchpoint:
    where = f"row {row} (“{cells['name']}”)"
    texts: dict[str, Any] = {
        key: cells.get(key, "") for key in ("description", "owner", "goal", "front", "back", "bridge")
    }
    lists: dict[str, Any] = {key: _list(cells.get(key, "")) for key in _LISTS}
    state = cells.get("state", "").casefold()
    if state and state not in STATES:
        raise JourneyError(f"In {where} the state is “{cells['state']}”; write {', '.join(STATES)}, or leave it empty.")
    return Touchpoint(
        name=cells["name"],
        moment=_yes(cells.get("moment", ""), where),
        ideal=_ratio(cells.get("ideal", ""), where),
        state=state,
        **texts,
        **lists,
    )


def _list(text: str) -> tuple[str, ...]:
    """What stands between semicolons; between commas where there is no semicolon."""
    parts = text.split(";") if ";" in text else text.split(",")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _yes(text: str, where: str) -> bool:
    plain = text.casefold()
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    raise JourneyError(f"In {where} the moment of truth is “{text}”; write yes, or leave it empty.")


def _ratio(text: str, where: str) -> float | None:
    if not text:
        return None
    found = _RATIO.fullmatch(text)
    above, below = (float(part.replace(",", ".")) if part else 1.0 for part in found.groups()) if found else (0.0, 1.0)
    if above <= 0 or below <= 0:
        raise JourneyError(f"In {where} the ideal is “{text}”; write a ratio as 5 or 5 : 1.")
    return above / below


def read(path: Any, name: str) -> pd.DataFrame:
    """The table in a file, .csv or .xlsx by its name.

    Raises
    ------
    JourneyError
        It is neither, or it cannot be read.
    """
    try:
        if name.lower().endswith(".csv"):
            return pd.read_csv(path, dtype="str", sep=None, engine="python", encoding="utf-8-sig")
        if name.lower().endswith(".xlsx"):
            return pd.read_excel(path, dtype="str", engine="calamine")
    except (ValueError, OSError, UnicodeDecodeError, pd.errors.ParserError) as error:
        raise JourneyError(
            f"{name} cannot be read as a table; save it as CSV (UTF-8) or XLSX and try again."
        ) from error
    raise JourneyError(f"{name} is neither .csv nor .xlsx; save the table as one of them.")
