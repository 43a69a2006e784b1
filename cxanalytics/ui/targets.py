"""Targets on the screen: what ratios should come to, how each stands, and owners beside each other."""

import numpy as np
import pandas as pd
import streamlit as st

from cxanalytics import ratios, targets, tracked
from cxanalytics.errors import CXError
from cxanalytics.tracking import pace
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

_SIGNS = {
    pace.REACHED: "✓", pace.AHEAD: "▲", pace.ON_THE_WAY: "◆", pace.BEHIND: "▼", pace.UNCLEAR: "?", pace.JUST_SET: "○",
}  # fmt: skip


def show(view: View) -> None:
    """Every target with its pace, and a form for another."""
    st.header("Targets", anchor=False)
    table = tracked.paces(view.workspace, view.analysis)
    if table.empty:
        st.caption("No target is set yet.")
    else:
        _paces(view, table)
    _form(view)


def _paces(view: View, table: pd.DataFrame) -> None:
    shown = pd.DataFrame(
        {
            "Touchpoint": table["touchpoint"].replace("", targets.OVERALL),
            "Target": [f"{value:g} : 1" for value in table["ratio"]],
            "By": table["by"],
            "Stands": [f"{_SIGNS[word]} {word}" for word in table["word"]],
            "Now": [_ratio(*ends) for ends in zip(table["now"], table["low"], table["high"], strict=True)],
            "Should be by now": [
                "–" if np.isnan(value) else f"{ratios.number(value)} : 1" for value in table["planned"]
            ],
            "Owner": table["owner"],
            "In words": table["words"],
        }
    )
    st.dataframe(shown, hide_index=True, alt="Targets and how they stand",
                 column_config={"By": st.column_config.DateColumn(format="DD MMM YYYY"),
                                "In words": st.column_config.TextColumn(width="large")})  # fmt: skip
    st.caption(
        "Now is the last whole month. The way runs straight, on the scale of ratios, from where it was when the target "
        "was set; ahead and behind are said only where the interval leaves no doubt."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = {
            int(row["target"]): f"{row['touchpoint'] or targets.OVERALL}, {row['ratio']:g} : 1 by {row['by']}"
            for row in table.to_dict("records")
        }
        number = st.selectbox("Which", list(names), format_func=names.__getitem__, width=360)
        if st.button("Give it up", icon=":material/close:"):
            targets.drop(view.workspace, int(number))
            st.rerun()


def _ratio(value: float, low: float, high: float) -> str:
    if np.isnan(value):
        return "–"
    return f"{ratios.number(value)} : 1 ({ratios.number(low)}–{ratios.number(high)})"


def _form(view: View) -> None:
    with st.expander("Set a target", type="compact"), st.form("a target", clear_on_submit=True, border=False):
        left, middle, right = st.columns(3)
        names = [targets.OVERALL, *(item.name for item in view.analysis.journey.touchpoints)]
        touchpoint = left.selectbox("For", names)
        ratio = middle.text_input("Ratio", placeholder="5 : 1")
        by = right.date_input("By", value=None, format="YYYY-MM-DD")
        owner = left.text_input("Owner")
        note = middle.text_input("Note")
        if st.form_submit_button("Set it", icon=":material/flag:"):
            try:
                targets.add(view.workspace, ratio, by or "", touchpoint=touchpoint, owner=owner, note=note,
                            journey=view.analysis.journey)  # fmt: skip
            except CXError as error:
                st.error(str(error))
            else:
                st.rerun()


def league(view: View) -> None:
    """Owners beside each other, without a rank."""
    st.header("Owners", anchor=False)
    table = tracked.league_of(view.analysis, view.selection)
    if table.empty:
        st.caption("No touchpoint of this journey has an owner yet; the page Journeys sets them.")
        return
    shown = pd.DataFrame(
        {
            "Owner": table["owner"],
            "Positive for each negative": ratios.text(table, n=False),
            "Experiences": table["n"],
            "Chance to be the lowest": table["p_worst"],
            "In words": table["words"],
            "Touchpoints": [", ".join(names) for names in table["touchpoints"]],
        }
    )
    st.dataframe(shown, hide_index=True, alt="Owners of touchpoints beside each other", placeholder="–",
                 column_config={
                     "Chance to be the lowest": st.column_config.ProgressColumn(
                         format="percent", min_value=0, max_value=1),
                     "Experiences": st.column_config.NumberColumn(format="localized"),
                 })  # fmt: skip
    st.caption(escaped(
        "In the order of their names, no rank: with few experiences a rank is mostly luck. The chance holds what the "
        "labels leave open and who happened to write; touchpoints differ in how hard they are, which it cannot know."
    ))  # fmt: skip
