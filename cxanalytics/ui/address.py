"""What is chosen stands in the address, so that a view can be sent, reloaded and gone back to.

Streamlit's own `bind="query-params"` forgets values on a change of page and fills the browser's history with half
views. Here the address is the truth: a widget takes its value from it whenever it has changed, and writes to it
when a person changes the widget. Links between pages carry the filters (`carried`).
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

# Our own in the session, no widget's: the page that is drawn, and what the address said when each of its widgets
# last took it over.
_PAGE, _NOTES, _DRAWN = "page", "said by the address", "drawn in this run"

# In the address: nothing is chosen where something would be by default.
NONE = "none"

# These go along from page to page; the others belong to one page.
FILTERS = ("journey", "source", "channel", "segment", "from", "to")


def enter(page: str) -> None:
    """Say which page is drawn now. Widgets that were not drawn the last time take their value from the address.

    The browser forgets a widget that a run does not draw, be it on another page or because the run stopped early
    to show that work is going on.
    """
    if st.session_state.get(_PAGE) != page:
        st.session_state[_PAGE] = page
        st.session_state[_DRAWN] = set()
    notes = st.session_state.get(_NOTES, {})
    st.session_state[_NOTES] = {key: notes[key] for key in st.session_state[_DRAWN] if key in notes}
    st.session_state[_DRAWN] = set()


def carried(**more: str | list[str]) -> dict[str, Any]:
    """The filters in the address, for a link to another page, and `more` beside them."""
    said = {key: st.query_params.get_all(key) for key in FILTERS}
    return {key: values for key, values in said.items() if values} | more


def said(key: str) -> list[str]:
    """What the address says under `key`."""
    return st.query_params.get_all(key)


def several(key: str, options: Sequence[str], default: Sequence[str] = ()) -> dict[str, Any]:
    """Arguments for a widget of several options: its value is in the address under `key`.

    Where the address says nothing it is the `default`; NONE in the address means that all were taken away.
    """
    known = set(options)
    return _follow(key, lambda said: [value for value in said or default if value in known], list(default))


def one(key: str, options: Sequence[str], default: str | None = None) -> dict[str, Any]:
    """Arguments for a widget of one option."""
    return _follow(key, lambda said: said[0] if said and said[0] in options else default, default)


def text(key: str) -> dict[str, Any]:
    """Arguments for a text field."""
    return _follow(key, lambda said: said[0] if said else "")


def day(key: str) -> dict[str, Any]:
    """Arguments for a date field."""
    return _follow(key, lambda said: _day(said[0]) if said else None)


def yes(key: str) -> dict[str, Any]:
    """Arguments for a widget that is on or off."""
    return _follow(key, lambda said: bool(said) and said[0] == str(True), False)


def put(key: str, value: str) -> None:
    """Choose a value for a widget that is still to be drawn."""
    st.session_state[key] = value
    _tell(key, None)


def _follow(key: str, parse: Callable[[list[str]], Any], default: Any = None) -> dict[str, Any]:
    said = st.query_params.get_all(key)
    notes = st.session_state[_NOTES]
    st.session_state[_DRAWN].add(key)
    if key not in st.session_state or notes.get(key) != said:
        value = st.session_state[key] = parse(said)
        # What cannot be chosen here (a touchpoint of another journey) is asked for again when it can.
        notes[key] = None if said and value in (None, default, [], "") else said
    return {"key": key, "on_change": _tell, "args": (key, default)}


def _tell(key: str, default: Any) -> None:
    value = st.session_state[key]
    items = value if isinstance(value, list) else [value]
    # The default need not be said; that all of it was taken away has to be.
    kept = [] if value == default else [NONE] if value == [] else items
    values = [str(item) for item in kept if item not in (None, "")]
    if values:
        st.query_params[key] = values
    elif key in st.query_params:
        del st.query_params[key]
    st.session_state[_NOTES][key] = values


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
