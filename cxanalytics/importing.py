"""Importing: exports into a workspace, all of them or none, each with its ledger."""

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from cxanalytics import emotion, feedback, ingest, overlap, privacy, profiles, scoring
from cxanalytics.engine import Progress, analyse, silent
from cxanalytics.ingest import members
from cxanalytics.ingest.decisions import NONE, Decisions
from cxanalytics.store import NewImport, Workspace

_TEXTS = 300  # looked at to tell their languages before an import


@dataclass(frozen=True)
class ExportFile:
    """A file to import: where it lies, the name to show, and what a person said about it.

    mapping, touchpoint: what is said most, beside the other decisions. keep_keys: keep the tool's own customer keys, to
    answer customers there; otherwise only hashes are kept. profile: the import profile to apply and to keep the
    decisions in; None is the one that fits the file, "" none. whole: nothing remembered is added to the decisions.
    member: of an archive, a folder or a workbook the one table of this key; None is all of them. names: to mask
    wherever they stand in texts; they are kept nowhere.
    """

    path: Path | str
    name: str
    mapping: Mapping[str, str] = field(default_factory=dict)
    touchpoint: str | None = None
    keep_keys: bool = False
    decisions: Decisions = NONE
    profile: str | None = None
    whole: bool = False
    member: str | None = None
    names: privacy.Names = privacy.NOBODY

    @property
    def said(self) -> Decisions:
        """All that a person said about it."""
        return Decisions(self.mapping, self.touchpoint).over(self.decisions)


@dataclass(frozen=True)
class Preview:
    """What an import of a file would do: what it is read as, with which decisions, its ledger, and its feedback.

    feedback is empty where the very same file was imported before. languages: the share of each among the texts of a
    sample, the most frequent first; looked_at: how many texts that are.
    """

    reading: ingest.Reading
    chosen: profiles.Chosen
    ledger: Mapping[str, Any]
    feedback: pd.DataFrame
    languages: Mapping[str, float] = field(default_factory=dict)
    looked_at: int = 0


def preview(workspace: Workspace, file: ExportFile, seen: ingest.Look) -> Preview:
    """What an import of a file would do that was looked at already; nothing is written.

    Raises
    ------
    CXError
        The file cannot be read so.
    """
    salt = workspace.salt() if workspace.exists else secrets.token_bytes(32)
    read = _read(workspace, file, seen)
    known = {record.import_id: record for record in workspace.imports()}
    if seen.import_id in known:
        again = overlap.again(file.name, seen.import_id, known, [])
        return Preview(read.reading, read.chosen, again, feedback.empty())
    brought, ledger = _built(workspace, read, salt, list(known))
    return Preview(read.reading, read.chosen, ledger, brought.feedback, *_languages(brought.feedback))


def _languages(table: pd.DataFrame) -> tuple[dict[str, float], int]:
    """The shares of languages among some texts, as the scorer tells them, and how many texts these are."""
    texts = table[table["text"].notna()]
    some = texts.sample(min(len(texts), _TEXTS), random_state=0)
    spoken = emotion.score(some["text"], some["language"]).texts["language"].dropna()
    return {str(code): float(share) for code, share in spoken.value_counts(normalize=True).items()}, len(some)


@dataclass(frozen=True)
class _Read:
    file: ExportFile
    seen: ingest.Look
    chosen: profiles.Chosen
    reading: ingest.Reading


@dataclass(frozen=True)
class _Remembering:
    """Decisions to keep once all files are in; nothing large."""

    shape: profiles.Shape
    chosen: profiles.Chosen
    name: str | None
    source: str


def _read(workspace: Workspace, file: ExportFile, seen: ingest.Look) -> _Read:
    """A file read with what was decided about it, now or when the same shape came before."""
    chosen = profiles.choose(workspace, profiles.shape_of(seen), file.said, file.profile, whole=file.whole)
    return _Read(file, seen, chosen, ingest.understand(seen, chosen.decisions))


