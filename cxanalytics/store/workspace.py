"""A workspace: everything of one analysis, in one folder.

```
cxanalytics.db                                SQL: imports with their ledgers, settings
.lock                                         held by an import while it runs
feedback/<import_id>.parquet                  what customers wrote, masked; never changed
set_aside/<import_id>.parquet                 record numbers that were not kept, each with its reason
scores/<scorer version>/<import_id>.*.parquet     polarity and emotions per text and per mention
taught/*.parquet                              labels and assignments that something was learnt from
derived/<journey key>.<scorer version>/…      touchpoints and experiences; can be made again at any time
keys/<import_id>.parquet                      tools' own customer keys, only where somebody asked to keep them
```

An import exists once its row is in the `imports` table. Files of an import that never got there are not read.
"""

import contextlib
import json
import os
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Executable, delete, insert, select, text
from sqlalchemy.exc import DatabaseError

from cxanalytics.errors import WorkspaceError
from cxanalytics.files import read_parquet, write_parquet
from cxanalytics.store import tables

_FOLDERS = ("feedback", "set_aside", "scores", "derived", "keys")
_LOCK = ".lock"
_PATIENCE = 600.0  # seconds that an import waits for another one
_DATABASE = "cxanalytics.db"
ROOT_VARIABLE = "CXANALYTICS_WORKSPACE"


def default_root() -> Path:
    """The folder to use where nobody names one: that of the environment, else `workspace/` right here."""
    return Path(os.environ.get(ROOT_VARIABLE) or "workspace")


@dataclass(frozen=True)
class ImportRecord:
    """One confirmed import: its file's name, when it came in, and its ledger as JSON-ready values."""

    import_id: str
    file: str
    source: str
    imported_at: datetime
    ledger: Mapping[str, Any]


@dataclass(frozen=True)
class NewImport:
    """What one export brings: the feedback to keep and the records set aside."""

    import_id: str
    feedback: pd.DataFrame
    set_aside: pd.DataFrame


