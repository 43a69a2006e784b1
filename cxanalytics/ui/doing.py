"""What a button does: the change, then the page anew; what cannot be is a sentence."""

from collections.abc import Callable

import streamlit as st

from cxanalytics.errors import CXError


def done(change: Callable[[], object]) -> None:
    """Make a change and draw the page anew; where it cannot be made, say why."""
    try:
        change()
    except CXError as error:
        st.error(str(error))
    else:
        st.rerun()
