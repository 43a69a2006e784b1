"""KoboToolbox: answers under "group/question", a 0/1 column per option of a multiple choice, columns with "_" last."""

import re

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, aside, header_set, no_records, pick
from cxanalytics.ingest.formats.surveys.answers import ignored, with_texts
from cxanalytics.ingest.grid import Grid

NAME = "kobotoolbox"

_SIGNATURE = {"_id", "_uuid", "_submission_time"}
_OWN = {"_validation_status", "__version__", "_submitted_by", "_index", "_tags"}
_ROLES = {
    "source_id": ("_uuid", "_id"),
    "occurred_at": ("_submission_time", "end", "start"),
    "status": ("_validation_status.label", "_validation_status"),
    "reply": ("_notes",),
}
# About the device and the person who held it, not about who answered.
_UNUSED = {
    "_id", "start", "end", "today", "_status", "_submitted_by", "__version__", "_version_", "_tags", "_index",
    "_xform_id_string", "formhub/uuid", "meta/instanceid", "meta/rootuuid", "_parent_index", "_parent_table_name",
    "_geolocation", "_attachments", "_bamboo_dataset_id", "audit", "audit_url",
}  # fmt: skip
_DEVICE = {"deviceid", "phonenumber", "simserial", "subscriberid", "username", "email"}
_ADDED = re.compile(r"_.+_(?:latitude|longitude|altitude|precision)|.+_URL")
_REJECTED = {"not approved", "validation_status_not_approved"}
_REJECTED_REASON = "not approved by the survey's owner"


def recognise(grid: Grid) -> float:
    """Likely by the columns it adds to every form; their order and company differ with the version."""
    names = header_set(grid)
    if not names >= _SIGNATURE:
        return 0.0
    return 0.85 if names & _OWN else 0.7


def lay_out(grid: Grid) -> Layout:
    """Answers by submission; options as 0/1 and codes packed with spaces are no text, a rejected submission none."""
    table = grid.table().replace("{}", "").astype("str")  # an empty status in the JSON of its API
    known = pick(table, _ROLES)
    known |= ignored(table, _UNUSED | _DEVICE, known)
    known |= {str(name): "ignore" for name in table if name not in known and _ADDED.fullmatch(str(name))}
    options = _options(table)
    known |= {name: "ignore" for name in options if name not in known}
    known = with_texts(table, known)
    questions = {
        str(name): str(name).rsplit("/", 1)[-1]
        for name in table
        if "/" in str(name) and known.get(str(name)) != "ignore"
    }
    status = next((name for name, role in known.items() if role == "status"), None)
    rejected = table[status].str.lower().isin(_REJECTED) if status else pd.Series(False, index=table.index)
    set_aside = aside(rejected, _REJECTED_REASON) if rejected.any() else no_records()
    personal = tuple(str(name) for name in table if str(name).lower() in _DEVICE)
    facts = {"time_zone": "UTC"}
    return Layout(table, "KoboToolbox", "survey", known, (), questions, set_aside, facts, personal=personal)


def _options(table: pd.DataFrame) -> set[str]:
    """The 0/1 columns "question/option", and the question itself, whose cells hold the codes of its options."""
    names = [str(name) for name in table]
    found: set[str] = set()
    for name in names:
        parent = name.rpartition("/")[0]
        if parent in names and table[name].isin(["", "0", "1", "True", "False"]).all():
            found |= {name, parent}
    return found
