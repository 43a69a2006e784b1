"""What is new this week or month: alerts with quotes, and how many of them chance alone would ring."""

from collections.abc import Hashable, Mapping
from typing import Any

import streamlit as st

from cxanalytics.patterns import emerging
from cxanalytics.ui import address, pattern_detail
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.patterns import Shown

_PERIODS = {"This month": "month", "This week": "week"}
_WATCHED = "few so far: watched"


def show(shown: Shown) -> None:
    """What is said more often than the months or weeks before explain."""
    st.header("New, and more than before", anchor=False)
    said = st.segmented_control("Period", list(_PERIODS), label_visibility="collapsed",
                                **address.one("period", list(_PERIODS), "This month"))  # fmt: skip
    found = _alerts(shown.held, _PERIODS[said or "This month"], shown)
    if found.table.empty:
        beyond = "Nothing beyond noise" if found.before >= emerging.ENOUGH else "Too early to tell"
        st.info(escaped(found.words), title=beyond, icon=":material/notifications_off:")
        return
    st.caption(escaped(found.words))
    for row in found.table.to_dict("records"):
        _alert(shown, row)


def _alert(shown: Shown, row: Mapping[Hashable, Any]) -> None:
    names = shown.names
    with st.container(border=True, gap="xsmall"):
        sure = row["state"] == "sure"
        icon = ":material/notification_important:" if sure else ":material/visibility:"
        told = ", ".join(escaped(str(term)) for term in row["terms"])
        state = "" if sure else f" · {_WATCHED}"
        st.markdown(
            f"{icon} **{told}** · {row['n']:,} answers where {row['expected']:.1f} were to be expected, "
            f"{row['times']:.1f} times as many{state}"
        )
        for quote in list(row["quotes"])[:3]:
            st.text(f"“{quote}”")
        for pattern in row["patterns"]:
            if pattern in names:
                pattern_detail.link(pattern, names[pattern])


@st.cache_resource(max_entries=16, show_spinner="Comparing with before …")
def _alerts(key: str, period: str, _shown: Shown) -> emerging.Alerts:
    return emerging.alerts(_shown.mentions, period)
