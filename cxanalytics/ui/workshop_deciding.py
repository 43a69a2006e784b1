"""The last step of a workshop: who does what by when."""

import pandas as pd
import streamlit as st

from cxanalytics import actions, workshop
from cxanalytics.errors import CXError
from cxanalytics.journey.board import Board
from cxanalytics.ui.session import View
from cxanalytics.ui.workshop_talking import topics
from cxanalytics.workshop import Session


def show(view: View, found: Session, board: Board) -> None:
    """What got the most dots, a form for an action, and what was decided."""
    _leading(view, found, board)
    _form(view, found, board)
    made = decided(view, found)
    if len(made):
        _changing(view, made)


def _leading(view: View, found: Session, board: Board) -> None:
    tally = workshop.votes(view.workspace, found.number).head(3)
    if len(tally):
        names = topics(found, board)
        rows = zip(tally["kind"], tally["on"], tally["dots"], strict=True)
        told = "; ".join(f"{names.get((kind, on), on)} ({dots})" for kind, on, dots in rows)
        st.caption(f"Most dots: {told}")


def _form(view: View, found: Session, board: Board) -> None:
    patterns = dict(board.patterns[["pattern", "name"]].drop_duplicates().itertuples(index=False, name=None))
    with st.form("an action", clear_on_submit=True):
        title = st.text_input("Action", placeholder="Show the whole price before the last step", max_chars=200)
        left, middle, right = st.columns(3)
        touchpoint = left.selectbox("At the touchpoint", found.touchpoints, index=None, placeholder="Choose one")
        pattern = left.selectbox(
            "Against the pain",
            list(patterns),
            index=None,
            format_func=patterns.__getitem__,
            placeholder="None in particular",
        )
        owner = middle.text_input("Owner")
        due = middle.date_input("Due", value=None, format="YYYY-MM-DD")
        target = right.text_input("Target", placeholder="5 : 1")
        if st.form_submit_button("Decide", type="primary", icon=":material/task_alt:"):
            try:
                actions.add(
                    view.workspace, title, touchpoint=touchpoint or "", pattern=pattern or "", owner=owner, due=due,
                    target=target, session=found.number, journey=found.journey,
                )  # fmt: skip
            except CXError as error:
                st.error(str(error))
            else:
                st.rerun()


def decided(view: View, found: Session) -> pd.DataFrame:
    """Show what was decided in the session; the actions, as they stand."""
    known = actions.all(view.workspace)
    mine = known[(known["session"] == found.number).to_numpy(bool, na_value=False)]
    if mine.empty:
        st.caption("Nothing is decided yet.")
        return mine
    st.header("Decided", anchor=False)
    shown = pd.DataFrame(
        {
            "Action": mine["title"], "Touchpoint": mine["touchpoint"], "Owner": mine["owner"], "Due": mine["due"],
            "Target": mine["target"], "State": mine["state"],
        }
    )  # fmt: skip
    due = {"Due": st.column_config.DateColumn(format="DD MMM YYYY")}
    st.dataframe(shown, hide_index=True, column_config=due, placeholder="–", alt="What was decided in this session")
    return mine


def _changing(view: View, mine: pd.DataFrame) -> None:
    """What became of one of the actions."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        titles = dict(zip(mine["action"].tolist(), mine["title"].tolist(), strict=True))
        number = st.selectbox("Which", list(titles), format_func=titles.__getitem__, width=360)
        for label, state in (("Done", actions.DONE), ("Open again", actions.OPEN), ("Dropped", actions.DROPPED)):
            if st.button(label, key=f"action {state}"):
                actions.change(view.workspace, number, state=state)
                st.rerun()
