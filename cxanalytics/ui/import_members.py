"""What was dropped, taken apart: each table of an archive or a workbook stands on the page as a file of its own."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from cxanalytics import importing as exports
from cxanalytics import ingest
from cxanalytics.store import Workspace
from cxanalytics.ui import import_file, importing, jobs, ledgers
from cxanalytics.ui.importing import Upload, state

MOST = 10  # tables that are drawn one by one; of more, nobody would look through the decisions


def opened(uploads: Sequence[Upload]) -> list[Upload]:
    """The tables of all that was dropped, but for those a person left out; draws what was left out of an archive."""
    tables: list[Upload] = []
    for upload in uploads:
        tables += _tables(upload, MOST - len(tables))
    return tables


def _tables(upload: Upload, most: int) -> list[Upload]:
    job = jobs.start(f"open {upload.digest} {upload.name}", lambda _: ingest.listing(upload.path, upload.name))
    jobs.watch(job, f"Opening {upload.name}")
    if job.error:
        # The file itself says what is wrong with it, and can be taken away again.
        return [upload]
    found: ingest.Listing = job.result
    if [member.key for member in found.members] == [None]:
        return [upload]
    if len(found.members) > most:
        return [replace(upload, tables=len(found.members))]
    for said in found.said:
        st.caption(f"**{upload.name}** – {said}")
    parts = [_part(upload, member) for member in found.members]
    kept = [part for part in parts if part.digest not in importing.left_out()]
    if not kept:
        importing.leave(upload)
    return kept


def _part(upload: Upload, member: ingest.Member) -> Upload:
    key = hashlib.sha256((member.key or "").encode("utf-8", "replace")).hexdigest()[:8]
    return replace(upload, digest=f"{upload.digest}-{key}", member=member.key, shown=member.name)


def prepare(upload: Upload, own: Workspace) -> exports.ExportFile | None:
    """Draw one file, or an archive of many tables as a whole. The file, if it can go in."""
    return _whole(upload, own) if upload.tables else import_file.prepare(upload, own)


def _whole(upload: Upload, own: Workspace) -> exports.ExportFile | None:
    """Draw the ledgers of an archive's tables, read as they are recognised."""
    st.markdown(f"**{upload.tables:,} tables**, each read as it is recognised. To decide about one, drop it by itself.")
    file = exports.ExportFile(upload.path, upload.name)
    key = f"preview {upload.digest} {state(own)}"
    job = jobs.start(key, lambda _: exports.import_exports(own, [file], dry_run=True))
    jobs.watch(job, f"Counting the rows of {upload.name}")
    if job.error:
        st.error(job.error, icon=":material/block:")
        return None
    ledgers.overview(job.result)
    for said in job.result[-1]["warnings"][-1:]:
        st.caption(said)
    return file if any(ledger["kept"] for ledger in job.result) else None
