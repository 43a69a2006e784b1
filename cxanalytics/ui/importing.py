"""From uploaded files to feedback: dropped, confirmed, taken back; each of them is looked at in `import_file`."""

import hashlib
import shutil
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cxanalytics import alerts, importing
from cxanalytics.store import Workspace
from cxanalytics.ui import jobs, ledgers
from cxanalytics.ui.uploads import uploader

# Our own notes in the session, no widget's.
_DROPPED, _FOLDER, _SAID = "dropped files", "folder of dropped files", "said of dropped files"
_GENERATION = "generation of the place to drop"

_LEFT_OUT = "tables of archives that were left out"

_TYPES = [
    "csv", "tsv", "txt", "xlsx", "xls", "ods", "json", "jsonl", "ndjson", "js", "parquet", "sav", "vtt",
    "zip", "gz", "zst",
]  # fmt: skip


@dataclass(frozen=True)
class Upload:
    """An uploaded file, lying in a folder that goes away with the visitor's session.

    member: the key of the table inside it, None for the file itself. shown: what that is called on the page. tables:
    how many an archive holds that is taken as a whole, 0 otherwise.
    """

    path: Path
    name: str
    digest: str
    member: str | None = None
    shown: str = ""
    tables: int = 0

    @property
    def title(self) -> str:
        """What to call it on the page."""
        return self.shown or self.name


def uploads() -> list[Upload]:
    """Draw the place to drop files; the files that were dropped so far, also before a look at another page."""
    kept: dict[str, Upload] = st.session_state.setdefault(_DROPPED, {})
    given = uploader(
        "Exports of your survey, review, social or support tools",
        type=_TYPES,
        accept_multiple_files=True,
        key=f"uploads {st.session_state.setdefault(_GENERATION, 0)}",
        help="CSV, TSV, Excel, OpenDocument, JSON, Parquet, SPSS, or a .zip of them. Files stay on this machine.",
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
        leave(upload)
        st.rerun()


def leave(upload: Upload) -> None:
    """Take a dropped file away, or one table of it."""
    if upload.member is None:
        st.session_state[_DROPPED].pop(upload.digest, None)
    else:
        st.session_state[_LEFT_OUT] = left_out() | {upload.digest}


def left_out() -> frozenset[str]:
    """The tables of archives that were taken away."""
    return frozenset(st.session_state.get(_LEFT_OUT, ()))


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


def confirm(own: Workspace, files: Sequence[importing.ExportFile]) -> None:
    """Draw the button that imports; the work goes on in the background."""
    said = [f"{f.name} {f.path} {f.member} {f.said.as_dict()} {f.profile}" for f in files]
    key = " ".join(["import", state(own), *said])
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
    st.session_state.pop(_LEFT_OUT, None)


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


def state(own: Workspace) -> str:
    """What is in the workspace: the same file means something else once it has been imported, or taken back."""
    return " ".join([str(own.root.absolute()), *(record.import_id for record in own.imports())])
