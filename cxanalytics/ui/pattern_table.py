"""The patterns as a table: the largest first, a row chosen in it, and as files to take away."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from cxanalytics.export import tables
from cxanalytics.ui import pattern_words
from cxanalytics.ui.patterns import Shown, take


def show(shown: Shown, chosen: str | None) -> None:
    """The patterns as a table, largest first; a row can be chosen."""
    rows = ordered(shown.table)
    visible = pd.DataFrame(
        {
            "Pattern": rows["name"].astype("str"),
            "Answers": rows["n"],
            "Share": [pattern_words.share(row) for _, row in rows.iterrows()],
            "Trend": [pattern_words.trend(word) for word in rows["trend"].astype("str")],
            "Theme": rows["theme"].astype("str"),
            "Without it": [pattern_words.change(row) for _, row in rows.iterrows()],
            "Ratio without it": [pattern_words.without(row) for _, row in rows.iterrows()],
            "Where": [pattern_words.listed(names) for names in rows["touchpoints"]],
            "Effort": 100 * rows["effort"],
            "First heard": rows["first_seen"],
            "Last heard": rows["last_seen"],
        }
    )
    if not themed(rows):
        visible = visible.drop(columns="Theme")
    dates = [name for name in ("First heard", "Last heard") if visible[name].isna().all()]
    patterns = rows["pattern"].astype("str").tolist()
    key = f"patterns table {shown.loved} {chosen}"
    selected = [patterns.index(chosen)] if chosen in patterns else []
    st.dataframe(
        visible.drop(columns=dates),
        hide_index=True,
        key=key,
        height="content" if len(visible) <= 16 else 600,
        on_select=partial(_row_chosen, key, patterns),
        selection_mode="single-row",
        selection_default={"selection": {"rows": selected}},
        column_config={
            "Pattern": st.column_config.TextColumn(width=260),
            "Answers": st.column_config.NumberColumn(format="localized"),
            "Theme": st.column_config.TextColumn(width="medium"),
            "Without it": st.column_config.TextColumn(
                help="How the ratio would change, if these customers said nothing"
            ),
            "Share": st.column_config.TextColumn(help="Of the answers that feel so, with its 95 % interval"),
            "Effort": st.column_config.ProgressColumn(
                format="%.0f %%", min_value=0, max_value=100, help="Share in which customers had to make an effort"
            ),
            "First heard": st.column_config.DateColumn(format="MMM YYYY"),
            "Last heard": st.column_config.DateColumn(format="MMM YYYY"),
        },
        alt="The patterns, one per row",
    )
    if dates:
        st.caption("Nothing here has a date, so nothing can be said of trends and history.")
    _downloads(shown)


def _row_chosen(key: str, patterns: Sequence[str]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if rows:
        take(patterns[rows[0]])


def ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """The patterns as they are listed: the one that most speak of first."""
    return rows.sort_values(["n", "pattern"], ascending=[False, True], kind="stable", ignore_index=True)


def themed(rows: pd.DataFrame) -> bool:
    """Whether some patterns belong together."""
    theme = rows["theme"].astype("str")
    return bool(theme[theme.ne("")].duplicated().any())


def plain(table: pd.DataFrame) -> pd.DataFrame:
    """The table for a file: lists become text."""
    lists = [str(name) for name in table if len(table) and isinstance(table[name].iloc[0], list | tuple)]
    return table.assign(**{name: table[name].map(lambda items: "; ".join(map(str, items))) for name in lists})


def _downloads(shown: Shown) -> None:
    side = "loved" if shown.loved else "pains"
    with st.container(horizontal=True):
        for suffix, label, mime in (("csv", "Table (CSV)", "text/csv"), ("json", "Data (JSON)", "application/json")):
            st.download_button(
                label,
                data=partial(_written, shown, suffix),
                file_name=f"patterns-{side}.{suffix}",
                mime=mime,
                key=f"download patterns {suffix}",
                on_click="ignore",
                icon=":material/download:",
            )


def _written(shown: Shown, suffix: str) -> bytes:
    if suffix == "csv":
        return tables.csv(plain(shown.table)).encode()
    return tables.json(shown.table, "patterns").encode()
