"""Real paths on the screen: the flow, what a hop and a repeat contact do, where the mood turns."""

import pandas as pd
import streamlit as st

from cxanalytics import engine, paths
from cxanalytics.charts import paths as chart
from cxanalytics.charts.style import CONFIG
from cxanalytics.selection import Selection
from cxanalytics.ui import address
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

_GAPS = {"1 day": 1.0, "3 days": 3.0, "7 days": 7.0, "14 days": 14.0, "30 days": 30.0, "90 days": 90.0}
_REPEATS = {"7 days": 7.0, "14 days": 14.0, "30 days": 30.0}


def settings() -> tuple[float, float]:
    """What counts as one session, and as coming back."""
    with st.container(horizontal=True):
        gap = st.selectbox(
            "A new session begins after",
            list(_GAPS),
            help="So long without a word from a customer, and what follows is another matter.",
            **address.one("gap", list(_GAPS), "7 days"),
        )
        repeat = st.selectbox(
            "Back within",
            list(_REPEATS),
            help="The same customer at the same touchpoint within that time is a repeat contact.",
            **address.one("repeat", list(_REPEATS), "14 days"),
        )
    return _GAPS[gap or "7 days"], _REPEATS[repeat or "14 days"]


def content(view: View, gap: float, repeat: float) -> paths.Paths | None:
    """The paths of what the filters leave; None, with what to do, where no customer is known."""
    if view.analysis.experiences.empty:
        st.info("There is feedback here, but nothing in it that could be read for feelings.", title="No paths yet")
        return None
    found = _paths(view.analysis.key, view.selection, gap, repeat, view.analysis)
    if not found.coverage.known:
        st.info(found.coverage.words, title="No customer is known", icon=":material/person_off:")
        return None
    st.caption(found.coverage.words)
    return found


@st.cache_resource(max_entries=16, show_spinner=False)
def _paths(key: str, selection: Selection, gap: float, repeat: float, _analysis: engine.Analysis) -> paths.Paths:
    order = [item.name for item in _analysis.journey.touchpoints]
    return paths.paths(selection.apply(_analysis.experiences), order, gap=gap, repeat=repeat)


def effects(found: paths.Paths) -> None:
    """What a change of channel and a repeat contact do."""
    st.header("What it does to them", anchor=False)
    for effect in found.effects.values():
        st.markdown(f"- {escaped(effect.words)}")
    table = pd.DataFrame(
        [
            {
                "What": effect.name,
                "Negative with it": effect.negative_with,
                "Negative without": effect.negative_without,
                "Ratio with it": effect.ratio_with,
                "Ratio without": effect.ratio_without,
                "Difference": effect.difference,
                "from": effect.low,
                "to": effect.high,
            }
            for effect in found.effects.values()
        ]
    )
    shares = ("Negative with it", "Negative without", "Difference", "from", "to")
    st.dataframe(
        table,
        hide_index=True,
        column_config={name: st.column_config.NumberColumn(format="percent") for name in shares},
        alt="The effect of a channel hop and of a repeat contact",
    )


def flow(found: paths.Paths) -> None:
    """The paths that are taken most."""
    st.header("The paths taken most", anchor=False)
    if found.top.empty:
        st.caption("No session has two steps yet.")
        return
    figure = chart.figure(found.links, st.context.theme.type == "dark")
    first = found.top.iloc[0]
    alt = f"The {len(found.top)} commonest paths; most often {first['path']}, {first['n']} sessions. The table has all."
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=alt)
    st.caption(
        "Wider: more sessions. Orange: half or more of those who arrive are unhappy; the pointer tells how many."
    )
    names = {"path": "Path", "n": "Sessions", "share": "Of sessions with several steps"}
    names |= {"positive": "With something positive", "negative": "With something negative"}
    st.dataframe(
        found.top.rename(columns=names),
        hide_index=True,
        column_config={names["share"]: st.column_config.NumberColumn(format="percent")},
        alt="The commonest paths",
    )


def turns(found: paths.Paths) -> None:
    """Where the mood turns first."""
    st.header("Where the mood turns", anchor=False)
    if found.turning.empty:
        st.caption("In no session does the mood turn yet.")
        return
    st.caption(
        "The first touchpoint at which a session that began well goes badly, or the other way round; the share is of "
        "the sessions that came there in the mood before."
    )
    names = {"touchpoint": "Touchpoint", "turn": "The mood", "n": "First turns", "reached": "Came there so"}
    shown = found.turning.rename(columns=names | {"share": "Share", "low": "from", "high": "to"})
    shares = {name: st.column_config.NumberColumn(format="percent") for name in ("Share", "from", "to")}
    st.dataframe(shown, hide_index=True, column_config=shares, alt="Where the mood turns, by touchpoint")
    worst = found.turning["touchpoint"].iloc[0]
    link = address.carried(touchpoint=str(worst))
    st.page_link("pages/1_journey_map.py", label=f"{escaped(str(worst))} on the map", query_params=link)
