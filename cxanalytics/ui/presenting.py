"""The presentation: the map and its touchpoints on the whole screen, driven by the keyboard, in the browser alone."""

from pathlib import Path
from typing import Any

import streamlit as st

from cxanalytics import sharing
from cxanalytics.drawing import presentation
from cxanalytics.drawing.svg import svg
from cxanalytics.journey.board import MASKED, NO_TEXT, Board
from cxanalytics.journey.model import UNASSIGNED
from cxanalytics.ui import address, boards
from cxanalytics.ui.session import View

_FILES = {kind: Path(__file__).with_name(f"presenting.{kind}") for kind in ("html", "css", "js")}

# Nothing of Streamlit's own stays on the screen.
_BARE = """<style>
[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stDecoration"],
[data-testid="stExpandSidebarButton"] {display: none}
[data-testid="stMainBlockContainer"] {padding: 0; max-width: 100vw; overflow: hidden}
[data-testid="stMain"] {overflow: hidden}
</style>"""


def show(view: View) -> None:
    """Present the board that the address asks for, with personal data masked once more."""
    st.html(_BARE)
    wanted = boards.wanted(view)
    board = sharing.masked_again(boards.content(view, wanted))
    shown = _component()(
        key="presentation",
        data=_data(board, dark=st.context.theme.type == "dark"),
        on_hide_change=lambda: None,
        on_leave_change=lambda: None,
    )
    if shown.leave:
        st.switch_page("pages/1_journey_map.py", query_params=address.carried(**boards.carried()))
    if shown.hide is not None and wanted.sharing != NO_TEXT and shown.hide != (wanted.sharing == MASKED):
        boards.share(MASKED if shown.hide else "quotes")
        st.rerun()
    _table(board)


def _component() -> Any:
    html, css, js = (_FILES[kind].read_text(encoding="utf-8") for kind in ("html", "css", "js"))
    return st.components.v2.component("presentation", html=html, css=css, js=js)


def _data(board: Board, *, dark: bool) -> dict[str, Any]:
    made = presentation.presentation(board, dark=dark)
    return {
        "drawings": [svg(scene, fixed=False, held=False) for scene in made.drawings],
        "maps": made.maps,
        "steps": [{"drawing": step.drawing, "title": step.title, "marked": step.marked} for step in made.steps],
        "hidden": board.sharing != "quotes",
        "theme": "dark" if dark else "light",
    }


def _table(board: Board) -> None:
    """The numbers behind the screens, for those who cannot see them."""
    points = board.shown.points[board.shown.points["stage"] != UNASSIGNED]
    st.dataframe(
        points[["stage", "touchpoint", "label", "evidence"]],
        hide_index=True,
        alt="The numbers of the presentation, one touchpoint per row",
    )
