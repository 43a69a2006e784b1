"""What of an export is in the workspace already: a whole file, or answers of an overlapping one."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from cxanalytics import ingest, privacy
from cxanalytics.store import ImportRecord, NewImport, queries

ALREADY_HERE = "already in the workspace"


def again(
    name: str, import_id: str, known: Mapping[str, ImportRecord], staged: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The ledger of a file whose very bytes were imported before."""
    if import_id in known:
        earlier = dict(known[import_id].ledger)
        when = f"on {known[import_id].imported_at:%d %B %Y} as {known[import_id].file}"
    else:
        earlier = dict(next(item for item in staged if item["import_id"] == import_id))
        when = f"just now as {earlier['file']}"
    return earlier | {
        "file": privacy.mask_name(name),
        "kept": 0,
        "feedback": 0,
        "with_text": 0,
        "set_aside": {ALREADY_HERE: earlier["read"]},
        "masked": {},
        "warnings": [
            f"This very file was imported {when}; nothing was added.",
            "To read it in another way, take that import back first (page Import).",
        ],
    }


def without_known(new: ingest.Import, earlier: Sequence[Path]) -> tuple[NewImport, dict[str, Any]]:
    """What of an export is new to the workspace, and the ledger told so.

    A record counts as set aside when all the answers it brought are there already.
    """
    ledger = new.ledger.as_dict()
    present = [path for path in earlier if path.exists()]
    fresh = ~new.feedback["feedback_id"].isin(queries.known_ids(present, ledger["source"]))
    if fresh.all():
        return NewImport(ledger["import_id"], new.feedback, new.set_aside), ledger
    feedback = new.feedback[fresh].reset_index(drop=True)
    repeated = sorted(set(new.records[~fresh]) - set(new.records[fresh]))
    repeats = pd.DataFrame({"record": repeated, "reason": ALREADY_HERE})
    return NewImport(ledger["import_id"], feedback, pd.concat([new.set_aside, repeats], ignore_index=True)), ledger | {
        "kept": ledger["kept"] - len(repeated),
        "set_aside": ledger["set_aside"] | ({ALREADY_HERE: len(repeated)} if repeated else {}),
        "feedback": len(feedback),
        "with_text": int(feedback["text"].notna().sum()),
        "warnings": [
            *ledger["warnings"],
            _are_here_already(int((~fresh).sum())),
        ],
    }


def _are_here_already(count: int) -> str:
    if count == 1:
        return "1 answer is in the workspace already and was not added again."
    return f"{count:,} answers are in the workspace already and were not added again."
