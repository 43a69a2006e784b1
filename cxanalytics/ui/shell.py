"""The frame every page stands in: its title, the links to the others, the filters."""

from pathlib import Path

import streamlit as st

from cxanalytics import engine, journeys, scoring
from cxanalytics.errors import CXError
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.ui import address, filters, session, visitors

# A file of ours: Streamlit would fetch a named icon for the browser's tab from the network.
_ICON = Path(__file__).with_name("icon.svg")

# Streamlit keeps wide margins for text; a map wants the room. Its small print is too pale to be read by everybody, and
# its headings below the title are either of the wrong rank or too large. What is chosen, among several or on a slider,
# has the colour of the buttons, too dark for letters on a dark page.
_STYLE = """<style>
[data-testid="stMainBlockContainer"] {padding: 3.2rem clamp(1rem, 2.5vw, 3rem) 3rem; max-width: 1720px;}
[data-testid="stCaptionContainer"], [data-testid="stExpander"] summary {color: inherit; opacity: .8;}
[data-testid="stWidgetLabel"], [data-testid="stWidgetLabel"] p {color: inherit;}
button[data-selected="true"], button[data-selected="true"] p,
[data-testid="stSliderThumbValue"] {color: light-dark(#1B5996, #8CC4EF) !important;}
[data-testid="stHeading"] h2 {font-size: 1.45rem; padding: .6rem 0 .4rem;}
</style>"""

_PAGES = (
    ("app.py", "Overview", ":material/insights:"),
    ("pages/1_journey_map.py", "Journey map", ":material/timeline:"),
    ("pages/12_trends.py", "Trends", ":material/show_chart:"),
    ("pages/13_signals.py", "Signals", ":material/sensors:"),
    ("pages/2_pain_patterns.py", "Pain patterns", ":material/bubble_chart:"),
    ("pages/8_paths.py", "Paths", ":material/route:"),
    ("pages/9_workshop.py", "Workshop", ":material/groups:"),
    ("pages/14_actions.py", "Actions", ":material/task_alt:"),
    ("pages/15_what_if.py", "What-if", ":material/tune:"),
    ("pages/16_worklist.py", "Worklist", ":material/support_agent:"),
    ("pages/17_digest.py", "Digest", ":material/newspaper:"),
    ("pages/3_feedback.py", "Feedback", ":material/forum:"),
    ("pages/4_claims.py", "Claims", ":material/fact_check:"),
    ("pages/5_review.py", "Review", ":material/rate_review:"),
    ("pages/7_journeys.py", "Journeys", ":material/edit_road:"),
    ("pages/6_import.py", "Import", ":material/upload_file:"),
)


def shell(title: str, *, shows_feedback: bool = True, bare: bool = False) -> session.View:
    """Set the page up and return what it is to show.

    A page that shows feedback has filters beside it; while there is none it stops here and says what to do. A `bare`
    one has the whole screen to itself: what is chosen comes with the address, and nothing else stands on it.
    """
    st.set_page_config(page_title=f"{title} · cxanalytics", page_icon=_ICON, layout="wide", initial_sidebar_state=240)
    st.html(_STYLE)
    visitors.let_in(title)
    address.enter(title)
    if not bare:
        _links()
        st.title(title, anchor=False)
    try:
        own, workspace = session.open_workspaces()
        has_feedback = bool(workspace.imports())
        journey = filters.journey(workspace) if shows_feedback and has_feedback else journeys.journey_of(workspace)
        analysis = session.analysis_of(workspace, journey)
        selection = filters.chosen(analysis) if shows_feedback and has_feedback else Selection()
    except CXError as error:
        st.error(str(error))
        st.stop()
    view = session.View(own, workspace, analysis, selection)
    if bare and (has_feedback or not shows_feedback):
        return view
    if view.sample:
        _sample_note(with_link=shows_feedback)
    if analysis.scorer.outdated:
        _older_scorer(workspace, analysis)
    if shows_feedback and not has_feedback:
        if bare:
            st.title(title, anchor=False)
        _nothing_yet(own)
        st.stop()
    return view


def _links() -> None:
    with st.sidebar:
        st.markdown("### cxanalytics")
        for path, label, icon in _PAGES:
            st.page_link(path, label=label, icon=icon, query_params=address.carried())


def _sample_note(*, with_link: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            "**Sample data** of an invented company. Your own exports take its place "
            "as soon as you import one; nothing leaves this machine."
        )
        if with_link:
            st.page_link("pages/6_import.py", label="Import your own export", icon=":material/upload_file:")


def _older_scorer(workspace: Workspace, analysis: engine.Analysis) -> None:
    st.warning(
        f"These numbers were read by an earlier scorer ({analysis.scorer.version}); this program has a newer one. They "
        "stay as they are until you let it read everything anew. Numbers of the two are not to be compared.",
        icon=":material/update:",
    )
    if st.button("Read everything anew", icon=":material/refresh:"):
        scoring.renew(workspace)
        st.rerun()


def _nothing_yet(own: Workspace) -> None:
    st.info(
        "Import an export of your survey, review, social or support tool (CSV, Excel, JSON or Parquet). "
        "A table with one comment per row is enough; dates and ratings help.",
        title="No feedback here yet",
        icon=":material/inbox:",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Import an export", type="primary", icon=":material/upload_file:"):
            st.switch_page("pages/6_import.py")
        if st.button("Fill with sample data", icon=":material/science:"):
            session.fill_with_sample(own)
            st.rerun()
