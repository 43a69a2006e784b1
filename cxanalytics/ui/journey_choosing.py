"""Which journeys there are, on the screen: one is chosen, made, retired and brought back."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import BinaryIO, NoReturn

import streamlit as st

from cxanalytics import journeys
from cxanalytics.errors import CXError
from cxanalytics.export import tables
from cxanalytics.journey import reading, renames, sheets
from cxanalytics.journey.model import Journey, Touchpoint
from cxanalytics.journey.templates import templates
from cxanalytics.ui import address
from cxanalytics.ui.session import View
from cxanalytics.ui.uploads import uploader

VIEWS = TABLE, PARTS, VERSIONS, PERSONAS = "As a table", "One by one", "Versions", "Personas"

_SAID, _MADE = "said of journeys", "journeys made"
_SHEET = "A spreadsheet (CSV or XLSX)"


def chosen(view: View) -> Journey:
    """The journey to look at: the workspace's own unless another is chosen, with what can be done to it as a whole."""
    known = journeys.journeys_of(view.workspace)
    current = journeys.journey_of(view.workspace)
    own = journeys.own(view.workspace)
    said = st.session_state.pop(_SAID, "")
    if said:
        st.success(said, icon=":material/check:")
    name = st.selectbox(
        "Journey",
        list(known),
        format_func=lambda n: (
            f"{n}{' (this workspace’s)' if n == current.name else ''}{'' if n in own else ', template'}"
        ),
        **address.one("edited", list(known), current.name),
    )
    found = known[name or current.name]
    with st.container(horizontal=True):
        if found.name != current.name and st.button("Use it for this workspace", icon=":material/push_pin:"):
            journeys.choose(view.own, found.name)
            say(f"The workspace is seen through “{found.name}” now.")
        if found.name in own and st.button("Retire it", icon=":material/archive:"):
            journeys.retire(view.own, found.name)
            st.query_params.pop("edited", None)
            say(f"“{found.name}” is retired. It can be brought back.")
        _starting(view, found)
        for gone in journeys.retired(view.workspace):
            if st.button(f"Bring back “{gone}”", icon=":material/undo:", key=f"back {gone}", type="tertiary"):
                last = int(journeys.versions(view.own, gone)["version"].iloc[-1])
                journeys.restore(view.own, gone, last)
                say(f"“{gone}” is back.")
    return found


def view_of_it() -> str:
    """What of the journey is shown, one of VIEWS."""
    said = st.segmented_control(
        "View", VIEWS, label_visibility="collapsed", required=True, **address.one("view", VIEWS, TABLE)
    )
    return said or TABLE


def say(words: str) -> NoReturn:
    """Draw the page anew and say what was done above it."""
    st.session_state[_SAID] = words
    st.rerun()


def attempt(do: Callable[[], None]) -> None:
    """Do something; where it cannot be done, say why in a sentence, and nothing typed is lost."""
    try:
        do()
    except CXError as error:
        st.error(str(error))


def _starting(view: View, found: Journey) -> None:
    """A new journey: from a template, from the data, from a spreadsheet, or with nothing in it."""
    # A name and a file that a journey was made of are gone for the next one.
    made = st.session_state.get(_MADE, 0)
    with st.popover("New journey", icon=":material/add:", key=f"new journey {made}"):
        name = st.text_input("Its name", key=f"new name {made}", max_chars=120)
        first = Touchpoint("First touchpoint")
        ways: dict[str, Callable[[], Journey]] = {
            f"A copy of “{found.name}”": lambda: found,
            **{f"Template: {item.name}": partial(replace, item) for item in templates().values()},
            "The touchpoints that the exports name": lambda: journeys.found(view.workspace),
            _SHEET: lambda: _of_file(given),
            "Empty": lambda: renames.add(Journey("Empty", "", ()), first, "First stage"),
        }
        way = st.selectbox("Start from", list(ways), key=f"new way {made}")
        given = None
        if way == _SHEET:
            given = uploader("Spreadsheet", type=["csv", "xlsx"], key=f"new sheet {made}")
            st.caption("One row for each touchpoint, in the order of the journey. Only “Touchpoint” must be there.")
            # With a mark at its start, by which spreadsheet programs know that it is UTF-8.
            text = tables.csv(sheets.table(found)).encode("utf-8-sig")
            st.download_button(
                f"“{found.name}” as a spreadsheet to fill in", text, "journey.csv", "text/csv",
                key="sheet to fill in", on_click="ignore", icon=":material/download:",
            )  # fmt: skip
        if st.button("Make it", type="primary", key="make it"):
            attempt(lambda: _make(view, name, ways[way], getattr(given, "name", "")))


def _of_file(given: BinaryIO | None) -> Journey:
    if given is None:
        raise CXError("Choose the spreadsheet to make the journey of.")
    return sheets.journey(reading.read(given, given.name), given.name)


def _make(view: View, name: str, way: Callable[[], Journey], file: str) -> None:
    plain = " ".join(name.split())
    if not plain:
        raise CXError("Give the new journey a name.")
    if plain in journeys.journeys_of(view.workspace):
        raise CXError(f"There is a journey “{plain}” already; give it another name.")
    if plain in journeys.retired(view.workspace):
        raise CXError(f"There is a retired journey “{plain}”; bring it back, or give this one another name.")
    journeys.keep(view.own, replace(way(), name=plain), note=f"From {file}" if file else "New")
    st.session_state[_MADE] = st.session_state.get(_MADE, 0) + 1
    st.query_params["edited"] = plain
    say(f"“{plain}” is made. Edit it below.")
