"""What to fix first, every part of it visible and to be set by people; and what goes with bad experiences."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics import recurring
from cxanalytics.patterns import drivers, priorities
from cxanalytics.store import queries
from cxanalytics.ui import pattern_editing
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.patterns import Shown

# Our own in the session, no widget's: how often somebody has edited. What people may put in place of the machine's
# numbers: the column on screen, and what it is called in the registry.
_EDITS = "edits of priorities"
_EDITABLE = {"Effort to fix": "effort", "Gain": "gain", "Confidence": "confidence", "Customers": "reach"}


def ranked(shown: Shown) -> None:
    """The patterns by priority, every part visible; effort, gain, confidence and reach can be set by people."""
    if shown.loved:
        st.caption("Priorities are for what hurts; turn the switch above.")
        return
    rows = _ranked(shown.key, shown)
    st.markdown(
        "**Priority = gain × customers × confidence ÷ effort.** Gain: how much the ratio would rise without the "
        "pattern. Customers: how many speak of it. Confidence: how sure it is that the gain is worth naming. Effort is "
        "yours to say: 1 until you do."
    )
    patterns_there = rows["pattern"].astype("str").tolist()
    visible = pd.DataFrame(
        {
            "Pattern": rows["name"].astype("str"),
            "Priority": rows["priority"],
            "Gain": rows["gain"],
            "Gain lies in": [
                f"{low:+.3f} to {high:+.3f}" for low, high in zip(rows["gain_low"], rows["gain_high"], strict=True)
            ],
            "Customers": rows["reach"],
            "Confidence": rows["confidence"],
            "Effort to fix": rows["effort"],
            "Set by people": [", ".join(parts) for parts in rows["set"]],
        }
    )
    if not visible["Set by people"].any():
        visible = visible.drop(columns="Set by people")
    # Another key after each edit, so that the table begins anew from what is kept.
    key = f"priorities {hash(shown.key)} {st.session_state.get(_EDITS, 0)}"
    st.data_editor(
        visible,
        hide_index=True,
        key=key,
        height="content" if len(visible) <= 16 else 600,
        disabled=[str(name) for name in visible if name not in _EDITABLE],
        column_config={
            "Pattern": st.column_config.TextColumn(width="medium"),
            "Priority": st.column_config.NumberColumn(format="%.2f"),
            "Gain": st.column_config.NumberColumn(format="%.3f", help="On the ratio; the interval stands beside it"),
            "Customers": st.column_config.NumberColumn(format="localized", min_value=0),
            "Confidence": st.column_config.NumberColumn(format="%.2f", min_value=0.0, max_value=1.0),
            "Effort to fix": st.column_config.NumberColumn(
                format="%.1f", min_value=0.1, help="Any unit, the same for all: weeks, people, money"
            ),
        },
        alt="The patterns by priority, with every part of it",
    )
    _estimated(shown, st.session_state[key]["edited_rows"], patterns_there)
    st.caption(
        "Click a number of effort, gain, customers or confidence to set it, empty it to take yours back; it counts at "
        f"once. The first: {escaped(priorities.words(rows.iloc[0]))}"
    )


@st.cache_resource(max_entries=16, show_spinner=False)
def _ranked(key: str, _shown: Shown) -> pd.DataFrame:
    chosen = _shown.view.selection.apply(_shown.view.analysis.experiences)
    return priorities.rank(_shown.table, chosen, _shown.mentions, _shown.recurring.patterns)


def _estimated(shown: Shown, edited: Mapping[Any, Mapping[str, Any]], patterns_there: list[str]) -> None:
    """Keep the numbers that a person has just put in the table, and show what comes of them."""
    if not edited:
        return
    for place, cells in edited.items():
        pattern = patterns_there[int(place)]
        numbers = {_EDITABLE[name]: value for name, value in cells.items() if name in _EDITABLE}
        if numbers:
            said = ", ".join(
                f"{name} {'taken back' if value is None else f'{value:g}'}" for name, value in numbers.items()
            )
            change = partial(recurring.estimate, shown.view.workspace, pattern, who=pattern_editing.who(), **numbers)
            pattern_editing.keep(shown.view, f"‘{shown.names.get(pattern, pattern)}’: {said}.", change)
    st.session_state[_EDITS] = st.session_state.get(_EDITS, 0) + 1
    st.rerun()


def associated(shown: Shown) -> None:
    """What goes with a bad experience: shares of the patterns, in words that claim no cause."""
    if shown.loved:
        return
    st.subheader("What goes with the worst experiences", anchor=False)
    found = _drivers(shown.key, shown)
    st.markdown(escaped(found.words))
    if found.table.empty:
        return
    rows = found.table
    st.dataframe(
        pd.DataFrame(
            {
                "Pattern": rows["name"].astype("str"),
                "Associated with": 100 * rows["share"],
                "Lies in": [
                    f"{100 * low:.0f}–{100 * high:.0f} %" for low, high in zip(rows["low"], rows["high"], strict=True)
                ],
                "Odds ratio": rows["odds_ratio"],
                "Answers": rows["n"],
            }
        ),
        hide_index=True,
        height="content",
        column_config={
            "Associated with": st.column_config.ProgressColumn(
                format="%.0f %%", min_value=0, max_value=100, help="Its share of what the patterns explain together"
            ),
            "Odds ratio": st.column_config.NumberColumn(format="%.1f"),
        },
        alt="Patterns and how far each is associated with the worst experiences",
    )


@st.cache_resource(max_entries=16, show_spinner="Weighing the patterns …")
def _drivers(key: str, _shown: Shown) -> drivers.Drivers:
    view = _shown.view
    rated = queries.ratings(view.analysis.files)
    return drivers.of(_shown.recurring, view.analysis.experiences, view.selection, rated)
