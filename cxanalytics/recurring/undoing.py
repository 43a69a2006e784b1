"""Undoing: a change is taken back as if it had never been, unless something done since rests on it."""

import pandas as pd

from cxanalytics.errors import PatternError
from cxanalytics.patterns.registry import rows
from cxanalytics.store import Workspace
from cxanalytics.store import patterns as log

# Events of these kinds say which mentions are together, and a grouping anew rests on that.
_TOGETHER = ("grouped", "born", "split", "merge", "move")


def undo(workspace: Workspace, batch: int) -> None:
    """Take a batch back, as if it had never been.

    Raises
    ------
    PatternError
        There is no such batch, it is undone already, or something done since rests on it; the message says what.
    """
    log.undo(workspace, batch, before=lambda: _check_undoable(workspace, batch))


def _check_undoable(workspace: Workspace, batch: int) -> None:
    events = log.events(workspace)
    own = events[(events["batch"] == batch).to_numpy(bool)]
    if own.empty:
        raise PatternError(f"There is no change number {batch}; `cxanalytics pattern history` lists them.")
    if own["undone"].any():
        raise PatternError(f"Change number {batch} is undone already.")
    same_side = (events["polarity"] == own["polarity"].iloc[0]).to_numpy(bool)
    standing = events[same_side & ~events["undone"].to_numpy(bool)]
    later = standing[(standing["batch"] > batch).to_numpy(bool)]
    _check_made(workspace, batch, own, later)
    grouped = standing["batch"][(standing["kind"] == "grouped").to_numpy(bool)]
    if own["kind"].isin(_TOGETHER).any() and (grouped > batch).any():
        number = int(grouped.iloc[-1])
        raise PatternError(f"Everything was grouped anew since, by change number {number}; undo that one first.")
    if own["kind"].eq("grouped").any() and len(grouped) == 1:
        raise PatternError("The first grouping cannot be undone; group everything anew instead.")


def _check_made(workspace: Workspace, batch: int, own: pd.DataFrame, later: pd.DataFrame) -> None:
    """What was made can be undone until something rests on it."""
    made = set(own["pattern"][(own["kind"] == "born").to_numpy(bool)])
    named = log.members(workspace)
    put = set(named["event"][named["pattern"].isin(made).to_numpy(bool)])
    # A claim on what was made is no reason to keep it: it says itself that its pattern is gone.
    for event in rows(later[~later["kind"].eq("claimed").to_numpy(bool)]):
        if event.id in put or made & {event.pattern, event.payload.get("into"), event.payload.get("from")}:
            raise PatternError(
                f"Change number {batch} made {', '.join(sorted(made))}, which change number {event.batch} rests on; "
                f"undo number {event.batch} first."
            )
