"""Trends on the screen: one number over time, per touchpoint, channel or source, with what happened when."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import streamlit as st

from cxanalytics import actions, events, tracked
from cxanalytics.charts import trend as chart
from cxanalytics.charts.style import CONFIG
from cxanalytics.charts.trend import Scale
from cxanalytics.errors import CXError
from cxanalytics.export import tables
from cxanalytics.ratios import REFERENCE_LINES
from cxanalytics.selection import Selection
from cxanalytics.tracking import words
from cxanalytics.tracking.mix import AtSameMix
from cxanalytics.tracking.periods import MONTHS, WEEKDAYS, Calendar
from cxanalytics.ui import address, following
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

_TOGETHER = "All together"
_BY = (_TOGETHER, "Touchpoint", "Stage", "Channel", "Segment", "Source")
_PERIODS = {"Day": "day", "Week": "week", "Month": "month", "Quarter": "quarter", "Year": "year"}
# So many small charts stand on the page unless all are asked for.
_CHARTS, _BESIDE = 12, 3


@dataclass(frozen=True)
class Asked:
    """What the page is to show."""

    measure: str
    name: str
    by: str | None
    period: str
    selection: Selection
    calendar: Calendar
    last_year: bool
    same_mix: bool


def ask(view: View) -> Asked:
    """Draw the choices of the page; what was chosen."""
    known = tracked.measures(view.analysis)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = st.selectbox(
            "What",
            list(known),
            format_func=known.__getitem__,
            width=300,
            **address.one("measure", list(known), "ratio"),
        )
        by = st.selectbox("A line for each", _BY, width=180, **address.one("by", _BY, _TOGETHER))
        names = list(view.analysis.choices["touchpoint"])
        touchpoint = st.selectbox(
            "Touchpoint", names, index=None, placeholder="All", width=220, **address.one("touchpoint", names)
        )
    period = st.segmented_control("By", list(_PERIODS), **address.one("period", list(_PERIODS), "Month"))
    with st.container(horizontal=True):
        last_year = st.checkbox("A year before", **address.yes("lastyear"))
        same = st.checkbox(
            "At the same mix of sources",
            help="What the line would be with every source as large a part of each period as it is of all together.",
            **address.yes("samemix"),
        )
    measure = measure or "ratio"
    selection = replace(view.selection, touchpoint=(touchpoint,)) if touchpoint else view.selection
    return Asked(
        measure, known[measure], None if by in (None, _TOGETHER) else by.lower(), _PERIODS[period or "Month"],
        selection, tracked.calendar_of(view.workspace), last_year, same,
    )  # fmt: skip


@st.cache_data(max_entries=64, show_spinner=False)
def _trend(
    key: str, measure: str, by: str | None, period: str, selection: Selection, calendar: Calendar, _view: View
) -> tracked.Trend:
    return tracked.trend(_view.analysis, selection, measure, period, by, calendar)


def scale(measure: str) -> Scale:
    """How a measure is drawn."""
    kind, _, name = measure.partition(":")
    told = lambda row: f"{words.interval(measure, row['value'], row['low'], row['high'])}, n {row['n']:,}"  # noqa: E731
    if measure == "ratio":
        lines = [(line.value, f"{line.value:g} : 1, {line.label} ({line.year})") for line in REFERENCE_LINES]
        return Scale(True, told, "", None, lines)
    if measure in ("nps", "ces", "volume"):
        return Scale(False, told, "+" if measure == "nps" else ",", None)
    worse = {"negative": True, "positive": False, "effort": True, "pattern": True, "csat": False}.get(kind)
    if kind == "emotion":
        from cxanalytics.emotion.lexicon import emotions

        worse = next((item.polarity != "positive" for item in emotions() if item.name == name), None)
    return Scale(False, told, ".0%", worse)


def show(view: View, asked: Asked) -> None:
    """The chart, or a small one for each group, what is marked on it, and its table."""
    try:
        found = _trend(view.analysis.key, asked.measure, asked.by, asked.period, asked.selection, asked.calendar, view)
    except CXError as error:
        st.error(str(error))
        return
    if found.table.empty or not (found.table["n"] > 0).any():
        st.info("Nothing with a date is known of this in the selection.", icon=":material/event_busy:")
        return
    if asked.by is None:
        _one(view, asked, found)
    else:
        _several(asked, found, asked.by)
    _table(asked, found)
    if asked.selection.touchpoint:
        at = asked.selection.touchpoint[0]
        st.page_link("pages/1_journey_map.py", label=f"{escaped(at)} on the map", icon=":material/timeline:",
                     query_params=address.carried(touchpoint=at))  # fmt: skip


def _one(view: View, asked: Asked, found: tracked.Trend) -> None:
    happened = _events(view, asked)
    table = found.table if asked.last_year else found.table.assign(last_year=np.nan)
    same, warning = _same(view, asked, found)
    drawn = scale(asked.measure)
    figure = chart.figure(table, drawn, happened, same=same, dark=st.context.theme.type == "dark")
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=chart.alt(found.table, asked.name, drawn))
    if warning:
        st.warning(warning, icon=":material/group:")
    if len(happened):
        listed = [f"{number + 1}. {escaped(text)}" for number, text in enumerate(happened["words"])]
        with st.expander(f"What is marked ({len(happened)})", type="compact"):
            st.markdown("\n".join(listed))
    if not found.table["whole"].iloc[-1]:
        st.caption(f"The hollow point, {found.table['label'].iloc[-1]}, still runs.")


def _same(view: View, asked: Asked, found: tracked.Trend) -> tuple[pd.Series | None, str]:
    """The line at the same mix, where it was asked for and there is a mix; the warning, always."""
    if asked.measure not in ("ratio", "negative", "positive"):
        return None, ""
    made = _mixed(view.analysis.key, asked.period, asked.selection, asked.calendar, view)
    if not made.several or not asked.same_mix:
        return None, made.warning
    line = made.table.set_index("start")[f"{asked.measure}_same"].reindex(found.table["start"])
    return line.reset_index(drop=True), made.warning


@st.cache_data(max_entries=32, show_spinner=False)
def _mixed(key: str, period: str, selection: Selection, calendar: Calendar, _view: View) -> AtSameMix:
    return tracked.same_mix(_view.analysis, selection, period, calendar)


def _events(view: View, asked: Asked) -> pd.DataFrame:
    """Events, actions and real changes of what is shown, oldest first: at and words."""
    known = actions.all(view.workspace, view.analysis.journey)
    known = known[(known["state"] != actions.DROPPED).to_numpy(bool)]
    if asked.selection.touchpoint:
        known = known[known["touchpoint"].isin(["", *asked.selection.touchpoint]).to_numpy(bool)]
    began = known["began"] if "began" in known else pd.Series(None, index=known.index, dtype="object")
    at = pd.to_datetime(began.where(began.notna(), known["added_at"].dt.date), errors="coerce")
    made = pd.DataFrame(
        {"at": at.dt.normalize(), "words": [f"Action {row.action}: {row.title}" for row in known.itertuples()]}
    )
    noted = events.all(view.workspace)
    happened = pd.DataFrame({"at": pd.to_datetime(noted["on"]), "words": noted["title"]})
    changes = tracked.marked(following.signals(view, asked.period), asked.measure, asked.selection.touchpoint)
    return pd.concat([happened, made, changes], ignore_index=True).sort_values("at", kind="stable", ignore_index=True)


def _several(asked: Asked, found: tracked.Trend, by: str) -> None:
    """Small charts beside each other, the group with most experiences first."""
    drawn = scale(asked.measure)
    order = found.table.groupby(by)["n"].sum().sort_values(ascending=False, kind="stable").index.tolist()
    everything = len(order) <= _CHARTS or st.toggle(f"All {len(order)}", **address.yes("all"))
    shown = order if everything else order[:_CHARTS]
    dark = st.context.theme.type == "dark"
    for first in range(0, len(shown), _BESIDE):
        for column, name in zip(st.columns(_BESIDE), shown[first : first + _BESIDE], strict=False):
            rows = found.table[(found.table[by] == name).to_numpy(bool)].reset_index(drop=True)
            column.markdown(f"**{escaped(name)}**")
            column.caption(_ends(rows, drawn))
            figure = chart.figure(rows, drawn, dark=dark, small=True)
            told = chart.alt(rows, f"{asked.name}, {name}", drawn)
            bare = {**CONFIG, "displayModeBar": False}
            column.plotly_chart(figure, theme=None, config=bare, alt=told, key=f"trend {by} {name}")


def _ends(rows: pd.DataFrame, drawn: Scale) -> str:
    heard = rows[(rows["n"] > 0) & rows["whole"]].to_dict("records")
    return f"{heard[-1]['label']}: {drawn.told(heard[-1])}" if heard else "no whole period yet"


def _table(asked: Asked, found: tracked.Trend) -> None:
    with st.expander("The numbers as a table", type="compact"):
        table = found.table[found.table["n"] > 0]
        ends = zip(table["value"], table["low"], table["high"], strict=True)
        labelled = "corrected by " + table["labels"].astype("str") + " labels"
        shown = pd.DataFrame(
            {
                **({asked.by.capitalize(): table[asked.by]} if asked.by else {}),
                "Period": table["label"],
                asked.name: [words.interval(asked.measure, *values) for values in ends],
                "A year before": [words.plain(asked.measure, value) for value in table["last_year"]],
                "Answers": table["n"],
                "Rests on": labelled.where(table["method"] == "corrected", table["method"]),
                "Evidence": np.where(table["whole"], table["evidence"], "still running"),
            }
        )
        answers = {"Answers": st.column_config.NumberColumn(format="localized")}
        st.dataframe(shown, hide_index=True, column_config=answers, alt=f"{asked.name} over time")
        st.download_button(
            "Download CSV", tables.csv(table).encode(), "trend.csv", "text/csv", icon=":material/download:"
        )
    with st.expander("How this is worked out", type="compact"):
        st.markdown(escaped(found.words))


def settings(view: View) -> None:
    """What is noted beside the feedback, and how time is counted."""
    with st.container(horizontal=True):
        _noted(view)
        _calendar(view)


def _noted(view: View) -> None:
    """What happened outside of the feedback, to be added and taken away."""
    with st.popover("Events", icon=":material/event:"):
        st.caption("What happened and may explain a change: a strike, a new price. It is marked on every trend.")
        for row in events.all(view.workspace).to_dict("records"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"{row['on']:%d %b %Y}: {escaped(str(row['title']))}")
                if st.button("Remove", key=f"remove event {row['event']}", type="tertiary"):
                    events.remove(view.workspace, int(row["event"]))
                    st.rerun()
        with st.form("an event", clear_on_submit=True, border=False):
            title = st.text_input("What happened", placeholder="Prices went up", max_chars=200)
            on = st.date_input("On", value=None, format="YYYY-MM-DD")
            if st.form_submit_button("Note it"):
                try:
                    events.add(view.workspace, title, on or "")
                except CXError as error:
                    st.error(str(error))
                else:
                    st.rerun()


def _calendar(view: View) -> None:
    """How time is counted, to be changed."""
    kept = tracked.calendar_of(view.workspace)
    with st.popover("Calendar", icon=":material/calendar_month:"), st.form("calendar"):
        month = st.selectbox("The year begins in", MONTHS, index=kept.fiscal_start - 1)
        day = st.selectbox("The week begins on", WEEKDAYS, index=kept.week_start)
        zone = st.text_input("Time zone", kept.zone, placeholder="as in the exports")
        if st.form_submit_button("Keep"):
            try:
                chosen = Calendar(MONTHS.index(month) + 1, WEEKDAYS.index(day), zone.strip())
                tracked.keep_calendar(view.workspace, chosen)
            except CXError as error:
                st.error(str(error))
            else:
                st.rerun()
