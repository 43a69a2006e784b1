"""JSON documents: parsed with numbers kept as written, and laid out as a table."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from cxanalytics.errors import ExportError, NoTable
from cxanalytics.ingest.files import JAVASCRIPT
from cxanalytics.ingest.grid import MOST_COLUMNS, refuse_too_wide

_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_DEEP = 6  # levels searched for the list of records


def parse(text: str, name: str) -> tuple[Any, ...]:
    """The documents of a JSON or JSON Lines text, numbers as text so that long ids keep their digits.

    Raises
    ------
    ExportError
        The text is neither.
    """
    bare = JAVASCRIPT.sub("", text, count=1).lstrip()
    above = text[: len(text) - len(bare)].count("\n")
    text = bare.rstrip().rstrip(";")
    # Not splitlines: a text may hold other signs that end a line, such as U+2028.
    lines = text.split("\n")
    lined = len(lines) > 1 and _is_lines(lines)
    number = 1
    try:
        if not lined:
            return (_loads(text),)
        found = []
        for number, line in enumerate(lines, start=1):  # noqa: B007 - the error names the line
            if line.strip():
                found.append(_loads(line))
        return tuple(found)
    except (json.JSONDecodeError, RecursionError) as error:
        if not lined and isinstance(error, json.JSONDecodeError):
            number = error.lineno
        where = f" at line {number + above}" if len(lines) > 1 else ""
        raise ExportError(
            f"{name} is no well-formed JSON{where} (often a download that broke off); download it again."
        ) from None


def _loads(text: str) -> Any:
    found = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    return _mended(found) if _HALF.search(text) else found


def _mended(node: Any) -> Any:
    """The same with halves of emoji, left where a tool cut a text, replaced by a sign that can be written."""
    if isinstance(node, str):
        return node if node.isascii() else node.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(node, list):
        return [_mended(item) for item in node]
    if isinstance(node, dict):
        return {_mended(key): _mended(value) for key, value in node.items()}
    return node


def _is_lines(lines: Sequence[str]) -> bool:
    """Several documents, one per line: the first line is a whole document by itself."""
    first = next(line for line in lines if line.strip())
    try:
        return isinstance(json.loads(first), dict | list)
    except (json.JSONDecodeError, RecursionError):
        return False


def tabulate(documents: Sequence[Any], name: str) -> pd.DataFrame:
    """The records of the documents as cells, the first row holding the names; nested fields as "a.b".

    Raises
    ------
    ExportError
        The documents hold no list of records.
    """
    records = _records(documents)
    if not records:
        raise NoTable(f"{name} holds no list of records; export the answers as CSV, Excel or JSON Lines.")
    whole = [_unwrap(record) for record in records]
    flat = [_flatten(record) for record in whole]
    if len(set().union(*flat)) > MOST_COLUMNS:
        # Objects kept by their ids (pictures of posts) would be columns each; they stay what they are.
        flat = whole
    refuse_too_wide(len(set().union(*flat)), name)
    return as_records(pd.DataFrame(flat))


def as_records(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as text cells, its column names as the first row."""
    columns = [_column_text(frame[name]) for name in frame]
    names = pd.DataFrame([[str(name) for name in frame.columns]], dtype="str")
    if not columns:
        return pd.DataFrame()
    body = pd.concat(columns, axis=1, ignore_index=True)
    return pd.concat([names, body], ignore_index=True)


def _records(documents: Sequence[Any]) -> list[dict[str, Any]]:
    if len(documents) == 1:
        return _largest_list(documents[0], 0)
    lists = [document for document in documents if isinstance(document, dict)]
    return lists or _largest_list(list(documents), 0)


def _largest_list(node: Any, depth: int) -> list[dict[str, Any]]:
    """The longest list of objects anywhere in the document; the document itself where there is none."""
    if isinstance(node, list):
        objects = [item for item in node if isinstance(item, dict)]
        if objects:
            return objects
        inner: Iterable[Any] = node
    elif isinstance(node, dict):
        inner = node.values()
        if _is_keyed(node):
            return list(node.values())
    else:
        return []
    found: list[dict[str, Any]] = []
    if depth < _DEEP:
        for child in inner:
            if isinstance(child, dict | list):
                candidate = _largest_list(child, depth + 1)
                found = candidate if len(candidate) > len(found) else found
    if not found and isinstance(node, dict) and depth == 0 and node:
        return [node]
    return found


def _is_keyed(node: dict[str, Any]) -> bool:
    """Several objects of the same shape, each under a key of its own ({"1": {...}, "2": {...}}), are records."""
    shapes = [frozenset(value) if isinstance(value, dict) else frozenset() for value in node.values()]
    alike = len(shapes) > 1 and all(shapes) and len(set(shapes)) == 1
    return alike and any(not isinstance(value, dict | list) for record in node.values() for value in record.values())


def _unwrap(record: dict[str, Any]) -> dict[str, Any]:
    """An object that holds nothing but another one (as in an X archive) stands for it."""
    while len(record) == 1 and isinstance(inner := next(iter(record.values())), dict) and inner:
        record = inner
    return record


def _flatten(record: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict) and value and prefix.count(".") < _DEEP:
            flat.update(_flatten(value, f"{prefix}{key}."))
        else:
            flat[f"{prefix}{key}"] = value
    return flat


def _column_text(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.DatetimeTZDtype) or pd.api.types.is_datetime64_any_dtype(column):
        return column.map(lambda stamp: stamp.isoformat(sep=" "), na_action="ignore").astype("str").fillna("")
    return column.astype("object").map(_value_text).astype("str")


def _value_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or (not isinstance(value, list | dict) and pd.api.types.is_scalar(value) and pd.isna(value)):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return re.sub(r"\x00", "", str(value))
