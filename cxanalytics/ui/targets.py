"""Targets on the screen: what ratios should come to, and how each stands."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from cxanalytics import ratios, targets, tracked
from cxanalytics.charts import pace as chart
from cxanalytics.charts.style import CONFIG
from cxanalytics.errors import CXError
from cxanalytics.store import targets as log
from cxanalytics.tracking import pace
from cxanalytics.ui import address
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

_SIGNS = {
    pace.REACHED: "✓", pace.AHEAD: "▲", pace.ON_THE_WAY: "◆", pace.BEHIND: "▼", pace.UNCLEAR: "?", pace.JUST_SET: "○",
}  # fmt: skip
_METHOD = """
- The way runs straight, on the scale of ratios, from the month in which the target was set to its day.
- *Ahead* and *behind* are said only where the whole 95 % interval of the last whole month lies above or below the way; *reached* where it lies above the target.
- *Cannot be told*: the interval holds both the start and the target, or the ratio lies well below the way, which may be chance.
- What it would come to is a line through the last six whole months, drawn on with its interval. It supposes that nothing changes, which is never so: no forecast.
"""  # noqa: E501


def show(view: View) -> None:
    """Every target with its pace, the way of one of them, and forms to set and change them."""
    st.header("Targets", anchor=False)
    st.caption("Of all feedback, whatever is filtered beside the page.")
    table = _found(_key(view), view)
    if table.empty:
        st.caption("No target is set yet.")
    else:
        _paces(table)
        _one(view, table)
    with st.expander("Set a target", type="compact"):
        _form(view, None)


def _key(view: View) -> str:
    return f"{view.workspace.root.absolute()} {view.analysis.key} {log.state(view.workspace)} " + str(
        tracked.calendar_of(view.workspace)
    )


@st.cache_resource(max_entries=16, show_spinner=False)
def _found(key: str, _view: View) -> pd.DataFrame:  # noqa: ARG001
    return tracked.paces(_view.workspace, _view.analysis)


@st.cache_resource(max_entries=32, show_spinner=False)
def _series(key: str, touchpoint: str, _view: View) -> pd.DataFrame:  # noqa: ARG001
    return tracked.series_of(_view.workspace, _view.analysis, touchpoint)


def _paces(table: pd.DataFrame) -> None:
    shown = pd.DataFrame(
        {
            "For": table["touchpoint"].replace("", targets.OVERALL),
            "Target": [f"{value:g} : 1" for value in table["ratio"]],
            "By": table["by"],
            "Stands": [f"{_SIGNS[word]} {word}" for word in table["word"]],
            "Last whole month": [_ratio(*ends) for ends in zip(table["now"], table["low"], table["high"], strict=True)],
            "Should be by then": [_number(value) for value in table["planned"]],
            "More every month": [_percent(value) for value in table["monthly"]],
            "Owner": table["owner"],
            "Note": table["note"],
        }
    )
    st.dataframe(shown, hide_index=True, alt="Targets and how they stand",
                 column_config={"By": st.column_config.DateColumn(format="DD MMM YYYY")})  # fmt: skip


def _one(view: View, table: pd.DataFrame) -> None:
    """The way of one target, and what can be done with it."""
    names = {str(row["target"]): _title(row) for row in table.to_dict("records")}
    number = st.selectbox(
        "The way to",
        list(names),
        format_func=names.__getitem__,
        **address.one("target", list(names), next(iter(names))),
    )
    row = table[(table["target"] == int(number or next(iter(names)))).to_numpy(bool)].iloc[0].to_dict()
    st.markdown(f"**{escaped(str(row['words']))}**")
    at = str(row["touchpoint"])
    series = _series(_key(view), at, view)
    if (series["n"] > 0).any():
        way = pace.way(series, row["ratio"], row["set_at"].date(), row["by"])
        figure = chart.figure(series, way, row["ratio"], row["by"], dark=st.context.theme.type == "dark")
        st.plotly_chart(figure, theme=None, config=CONFIG, alt=f"{_title(row)}, month by month. {row['words']}")
        with st.expander("Month by month, as a table", type="compact"):
            _months(series)
    with st.expander("How this is worked out", type="compact"):
        st.markdown(_METHOD)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button("Give it up", icon=":material/close:"):
            targets.drop(view.workspace, int(row["target"]))
            st.rerun()
        if st.button("Undo", key="target undo", icon=":material/undo:", help="Takes back what was last done to it."):
            targets.undo(view.workspace, int(row["target"]))
            st.rerun()
        more = {"touchpoint": at} if at else {}
        st.page_link("pages/12_trends.py", label="How it moves", icon=":material/show_chart:",
                     query_params=address.carried(**more))  # fmt: skip
        st.page_link("pages/1_journey_map.py", label="On the map", icon=":material/route:",
                     query_params=address.carried(**more))  # fmt: skip
    with st.expander("Change it", type="compact", icon=":material/edit:"):
        _form(view, row)


def _months(series: pd.DataFrame) -> None:
    known = series[(series["n"] > 0).to_numpy(bool)].iloc[::-1]
    st.dataframe(
        pd.DataFrame(
            {
                "Month": [
                    f"{label}{'' if whole else ', not over yet'}"
                    for label, whole in zip(known["label"], known["whole"], strict=True)
                ],
                "Ratio": [_ratio(*ends) for ends in zip(known["value"], known["low"], known["high"], strict=True)],
                "Experiences": known["n"],
            }
        ),
        hide_index=True,
        alt="The ratio month by month",
    )


def _title(row: Mapping[Any, Any]) -> str:
    return f"{row['touchpoint'] or targets.OVERALL}: {row['ratio']:g} : 1 by {row['by']}"


def _ratio(value: float, low: float, high: float) -> str:
    if np.isnan(value):
        return "–" if not low > 0 else f"at least {ratios.number(low)} : 1"
    if np.isinf(high):
        return f"{ratios.number(value)} : 1 (at least {ratios.number(low)})"
    return f"{ratios.number(value)} : 1 ({ratios.number(low)}–{ratios.number(high)})"


def _number(value: float) -> str:
    return "–" if np.isnan(value) else f"{ratios.number(value)} : 1"


def _percent(value: float) -> str:
    return "–" if np.isnan(value) or value <= 1 else f"{100 * (value - 1):.0f} %"


def _form(view: View, row: Mapping[Any, Any] | None) -> None:
    """The fields of a target, of one that stands or a new one."""
    given = row or {}
    names = [targets.OVERALL, *(item.name for item in view.analysis.journey.touchpoints)]
    at = str(given.get("touchpoint") or targets.OVERALL)
    with st.form(f"target {given.get('target', 'new')}", clear_on_submit=row is None, border=False):
        left, middle, right = st.columns(3)
        touchpoint = left.selectbox("For", names, index=names.index(at) if at in names else 0)
        ratio = middle.text_input("Ratio", value=f"{given['ratio']:g} : 1" if row else "", placeholder="5 : 1")
        by = right.date_input("By", value=given.get("by"), format="YYYY-MM-DD")
        owner = left.text_input("Owner", value=given.get("owner", ""))
        note = middle.text_input("Note", value=given.get("note", ""))
        if not st.form_submit_button("Change it" if row else "Set it", icon=":material/flag:"):
            return
    put = {"touchpoint": touchpoint, "ratio": ratio, "by": by or "", "owner": owner, "note": note}
    try:
        if row:
            targets.change(view.workspace, int(row["target"]), journey=view.analysis.journey, **put)
        else:
            targets.add(view.workspace, journey=view.analysis.journey, **put)
    except CXError as error:
        st.error(escaped(str(error)))
    else:
        st.rerun()
