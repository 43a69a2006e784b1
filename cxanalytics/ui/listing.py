"""Pages of feedback: searched and filtered on disk, twenty answers at a time."""

import math
from dataclasses import replace

import streamlit as st

from cxanalytics import engine
from cxanalytics.store import queries
from cxanalytics.store.queries import Question
from cxanalytics.ui import address, cards
from cxanalytics.ui.session import View

PAGE_SIZE = 20

_POLARITIES = {
    "All": "",
    "Positive": "positive",
    "Negative": "negative",
    "Mixed": "mixed",
    "Neutral": "neutral",
}
_STATES = {
    "Any": "",
    "Comments that were scored": "scored",
    "Non-answers": "non-answer",
    "Other languages": "other language",
    "Ratings without text": "no text",
}


def question(view: View) -> Question:
    """Draw the page's own filters; what is looked for."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input("Search", placeholder="Words in the comment", width=320, **address.text("search"))
        touchpoints = st.multiselect(
            "Touchpoint",
            view.analysis.choices["touchpoint"],
            placeholder="All",
            width=320,
            **address.several("at", view.analysis.choices["touchpoint"]),
        )
        state = st.selectbox("Answers", list(_STATES), width=260, **address.one("answers", list(_STATES), "Any"))
    polarity = st.segmented_control("Polarity", list(_POLARITIES), **address.one("polarity", list(_POLARITIES), "All"))
    return Question(
        selection=replace(view.selection, touchpoint=tuple(touchpoints)),
        search=search.strip(),
        polarity=_POLARITIES[polarity or "All"],
        state=_STATES[state],
    )


def show(view: View, asked: Question, *, key: str = "page") -> None:
    """Show the answers that meet a question, a page at a time."""
    # The key changes with the question, so that a new question starts on its first page.
    key = f"{key} {hash((view.analysis.key, asked))}"
    found = _page(view.analysis.key, asked, st.session_state.get(key, 1), view.analysis)
    if found.total == 0:
        st.info(
            "No answer meets these filters. Take one away, or search for fewer words.", icon=":material/search_off:"
        )
        return
    st.caption(f"{found.total:,} answers" if found.total > 1 else "1 answer")
    cards.show(view, found.answers)
    if found.total > PAGE_SIZE:
        st.pagination(math.ceil(found.total / PAGE_SIZE), key=key)


@st.cache_data(max_entries=64, show_spinner=False)
def _page(key: str, asked: Question, number: int, _analysis: engine.Analysis) -> queries.Page:
    corrected = engine.corrected(_analysis)
    return queries.page(_analysis.files, asked, size=PAGE_SIZE, number=number, corrected=corrected)