def _built(workspace: Workspace, read: _Read, salt: bytes, earlier: Sequence[str]) -> tuple[NewImport, dict[str, Any]]:
    """What a file brings that the imports of before do not hold, and its ledger with what was decided."""
    new = ingest.build(read.reading, salt=salt, names=read.file.names)
    brought, ledger = overlap.without_known(new, [workspace.feedback_path(name) for name in earlier])
    profile, source, shape = read.chosen.profile, read.reading.source, profiles.shape_of(read.seen)
    decided = {
        "profile": profile.name if profile else "",
        "decided": read.chosen.decisions.words(),
        "remembered": profiles.to_keep(workspace, shape, read.chosen, read.file.profile, source=source),
        "warnings": [*read.chosen.said, *ledger["warnings"]],
    }
    return brought, ledger | decided


def import_exports(
    workspace: Workspace, files: Sequence[ExportFile], *, dry_run: bool = False, progress: Progress = silent
) -> list[dict[str, Any]]:
    """Import these files, all or none; one ledger per file, in their order, and for each table inside an archive.

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
    remembering: list[_Remembering] = []
    older = scoring.scorer_of(workspace)
    # New feedback is read by this program's scorer; numbers of two versions never stand side by side.
    scorer = scoring.current(workspace)
    try:
        for number, file, found in _tables(workspace, files, {*known}, progress):
            seen, read, import_id = found.seen, found.read, found.seen.import_id
            if read is None or any(item["import_id"] == import_id for item in staged):
                again = overlap.again(seen.name, import_id, known, staged)
                ledgers.append(again | {"warnings": [*again["warnings"], *found.said]})
                continue
            brought, ledger = _built(workspace, read, salt, [*known, *(item["import_id"] for item in staged)])
            ledger = ledger | {"warnings": [*ledger["warnings"], *found.said]}
            if older.outdated:
                ledger = ledger | {"warnings": [*ledger["warnings"], _reads_anew(older)]}
            ledgers.append(ledger)
            # Noted first: should writing fail half way, its files are taken away again.
            staged.append(ledger)
            remembering.append(_Remembering(profiles.shape_of(seen), read.chosen, file.profile, read.reading.source))
            if not dry_run:
                workspace.stage(brought)
                if file.keep_keys:
                    workspace.keep_keys(import_id, ingest.customer_keys(read.reading, salt))
                progress(0.9 * (number + 0.4) / len(files), f"scoring {privacy.mask_name(seen.name)}")
                scoring.keep(workspace, scorer, import_id, brought.feedback)
        if not dry_run:
            workspace.confirm(staged)
            _remember(workspace, remembering)
            scoring.renew(workspace)
    except BaseException:
        # Never what is listed: an interrupt may come when all was confirmed already.
        listed = {record.import_id for record in workspace.imports()}
        for item in staged:
            if not dry_run and item["import_id"] not in listed:
                workspace.discard(item["import_id"])
        raise
    return ledgers


def _tables(
    workspace: Workspace, files: Sequence[ExportFile], known: Collection[str], progress: Progress
) -> Iterator[tuple[int, ExportFile, members.Found[_Read]]]:
    """The tables of all files with the number of their file, read unless they are in the workspace already."""
    for number, file in enumerate(files):
        progress(0.9 * number / len(files), f"reading {privacy.mask_name(file.name)}")

        def read(seen: ingest.Look, several: bool, file: ExportFile = file) -> _Read | None:
            if seen.import_id in known:
                return None
            if several:
                file = replace(file, mapping={}, touchpoint=None, decisions=file.said.among(seen.columns))
            return _read(workspace, replace(file, name=seen.name), seen)

        for found in members.each(file.path, file.name, file.member, read=read, asked=file.said.columns()):
            yield number, file, found


def _remember(workspace: Workspace, decided: Sequence[_Remembering]) -> None:
    for each in decided:
        profiles.remember(workspace, each.shape, each.chosen, each.name, source=each.source)


def _reads_anew(older: scoring.Scorer) -> str:
    return (
        f"What was imported before was read by an older scorer ({older.version}); with this import everything is read "
        "anew, so numbers noted earlier are not to be compared with those shown from now on."
    )
