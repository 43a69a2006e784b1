"""Whole-or-nothing writes: a file is either the old one or the new one, whatever happens in between."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from cxanalytics.errors import CXError, WorkspaceError

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
    """Write `frame` to `path` as one Parquet file, whole or not at all.

    Raises
    ------
    WorkspaceError
        The file cannot be written.
    """
    try:
        with replacing(path) as temporary:
            frame.to_parquet(temporary, index=False, compression="zstd", row_group_size=_ROW_GROUP)
    except OSError as error:
        raise WorkspaceError(
            f"{path} cannot be written ({error.strerror or error}); check that the disk is not full and the folder "
            "is yours, or name another with --workspace."
        ) from error


def read_parquet(path: Path, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The table in a Parquet file, all columns or the named ones.

    Raises
    ------
    WorkspaceError
        The file is missing or damaged.
    """
    try:
        return pd.read_parquet(path, columns=list(columns) if columns else None)
    except (OSError, ValueError) as error:
        raise WorkspaceError(damaged(path)) from error


def damaged(path: Path | str) -> str:
    """What to say of a file of the workspace that cannot be read."""
    return (
        f"{path} is missing or damaged; restore the workspace from a copy, or take that import back (page Import) "
        "and import its file again."
    )
