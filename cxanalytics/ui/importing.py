"""From uploaded files to feedback: look at each, say what its columns are, read the ledger, confirm."""

import hashlib
import shutil
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cxanalytics import alerts, importing, ingest
from cxanalytics.roles import ROLES
from cxanalytics.store import Workspace
from cxanalytics.ui import jobs, ledgers
from cxanalytics.ui.uploads import uploader

# Our own notes in the session, no widget's.
_DROPPED, _FOLDER, _SAID = "dropped files", "folder of dropped files", "said of dropped files"
_GENERATION = "generation of the place to drop"
_MAPPED, _BEGUN = "roles that were changed", "roles the editor began with"

_TYPES = ["csv", "tsv", "txt", "xlsx", "json", "jsonl", "ndjson", "parquet"]

_ROLE_WORDS = {
    "text": "text – what the customer wrote",
    "title": "title – heading of the text",
    "question": "question – what was asked",
    "rating": "rating – the customer's score",
    "occurred_at": "date – when the customer wrote",
    "source_id": "id – of the answer or post",
    "customer": "customer – id, kept only as a hash",
    "author": "author – name or handle, kept only as a hash",
    "touchpoint": "touchpoint – where it happened",
    "channel": "channel – web, phone, shop …",
    "segment": "segment – group of customers",
    "language": "language",
    "url": "link – address of the post",
    "reach": "reach – people who may have seen it",
    "status": "status – complete, preview …",
    "reply": "reply – the company's answer, kept out",
    "ignore": "– not used –",
}


@dataclass(frozen=True)
class Upload:
    """An uploaded file, lying in a folder that goes away with the visitor's session."""

    path: Path
    name: str
    digest: str


def uploads() -> list[Upload]:
    """Draw the place to drop files; the files that were dropped so far, also before a look at another page."""
    kept: dict[str, Upload] = st.session_state.setdefault(_DROPPED, {})
    given = uploader(
        "Exports of your survey, review, social or support tools",
        type=_TYPES,
        accept_multiple_files=True,
        key=f"uploads {st.session_state.setdefault(_GENERATION, 0)}",
        help="CSV, TSV, Excel (.xlsx), JSON, JSON Lines or Parquet. Files stay on this machine.",
    )
    if given:
        folder = st.session_state.setdefault(_FOLDER, None) or _Folder()
        st.session_state[_FOLDER] = folder
        for file in given:
            upload = _kept(file, folder)
            same = kept.setdefault(upload.digest, upload)
            if same is not upload:
                said = f"{file.name} holds the same as {same.name}; it is read once."
                st.session_state.setdefault(_SAID, []).append(said)
        # The place to drop is empty again; the files stand below, where they stay on a change of page.
        st.session_state[_GENERATION] += 1
        st.rerun()
    for said in st.session_state.pop(_SAID, []):
        st.caption(said)
    return list(kept.values())


def leave_out(upload: Upload) -> None:
    """Draw the button that takes a dropped file away again."""
    if st.button("Leave this file out", key=f"leave out {upload.digest}", icon=":material/close:"):
        del st.session_state[_DROPPED][upload.digest]
        st.rerun()


class _Folder:
    """A folder that goes away with the last that needs it: the visitor's session, or a running import."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="cxanalytics-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


def _kept(file: UploadedFile, folder: _Folder) -> Upload:
    content = file.getvalue()
    digest = hashlib.sha256(content).hexdigest()[:16]
    path = folder.path / f"{digest}{Path(file.name).suffix.lower()}"
    if not path.exists():
        path.write_bytes(content)
    return Upload(path, file.name, digest)


def prepare(upload: Upload, own: Workspace) -> importing.ExportFile | None:
    """Draw one file: what it is, its columns' roles, first rows and ledger. The file, if it can go in."""
    job = jobs.start(f"inspect {upload.digest} {upload.name}", lambda _: ingest.inspect(upload.path, name=upload.name))
    jobs.watch(job, f"Reading {upload.name}")
    if job.error:
        st.error(job.error, icon=":material/block:")
        return None
    reading: ingest.Reading = job.result
    st.markdown(f"**{reading.source}** · {len(reading.table):,} rows · {_certainty(reading.confidence)}")
    mapping = _roles(upload, reading)
    with st.expander("First rows, as they stand in the file", type="compact"):
        st.dataframe(reading.table.head(5), hide_index=True, alt=f"First rows of {upload.name}")
    if not reading.columns("text") and reading.column("rating"):
        words = f"There are no comments in it: keep the ratings of “{reading.column('rating')}” alone"
        if st.checkbox(words, key=f"ratings alone {upload.digest}", persist_state="session"):
            mapping = {str(reading.column("rating")): "rating"} | mapping
    touchpoint = st.text_input(
        "Touchpoint of this whole file, if it has just one",
        key=f"touchpoint {upload.digest}",
        persist_state="session",
        placeholder="e.g. Invoice – leave empty to find touchpoints in the text",
    )
    keep = st.checkbox(
        "Keep the tool's own customer keys",
        key=f"keep keys {upload.digest}",
        persist_state="session",
        help="For the file of the worklist, to answer customers in the tool. Otherwise only hashes of them are kept.",
    )
    file = importing.ExportFile(upload.path, upload.name, mapping, touchpoint.strip() or None, keep)
    return file if _ledger(file, upload, own) else None


