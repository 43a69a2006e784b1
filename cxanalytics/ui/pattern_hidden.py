"""Hidden pains: the touchpoints that people love, each with the pains inside it."""

import pandas as pd
import streamlit as st

from cxanalytics.patterns import evidence
from cxanalytics.ui import address, pattern_detail
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.patterns import Shown

# Fewer answers than this at a touchpoint are no pain of its own.
_LEAST = 5


def show(shown: Shown) -> None:
    """A card per touchpoint that people love: its ratio, and what hurts there all the same."""
    if shown.loved:
        st.caption("Turn the switch above to what hurts: here the pains are shown that hide in what people love.")
        return
    found = _hidden(shown.key, shown)
    found = found[[any(n >= _LEAST for *_, n in told) for told in found["patterns"]]]
    if found.empty:
        st.caption("No touchpoint is surely loved yet, or nothing recurs where people are happy.")
        return
    st.markdown("Touchpoints that people love, and what hurts there all the same.")
    st.caption(
        f"Loved: surely (95 %) {evidence.LOVED:g} good experiences or more for each bad one, or among the best third "
        f"of the touchpoints measured. Listed are pains of {_LEAST} answers and more."
    )
    columns = st.columns(2)
    for number, row in enumerate(found.to_dict("records")):
        with columns[number % 2], st.container(border=True, gap="xsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                touchpoint = str(row["touchpoint"])
                st.page_link(
                    "pages/1_journey_map.py",
                    label=f"**{escaped(touchpoint)}**",
                    query_params=address.carried(touchpoint=touchpoint),
                )
                st.markdown(escaped(str(row["ratio"])))
            with st.container(horizontal=True, gap="small"):
                for pattern, name, n in [told for told in row["patterns"] if told[2] >= _LEAST]:
                    pattern_detail.link(str(pattern), f"{name} ({n:,})")


@st.cache_resource(max_entries=16, show_spinner=False)
def _hidden(key: str, _shown: Shown) -> pd.DataFrame:
    view = _shown.view
    return evidence.hidden(_shown.recurring, view.analysis.experiences, view.selection)
