"""Learning from the labels, and planning how many it takes."""

import pandas as pd
import streamlit as st

from cxanalytics import engine, learning, planned
from cxanalytics.emotion import adaptation
from cxanalytics.ui import jobs
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

_MEASURES = {"the ratio": "ratio", "the share of negative experiences": "negative share"}


def learn(view: View) -> None:
    """Let the scorer and the touchpoints learn from what people said; what came of it."""
    st.markdown(
        "From what you labelled, the product learns the words of your customers and where their comments belong. It is "
        "used only if comments **that it has not seen** are read better than before; then everything is read anew, "
        "which may take a minute. Corrected ratios stay honest: no label corrects a number that it helped to make."
    )
    st.caption(f"Reading now: scorer {view.analysis.scorer.version}.")
    labels = int((view.analysis.experiences["label"] >= 0).sum())
    if labels < adaptation.LEAST:
        st.caption(f"Learning begins at {adaptation.LEAST} labels; there are {labels:,}.")
    key = f"learning {view.workspace.root.absolute()}"
    if st.button("Learn from the labels", disabled=labels < adaptation.LEAST, icon=":material/school:"):
        jobs.forget(key)
        jobs.start(key, lambda progress: learning.learn(view.workspace, view.analysis, progress))
    job = jobs.find(key)
    if job is None:
        return
    jobs.watch(job, "Learning")
    _came_of_it(jobs.result(job))


def _came_of_it(lesson: learning.Lesson) -> None:
    if lesson.polarity.models or lesson.touchpoints.learnt:
        what = [
            name
            for name, used in (("the reading", lesson.polarity.models), ("the touchpoints", lesson.touchpoints.learnt))
            if used
        ]
        st.success(f"Learnt, and in use: {' and '.join(what)}. Everything was read anew.", icon=":material/school:")
    else:
        st.info(
            "Tried, and not used: comments it had not seen were read no better than before. Nothing has changed; more "
            "labels may help.",
            icon=":material/school:",
        )
    measured = lesson.polarity.measured
    with st.expander("The figures", type="compact"):
        st.markdown(escaped(lesson.words))
        if measured.empty:
            return
        st.dataframe(
            pd.DataFrame(
                {
                    "Scorer": measured["scorer"],
                    "Macro-F1 (1 is best)": measured["macro_f1"].round(3),
                    "Log loss (0 is best)": measured["log_loss"].round(3),
                }
            ),
            hide_index=True,
            alt="How well the shipped and the adapted scorer read the labels",
        )


def plan(view: View) -> None:
    """How many experiences and labels it takes to see a change."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        change = st.number_input("See a change of (%)", 5, 200, 30, step=5, width=180)
        measure = st.selectbox("in", list(_MEASURES), width=300)
    for sentence in planned.sentences(
        engine.ratio_table(view.analysis, view.selection, ()),
        view.selection.apply(view.analysis.experiences),
        change=change / 100,
        measure=_MEASURES[measure],
    ):
        st.markdown(sentence)
    st.caption("For the part of the feedback that the filters choose. With 80 % power, at 95 % certainty.")
