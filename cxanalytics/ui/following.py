"""The real changes, found once for everybody who looks at the same selection."""

import streamlit as st

from cxanalytics import tracked
from cxanalytics.selection import Selection
from cxanalytics.tracking.periods import Calendar
from cxanalytics.tracking.signals import Signals
from cxanalytics.ui.session import View


def signals(view: View, period: str, selection: Selection | None = None) -> Signals:
    """The real changes of what the filters leave, or of another selection."""
    chosen = view.selection if selection is None else selection
    return _signals(view.analysis.key, period, chosen, tracked.calendar_of(view.workspace), view)


@st.cache_resource(max_entries=16, show_spinner="Telling changes from noise")
def _signals(key: str, period: str, selection: Selection, calendar: Calendar, _view: View) -> Signals:
    return tracked.signals(_view.analysis, selection, period, calendar)
