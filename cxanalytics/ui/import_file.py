"""One dropped file: what it is and why, what a person decides of it, and what an import of it would bring."""

from dataclasses import dataclass

import streamlit as st

from cxanalytics import importing, ingest, journeys, profiles
from cxanalytics.errors import CXError
from cxanalytics.ingest import Decisions, signature
from cxanalytics.store import Workspace
from cxanalytics.store import profiles as profile_log
from cxanalytics.ui import import_deciding, import_preview, import_profiles, import_roles, jobs, ledgers
from cxanalytics.ui.importing import Upload, state


@dataclass(frozen=True)
class _Seen:
    """A file that was looked at: what it is, why, and what it would be if nobody had said anything."""

    look: ingest.Look
    why: str
    inferred: ingest.Reading


def prepare(upload: Upload, own: Workspace) -> importing.ExportFile | None:
    """Draw one file: what it is, what can be decided of it, its first rows, its ledger. The file, if it can go in."""
    job = jobs.start(f"look {upload.digest} {upload.name}", lambda _: _looked(upload))
    jobs.watch(job, f"Reading {upload.title}")
    if job.error:
        st.error(job.error, icon=":material/block:")
        return None
    seen: _Seen = job.result
    _what_it_is(seen)
    shape = profiles.shape_of(seen.look)
    chosen = import_profiles.choose(upload, own, shape)
    reading = _understood(upload, seen, chosen.decisions)
    if reading is None:
        return None
    # What the widgets begin with is another thing with other decisions.
    key = f"{upload.digest} {chosen.decisions.as_dict()}" if chosen.decisions else upload.digest
    decided = _decisions(key, own, seen, reading)
    if decided is None:
        return None
    keep = st.checkbox(
        "Keep the tool's own customer keys",
        key=f"keep keys {upload.digest}",
        persist_state="session",
        help="For the file of the worklist, to answer customers in the tool. Otherwise only hashes of them are kept.",
    )
    name = import_profiles.name(upload, own, shape, chosen, decided, reading.source)
    import_profiles.decided(upload, shape, decided, name)
    file = importing.ExportFile(upload.path, upload.name, {}, None, keep, decided, name, True, upload.member)
    return file if _outcome(file, upload, own, seen.look) else None


def _looked(upload: Upload) -> _Seen:
    look = ingest.look(upload.path, upload.name, upload.member)
    return _Seen(look, signature.why(look), ingest.understand(look))


def _understood(upload: Upload, seen: _Seen, decisions: Decisions) -> ingest.Reading | None:
    """The file read as is remembered; None where that cannot be, which is said."""
    if not decisions:
        return seen.inferred
    key = f"understood {upload.digest} "
    job = jobs.start(f"{key}{decisions.as_dict()}", lambda _: ingest.understand(seen.look, decisions), replaces=key)
    jobs.watch(job, f"Reading {upload.title}")
    if job.error:
        st.error(job.error, icon=":material/block:")
    reading: ingest.Reading | None = job.result
    return reading


def _what_it_is(seen: _Seen) -> None:
    """The format and why, the size, and how the file is written."""
    reading = seen.inferred
    sure = "" if reading.confidence >= 0.9 else " Please check the columns."
    st.markdown(f"**{reading.source}** · {len(reading.table):,} rows  \n{seen.why}{sure}")
    facts = {"encoding": "{}", "delimiter": "parted by {}", "sheet": "sheet “{}”"}
    written = [words.format(reading.facts[name]) for name, words in facts.items() if reading.facts.get(name)]
    if written:
        st.caption(f"{' · '.join(written)} · {reading.kind}")


def _decisions(key: str, own: Workspace, seen: _Seen, reading: ingest.Reading) -> Decisions | None:
    """Draw what can be decided; all of it, or None where something is not well put."""
    columns, dates_, asked, tidy, raw = st.tabs(["Columns", "Dates, ratings", "Questions", "Tidying", "The file"])
    with columns:
        mapping = import_roles.roles(key, reading, seen.inferred.roles)
        mapping = _ratings_alone(key, reading, mapping)
    with dates_:
        day_first = import_deciding.day_first(key, reading)
        as_of = import_deciding.as_of(key, reading)
        st.space("small")
        try:
            scale = import_deciding.scale(key, reading)
        except CXError:
            return None
    with asked:
        touchpoint = import_deciding.touchpoint(key, reading, [t.name for t in journeys.journey_of(own).touchpoints])
        touchpoints, invites = import_deciding.questions(key, reading)
    with tidy:
        keep = import_deciding.keep(key, reading)
    with raw:
        st.dataframe(reading.table.head(5), hide_index=True, alt=f"First rows of {reading.name} as they stand in it")
    return Decisions(mapping, touchpoint, touchpoints, invites, day_first, scale, keep, as_of)


def _ratings_alone(key: str, reading: ingest.Reading, mapping: dict[str, str]) -> dict[str, str]:
    """Draw the offer to keep ratings where there are no comments; the mapping with what is said to it."""
    column = reading.column("rating")
    if reading.columns("text") or reading.grid or column is None:
        return mapping
    words = f"There are no comments in it: keep the ratings of “{column}” alone"
    said = reading.decisions.mapping.get(column) == "rating"
    if st.checkbox(words, said, key=f"ratings alone {key}", persist_state="session"):
        return {column: "rating"} | mapping
    return {name: role for name, role in mapping.items() if (name, role) != (column, "rating")}


def _outcome(file: importing.ExportFile, upload: Upload, own: Workspace, look: ingest.Look) -> bool:
    """Show what an import would keep; whether it can go in."""
    said = f"{sorted(file.said.as_dict().items())} {file.profile}"
    key = f"preview {upload.digest} {said} {state(own)} {profile_log.state(own)}"
    job = jobs.start(key, lambda _: importing.preview(own, file, look), replaces=f"preview {upload.digest} ")
    jobs.watch(job, f"Counting the rows of {upload.title}")
    if job.error:
        st.error(job.error, icon=":material/block:")
        return False
    found: importing.Preview = job.result
    st.markdown("**What would be kept**, as it will be stored: personal data masked, people as hashes")
    import_preview.feedback(found.feedback)
    import_preview.languages(found.languages, found.looked_at)
    ledgers.show(found.ledger)
    return bool(found.ledger["kept"])
