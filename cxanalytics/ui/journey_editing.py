"""A journey that is edited on the screen: its draft, the draft as a table, what has changed in it, keeping it."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from cxanalytics import journeys
from cxanalytics.errors import CXError
from cxanalytics.journey import comparing, renames, sheets
from cxanalytics.journey.model import STATES, Journey
from cxanalytics.ui import journey_choosing, journey_versions
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

# How many drafts the table has shown: another one makes it forget what was typed into the last.
_ROUND = "rounds of the journey table"
_SHOWN = 12


def draft(found: Journey) -> Journey:
    """The journey as it is being edited, with what was typed into the table: nothing of it is kept yet."""
    typed: Journey | None = st.session_state.get(_typed(found))
    return typed or _held(found)


def edit(found: Journey, change: Callable[[Journey], Journey], *, chosen: str = "") -> None:
    """Change the draft, and go to the touchpoint that is `chosen` then; where it cannot be, say why."""
    try:
        changed = change(draft(found))
    except CXError as error:
        st.error(str(error))
        return
    _hold(found, changed)
    if chosen:
        st.query_params["part"] = chosen
    st.rerun()


def settle(found: Journey) -> None:
    """Take over into the draft what was typed into the table, before it is shown in another way."""
    if _typed(found) in st.session_state:
        _hold(found, draft(found))


def table(found: Journey) -> None:
    """The draft as a table: every cell can be edited, rows added and taken away; order is by number."""
    held = _held(found)
    base = sheets.table(held).drop(columns=["Formerly", "Stage formerly"])
    base.insert(0, "Order", range(1, len(base) + 1))
    base.insert(len(base.columns), "Was", base["Touchpoint"])
    edited = st.data_editor(
        base,
        num_rows="dynamic",
        hide_index=True,
        column_config={
            "Was": None,
            "Order": st.column_config.NumberColumn(
                help="Rows stand in this order: 2.5 comes after 2. A stage stands where its first row does.",
                width="small",
            ),
            "State": st.column_config.SelectboxColumn(options=["", *STATES]),
            "Ideal": st.column_config.NumberColumn(
                min_value=0.01, help="Good experiences for each bad one: 5 means 5 : 1."
            ),
            **{
                name: st.column_config.TextColumn(width="medium", help="Several are parted by semicolons.")
                for name in ("Channels", "Aliases", "Phrases")
            },
        },
        height="content",
        key=f"journey table {found.name} {found.edition} {st.session_state.get(_ROUND, 0)}",
        alt="The journey, one touchpoint per row",
    )
    st.caption("Write in any cell; the last row adds a touchpoint. Mark rows at the left to take them away.")
    try:
        typed = of_table(held, edited)
    except CXError as error:
        st.session_state.pop(_typed(found), None)
        st.error(f"The table cannot be taken over yet. {error}")
    else:
        st.session_state[_typed(found)] = typed


def of_table(held: Journey, edited: pd.DataFrame) -> Journey:
    """The draft after the table: touchpoints and stages that were renamed in it remember their former names.

    Raises
    ------
    JourneyError
        The table is no journey (`sheets.journey`).
    """
    made = sheets.journey(edited.drop(columns=["Was"]), held.name, held.description, held.ignore)
    names = edited["Touchpoint"].astype("str").str.split().str.join(" ")
    return renames.inherited(held, made, dict(zip(names, edited["Was"].astype("str"), strict=True)))


def keeping(view: View, found: Journey) -> None:
    """What the draft changes, and keeping it as a new version or throwing it away."""
    now = draft(found)
    if now == found:
        st.caption("Nothing is changed. What you change is a draft until you keep it.")
        return
    changes = comparing.changes(found, now)
    with st.container(border=True):
        st.markdown(f"**The draft makes {len(changes)} change{'' if len(changes) == 1 else 's'}**")
        st.markdown("\n".join(f"- {escaped(str(words))}" for words in changes["words"].head(_SHOWN)))
        if len(changes) > _SHOWN:
            st.caption(f"And {len(changes) - _SHOWN} more.")
        note = st.text_input("Why (a note for the version)", key=f"note {found.name} {found.edition}", max_chars=300)
        with st.container(horizontal=True):
            if st.button("Keep as a new version", type="primary", icon=":material/save:", shortcut="Alt+S"):
                journey_choosing.attempt(lambda: _kept(view, found, now, note))
            if st.button("Throw the draft away", icon=":material/delete:"):
                _forget(found)
                st.rerun()
        if view.workspace.imports() and now.key != found.key:
            what = "See where the feedback would stand"
            if st.toggle(what, help="Nothing is kept by this.", key=f"effect {found.name} {found.edition}"):
                journey_versions.measured(view, found, now)


def _kept(view: View, found: Journey, now: Journey, note: str) -> None:
    number = journeys.keep(view.own, now, note=note)
    if journeys.journey_of(view.own).name == found.name:
        journeys.choose(view.own, found.name)
    _forget(found)
    n = int(view.analysis.states["n"].sum())
    mapped = ""
    if n and now.key != found.key:
        answers = "answer" if n == 1 else "answers"
        mapped = f" All {n:,} {answers} are mapped anew; none is lost. Below “Versions” you see which stand elsewhere."
    journey_choosing.say(f"Kept as version {number}.{mapped}")


def _held(found: Journey) -> Journey:
    """The draft without what was typed into the table since it was drawn: the table must not change under a person."""
    held: Journey = st.session_state.get(_key(found), found)
    return held


def _hold(found: Journey, changed: Journey) -> None:
    st.session_state[_key(found)] = changed
    st.session_state.pop(_typed(found), None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _forget(found: Journey) -> None:
    _hold(found, found)
    del st.session_state[_key(found)]


def _key(found: Journey) -> str:
    return f"draft {found.name} {found.edition}"


def _typed(found: Journey) -> str:
    return f"typed {found.name} {found.edition}"
