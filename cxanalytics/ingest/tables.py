"""From a file's content to its raw table: delimited text, workbooks, JSON, JSON Lines, Parquet, SPSS."""

import csv
import re
import warnings
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO, StringIO

import pandas as pd

from cxanalytics.errors import ExportError, NoTable
from cxanalytics.ingest import documents, encoding, plain, surplus
from cxanalytics.ingest.files import Content
from cxanalytics.ingest.grid import HEAD, Grid, refuse_too_wide, trim
from cxanalytics.ingest.spss import read_spss
from cxanalytics.ingest.workbooks import read_workbook

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
_SAMPLE = 256 * 1024  # characters looked at to find the delimiter
_LARGEST_CELL = 2**31 - 1


def read_grid(content: Content) -> Grid:
    """The raw table of a file.

    Raises
    ------
    ExportError
        The file is damaged, or holds no table.
    """
    match content.kind:
        case "json" | "text" if (written := plain.read_plain(content)) is not None:
            grid = written
        case "workbook":
            grid = read_workbook(content)
        case "parquet":
            grid = _read_parquet(content)
        case "spss":
            grid = read_spss(content)
        case "json":
            grid = _read_json(content)
        case "text":
            grid = read_delimited(content)
    if grid.cells.empty and not grid.documents:
        raise NoTable(f"{content.name} holds no records; download it again from the tool it came from.")
    return replace(grid, facts={**content.facts, **grid.facts})


def read_delimited(content: Content) -> Grid:
    """The raw table of a CSV, TSV, semicolon- or pipe-separated file."""
    decoded = encoding.decode(content.data)
    declared = re.match(rb"\s*\"?sep=(.)\"?\r?\n", decoded.utf8)
    body = decoded.utf8[declared.end() :] if declared else decoded.utf8
    sample = body[:_SAMPLE].decode("utf-8", "ignore")
    delimiter = declared.group(1).decode("latin-1") if declared else sniff(sample, whole=len(body) <= _SAMPLE)
    widths = _widths(sample, delimiter)
    refuse_too_wide(max(widths, default=0), content.name)
    cells, said = _parse(body, delimiter)
    word = DELIMITERS.get(delimiter, delimiter)
    cells, more = _without_surplus(cells, widths, delimiter, word)
    facts = {"encoding": decoded.encoding, "delimiter": word}
    return Grid(content.name, trim(cells), facts, (*decoded.warnings, *said, *more))


