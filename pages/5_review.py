"""Review: people label a small random sample, one comment at a time, and the ratio is corrected by it."""

import streamlit as st

from cxanalytics import engine, ui
from cxanalytics.ui import reviewing, sampling, teaching

view = ui.shell("Review")
said = engine.said_of(view.workspace)
if said.drawn.empty:
    sampling.nothing_yet(view)
    st.stop()

who = reviewing.person(view)
line = reviewing.line_of(view, said, who)
reviewing.progress(line)
reviewing.label(view, line)
reviewing.what_it_brings(view)

people, learning, planning, more, elsewhere = st.tabs(
    ["How far, and do we agree", "Learn from the labels", "How many it takes", "Draw more", "Label in a spreadsheet"]
)
with people:
    sampling.agreement(said)
with learning:
    teaching.learn(view)
with planning:
    teaching.plan(view)
with more:
    sampling.draw(view)
with elsewhere:
    sampling.sheet(view, said)
