"""From a file's content to its raw table: delimited text, workbooks, JSON, JSON Lines, Parquet."""

import csv
import re
import warnings
from collections import Counter
from io import BytesIO, StringIO

import pandas as pd

from cxanalytics.errors import ExportError
from cxanalytics.ingest import documents, encoding
from cxanalytics.ingest.files import Content
from cxanalytics.ingest.grid import Grid, trim
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
        case "workbook":
            grid = read_workbook(content)
        case "parquet":
            grid = _read_parquet(content)
        case "json":
            grid = _read_json(content)
        case "text":
            grid = read_delimited(content)
    if grid.cells.empty and not grid.documents:
        raise ExportError(f"{content.name} holds no records; download it again from the tool it came from.")
    return grid


def read_delimited(content: Content) -> Grid:
    """The raw table of a CSV, TSV, semicolon- or pipe-separated file."""
    decoded = encoding.decode(content.data)
    declared = re.match(rb"\s*\"?sep=(.)\"?\r?\n", decoded.utf8)
    body = decoded.utf8[declared.end() :] if declared else decoded.utf8
    sample = body[:_SAMPLE].decode("utf-8", "ignore")
    delimiter = declared.group(1).decode("latin-1") if declared else sniff(sample, whole=len(body) <= _SAMPLE)
    cells, said = _parse(body, delimiter)
    facts = {"encoding": decoded.encoding, "delimiter": DELIMITERS.get(delimiter, delimiter)}
    return Grid(content.name, trim(cells), facts, decoded.warnings + said)


def sniff(sample: str, *, whole: bool = True) -> str:
    """The delimiter that cuts the records into the same number of cells, quotes honoured; comma if none does.

    `whole` says that the sample ends with the file; otherwise its last record is taken for cut off.
    """
    best, best_score = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        widths = _widths(sample, delimiter)
        widths = [w for w in (widths if whole else widths[:-1]) if w > 0]
        if not widths:
            continue
        usual, times = Counter(widths).most_common(1)[0]
        share = round(times / len(widths), 2)
        if usual > 1 and share >= 0.7 and (share, usual) > best_score:
            best, best_score = delimiter, (share, usual)
    if best_score[1] == 0:
        # No delimiter cuts the file evenly: one column, cut at a sign that does not occur.
        return next((d for d in "\t|;" if d not in sample), "\x1f")
    return best


def _widths(sample: str, delimiter: str) -> list[int]:
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        return [len(record) for record in csv.reader(StringIO(sample, newline=""), delimiter=delimiter)]
    except csv.Error:
        return []
    finally:
        csv.field_size_limit(before)


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
    widths = Counter(map(len, records))
    usual = widths.most_common(1)[0][0] if records else 0
    longer = sum(number for width, number in widths.items() if width > usual)
    if longer:
        who = "record has" if longer == 1 else "records have"
        said.append(f"{longer} {who} more cells than most; check that it is read rightly.")
    most = max(widths, default=0)
    padded = [record + [""] * (most - len(record)) for record in records]
    return pd.DataFrame(padded, dtype="str"), tuple(said)


def _read_json(content: Content) -> Grid:
    decoded = encoding.decode(content.data)
    try:
        found = documents.parse(decoded.utf8.decode("utf-8"), content.name)
    except ExportError:
        if content.name.lower().endswith((".csv", ".tsv", ".txt", ".tab")):
            return read_delimited(content)
        raise
    cells = documents.tabulate(found, content.name)
    return Grid(content.name, trim(cells), {"encoding": decoded.encoding}, decoded.warnings, found, named=True)


def _read_parquet(content: Content) -> Grid:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        frame = pq.read_table(BytesIO(content.data)).to_pandas()
    except (pa.ArrowException, OSError, ValueError, TypeError) as error:
        raise ExportError(f"{content.name} is a damaged Parquet file; write or copy it again.") from error
    frame = frame.reset_index() if frame.index.name else frame.reset_index(drop=True)
    return Grid(content.name, trim(documents.as_records(frame)), {"encoding": "Parquet"}, named=True)
