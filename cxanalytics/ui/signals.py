"""Signals on the screen: the changes that are real, what carries them, and what they were held against."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from cxanalytics import tracked
from cxanalytics.charts import control as chart
from cxanalytics.charts.style import CONFIG
from cxanalytics.tracking import signals as worded
from cxanalytics.tracking.limits import FALSE_DISCOVERIES
from cxanalytics.tracking.periods import label
from cxanalytics.tracking.signals import BASELINES, Signals
from cxanalytics.tracking.watching import (
    EFFORT,
    EMOTION,
    ENOUGH,
    NEGATIVE,
    PATTERN,
    POSITIVE,
    TOGETHER,
    TOUCHPOINT,
    VOLUME,
)
from cxanalytics.ui import address, following
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

_PERIODS = {"Week": "week", "Month": "month", "Quarter": "quarter"}
_WHICH = ("Still so", "For the worse", "For the better", "All so far")
_CARDS = 8
_STYLE = """<style>
[class*="st-key-signal-"] {border-left: 4px solid #8a8f98; padding: .1rem 0 .4rem .9rem; margin-bottom: .5rem;}
[class*="st-key-signal-worse"] {border-color: #B35806;} [class*="st-key-signal-better"] {border-color: #2166AC;}
</style>"""


def show(view: View) -> Signals:
    """What changed, each change on a card; what was found."""
    period = st.segmented_control("By", list(_PERIODS), **address.one("period", list(_PERIODS), "Month"))
    found = following.signals(view, _PERIODS[period or "Month"])
    st.markdown(f"**{escaped(found.words)}**" if len(found.latest()) else f"**✓ {escaped(found.words)}**")
    shown = _wanted(found)
    if shown.empty:
        if len(found.table):
            st.caption("No change of this kind. “All so far” shows the earlier ones.")
    else:
        _cards(view, found, shown)
    return found


def held_against(view: View, found: Signals) -> None:
    """The chart of one number, what has too few answers, and how changes are told from noise."""
    _chart(view, found)
    _few(view, found)
    _method(found)


def _wanted(found: Signals) -> pd.DataFrame:
    table = found.table
    if table.empty:
        return table
    which = st.segmented_control(
        "Changes", _WHICH, label_visibility="collapsed", **address.one("changes", _WHICH, _WHICH[0])
    )
    better = table["better"].to_numpy()
    kept = {
        "For the worse": np.array([item is False for item in better]) & table["current"].to_numpy(bool),
        "For the better": np.array([item is True for item in better]) & table["current"].to_numpy(bool),
        "All so far": np.ones(len(table), dtype=bool),
    }.get(str(which), table["current"].to_numpy(bool))
    # What got worse asks for something to be done.
    order = pd.Series(better).map(lambda item: {False: 0, True: 1}.get(item, 2))
    wanted: pd.DataFrame = table.assign(_order=order.to_numpy())[kept]
    return wanted.sort_values(["at", "_order"], ascending=[False, True], kind="stable").drop(columns="_order")


def _cards(view: View, found: Signals, shown: pd.DataFrame) -> None:
    st.html(_STYLE)
    everything = len(shown) <= _CARDS or st.toggle(f"All {len(shown)} changes", **address.yes("all"))
    for row in (shown if everything else shown.head(_CARDS)).to_dict("records"):
        side = {True: "better", False: "worse"}.get(row["better"], "other")
        with st.container(key=f"signal-{side} {row['key']}", gap=None):
            sign = {"better": "▲ better", "worse": "▼ worse", "other": "◆ changed"}[side]
            st.caption(f"{sign} · found in {label(row['at'], found.period, tracked.calendar_of(view.workspace))}")
            st.markdown(escaped(row["words"]))
            said = [escaped(carrier) for carrier in row["carriers"]]
            if row["seasonal"] is True:
                said.append("It was already like this at the same time of the year before: it may be the season.")
            if said:
                st.markdown("\n".join(f"- {text}" for text in said))
            _ways(row)


def _ways(row: Mapping[Any, Any]) -> None:
    """Where to look next."""
    with st.container(horizontal=True, vertical_alignment="center"):
        key = str(row["key"])
        if st.button("Show the chart", key=f"chart {key}", type="tertiary", icon=":material/monitoring:"):
            address.put("series", worded_key(row))
            st.rerun()
        if row["kind"] == TOUCHPOINT:
            at = str(row["subject"])
            st.page_link("pages/1_journey_map.py", label="On the map", icon=":material/timeline:",
                         query_params=address.carried(touchpoint=at))  # fmt: skip
            st.page_link("pages/12_trends.py", label="Trend", icon=":material/show_chart:",
                         query_params=address.carried(touchpoint=at, measure=_measure(row)))  # fmt: skip
            st.page_link("pages/14_actions.py", label="Act on it", icon=":material/task_alt:",
                         query_params=address.carried(touchpoint=at))  # fmt: skip
        if row["kind"] == PATTERN:
            st.page_link("pages/2_pain_patterns.py", label="The pattern", icon=":material/bubble_chart:",
                         query_params=address.carried(pattern=str(row["subject"])))  # fmt: skip


def _measure(row: Mapping[Any, Any]) -> str:
    """The measure of a change as the page Trends names it."""
    measure = str(row["measure"])
    if measure.startswith(EMOTION):
        return f"emotion:{measure.removeprefix(EMOTION)}"
    return {NEGATIVE: "negative", POSITIVE: "positive", EFFORT: "effort", VOLUME: "volume"}.get(measure, "negative")


def worded_key(row: Mapping[Any, Any]) -> str:
    """The name of a series in the address."""
    return "|".join((str(row["kind"]), str(row["subject"]), str(row["measure"])))


def _chart(view: View, found: Signals) -> None:
    """The control chart of one series, with its table."""
    about = found.watched.table
    if about.empty or not found.ready:
        return
    st.header("What the numbers are held against", anchor=False)
    known = tracked.names(view.analysis)
    options = [worded_key(row) for row in about.to_dict("records")]
    names = {key: _called(row, known) for key, row in zip(options, about.to_dict("records"), strict=True)}
    first = worded_key(_wanted_first(found)) if len(found.table) else options[0]
    chosen = st.selectbox("Number", options, format_func=names.__getitem__, width=520,
                          **address.one("series", options, first if first in options else options[0]))  # fmt: skip
    place = options.index(chosen or options[0])
    row = about.iloc[place]
    square = row["measure"] == VOLUME
    drawn = _drawn(view, found, place, square=square)
    told = lambda value: worded.value_words(str(row["measure"]), value)  # noqa: E731
    tick = "," if square else "" if str(row["measure"]).startswith(("Net", "Customer effort")) else ".0%"
    figure = chart.figure(drawn, told, tick, worse=int(row["worse"]), dark=st.context.theme.type == "dark")
    st.plotly_chart(
        figure, theme=None, config=CONFIG, alt=f"Control chart: {names[options[place]]}; the table has all."
    )
    if row["together"] > 1:
        st.caption(f"Fewer than {ENOUGH} answers a {found.period}: {TOGETHER} are taken together.")
    with st.expander("The chart as a table", type="compact"):
        table = pd.DataFrame(
            {
                "Period": drawn.labels,
                "Value": [_or(told, v) for v in drawn.value], "Usual": [_or(told, v) for v in drawn.centre],
                "From": [_or(told, v) for v in drawn.low], "To": [_or(told, v) for v in drawn.high],
                "Found": np.where(drawn.found == 0, "", np.where(drawn.found > 0, "rise", "fall")),
            }
        )  # fmt: skip
        st.dataframe(table[~np.isnan(drawn.value)], hide_index=True, alt="The values, and what they were held against")


def _wanted_first(found: Signals) -> Mapping[Any, Any]:
    """The newest change for the worse that still stands; the newest of all where there is none."""
    table = found.table
    worse = np.array([item is False for item in table["better"]]) & table["current"].to_numpy(bool)
    chosen: Mapping[Any, Any] = (table[worse] if worse.any() else table).iloc[0].to_dict()
    return chosen


def _or(told: Any, value: float) -> str:
    return "–" if np.isnan(value) else str(told(value))


def _called(row: Mapping[Any, Any], known: Mapping[str, str]) -> str:
    where = worded.place(str(row["kind"]), str(row["subject"]), known)
    return f"{where[0].upper()}{where[1:]}: {worded.measured(str(row['measure'])).removeprefix('the ')}"


def _drawn(view: View, found: Signals, place: int, *, square: bool) -> chart.Watched:
    held, starts = found.limits, found.watched.starts
    calendar = tracked.calendar_of(view.workspace)
    power = 2 if square else 1
    value, centre, low, high = (item[place] for item in (found.watched.value, held.centre, held.low, held.high))
    began = held.since[place][held.found[place] != 0]
    low = np.maximum(low, 0.0) if square else low
    return chart.Watched(
        [f"{day:%Y-%m-%d}" for day in starts], [label(day, found.period, calendar) for day in starts],
        value**power, centre**power, low**power, high**power, held.found[place], [int(at) for at in began],
    )  # fmt: skip


def _few(view: View, found: Signals) -> None:
    if found.few.empty:
        return
    known = tracked.names(view.analysis)
    with st.expander(f"Too few answers to watch ({len(found.few)})", type="compact"):
        st.caption(f"Fewer than {ENOUGH} answers in {TOGETHER} {found.period}s together, or too few {found.period}s.")
        rows = found.few.to_dict("records")
        shown = pd.DataFrame(
            {"Number": [_called(row, known) for row in rows], f"Answers in the middle {found.period}": found.few["n"]}
        )
        st.dataframe(shown, hide_index=True, alt="What has too few answers to be watched")


def _method(found: Signals) -> None:
    with st.expander("How changes are told from noise", type="compact"):
        st.markdown(
            f"""
- Each of the {len(found.watched.table):,} numbers has a usual level: the mean of the {found.period}s since its last real change, {BASELINES[found.period]} at least at first. What lies inside the band happens by chance.
- The band holds three things: chance in who wrote, what the labels leave open, and the swing that this number always had from {found.period} to {found.period} (Laney 2002).
- A single value far outside is a change; so is a run of values that lean to one side, which finds small changes that stay (cumulative sum, Page 1954).
- The more numbers are watched, the more of them stand out by chance. What is called real is chosen over all of them together, so that about {FALSE_DISCOVERIES:.0%} of it is false (Benjamini and Hochberg 1995). {found.expectation}
- With fewer than {ENOUGH} answers, {TOGETHER} {found.period}s are taken together; with fewer even then, nothing is said.
- A change is dated by where its run began, and the level starts anew there.
"""  # noqa: E501
        )
