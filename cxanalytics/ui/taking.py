"""Taking the map away: files of every kind from the board on the screen, and cards with one customer's words."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics import export
from cxanalytics.drawing import quote_card
from cxanalytics.drawing.png import png
from cxanalytics.journey.board import NO_TEXT, Board, day
from cxanalytics.ui.cards import escaped

_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_FILES = (
    ("pptx", "PowerPoint", _PRESENTATION, "Slides with shapes, charts and notes that can be edited."),
    ("pdf", "PDF to print", "application/pdf", "The map, a page for each touchpoint, the numbers."),
    ("html", "Web page", "text/html", "One file that needs no network; lanes and curves can be switched."),
    ("png", "Picture (PNG)", "image/png", "The map as it is on the screen."),
    ("svg", "Picture (SVG)", "image/svg+xml", "The map as a drawing that can be edited."),
    ("xlsx", "Excel", _SHEET, "All tables behind the map."),
    ("csv", "Table (CSV)", "text/csv", "A row for each touchpoint."),
    ("json", "Data (JSON)", "application/json", "Everything, for programs."),
)

_PAPERS = ("A4", "A3", "letter")


def files(board: Board) -> None:
    """The map as a file of every kind, with the lanes, curves and words that are chosen."""
    paper = st.segmented_control("Paper of the PDF", _PAPERS, default="A4", key="paper") or "A4"
    dark = st.context.theme.type == "dark" and st.toggle("Pictures in dark, as on this screen", key="dark pictures")
    with st.container(horizontal=True):
        for suffix, label, mime, about in _FILES:
            st.download_button(
                label,
                data=partial(export.rendered, board, suffix, export.Paper(paper, dark)),
                file_name=f"journey-map.{suffix}",
                mime=mime,
                key=f"download {suffix}",
                on_click="ignore",
                icon=":material/download:",
                help=about,
            )
    st.caption(
        "Each file holds what is on the map now and says where its numbers come from. How much of customers’ own words "
        "goes into it is chosen above the map."
    )


def cards(board: Board, touchpoint: str | None) -> None:
    """A card with one customer's words, of the chosen touchpoint or of any."""
    st.header("A card with one customer’s words", anchor=False)
    if board.sharing == NO_TEXT:
        st.caption("Customers’ own words are not shared now. Choose otherwise above the map to make a card.")
        return
    quotes = board.quotes
    if touchpoint is not None:
        quotes = quotes[(quotes["touchpoint"] == touchpoint).to_numpy(bool)]
    if quotes.empty:
        st.caption("There is no quote here to make a card of.")
        return
    rows = quotes.to_dict("records")
    number = st.selectbox(
        "Quote",
        range(len(rows)),
        format_func=lambda i: f"{rows[i]['touchpoint']}: {str(rows[i]['quote'])[:90]}",
        key=f"card {touchpoint}",
    )
    picture = _picture(
        f"{board.provenance.data} {board.provenance.made_at} {rows[number]}",
        st.context.theme.type == "dark",
        board,
        rows[number],
    )
    st.image(picture, width=600)
    when = "" if pd.isna(rows[number]["date"]) else f", {day(rows[number]['date'])}"
    st.download_button(
        "Card (PNG)",
        data=picture,
        file_name="quote-card.png",
        mime="image/png",
        key="download card",
        on_click="ignore",
        icon=":material/download:",
        help=f"{escaped(str(rows[number]['source']))}{when}",
    )


@st.cache_data(max_entries=32, show_spinner=False)
def _picture(key: str, dark: bool, _board: Board, _quote: dict[Any, Any]) -> bytes:
    return png(quote_card.scene(_board, _quote, dark=dark))
