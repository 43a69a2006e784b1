"""The numbers behind the map, as tables: every touchpoint, every curve that is laid over, every lane."""

import pandas as pd
import streamlit as st

from cxanalytics import ratios
from cxanalytics.journey.board import LANES, Board
from cxanalytics.ratios import REFERENCE_LINES

_COUNTS = ("Positive", "Negative", "Mixed", "Neutral", "Experiences")


def tables(board: Board) -> None:
    """All numbers of a board."""
    _touchpoints(board)
    for curve in board.curves:
        with st.expander(curve.name, type="compact"):
            st.caption(curve.words)
            shown = curve.points[["touchpoint", "label", "n", "difference"]]
            _table(shown.fillna({"difference": ""}), f"The curve of {curve.name}, one touchpoint per row")
    for lane in [lane for lane in board.lanes if lane in _LANES]:
        frame = getattr(board, lane)
        if len(frame):
            with st.expander(LANES[lane], type="compact"):
                _table(frame[[name for name in _LANES[lane] if name in frame]], f"{LANES[lane]}, by touchpoint")
    with st.expander("The lines on the map", type="compact"):
        st.markdown("\n".join(f"- {line.words}" for line in REFERENCE_LINES))
    with st.expander("Where the numbers come from", type="compact"):
        _table(pd.DataFrame(board.provenance.lines, columns=["what", "is"]), "Where the numbers come from")


# The lanes with a table of their own, and what it shows.
_LANES = {
    "emotions": ("touchpoint", "emotion", "n", "share"),
    "effort": ("touchpoint", "n", "share"),
    "channels": ("touchpoint", "channel", "n", "share"),
    "patterns": ("touchpoint", "name", "n", "share"),
    "quotes": ("touchpoint", "polarity", "quote", "source", "date", "recurs"),
    "actions": ("touchpoint", "title", "owner", "due", "target", "state"),
}

_TITLES = {
    "touchpoint": "Touchpoint", "emotion": "Emotion", "n": "Answers", "share": "Share", "channel": "Channel",
    "name": "What recurs", "polarity": "Feels", "quote": "In their words", "source": "Source", "date": "Date",
    "recurs": "What recurs", "title": "Action", "owner": "Owner", "due": "Due", "target": "Target", "state": "State",
    "label": "Positive for each negative", "difference": "Surely different", "what": "What", "is": "Is",
}  # fmt: skip


def _table(frame: pd.DataFrame, alt: str) -> None:
    st.dataframe(
        frame.rename(columns=_TITLES),
        hide_index=True,
        column_config={
            "Share": st.column_config.NumberColumn(format="percent"),
            "Answers": st.column_config.NumberColumn(format="localized"),
            "Date": st.column_config.DateColumn(format="DD MMM YYYY"),
            "Due": st.column_config.DateColumn(format="DD MMM YYYY"),
        },
        alt=alt,
    )


def _touchpoints(board: Board) -> None:
    points = board.shown.points
    shown = pd.DataFrame(
        {
            "Stage": points["stage"],
            "Touchpoint": points["touchpoint"],
            "Positive for each negative": points["label"],
            "Rests on": points["rests_on"],
            "As the machine counts": points["counted_label"],
            "To be surer": ratios.text_needed(points).replace("", "–"),
            "Positive": points["positive"],
            "Negative": points["negative"],
            "Mixed": points["mixed"],
            "Neutral": points["neutral"],
            "Experiences": points["n"],
            "Evidence": points["evidence"],
            "What recurs": points["recurs"].fillna("–"),
            "A customer says": points["quote"].fillna(points["praise"]).fillna("–"),
            "Last heard of": points["last_evidence"],
        }
    )
    if not points["method"].eq(ratios.CORRECTED).any():
        # The same as the ratio, row for row.
        shown = shown.drop(columns=["Rests on", "As the machine counts"])
    st.dataframe(
        shown,
        hide_index=True,
        height="content",
        column_config={
            "Last heard of": st.column_config.DateColumn(format="DD MMM YYYY"),
            **{name: st.column_config.NumberColumn(format="localized") for name in _COUNTS},
        },
        alt="The numbers of the journey map, one touchpoint per row",
    )
    st.caption(
        f"{board.shown.unassigned:,} of {board.shown.experiences:,} experiences speak of no touchpoint that "
        f"could be told (Unassigned). Fewer than {board.shown.thin} experiences are thin evidence. {board.shown.mix} "
        f"Polarities by scorer version {board.shown.scorer}."
    )