class Workspace:
    """The folder `root` as a workspace. Nothing is written before the first import or setting."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)
        if self.root.exists() and not self.root.is_dir():
            raise WorkspaceError(f"The workspace {self.root} is a file; name a folder with --workspace.")
        self._engine = tables.engine_for(self.root / _DATABASE)
        made_by = self.setting("schema")
        if made_by not in (None, tables.SCHEMA_VERSION):
            raise WorkspaceError(
                f"The workspace {self.root} was made by another version of cxanalytics (layout {made_by}, "
                f"this one reads {tables.SCHEMA_VERSION}); install that version, or name another folder "
                "with --workspace."
            )

    @property
    def exists(self) -> bool:
        """Whether anything was ever written here."""
        return (self.root / _DATABASE).exists()

    # --- imports -----------------------------------------------------------------------------------------

    def imports(self) -> list[ImportRecord]:
        """All imports, oldest first."""
        if not self.exists:
            return []
        query = select(tables.imports).order_by(tables.imports.c.imported_at, tables.imports.c.import_id)
        return [
            ImportRecord(row.import_id, row.file, row.source, row.imported_at, json.loads(row.ledger))
            for row in self.rows(query)
        ]

    @contextmanager
    def importing(self) -> Iterator[None]:
        """One import at a time: another one, from any process, waits here until this one is done.

        The lock is the operating system's, so it goes with a process that dies. Where the workspace did not
        exist before and the block fails, it does not exist after either.

        Raises
        ------
        WorkspaceError
            Another import has been running for ten minutes.
        """
        folder_was_there, existed = self.root.exists(), self.exists
        self.create()
        try:
            with contextlib.closing(self._locked()):
                try:
                    yield
                except BaseException:
                    if not existed and not self.imports():
                        self._unmake()
                    raise
        finally:
            if not self.exists:
                (self.root / _LOCK).unlink(missing_ok=True)
                if not folder_was_there:
                    with contextlib.suppress(OSError):
                        self.root.rmdir()

    def _locked(self) -> sqlite3.Connection:
        """A connection that holds the lock until it is closed."""
        try:
            lock = sqlite3.connect(self.root / _LOCK, timeout=_PATIENCE)
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                says = f"Another import into {self.root} is not done yet; try again when it is."
                raise WorkspaceError(says) from error
            raise WorkspaceError(self._not_writable) from error
        return lock

    def _unmake(self) -> None:
        """Take away what a first import has made and not confirmed; never anything else in the folder."""
        for name in _FOLDERS:
            shutil.rmtree(self.root / name, ignore_errors=True)
        (self.root / _DATABASE).unlink(missing_ok=True)

    def stage(self, new: NewImport) -> None:
        """Write the files of an import that is not confirmed yet: nothing reads them."""
        self.create()
        write_parquet(new.feedback, self.feedback_path(new.import_id))
        write_parquet(new.set_aside, self.root / "set_aside" / f"{new.import_id}.parquet")

    def confirm(self, ledgers: Sequence[Mapping[str, Any]]) -> None:
        """List the staged imports of these ledgers, all in one transaction.

        The files come first and the rows last: an import that is listed has its files, and a crash before
        leaves only files that nothing refers to.
        """
        now = datetime.now(UTC).replace(tzinfo=None)
        rows = [
            {
                "import_id": ledger["import_id"],
                "file": ledger["file"],
                "source": ledger["source"],
                "imported_at": now,
                "ledger": json.dumps(ledger, ensure_ascii=False),
            }
            for ledger in ledgers
        ]
        if rows:
            with self.writing() as connection:
                connection.execute(insert(tables.imports), rows)

    def remove(self, import_id: str) -> None:
        """Take an import back, with everything that was worked out from it."""
        with self.writing() as connection:
            connection.execute(delete(tables.imports).where(tables.imports.c.import_id == import_id))
        self.discard(import_id)

    def discard(self, import_id: str) -> None:
        """Delete the files of an import that is not listed (any more)."""
        for path in self.root.rglob(f"{import_id}.*parquet"):
            path.unlink()

    def feedback_path(self, import_id: str) -> Path:
        """Where the feedback of an import lies."""
        return self.root / "feedback" / f"{import_id}.parquet"

    def feedback(self, import_id: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """The feedback of one import, all columns or the named ones."""
        return read_parquet(self.feedback_path(import_id), columns)

    def set_aside(self, import_id: str) -> pd.DataFrame:
        """Records of one import that were not kept: `record` (1 = the first) and `reason`."""
        return read_parquet(self.root / "set_aside" / f"{import_id}.parquet")

    def keep_keys(self, import_id: str, keys: pd.DataFrame) -> None:
        """Keep the tools' own customer keys of an import (customer, key) beside its hashes, because somebody asked."""
        write_parquet(keys, self.root / "keys" / f"{import_id}.parquet")

    def keys(self) -> pd.DataFrame:
        """The customer keys that were kept: customer (hash) and key, one row per customer; empty where none were."""
        paths = [self.root / "keys" / f"{record.import_id}.parquet" for record in self.imports()]
        found = [read_parquet(path) for path in paths if path.exists()]
        none = pd.DataFrame({"customer": pd.Series(dtype="str"), "key": pd.Series(dtype="str")})
        return pd.concat([none, *found], ignore_index=True).drop_duplicates("customer", keep="last", ignore_index=True)

    def score_path(self, version: str, import_id: str, table: str) -> Path:
        """Where the scores ("texts" or "mentions") of one import lie for one version of the scorer."""
        return self.root / "scores" / version / f"{import_id}.{table}.parquet"

    def derived_path(self, key: str, name: str) -> Path:
        """Where a table lies that follows from feedback, scores and a journey."""
        return self.root / "derived" / key / f"{name}.parquet"

    # --- settings ----------------------------------------------------------------------------------------

    def setting(self, key: str) -> str | None:
        """What was set under `key`, or None."""
        if not self.exists:
            return None
        rows = self.rows(select(tables.settings.c.value).where(tables.settings.c.key == key))
        return str(rows[0].value) if rows else None

    def set(self, key: str, value: str) -> None:
        """Set `key` to `value`."""
        self.create()
        with self.writing() as connection:
            connection.execute(delete(tables.settings).where(tables.settings.c.key == key))
            connection.execute(insert(tables.settings).values(key=key, value=value))

    def salt(self) -> bytes:
        """The workspace's secret for hashing customer ids; made once, never shown or exported."""
        known = self.setting("salt")
        if known is None:
            known = secrets.token_hex(32)
            self.set("salt", known)
        return bytes.fromhex(known)

    # --- journeys ----------------------------------------------------------------------------------------

    def journeys(self) -> dict[str, str]:
        """The workspace's own journeys: name → TOML text, by name."""
        if not self.exists:
            return {}
        rows = self.rows(select(tables.journeys).order_by(tables.journeys.c.name))
        return {row.name: row.toml for row in rows}

    def keep_journey(self, name: str, toml: str) -> None:
        """Keep a journey under `name`, in place of an earlier one of that name."""
        self.create()
        with self.writing() as connection:
            connection.execute(delete(tables.journeys).where(tables.journeys.c.name == name))
            connection.execute(insert(tables.journeys).values(name=name, toml=toml))

    # --- housekeeping ------------------------------------------------------------------------------------

    def lost(self) -> list[str]:
        """Names of imported files whose feedback is gone or damaged."""
        return [record.file for record in self.imports() if not _readable(self.feedback_path(record.import_id))]

    def orphans(self) -> list[Path]:
        """Files that no import refers to, left by a write that was cut short."""
        known = {record.import_id for record in self.imports()}
        found = [p for folder in ("feedback", "set_aside") for p in (self.root / folder).glob("*.parquet")]
        return sorted(p for p in found if p.stem not in known)

    def create(self) -> None:
        """Make the workspace where there is none. Others see the whole database or none at all."""
        if self.exists:
            return
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".new-", dir=self.root) as folder:
                made = Path(folder) / _DATABASE
                tables.create(tables.engine_for(made))
                _take_place(made, self.root / _DATABASE)
        except (OSError, DatabaseError) as error:
            raise WorkspaceError(self._not_writable) from error

    @property
    def _not_writable(self) -> str:
        return (
            f"The workspace {self.root} cannot be written; check that the folder is yours and not full, "
            "or name another with --workspace."
        )

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all that is written in it is kept, or none."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            raise WorkspaceError(self._not_writable) from error

    def has(self, table: str) -> bool:
        """Whether the database has a table of this name; one of an older version may lack it."""
        master = text("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :name").bindparams(name=table)
        return self.exists and bool(self.rows(master))

    def rows(self, query: Executable) -> Sequence[Any]:
        """What a query finds."""
        try:
            with self._engine.connect() as connection:
                return connection.execute(query).all()
        except DatabaseError as error:
            raise WorkspaceError(
                f"{self.root / 'cxanalytics.db'} is not a workspace that can be read; "
                "restore it from a copy, or name another folder with --workspace."
            ) from error


def _take_place(made: Path, place: Path) -> None:
    """Put a finished file in its place; where somebody else was quicker, theirs stays."""
    try:
        place.hardlink_to(made)
    except FileExistsError:
        return
    except OSError:
        # A file system without links, such as a USB stick's.
        made.replace(place)


def _readable(path: Path) -> bool:
    import pyarrow.parquet

    try:
        pyarrow.parquet.read_metadata(path)
    except (OSError, ValueError):
        return False
    return True
