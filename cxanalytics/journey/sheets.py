"""A journey as a table, a row for each touchpoint: to be edited in a spreadsheet and read back."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import pandas as pd

from cxanalytics.errors import JourneyError
from cxanalytics.journey.model import STATES, Journey, Stage, Touchpoint, parse
from cxanalytics.journey.writing import toml

# What each column is called, and the other words that people head it with.
COLUMNS = {
    "stage": ("Stage", "stage name", "phase", "step"),
    "name": ("Touchpoint", "touchpoint name", "name", "touch point", "moment", "interaction"),
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
    "stage_description": ("Stage description", "about the stage"),
    "stage_formerly": ("Stage formerly", "former names of the stage"),
}
# Rows with a number of their own are put in its order; the others come after them as they stand.
_ORDER = ("order", "position", "number", "no", "nr")
_LISTS = ("channels", "aliases", "phrases", "formerly")
_TEXTS = ("description", "owner", "goal", "front", "back", "bridge")
_YES = {"yes", "y", "x", "true", "1", "1.0", "ja", "oui", "✓", "◆"}
_NO = {"", "no", "n", "false", "0", "0.0", "nein", "non", "–", "-"}
_RATIO = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?::|to)\s*(\d+(?:[.,]\d+)?)")
_HIGHEST = 1e6
# What an index of the numbers of rows in a file is called.
ROW = "row"


def table(journey: Journey) -> pd.DataFrame:
    """The journey with a row per touchpoint in its order; the columns are those of COLUMNS, lists joined by "; "."""
    rows = [
        _of_stage(stage)
        | {COLUMNS[key][0]: _cell(getattr(item, key)) for key in COLUMNS if not key.startswith("stage")}
        for stage in journey.stages
        for item in stage.touchpoints
    ]
    made = pd.DataFrame(rows, columns=[names[0] for names in COLUMNS.values()])
    texts = [names[0] for key, names in COLUMNS.items() if key not in ("moment", "ideal")]
    return made.astype(dict.fromkeys(texts, "str") | {"Moment of truth": "bool", "Ideal": "float64"})


def _of_stage(stage: Stage) -> dict[str, str]:
    values = {"stage": stage.name, "stage_description": stage.description, "stage_formerly": _cell(stage.formerly)}
    return {COLUMNS[key][0]: value for key, value in values.items()}


def _cell(value: Any) -> Any:
    return "; ".join(map(_item, value)) if isinstance(value, tuple) else value


def _item(text: str) -> str:
    """An item of a list, in quotes where it holds what separates items."""
    return '"' + text.replace('"', '""') + '"' if re.search(r'[,;"]', text) else text


def journey(frame: pd.DataFrame, name: str, description: str = "", ignore: tuple[str, ...] = ()) -> Journey:
    """The journey in a table; headers in any case and by several names, rows in the order of the journey.

    A row without a touchpoint is left out; one without a stage belongs to the stage above it. Rows of one stage belong
    together wherever they stand; a column "Order" of numbers puts rows in another order.

    Raises
    ------
    JourneyError
        There is no column of touchpoints, a cell is not what its column holds, or names stand twice; said with the row.
    """
    known = headers(frame.columns)
    if "name" not in known:
        heads = ", ".join(map(str, frame.columns[:8])) or "nothing"
        raise JourneyError(f"The table has no column “Touchpoint”; its columns are {heads}. Name one so.")
    rows = _rows(frame, known)
    if not rows:
        raise JourneyError("The table names no touchpoint; write one in each row of the column “Touchpoint”.")
    stages: dict[str, list[tuple[dict[str, str], Touchpoint]]] = {}
    for cells in rows:
        stages.setdefault(cells["stage"].casefold(), []).append((cells, _touchpoint(cells)))
    made = Journey(name.strip(), description.strip(), tuple(map(_stage, stages.values())), ignore)
    # The rules of journeys hold for tables too.
    return parse(toml(made), "the table")


def described(journey: Journey, touchpoint: str, what: str, value: str) -> Journey:
    """The journey with something said of a touchpoint, as a cell of a table says it; what is one of COLUMNS' words.

    Raises
    ------
    JourneyError
        There is no such touchpoint, nothing is called so, or it does not hold such a value.
    """
    key = next(iter(headers([what])), "")
    if key not in (field.name for field in fields(Touchpoint)) or key in ("name", "formerly"):
        known = ", ".join(name for name in COLUMNS if name not in ("name", "formerly") and not name.startswith("stage"))
        raise JourneyError(f"'{what}' cannot be set of a touchpoint; there are {known}.")
    if touchpoint not in [item.name for item in journey.touchpoints]:
        raise JourneyError(f"There is no touchpoint '{touchpoint}' in this journey.")
    said = _touchpoint({"name": touchpoint, ROW: f"“{touchpoint}”", key: value.strip()})
    stages = [
        replace(
            stage,
            touchpoints=tuple(
                replace(item, **{key: getattr(said, key)}) if item.name == touchpoint else item
                for item in stage.touchpoints
            ),
        )
        for stage in journey.stages
    ]
    return replace(journey, stages=tuple(stages))


def unread(frame: pd.DataFrame) -> tuple[str, ...]:
    """The columns of a table that say nothing of a journey."""
    known = set(headers(frame.columns).values())
    return tuple(str(column) for column in frame.columns if column not in known)


def headers(columns: Iterable[Any]) -> dict[str, Any]:
    """Which column holds what: the keys of COLUMNS, and "order", with the first column that is headed so."""
    words = {name.casefold(): key for key, names in COLUMNS.items() for name in names}
    words |= dict.fromkeys(_ORDER, "order")
    found: dict[str, Any] = {}
    for column in columns:
        plain = " ".join(re.findall(r"[^\W_]+", str(column).casefold()))
        # Channel(s), alias(es), touchpoints.
        forms = (plain, re.sub(r" e?s$", "", plain), plain.removesuffix("s"))
        key = next((words[form] for form in forms if form in words), "order" if str(column).strip() == "#" else None)
        if key is not None:
            found.setdefault(key, column)
    return found


def _rows(frame: pd.DataFrame, known: Mapping[str, Any]) -> list[dict[str, str]]:
    """Per row that names a touchpoint its cells by what they hold, and where it is; in the order of the journey."""
    numbers = frame.index if frame.index.name == ROW else range(2, len(frame) + 2)
    rows: list[tuple[float, dict[str, str]]] = []
    seen: dict[str, str] = {}
    stage = ""
    for number, values in zip(numbers, frame.to_dict("records"), strict=True):
        cells = {key: _text(values[column]) for key, column in known.items()}
        cells |= {key: " ".join(cells.get(key, "").split()) for key in ("stage", "name")}
        stage = cells["stage"] or stage or "Journey"
        if not cells["name"]:
            continue
        where = f"row {number} (“{cells['name']}”)"
        if other := seen.get(cells["name"].casefold()):
            raise JourneyError(f"“{cells['name']}” stands in {other} and in row {number}; rename one, or remove it.")
        seen[cells["name"].casefold()] = f"row {number}"
        rows.append((_place(cells.get("order", ""), where), cells | {"stage": stage, ROW: where}))
    return [cells for _, cells in sorted(rows, key=lambda row: row[0])]


def _place(text: str, where: str) -> float:
    place = _number(text) if text else float("inf")
    if place is None:
        raise JourneyError(f"In {where} the order is “{text}”; write a number, or leave it empty.")
    return place


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _text(value: Any) -> str:
    return "" if value is None or (not isinstance(value, str) and pd.isna(value)) else str(value).strip()


def _stage(rows: Sequence[tuple[Mapping[str, str], Touchpoint]]) -> Stage:
    """The stage of these rows; what is said of it stands in any of them."""
    cells = [cells for cells, _ in rows]
    said = {
        key: next(filter(None, (row.get(key, "") for row in cells)), "") for key in COLUMNS if key.startswith("stage")
    }
    former = _list(said["stage_formerly"], cells[0][ROW])
    return Stage(said["stage"], tuple(item for _, item in rows), said["stage_description"], former)


def _touchpoint(cells: Mapping[str, str]) -> Touchpoint:
    where = cells[ROW]
    texts: dict[str, Any] = {key: cells.get(key, "") for key in _TEXTS}
    lists: dict[str, Any] = {key: _list(cells.get(key, ""), where) for key in _LISTS}
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


def _list(text: str, where: str) -> tuple[str, ...]:
    """What stands between semicolons or line breaks; between commas where there is no semicolon."""
    sign = ";" if ";" in text else ","
    try:
        parts = [part for row in csv.reader(text.splitlines(), delimiter=sign, skipinitialspace=True) for part in row]
    except csv.Error:
        raise JourneyError(f"In {where} a list is too long to be read; shorten it.") from None
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


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
    above, below = (_number(part) or 0.0 for part in found.groups()) if found else (_number(text) or 0.0, 1.0)
    if not below or not 0 < above / below < _HIGHEST:
        raise JourneyError(f"In {where} the ideal is “{text}”; write a ratio as 5 or 5 : 1.")
    return above / below
