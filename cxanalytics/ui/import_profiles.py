"""Decisions that are remembered: which are applied to a file, under which name they are kept, which are forgotten."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from cxanalytics import profiles
from cxanalytics.ingest import Decisions
from cxanalytics.store import Workspace
from cxanalytics.ui.doing import done
from cxanalytics.ui.importing import Upload

_NOTHING = "Nothing remembered"
# Our own note in the session, no widget's: made anew whenever the page is drawn.
_BEFORE = "decided of files above"


@dataclass(frozen=True)
class _Before:
    """What was decided of a file that stands above on the page."""

    title: str
    decisions: Decisions
    name: str


def begin() -> None:
    """Start the page: of what stands below the first file of a shape decides for the others."""
    st.session_state[_BEFORE] = {}


def decided(upload: Upload, shape: profiles.Shape, decisions: Decisions, name: str) -> None:
    """Note what was decided of a file and its profile's name, for further files of its shape on the page."""
    if decisions.lasting():
        st.session_state[_BEFORE].setdefault(shape.key, _Before(upload.title, decisions.lasting(), name))


def choose(upload: Upload, own: Workspace, shape: profiles.Shape) -> profiles.Chosen:
    """Draw the choice among remembered profiles, that for files of this shape first; what it says of the file.

    Where there is none for the shape, it begins with what was decided of a file of the shape above.
    """
    known = profiles.all(own)
    before: _Before | None = st.session_state[_BEFORE].get(shape.key)
    if not known and before is None:
        return profiles.Chosen(Decisions())
    fitting, near = profiles.fitting(own, shape), profiles.near(own, shape)
    above = [f"As decided for {before.title}"] if before else []
    options = [_NOTHING, *above, *(item.name for item in known)]
    choice = st.selectbox(
        "Read as remembered",
        options,
        index=options.index(fitting.name) if fitting else len(above),
        key=f"profile {upload.digest} {' '.join([*above, *(str(item.event) for item in known)])}",
        persist_state="session",
        help="What was decided about a file is remembered, and applied when a file of the same shape comes again.",
    )
    if before and choice in above:
        st.caption(f"The same format and columns: {'; '.join(before.decisions.words())}.")
        return profiles.Chosen(before.decisions)
    if choice == _NOTHING or choice is None:
        if near and not fitting:
            st.caption(f"“{near.name}” was for nearly the same columns; choose it if it fits.")
        return profiles.Chosen(Decisions())
    chosen = profiles.choose(own, shape, Decisions(), choice)
    by = f"{chosen.profile.at:%-d %B %Y}, by {chosen.profile.by}" if chosen.profile else ""
    same = "The same format and columns as then" if fitting and fitting.name == choice else "As you chose"
    st.caption(f"{same}: {'; '.join(chosen.decisions.words()) or 'nothing of it fits'} (decided {by}).")
    for sentence in chosen.said:
        st.caption(sentence)
    return chosen


def name(
    upload: Upload, own: Workspace, shape: profiles.Shape, chosen: profiles.Chosen, decisions: Decisions, source: str
) -> str:
    """Draw the name under which the decisions are kept for the next file; "" where there is nothing to keep."""
    if not decisions.lasting() and chosen.profile is None:
        return ""
    before: _Before | None = st.session_state[_BEFORE].get(shape.key)
    if before and decisions.lasting() == before.decisions:
        return before.name
    suggested = chosen.profile.name if chosen.profile else profiles.suggested(own, source)
    given = st.text_input(
        "Remember these decisions as",
        value=suggested,
        key=f"remember {upload.digest} {suggested}",
        persist_state="session",
        placeholder="Empty: not remembered",
        help="The next file with the same format and columns is read with them.",
    )
    return (given or "").strip()


def remembered(own: Workspace) -> None:
    """Draw all that is remembered, each with a way to forget it."""
    known = profiles.all(own)
    if not known:
        return
    st.header("Remembered for the next files", anchor=False)
    table = pd.DataFrame(
        {
            "Profile": [item.name for item in known],
            "For files read as": [item.format for item in known],
            "What was decided": ["; ".join(item.decisions.words()) for item in known],
            "Changed": [item.at for item in known],
            "By": [item.by for item in known],
        }
    )
    when = {"Changed": st.column_config.DatetimeColumn(format="D MMM YYYY")}
    st.dataframe(table, hide_index=True, column_config=when, alt="Import profiles with what was decided in each")
    with st.popover("Forget a profile", icon=":material/delete:"):
        chosen = st.selectbox("Profile", [item.name for item in known], key="forget profile")
        st.caption("It is no longer applied. What was imported with it stays as it is.")
        if st.button("Forget it", icon=":material/delete:"):
            done(lambda: profiles.forget(own, str(chosen)))
