"""The versions of a journey on the screen: what each changed, where the feedback stands in each, any of them again."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from cxanalytics import engine, journeys, ratios
from cxanalytics.journey import comparing, renames, sheets
from cxanalytics.journey.model import Journey
from cxanalytics.ui import boards, journey_choosing, mapping, session
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View


def show(view: View, found: Journey) -> None:
    """The versions, and two of them side by side."""
    known = journeys.versions(view.workspace, found.name)
    if known.empty:
        st.caption("Nobody has changed this journey in this workspace yet.")
        return
    shown = known[["version", "at", "who", "note"]].iloc[::-1]
    st.dataframe(
        shown.rename(columns={"version": "Version", "at": "Kept at (UTC)", "who": "By", "note": "Why"}),
        hide_index=True,
        column_config={"Kept at (UTC)": st.column_config.DatetimeColumn(format="DD MMM YYYY, HH:mm")},
        alt="The versions of the journey, newest first",
    )
    numbers = known["version"].tolist()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        old = st.selectbox(
            "Compare version", numbers, index=max(len(numbers) - 2, 0), key=f"old {found.name} {len(numbers)}"
        )
        new = st.selectbox("with version", numbers, index=len(numbers) - 1, key=f"new {found.name} {len(numbers)}")
        if st.button(f"Make version {old} the newest again", icon=":material/history:", disabled=old == numbers[-1]):
            number = journeys.restore(view.own, found.name, int(old))
            journey_choosing.say(f"Version {old} is the newest again, as version {number}.")
    before, after = (journeys.version(view.workspace, found.name, int(number)) for number in (old, new))
    _looked_at(view, before, int(old))
    changes = comparing.changes(before, after)
    if changes.empty:
        st.caption("Both are the same.")
        return
    st.markdown(f"**What changed from version {old} to version {new}**")
    st.markdown("\n".join(f"- {escaped(str(words))}" for words in changes["words"]))
    if view.workspace.imports() and st.toggle("Numbers in both", key=f"both {found.name}"):
        measured(view, before, after)


def _looked_at(view: View, journey: Journey, number: int) -> None:
    """A version as it was, as a table and as the map of the feedback seen through it."""
    with st.container(horizontal=True):
        as_table = st.toggle(f"Show version {number} as a table", key=f"table of {journey.name} {number}")
        as_map = bool(view.workspace.imports()) and st.toggle(
            f"Show version {number} as a map", key=f"map of {journey.name} {number}"
        )
    if as_table:
        st.dataframe(
            sheets.table(journey), hide_index=True, alt=f"Version {number} of the journey, one touchpoint per row"
        )
    if as_map:
        analysis = session.analysis_of(view.workspace, journey)
        mapping.draw_only(boards.content(replace(view, analysis=analysis), boards.usual()), key=f"map {number}")


def measured(view: View, before: Journey, after: Journey) -> None:
    """The touchpoints that have another ratio in the other version, and which answers stand elsewhere."""
    analyses = [session.analysis_of(view.workspace, journey) for journey in (before, after)]
    tables = [_ratios(view, analysis) for analysis in analyses]
    both = comparing.beside(tables[0], tables[1], after).fillna(comparing.NOWHERE)
    other = both[(both["ratio_was"] != both["ratio_is"]).to_numpy(bool)]
    same = "All" if other.empty else f"{len(both) - len(other)} of"
    lost = comparing.accounted(analyses[0].experiences, analyses[1].experiences)
    st.caption(f"{lost} {same} {len(both)} touchpoints have the same numbers.")
    if len(other):
        shown = {"touchpoint": "Touchpoint", "ratio_was": "Ratio before", "ratio_is": "Ratio after"}
        st.dataframe(other.rename(columns=shown), hide_index=True, alt="The touchpoints whose ratio is another one")
    flows = comparing.flows(analyses[0].experiences, analyses[1].experiences, renames.current(after))
    if len(flows):
        st.markdown("**Answers that stand elsewhere**")
        told = flows.rename(columns={"was": "Stood at", "is": "Stands at", "n": "Answers"})
        st.dataframe(told, hide_index=True, alt="Where answers stood and stand")


def _ratios(view: View, analysis: engine.Analysis) -> pd.DataFrame:
    """The ratio at each touchpoint in words, in the order of the journey."""
    table = engine.ratio_table(analysis, view.selection, ("touchpoint",))
    shown = pd.DataFrame({"touchpoint": table["touchpoint"].astype("str"), "ratio": ratios.text(table)})
    places = {item.name: place for place, item in enumerate(analysis.journey.touchpoints)}
    return shown.sort_values("touchpoint", key=lambda names: names.map(places), kind="stable", ignore_index=True)
