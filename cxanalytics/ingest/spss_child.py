"""Run as a program of its own: an SPSS file on standard input, its table on standard output as an Arrow stream.

The reader is a C library that a damaged file can bring down or set running without end. Here it takes only itself
along. Exit 0 done, 1 the file is damaged, 3 the library is missing.
"""

import json
import sys
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pandas as pd

DAMAGED, MISSING = 1, 3


def main() -> int:
    """Read, label and write the table; the questions by column stand in the schema's metadata."""
    _limit_memory()
    try:
        import pyreadstat
    except ImportError:
        return MISSING
    data = sys.stdin.buffer.read()
    try:
        frame, meta = _read(pyreadstat, data)
        asked = {str(name): str(label) for name, label in meta.column_names_to_labels.items() if label}
        labels = meta.variable_value_labels
        columns = {str(name): labelled(frame[name], labels.get(name) or {}) for name in frame}
        _write(pd.DataFrame(columns), asked)
    except Exception:  # noqa: BLE001 - whatever it is, the file is at fault, and its words must reach no log
        return DAMAGED
    return 0


def labelled(column: pd.Series, names: Mapping[Any, str]) -> pd.Series:
    """The labels instead of the codes where every code that occurs has one; else the column as it is."""
    codes = column.dropna().unique()
    if not names or not len(codes) or not all(code in names for code in codes):
        return column
    return column.map(dict(names))


def _read(pyreadstat: Any, data: bytes) -> tuple[pd.DataFrame, Any]:
    try:
        frame, meta = pyreadstat.read_sav(BytesIO(data))
    except (UnicodeDecodeError, pyreadstat.ReadstatError):
        # Older files say nothing, or the wrong thing, of their encoding.
        frame, meta = pyreadstat.read_sav(BytesIO(data), encoding="WINDOWS-1252")
    return frame, meta


def _write(frame: pd.DataFrame, asked: Mapping[str, str]) -> None:
    import pyarrow as pa

    table = pa.Table.from_pandas(frame, preserve_index=False)
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), b"questions": json.dumps(asked).encode()})
    with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as stream:
        stream.write_table(table)


def _limit_memory() -> None:
    """At most as much as the caller allows (bytes, the first argument), where the system can hold a program to it."""
    if len(sys.argv) > 1 and sys.platform != "win32":
        import resource

        most = int(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    sys.exit(main())
