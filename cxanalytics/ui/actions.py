"""Actions on the screen: registering one, the list of all, what becomes of one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics import actions, effects
from cxanalytics.errors import CXError
from cxanalytics.patterns.registry import LIVE
from cxanalytics.selection import Selection
from cxanalytics.ui import address
from cxanalytics.ui.session import View

SIGNS = {
    effects.WORKED: "✓ Worked",
    effects.DID_NOT: "✗ Did not work",
    effects.WORSE: "▲ Made it worse",
    effects.CANNOT_TELL: "… Cannot tell yet",
}
_NOTHING: Mapping[str, Any] = {}


def register(view: View) -> None:
    """A form for a new action; open where one comes to decide, with the touchpoint that one comes from."""
    come_from = address.said("touchpoint")
    first = actions.all(view.workspace).empty
    with st.expander("Register an action", icon=":material/add_task:", expanded=bool(come_from) or first):
        st.caption(
            "Put it down before it begins: what will be done, where, from which day on, and what you expect of it. "
            "Whether it worked is then told by what customers say after that day."
        )
        put = _form(view, "new action", {"touchpoint": come_from[0] if come_from else ""}, "Register")
    if put is None:
        return
    try:
        number = actions.add(view.workspace, put.pop("title"), journey=view.analysis.journey, **put)
    except CXError as error:
        st.error(str(error))
        return
    address.put("action", str(number))
    st.rerun()


def choose(view: View) -> int | None:
    """The list of all actions with their verdicts; the number of the one that is chosen."""
    known = actions.all(view.workspace, view.analysis.journey)
    if known.empty:
        st.info(
            "What is decided stands here with its owner and its day, and later whether it worked.",
            title="No action yet",
        )
        return None
    try:
        found = _found(_key(view), view.selection, view)
    except CXError as error:
        st.error(str(error))
        return None
    st.dataframe(
        _listed(known, found),
        hide_index=True,
        placeholder="–",
        column_config={
            **{name: st.column_config.DateColumn(format="DD MMM YYYY") for name in ("Due", "Began")},
            "Number": st.column_config.NumberColumn(width="small"),
        },
        alt="All actions, one per row",
    )
    numbers = [str(number) for number in known["action"].tolist()]
    titles = dict(zip(numbers, known["title"].tolist(), strict=True))
    chosen = st.selectbox(
        "Action",
        numbers,
        format_func=lambda number: f"{number}. {titles[number]}",
        **address.one("action", numbers, _telling(found)),
    )
    return None if chosen is None else int(chosen)


def _telling(found: pd.DataFrame) -> str:
    """The first action of which something can be told, else the first."""
    told = found[(found["verdict"] != effects.CANNOT_TELL).to_numpy(bool)]
    return str((told if len(told) else found)["action"].iloc[0])


def change(view: View, number: int) -> None:
    """What became of an action, and all that it has, to be changed."""
    row = actions.get(view.workspace, number)
    steps = [
        (label, state, icon)
        for label, state, icon in (
            ("Done", actions.DONE, ":material/check:"),
            ("Dropped", actions.DROPPED, ":material/close:"),
            ("Open again", actions.OPEN, ":material/replay:"),
        )
        if state != row["state"]
    ]
    with st.container(horizontal=True):
        for label, state, icon in steps:
            if st.button(label, key=f"action {state}", icon=icon):
                actions.change(view.workspace, number, state=state)
                st.rerun()
        if st.button("Undo", key="action undo", icon=":material/undo:", help="Takes back what was last done to it."):
            actions.undo(view.workspace, number)
            st.rerun()
    with st.expander("Change it", icon=":material/edit:", type="compact"):
        st.caption(
            "Who changes the touchpoint, the pattern, the day or what is expected once data are in has seen them; the "
            "verdict then says so."
        )
        put = _form(view, f"action {number}", row, "Change")
    if put is None:
        return
    try:
        actions.change(view.workspace, number, journey=view.analysis.journey, **_changed(row, put))
    except CXError as error:
        st.error(str(error))
    else:
        st.rerun()


def _key(view: View) -> str:
    return f"{view.workspace.root.absolute()} {view.analysis.key} {actions.state(view.workspace)}"


@st.cache_resource(max_entries=16, show_spinner=False)
def _found(key: str, selection: Selection, _view: View) -> pd.DataFrame:  # noqa: ARG001
    return effects.all(_view.workspace, _view.analysis, selection=selection)


def _listed(known: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The actions as they are shown; what is overdue says so."""
    today = date.today()
    late = [
        state == actions.OPEN and due is not None and due < today
        for state, due in zip(known["state"], known["due"], strict=True)
    ]
    return pd.DataFrame(
        {
            "Number": known["action"],
            "Action": known["title"],
            "State": [f"{state}, overdue" if over else state for state, over in zip(known["state"], late, strict=True)],
            "Did it work?": found["verdict"].map(SIGNS),
            "Touchpoint": known["touchpoint"],
            "Owner": known["owner"],
            "Due": known["due"],
            "Began": known["began"],
            "Expected": known["expected"],
            "Cost": known["cost"],
        }
    )


def _form(view: View, key: str, row: Mapping[str, Any], label: str) -> dict[str, Any] | None:
    """The fields of an action as they stand in `row`; what was put in them when the button is pressed."""
    points = [item.name for item in view.analysis.journey.touchpoints]
    living = view.analysis.recurring.patterns
    living = living[(living["state"] == LIVE).to_numpy(bool)]
    names = dict(zip(living["pattern"].tolist(), living["name"].tolist(), strict=True))
    with st.form(key, clear_on_submit=True):
        title = st.text_input(
            "What will be done", value=row.get("title", ""), max_chars=200, placeholder="Show the whole price first"
        )
        left, middle, right = st.columns(3)
        touchpoint = left.selectbox(
            "At the touchpoint", points, index=_place(points, row.get("touchpoint")), placeholder="Choose one"
        )
        pattern = left.selectbox(
            "Against the pain",
            list(names),
            index=_place(list(names), row.get("pattern")),
            format_func=lambda number: names[number],
            placeholder="None in particular",
        )
        owner = middle.text_input("Owner", value=row.get("owner", ""))
        due = middle.date_input("Due", value=row.get("due"), format="YYYY-MM-DD")
        began = right.date_input(
            "Takes effect on", value=row.get("began"), format="YYYY-MM-DD", help="What is said before is the baseline."
        )
        expected = right.text_input(
            "Expected effect",
            value=row.get("expected", ""),
            placeholder="6 points fewer",
            help="By how many points the share of negative experiences will fall: “6”, or “30 to 24”.",
        )
        target = middle.text_input("Target", value=row.get("target", ""), placeholder="5 : 1")
        cost = right.text_input("Cost", value=row.get("cost", ""), placeholder="12,000 EUR")
        if not st.form_submit_button(label, type="primary", icon=":material/task_alt:"):
            return None
    return {
        "title": title, "touchpoint": touchpoint or "", "pattern": pattern or "", "owner": owner, "due": due,
        "target": target, "began": began, "expected": expected, "cost": cost,
    }  # fmt: skip


def _changed(row: Mapping[str, Any], put: Mapping[str, Any]) -> dict[str, Any]:
    """Of what was put, that which is not so already."""
    return {name: value for name, value in put.items() if (value or None) != (_known(row[name]) or None)}


def _known(value: Any) -> Any:
    return None if pd.isna(value) else value


def _place(options: list[str], value: Any) -> int | None:
    return options.index(value) if value in options else None
