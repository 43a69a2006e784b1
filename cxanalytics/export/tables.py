"""Any table as a file: CSV, Excel, Parquet or JSON, so that nothing in it is taken for a formula.

What customers write may begin with "=". Spreadsheets would run that as a formula, so in CSV a text that
begins like one gets an apostrophe before it. Excel files hold texts as texts. Numbers stay numbers.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from cxanalytics.errors import CXError
from cxanalytics.files import given_away

# As spreadsheets see it: blanks before it do not help, and full-width signs count.
_FORMULA = r"^(?:[\t\r\n\0]|\s*[=+\-@＝＋－＠])"

EXCEL_ROWS = 1_048_575
EXCEL_CHARACTERS = 32_767
_CUT = " … (cut here: Excel holds 32,767 characters in a cell)"


def write(frame: pd.DataFrame, path: Path, *, noun: str = "rows") -> None:
    """Write `frame` to `path` in the format its name ends in: .csv, .xlsx, .parquet or .json.

    The file is whole or not there. JSON is one document with the rows as a list under `noun`; what is not a
    number, or endless, becomes null.

    Raises
    ------
    CXError
        The name ends in something else, Excel cannot hold so many rows, or the file cannot be written.
    """
    writers: dict[str, Callable[[pd.DataFrame, Path], object]] = {
        ".csv": lambda table, file: file.write_text(csv(table), encoding="utf-8", newline=""),
        ".xlsx": _xlsx,
        ".parquet": lambda table, file: table.to_parquet(file, index=False, compression="zstd"),
        ".json": lambda table, file: file.write_text(json(table, noun), encoding="utf-8"),
    }
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise CXError(f"Cannot write {path.name}: its name must end in {', '.join(writers)}.")
    if path.suffix.lower() == ".xlsx" and len(frame) > EXCEL_ROWS:
        raise CXError(
            f"{path.name} cannot hold {len(frame):,} rows: Excel ends at {EXCEL_ROWS:,}. "
            "Write .csv or .parquet, or choose fewer rows."
        )
    with given_away(path) as temporary:
        writer(frame, temporary)


def csv(frame: pd.DataFrame) -> str:
    """The table as CSV (RFC 4180), texts that look like formulas marked as text."""
    guarded = pd.DataFrame({name: _guarded(column) if _is_text(column) else column for name, column in frame.items()})
    guarded.columns = pd.Index(_guarded(pd.Series(frame.columns, dtype="str")))
    # With CR LF between rows, a bare CR inside a text is quoted too; unquoted it would begin a row of its own.
    return str(guarded.to_csv(index=False, lineterminator="\r\n"))


def _is_text(column: pd.Series) -> bool:
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        dtype = dtype.categories.dtype
    return isinstance(dtype, pd.StringDtype) or pd.api.types.is_object_dtype(dtype)


def _guarded(column: pd.Series) -> pd.Series:
    text = column.astype("str")
    return text.where(~text.str.contains(_FORMULA, regex=True, na=False), "'" + text)


def _xlsx(frame: pd.DataFrame, path: Path) -> None:
    book({"data": frame}, path)


def book(frames: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write an Excel file with a sheet for each table, under its name; texts are never formulas or links."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs={"options": options}) as written:
        for title, frame in frames.items():
            readable = pd.DataFrame({name: _excel(column) for name, column in frame.items()})
            readable.to_excel(written, index=False, sheet_name=title, freeze_panes=(1, 0))
            sheet = written.sheets[title]
            for number, name in enumerate(frame.columns):
                wide = _is_text(frame[name]) and frame[name].astype("str").str.len().max() > 30
                sheet.set_column(number, number, 60 if wide else max(12, len(str(name)) + 2))
            sheet.autofilter(0, 0, len(frame), max(len(frame.columns) - 1, 0))


def _excel(column: pd.Series) -> pd.Series:
    """The column in what Excel can hold: no time zones, no endless numbers, no longer texts."""
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        return pd.Series(column.dt.tz_convert("UTC").dt.tz_localize(None))
    if pd.api.types.is_float_dtype(column.dtype):
        return column.where(np.isfinite(column))
    if _is_text(column):
        text = column.astype("str")
        return text.where(~(text.str.len() > EXCEL_CHARACTERS), text.str[: EXCEL_CHARACTERS - 60] + _CUT)
    return column


def json(frame: pd.DataFrame, noun: str) -> str:
    """The table as one JSON document, its rows as a list under `noun`; no number, or an endless one, is null."""
    rows = frame.to_json(orient="records", date_format="iso", date_unit="s", force_ascii=False)
    return f'{{"{noun}":{rows}}}\n'
