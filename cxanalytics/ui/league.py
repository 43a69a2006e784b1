"""Owners of touchpoints beside each other, on the screen: a chance, never a rank."""

import pandas as pd
import streamlit as st

from cxanalytics import ratios, tracked
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View


def show(view: View) -> None:
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
