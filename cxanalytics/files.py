"""Whole-or-nothing writes: a file is either the old one or the new one, whatever happens in between."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from cxanalytics.errors import CXError

# Rows that are read together: few enough that a page of twenty answers costs little, whatever the file's size.
_ROW_GROUP = 20_000


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` to write to; it takes the place of `path` when the block ends well.

    The new bytes reach the disk before the name changes, so a crash leaves the old file or the new one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb") as written:
            os.fsync(written.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def given_away(path: Path) -> Iterator[Path]:
    """As `replacing`, for a file that a person asked for: readable by others, and failing with a sentence.

    Raises
    ------
    CXError
        The file cannot be written.
    """
    try:
        with replacing(path) as temporary:
            yield temporary
            # A temporary file is for its owner alone; one that somebody asked for is as any other.
            temporary.chmod(0o644)
    except OSError as error:
        raise CXError(f"{path} cannot be written: {error.strerror or error}.") from error


def write_parquet(frame: pd.DataFrame, path: Path) -> None:
    """Write `frame` to `path` as one Parquet file, whole or not at all."""
    with replacing(path) as temporary:
        frame.to_parquet(temporary, index=False, compression="zstd", row_group_size=_ROW_GROUP)