def _without_surplus(
    cells: pd.DataFrame, widths: list[int], delimiter: str, word: str
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The cells mended where records have more fields than the header; `widths` are those of the records."""
    if min(widths, default=0) == cells.shape[1]:
        return cells, ()
    header = Grid("", trim(cells.iloc[:HEAD])).header
    if header is None or header >= len(widths) or not 1 < widths[header] < cells.shape[1]:
        return cells, ()
    return surplus.mend(cells, header, widths[header], delimiter, word)


def sniff(sample: str, *, whole: bool = True) -> str:
    """The delimiter that cuts the records into the same number of cells, quotes honoured; else the header's.

    `whole` says that the sample ends with the file; otherwise its last record is taken for cut off.
    """
    widths = {delimiter: _widths(sample, delimiter) for delimiter in DELIMITERS}
    if not whole:
        widths = {delimiter: counts[:-1] for delimiter, counts in widths.items()}
    below = {delimiter: _below_title(counts) for delimiter, counts in widths.items()}
    # No delimiter cuts the file evenly: one column, cut at a sign that does not occur.
    none = next((d for d in "\t|;" if d not in sample), "\x1f")
    return _most_even(widths) or _most_even(below) or _of_header(sample) or none


def _below_title(widths: list[int]) -> list[int]:
    """Without the lines above the header, which are narrower than most records."""
    usual = Counter(widths).most_common(1)[0][0] if widths else 0
    return widths[next((i for i, width in enumerate(widths) if width >= usual), 0) :]


def _most_even(widths: Mapping[str, list[int]]) -> str:
    best, best_score = "", (0.0, 0)
    for delimiter, counts in widths.items():
        usual, times = Counter(counts).most_common(1)[0] if counts else (0, 0)
        share = round(times / max(1, len(counts)), 2)
        if usual > 1 and share >= 0.7 and (share, usual) > best_score:
            best, best_score = delimiter, (share, usual)
    return best


def _of_header(sample: str) -> str:
    """The delimiter that cuts the first line into names, as wide as another record; "" where none does."""
    first = next((line for line in sample.splitlines() if line.strip()), "")
    found = {}
    for delimiter in DELIMITERS:
        widths = _widths(sample, delimiter)
        names = _cells(first, delimiter)
        if len(names) > 1 and widths.count(len(names)) > 1 and all(_is_name(name) for name in names):
            found[delimiter] = len(names)
    return max(found, key=lambda delimiter: found[delimiter], default="")


def _cells(line: str, delimiter: str) -> list[str]:
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
    finally:
        csv.field_size_limit(before)


def _is_name(cell: str) -> bool:
    """A sentence with commas has a space behind them, or an end; a line of names has neither."""
    return bool(cell) and cell == cell.strip() and len(cell.split()) <= 4 and cell[-1] not in ".!?"


def _widths(sample: str, delimiter: str) -> list[int]:
    """Numbers of cells of the records that are not blank."""
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        records = list(csv.reader(StringIO(sample, newline=""), delimiter=delimiter))
    except csv.Error:
        return []
    finally:
        csv.field_size_limit(before)
    return [len(record) for record in records if len(record) > 1 or "".join(record).strip()]


def _parse(body: bytes, delimiter: str) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """All records as text, by the quick reader, or where that gives up by the patient one."""
    widths = _widths(body[:_SAMPLE].decode("utf-8", "ignore"), delimiter)
    width = max(widths, default=1)
    try:
        with warnings.catch_warnings():
            # A record with more cells than the others would only be warned about, and cut.
            warnings.simplefilter("error", pd.errors.ParserWarning)
            cells = pd.read_csv(
                BytesIO(body), sep=delimiter, header=None, names=list(range(width)), index_col=False,
                dtype="str", keep_default_na=False, low_memory=False, encoding_errors="replace",
            )  # fmt: skip
    except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
        return _parse_patiently(body, delimiter, quotes="EOF inside string" not in str(error))
    except pd.errors.EmptyDataError:
        return pd.DataFrame(), ()
    return cells, ()


def _parse_patiently(body: bytes, delimiter: str, *, quotes: bool) -> tuple[pd.DataFrame, tuple[str, ...]]:
    text = body.decode("utf-8", "replace")
    said = [] if quotes else ["A quotation mark is not closed, so quotation marks were read as text."]
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        source = StringIO(text, newline="")
        reader = csv.reader(source, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE)
        records = [record for record in reader if record]
    except csv.Error:
        records = [line.split(delimiter) for line in text.splitlines() if line]
    finally:
        csv.field_size_limit(before)
    most = max(map(len, records), default=0)
    padded = [record + [""] * (most - len(record)) for record in records]
    return pd.DataFrame(padded, dtype="str"), tuple(said)


def _read_json(content: Content) -> Grid:
    decoded = encoding.decode(content.data)
    try:
        found = documents.parse(decoded.utf8.decode("utf-8"), content.name)
    except ExportError:
        if content.ending in (".csv", ".tsv", ".txt", ".tab"):
            return read_delimited(content)
        raise
    cells = documents.tabulate(found, content.name)
    return Grid(content.name, trim(cells), {"encoding": decoded.encoding}, decoded.warnings, found, named=True)


def _read_parquet(content: Content) -> Grid:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        whole = pq.read_table(BytesIO(content.data))
        try:
            frame = whole.to_pandas()
        except (KeyError, AttributeError):
            # What pandas noted about its columns is damaged; the columns are there all the same.
            frame = whole.to_pandas(ignore_metadata=True)
        refuse_too_wide(len(frame.columns), content.name)
        frame = frame.reset_index() if frame.index.name else frame.reset_index(drop=True)
        # Texts are looked at here for the first time, and may be damaged.
        cells = documents.as_records(frame)
    except (pa.ArrowException, OSError, ValueError, TypeError) as error:
        raise ExportError(f"{content.name} is a damaged Parquet file; write or copy it again.") from error
    zones = {str(name): str(kind.tz) for name, kind in frame.dtypes.items() if isinstance(kind, pd.DatetimeTZDtype)}
    said = tuple(
        f"The times in '{name}' are in the time zone {zone}; they are moved to UTC."
        for name, zone in zones.items()
        if zone not in ("UTC", "Etc/UTC", "+00:00")
    )
    return Grid(content.name, trim(cells), {"encoding": "Parquet"}, said, named=True)
