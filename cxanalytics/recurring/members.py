"""The members files: which pattern the machine put each mention in, per import, written once.

members/<generation>/<scorer version>/<import>.<polarity>.parquet holds feedback_id, start, pattern ("" for none) and
strength. A file is never rewritten, so that last month's counts stay when a new export comes in. What is missing or
damaged is made again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cxanalytics.errors import WorkspaceError
from cxanalytics.files import read_parquet, write_parquet
from cxanalytics.store import Workspace

COLUMNS = ("feedback_id", "start", "pattern", "strength")
KEY = ["feedback_id", "start"]


@dataclass(frozen=True)
class Side:
    """One polarity of a workspace, as one version of the scorer reads it."""

    workspace: Workspace
    version: str
    polarity: str

    def folder(self, generation: str) -> Path:
        """Where the files of a generation lie."""
        return self.workspace.root / "members" / generation / self.version

    def path(self, generation: str, import_id: str) -> Path:
        """Where the file of one import lies."""
        return self.folder(generation) / f"{import_id}.{self.polarity}.parquet"

    def proposals_path(self, generation: str) -> Path:
        """Where the proposals lie that were made of what is unclustered."""
        return self.folder(generation) / f"proposals.{self.polarity}.parquet"


def write(side: Side, generation: str, assigned: pd.DataFrame) -> None:
    """Write a file per import; assigned has the columns of the files and import_id."""
    for import_id, part in assigned.groupby("import_id", observed=True, sort=True):
        write_parquet(part[list(COLUMNS)], side.path(generation, str(import_id)))


def read(side: Side, generation: str, imports: Sequence[str]) -> pd.DataFrame:
    """The files of these imports together, those that cannot be read left out; with a column import_id."""
    parts = {import_id: _one(side.path(generation, import_id)) for import_id in imports}
    found = [part.assign(import_id=import_id) for import_id, part in parts.items() if part is not None]
    return pd.concat(found, ignore_index=True) if found else none()


def earlier(side: Side, generation: str, import_id: str) -> pd.DataFrame:
    """What any version of the scorer led to for an import, the latest last word; as `read`."""
    paths = side.folder(generation).parent.glob(f"*/{import_id}.{side.polarity}.parquet")
    found = [_one(path) for path in sorted(paths, key=lambda p: (p.stat().st_mtime_ns, str(p)))]
    parts = [part.assign(import_id=import_id) for part in found if part is not None]
    if not parts:
        return none()
    return pd.concat(parts, ignore_index=True).drop_duplicates(KEY, keep="last", ignore_index=True)


def proposals(side: Side, generation: str) -> pd.DataFrame:
    """The proposals of the last settling: feedback_id, start, proposal, name, like; empty where there are none."""
    found = _one(side.proposals_path(generation))
    return no_proposals() if found is None else found


def no_proposals() -> pd.DataFrame:
    """As `proposals`, without a row."""
    kinds = {"feedback_id": "str", "start": "int64", "proposal": "int64", "name": "str", "like": "str"}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})


def none() -> pd.DataFrame:
    """As `read`, without a row."""
    kinds = {"feedback_id": "str", "start": "int64", "pattern": "str", "strength": "float32", "import_id": "str"}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})


def whole(file: Path) -> bool:
    """Whether a members file can be read."""
    return _one(file) is not None


def _one(file: Path) -> pd.DataFrame | None:
    if not file.exists():
        return None
    try:
        return read_parquet(file)
    except WorkspaceError:
        return None
