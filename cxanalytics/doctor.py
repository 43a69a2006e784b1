"""Is everything in order? Each check says what it found and, where something is wrong, what to do."""

import importlib.metadata
import os
import platform
from dataclasses import dataclass
from pathlib import Path

from cxanalytics import languages, scoring
from cxanalytics.emotion import READ
from cxanalytics.emotion.language import name_of
from cxanalytics.errors import CXError
from cxanalytics.recurring.members import whole
from cxanalytics.resources import data_path
from cxanalytics.store import Workspace

_NEEDS = (
    "streamlit", "pandas", "plotly", "scikit-learn", "threadpoolctl", "nltk", "pyarrow", "duckdb", "SQLAlchemy",
    "vaderSentiment", "python-calamine", "XlsxWriter", "phonenumbers", "python-stdnum", "py3langid", "rapidfuzz",
)  # fmt: skip


@dataclass(frozen=True)
class Check:
    """One thing looked at: whether it is well, and a sentence about it."""

    what: str
    ok: bool
    says: str


def examine(root: Path) -> list[Check]:
    """Look at Python, the libraries, the shipped files and the workspace at `root`."""
    return [_python(), *_libraries(), _shipped(), *_workspace(root)]


def _languages(workspace: Workspace) -> list[Check]:
    """Comments in languages that are not read, where there are any."""
    version = scoring.scorer_of(workspace).version
    paths = [workspace.score_path(version, record.import_id, "texts") for record in workspace.imports()]
    try:
        spoken = languages.spoken([path for path in paths if path.exists()])
    except CXError as error:
        return [
            Check("Languages", False, f"{error} Delete what lies in {workspace.root / 'scores'}; it is made again.")
        ]
    aside = spoken[~spoken["read"].to_numpy(bool)]
    if aside.empty:
        return []
    says = (
        f"in no ratio, because their language is not read: {languages.comments(aside)}. "
        f"Read are {', '.join(name_of(code) for code in READ)}."
    )
    return [Check("Languages", True, says)]


def _python() -> Check:
    # An older Python cannot even read this file, so there is nothing to compare.
    return Check("Python", True, platform.python_version())


def _libraries() -> list[Check]:
    found, missing = [], []
    for name in _NEEDS:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        says = f"{', '.join(missing)} missing; run `pip install -r requirements.txt` in this environment."
        return [Check("Libraries", False, says)]
    return [Check("Libraries", True, ", ".join(found))]


def _shipped() -> Check:
    empty = [name for name in ("lexicons", "languages", "journeys", "samples") if not any(data_path(name).glob("*"))]
    if empty:
        return Check("Shipped files", False, f"data/{', data/'.join(empty)} missing; get a fresh copy.")
    return Check("Shipped files", True, f"lexicons, languages, journeys and samples in {data_path()}")


def _workspace(root: Path) -> list[Check]:
    try:
        workspace = Workspace(root)
        imports = workspace.imports()
    except CXError as error:
        return [Check("Workspace", False, str(error))]
    if not imports:
        parent = next(p for p in (root, *root.absolute().parents) if p.exists())
        if not os.access(parent, os.W_OK):
            return [Check("Workspace", False, f"{root} cannot be made: {parent} is not writable for you.")]
        return [Check("Workspace", True, f"{root} is empty; import an export, or run `cxanalytics demo`.")]
    writable = os.access(root, os.W_OK)
    number = f"{len(imports)} imports" if len(imports) > 1 else "1 import"
    says = f"{root} holds {number}" + ("." if writable else ", but you may not write there.")
    checks = [Check("Workspace", writable, says)]
    lost = workspace.lost()
    if lost:
        says = f"the feedback of {', '.join(lost)} is gone or damaged; restore {root} from a copy, or take it back."
        checks.append(Check("Feedback files", False, says))
    odd = [
        record.file
        for record in imports
        if record.ledger["read"] != record.ledger["kept"] + sum(record.ledger["set_aside"].values())
    ]
    if odd:
        checks.append(Check("Ledgers", False, f"rows of {', '.join(odd)} are not accounted for; import again."))
    else:
        checks.append(Check("Ledgers", True, "every row read is kept or set aside with a reason."))
    checks += _languages(workspace)
    damaged = [path for path in sorted((root / "members").rglob("*.parquet")) if not whole(path)]
    if damaged:
        says = (
            f"Damaged files in {root / 'members'}: {len(damaged)}; delete them. They are made again from the log and "
            "the comments; single mentions may then lie in another pattern than before."
        )
        checks.append(Check("Pattern files", False, says))
    orphans = workspace.orphans()
    if orphans:
        says = f"{len(orphans)} files of interrupted imports lie in {root}; nothing uses them, delete them."
        checks.append(Check("Leftovers", True, says))
    return checks
