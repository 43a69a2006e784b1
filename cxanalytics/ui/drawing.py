"""Shows a drawing on a page; what can be chosen in it is chosen by pointer and by keyboard."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from cxanalytics.drawing.scene import Scene
from cxanalytics.drawing.svg import svg

_HTML = (
    """<div class="drawing"><div class="frame"><div class="sheet"></div></div><div class="tip" hidden></div></div>"""
)


def show(scene: Scene, *, key: str, least: int, dark: bool, on_chosen: Callable[[str], None] | None = None) -> None:
    """Draw the scene, as wide as the page; below `least` pixels it scrolls inside its frame.

    `on_chosen` is called with the key of the group that a person chooses, before the page is drawn anew.
    """

    def chosen() -> None:
        picked = st.session_state[key].get("chosen")
        if picked and on_chosen:
            on_chosen(str(picked))

    _component()(
        key=key,
        data={
            "svg": svg(scene, fixed=False, held=False),
            "width": least,
            "theme": "dark" if dark else "light",
            "selectable": on_chosen is not None,
        },
        on_chosen_change=chosen,
    )


def _component() -> Any:
    folder = Path(__file__)
    css, js = (folder.with_suffix(suffix).read_text(encoding="utf-8") for suffix in (".css", ".js"))
    return st.components.v2.component("drawing", html=_HTML, css=css, js=js)
