"""Importing: exports into a workspace, all of them or none, each with its ledger."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cxanalytics import ingest, overlap, scoring
from cxanalytics.engine import Progress, analyse, silent
from cxanalytics.store import Workspace


@dataclass(frozen=True)
class ExportFile:
    """A file to import: where it lies, the name to show, and what a person said about it.

    keep_keys: keep the tool's own customer keys, to answer customers there; otherwise only hashes are kept.
    """

    path: Path
    name: str
    mapping: Mapping[str, str] = field(default_factory=dict)
    touchpoint: str | None = None
    keep_keys: bool = False


def import_exports(
    workspace: Workspace, files: Sequence[ExportFile], *, dry_run: bool = False, progress: Progress = silent
) -> list[dict[str, Any]]:
    """Import these files, all or none; one ledger per file, in their order.

    A file, or an answer, that is in the workspace already is not added again and the ledger says so.
    With `dry_run` nothing is written.

    Raises
    ------
    CXError
        A file cannot be read; nothing of any file was imported.
    """
    if dry_run:
        salt = workspace.salt() if workspace.exists else secrets.token_bytes(32)
        return _import(workspace, files, salt, True, progress)
    with workspace.importing():
        ledgers = _import(workspace, files, workspace.salt(), False, progress)
    analyse(workspace, progress=lambda f, m: progress(0.9 + 0.1 * f, m))
    return ledgers


def _import(
    workspace: Workspace, files: Sequence[ExportFile], salt: bytes, dry_run: bool, progress: Progress
) -> list[dict[str, Any]]:
    known = {record.import_id: record for record in workspace.imports()}
    ledgers: list[dict[str, Any]] = []
    staged: list[dict[str, Any]] = []
    older = scoring.scorer_of(workspace)
    # New feedback is read by this program's scorer; numbers of two versions never stand side by side.
    scorer = scoring.current(workspace)
    try:
        for number, file in enumerate(files):
            progress(0.9 * number / len(files), f"reading {file.name}")
            reading = ingest.inspect(file.path, file.mapping, file.name)
            import_id = reading.import_id
            if import_id in known or any(item["import_id"] == import_id for item in staged):
                ledgers.append(overlap.again(file.name, import_id, known, staged))
                continue
            new = ingest.build(reading, salt=salt, touchpoint=file.touchpoint)
            earlier = [workspace.feedback_path(i) for i in (*known, *(s["import_id"] for s in staged))]
            brought, ledger = overlap.without_known(new, earlier)
            if older.outdated:
                ledger = ledger | {"warnings": [*ledger["warnings"], _reads_anew(older)]}
            ledgers.append(ledger)
            # Noted first: should writing fail half way, its files are taken away again.
            staged.append(ledger)
            if not dry_run:
                workspace.stage(brought)
                if file.keep_keys:
                    workspace.keep_keys(import_id, ingest.customer_keys(reading, salt))
                progress(0.9 * (number + 0.4) / len(files), f"scoring {file.name}")
                scoring.keep(workspace, scorer, import_id, brought.feedback)
        if not dry_run:
            workspace.confirm(staged)
            scoring.renew(workspace)
    except BaseException:
        # Never what is listed: an interrupt may come when all was confirmed already.
        listed = {record.import_id for record in workspace.imports()}
        for item in staged:
            if not dry_run and item["import_id"] not in listed:
                workspace.discard(item["import_id"])
        raise
    return ledgers


def _reads_anew(older: scoring.Scorer) -> str:
    return (
        f"What was imported before was read by an older scorer ({older.version}); with this import everything is read "
        "anew, so numbers noted earlier are not to be compared with those shown from now on."
    )
