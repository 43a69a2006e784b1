"""What to fix first, every part of it visible and to be set by people; and what goes with bad experiences."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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

# What people may put in place of the machine's numbers: the column on screen, and what it is called in the registry.
_EDITABLE = {"Effort to fix": "effort", "Gain": "gain", "Confidence": "confidence", "Customers": "reach"}

# Our own in the session, no widget's: the table that is being edited.
_ROUND = "round of priorities"


@dataclass
class _Round:
    """A table while it is edited: its rows stay where they are, so that no number lands in another row.

    `kept` are the numbers typed into it that the registry has, by row and column.
    """

    held: str
    number: int
    order: list[str]
    taken_back: int
    kept: dict[tuple[str, str], float | None] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"priorities {self.number}"


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
    editing = _round(shown, rows["pattern"].astype("str").tolist())
    rows = rows.set_index(rows["pattern"].astype("str")).loc[editing.order].reset_index(drop=True)
    _editor(rows, editing.key)
    _estimated(shown, editing)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Sort anew", key="sort priorities", icon=":material/sort:", on_click=_sort_anew,
                  help="While you set numbers, each row stays where it is.")  # fmt: skip
    first = rows.iloc[int(rows["priority"].to_numpy("float64").argmax())]
    st.caption(
        "Click a number of effort, gain, customers or confidence to set it, empty it to take yours back; it counts at "
        f"once. The first: {escaped(priorities.words(first))}"
    )


def _round(shown: Shown, ranking: list[str]) -> _Round:
    """The table that is being edited; a new one, in the order of now, on the next visit or where patterns changed."""
    now: _Round | None = st.session_state.get(_ROUND)
    undone = pattern_editing.taken_back()
    # Streamlit forgets a table that the run before did not draw.
    same = now is not None and now.key in st.session_state and now.held == shown.held
    if now is None or not same or set(now.order) != set(ranking):
        now = _Round(shown.held, now.number + 1 if now else 0, ranking, undone)
    elif now.taken_back != undone or None in now.kept.values():
        # What was taken back is not to stay on the screen as it was typed.
        now = _Round(now.held, now.number + 1, now.order, undone)
    st.session_state[_ROUND] = now
    return now


def _sort_anew() -> None:
    now: _Round | None = st.session_state.get(_ROUND)
    if now is not None:
        st.session_state[_ROUND] = replace(now, held="")


def _editor(rows: pd.DataFrame, key: str) -> None:
    visible = pd.DataFrame(
        {
            "Pattern": rows["name"].astype("str"),
            "Effort to fix": rows["effort"],
            "Priority": rows["priority"],
            "Gain": rows["gain"],
            "Gain lies in": [
                f"{low:+.3f} to {high:+.3f}" for low, high in zip(rows["gain_low"], rows["gain_high"], strict=True)
            ],
            "Customers": rows["reach"],
            "Confidence": rows["confidence"],
            "Set by people": pd.Series([", ".join(parts) for parts in rows["set"]], dtype="str"),
        }
    )
    # The key stays the same while numbers change, and with it what is being typed.
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


@st.cache_resource(max_entries=16, show_spinner=False)
def _ranked(key: str, _shown: Shown) -> pd.DataFrame:
    chosen = _shown.view.selection.apply(_shown.view.analysis.experiences)
    return priorities.rank(_shown.table, chosen, _shown.mentions, _shown.recurring.patterns)


def _estimated(shown: Shown, editing: _Round) -> None:
    """Keep the numbers that a person has just put in the table, and show what comes of them."""
    edited: Mapping[Any, Mapping[str, Any]] = st.session_state[editing.key]["edited_rows"]
    some = False
    for place, cells in edited.items():
        pattern = editing.order[int(place)]
        new = {
            name: value
            for name, value in cells.items()
            if name in _EDITABLE and editing.kept.get((pattern, name), math.nan) != value
        }
        if new and _kept(shown, pattern, {_EDITABLE[name]: value for name, value in new.items()}):
            editing.kept.update({(pattern, name): value for name, value in new.items()})
            some = True
    if some:
        st.rerun()


def _kept(shown: Shown, pattern: str, numbers: Mapping[str, float | None]) -> bool:
    said = ", ".join(f"{name} {'taken back' if value is None else f'{value:g}'}" for name, value in numbers.items())
    change = partial(recurring.estimate, shown.view.workspace, pattern, who=pattern_editing.who(), **numbers)
    return pattern_editing.keep(shown.view, f"‘{shown.names.get(pattern, pattern)}’: {said}.", change)


def associated(shown: Shown) -> None:
    """What goes with a bad experience: shares of the patterns, in words that claim no cause."""
    if shown.loved:
        return
    st.header("What goes with the worst experiences", anchor=False)
    found = _drivers(shown.key, shown)
    # What the statistic is called helps nobody to decide.
    st.markdown(escaped(re.sub(r" \(R² [\d.]+, ", " (", found.words)))
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
