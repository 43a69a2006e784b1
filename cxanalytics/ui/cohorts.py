"""Cohorts on the screen: customers by tenure or loyalty, and whether those who loved us still do."""

import pandas as pd
import streamlit as st

from cxanalytics import tracked
from cxanalytics.charts import trend as chart
from cxanalytics.charts.style import CONFIG
from cxanalytics.charts.trend import Scale
from cxanalytics.errors import CXError
from cxanalytics.tracking.words import interval, percent
from cxanalytics.ui import address
from cxanalytics.ui.session import View
from cxanalytics.ui.trends import Asked, scale

# A ratio of fewer experiences jumps about and says nothing.
_LEAST = 10
_MOODS = {"loved": "Loved us before, and do still", "hurt": "Were hurt before, and are happy now"}


def show(view: View, asked: Asked) -> None:
    """Both, below the trend."""
    _cohorts(view, asked)
    _still(view, asked)


def _cohorts(view: View, asked: Asked) -> None:
    known = tracked.cohorts_of(view.analysis)
    st.header("By tenure or loyalty", anchor=False)
    if not known:
        st.caption(
            "No column of the exports parts customers into cohorts. Import one that tells their tenure or loyalty tier "
            "as a segment, and it stands here."
        )
        return
    column = st.selectbox("Cohorts by", known, width=260, **address.one("cohorts", known, known[0]))
    try:
        table = tracked.by_cohort(view.analysis, asked.selection, column or known[0], asked.period, asked.calendar)
    except CXError as error:
        st.error(str(error))
        return
    heard = table[table["n"] > 0] if len(table) else table
    if heard.empty:
        st.caption("Nobody of this selection belongs to a cohort.")
        return
    drawn = scale("ratio")
    enough = heard[(heard["n"] >= _LEAST).to_numpy(bool)]
    if len(enough) < len(heard):
        st.caption(f"Periods with fewer than {_LEAST} experiences of a cohort stand in the table alone.")
    figure = chart.lines(enough, "cohort", drawn, dark=st.context.theme.type == "dark")
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=f"The ratio of each {column} over time; the table has all.")
    with st.expander("The cohorts as a table", type="compact"):
        shown = pd.DataFrame(
            {
                str(column): heard["cohort"], "Period": heard["label"],
                "Positive for each negative": [
                    interval("ratio", *ends) for ends in zip(heard["value"], heard["low"], heard["high"], strict=True)
                ],
                "Answers": heard["n"],
            }
        )  # fmt: skip
        st.dataframe(shown, hide_index=True, alt=f"The ratio of each {column} over time")


def _still(view: View, asked: Asked) -> None:
    st.header("Do those who loved us still?", anchor=False)
    table = tracked.still_loved(view.analysis, asked.selection, asked.period, asked.calendar)
    if table.empty:
        st.caption("No customer is known who was heard of in more than one period.")
        return
    from cxanalytics.tracking.periods import label

    table = table.assign(
        label=[label(day, asked.period, asked.calendar) for day in table["start"]], value=table["share"],
        whole=True, group=table["mood"].map(_MOODS),
    )  # fmt: skip
    told = Scale(
        False,
        lambda row: f"{percent(row['value'])} % ({percent(row['low'])}–{percent(row['high'])}), n {row['n']:,}",
        ".0%",
    )
    enough = table[(table["n"] >= _LEAST).to_numpy(bool)]
    figure = chart.lines(enough, "group", told, dark=st.context.theme.type == "dark")
    st.plotly_chart(figure, theme=None, config=CONFIG, alt="Of customers heard again, who is happy; the table has all.")
    st.caption(
        "Of customers heard of before and again in a period: more positive than negative experiences now. Some of "
        "those who loved us would always say less the next time, and some who were hurt more: the distance between the "
        f"lines tells more than either of them. Periods with fewer than {_LEAST} of them stand in the table alone."
    )
    with st.expander("The customers as a table", type="compact"):
        shown = table[["label", "group", "n", "happy", "share", "low", "high"]]
        shown.columns = pd.Index(["Period", "Customers who", "Heard again", "Happy now", "Share", "from", "to"])
        shares = {name: st.column_config.NumberColumn(format="percent") for name in ("Share", "from", "to")}
        st.dataframe(
            shown, hide_index=True, column_config=shares, alt="Customers heard again, by what they felt before"
        )