def confirm(own: Workspace, files: Sequence[importing.ExportFile]) -> None:
    """Draw the button that imports; the work goes on in the background."""
    said = [f"{f.name} {f.path} {f.member} {sorted(f.mapping.items())} {f.touchpoint}" for f in files]
    key = " ".join(["import", _state(own), *said])
    number = len(files)
    label = f"Import {number} files" if number > 1 else "Import"
    if st.button(label, type="primary", icon=":material/check:", disabled=not files):
        st.session_state["importing"] = key
        # The folder of uploads must outlive the session while its files are being read.
        folder = st.session_state[_FOLDER]
        jobs.start(key, lambda progress: (_imported(own, files, progress), folder)[0])
        st.rerun()


def _imported(
    own: Workspace, files: Sequence[importing.ExportFile], progress: jobs.Progress
) -> Sequence[Mapping[str, Any]]:
    """Import, then raise the alerts that it gives cause for."""
    ledgers_ = importing.import_exports(own, files, progress=progress)
    alerts.after_import(own)
    return ledgers_


def running() -> Sequence[Mapping[str, Any]] | None:
    """Show the import that is under way; its ledgers once it is done, None where there is none."""
    key = st.session_state.get("importing")
    if key is None:
        return None
    job = jobs.find(key)
    if job is None:
        del st.session_state["importing"]
        return None
    jobs.watch(job, "Importing")
    done: Sequence[Mapping[str, Any]] = jobs.result(job)
    return done


def finish() -> None:
    """Put the finished import away and clear the page for the next."""
    jobs.forget(st.session_state.pop("importing"))
    st.session_state[_DROPPED] = {}


def earlier(own: Workspace) -> None:
    """The imports so far, each with a way to take it back."""
    records = own.imports()
    if not records:
        return
    st.header("Imported so far", anchor=False)
    ledgers.overview([record.ledger for record in records])
    with st.popover("Take an import back", icon=":material/undo:"):
        names = {f"{r.file} ({r.imported_at:%d %b %Y, %H:%M})": r.import_id for r in reversed(records)}
        name = st.selectbox("Import", list(names), key="take back")
        st.caption("Its feedback and all that was worked out from it leave the workspace. The file is not touched.")
        if st.button("Take it back", icon=":material/delete:"):
            own.remove(names[name])
            st.rerun()


def _certainty(confidence: float) -> str:
    if confidence >= 0.9:
        return "recognised by its columns"
    if confidence >= 0.6:
        return "probably; check the columns"
    return "read as a plain table; check the columns"


def _roles(upload: Upload, reading: ingest.Reading) -> dict[str, str]:
    """An editor of the columns' roles; only what the person changed."""
    # Used columns first: a wide survey has hundreds that are not.
    names = sorted(reading.table.columns, key=lambda name: reading.roles.get(name, "ignore") == "ignore")
    table = reading.table[names]
    columns = pd.DataFrame(
        {
            "column": names,
            "role": [_ROLE_WORDS[role] for role in _said_before(upload, reading, names)],
            "filled": [float(filled) for filled in (table != "").mean() * 100],
            "example": [_example(table[name]) for name in names],
        }
    )
    edited = st.data_editor(
        columns,
        key=f"roles {upload.digest}",
        hide_index=True,
        disabled=["column", "filled", "example"],
        column_config={
            "column": st.column_config.TextColumn("Column", width="medium"),
            "role": st.column_config.SelectboxColumn(
                "What it is", options=[_ROLE_WORDS[role] for role in ROLES], required=True, width="medium"
            ),
            "filled": st.column_config.ProgressColumn("Filled", format="%.0f %%", min_value=0, max_value=100),
            "example": st.column_config.TextColumn("For example", width="large"),
        },
        alt=f"Columns of {upload.name} with their roles; the role can be changed",
    )
    roles = {words: role for role, words in _ROLE_WORDS.items()}
    said = dict(zip(edited["column"].astype("str"), edited["role"].map(roles), strict=True))
    mapping = {name: role for name, role in said.items() if role != reading.roles.get(name, "ignore")}
    st.session_state.setdefault(_MAPPED, {})[upload.digest] = mapping
    return mapping


def _said_before(upload: Upload, reading: ingest.Reading, names: Sequence[str]) -> list[str]:
    """The roles to begin with: as inferred, or as the person left them before a look at another page."""
    begun: dict[str, list[str]] = st.session_state.setdefault(_BEGUN, {})
    if f"roles {upload.digest}" not in st.session_state or upload.digest not in begun:
        known = dict(reading.roles) | st.session_state.get(_MAPPED, {}).get(upload.digest, {})
        begun[upload.digest] = [known.get(name, "ignore") for name in names]
    # The editor keeps a person's changes against the table it began with, so that table must stay the same.
    return begun[upload.digest]


def _state(own: Workspace) -> str:
    """What is in the workspace: the same file means something else once it has been imported, or taken back."""
    return " ".join([str(own.root.absolute()), *(record.import_id for record in own.imports())])


def _example(values: pd.Series) -> str:
    filled = values[values != ""].head(3)
    return " · ".join(str(value)[:60] for value in filled.drop_duplicates())


def _ledger(file: importing.ExportFile, upload: Upload, own: Workspace) -> bool:
    """Show what an import would keep; whether it can go in."""
    key = f"ledger {upload.name} {upload.digest} {sorted(file.mapping.items())} {file.touchpoint} {_state(own)}"
    job = jobs.start(key, lambda _: importing.import_exports(own, [file], dry_run=True))
    jobs.watch(job, f"Counting the rows of {upload.name}")
    if job.error:
        st.error(job.error, icon=":material/block:")
        return False
    ledger = job.result[0]
    ledgers.show(ledger)
    return bool(ledger["kept"])
