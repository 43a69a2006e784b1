"""Passages of comments in patterns and in none: shown in their comment, ticked, moved, split off, set aside."""

from collections.abc import Hashable, Mapping, Sequence
from html import escape
from math import ceil
from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics.store import queries
from cxanalytics.ui import cards, pattern_editing
from cxanalytics.ui.patterns import Shown

PAGE_SIZE = 10

_ORDERS = {"Most typical first": "strength", "Least sure first": "unsure", "Newest first": "occurred_at"}

# How passages look; to be drawn once on a page that shows some.
STYLE = """<style>
.cx-said {border-left: 4px solid #8a8f98; padding: .1rem 0 .15rem .9rem; margin: 0 0 .3rem 0;}
.cx-said.negative {border-color: #B35806;} .cx-said.positive {border-color: #2166AC;}
.cx-said .text {white-space: pre-wrap; overflow-wrap: anywhere; font-size: 1.02rem; line-height: 1.5;}
.cx-said.large .text {font-size: 1.15rem;}
.cx-said .about {opacity: .72; font-size: .85rem; overflow-wrap: anywhere;}
.cx-said .here {background: rgba(128, 128, 128, .22); border-bottom: 2px solid currentColor; border-radius: 3px;}
.cx-said .rest {opacity: .72;}
</style>"""


def said(kind: str, text: str, about: str, *, large: bool = False) -> str:
    """A passage as HTML; text and about are HTML already."""
    return (
        f'<div class="cx-said {kind}{" large" if large else ""}"><div class="text">{text}</div>'
        f'<div class="about">{about}</div></div>'
    )


def source(row: Mapping[Hashable, Any]) -> str:
    """Where a passage comes from, as HTML."""
    parts = [str(row["source"])]
    if pd.notna(row["occurred_at"]):
        parts.append(f"{row['occurred_at']:%d %b %Y}")
    parts += [str(row[name]) for name in ("touchpoint", "channel", "segment") if pd.notna(row.get(name))]
    return escape(" · ".join(parts))


def mention_of(row: Mapping[Hashable, Any]) -> str:
    """What the passage of a row is called."""
    return f"{row['feedback_id']}-{row['start']}"


def unclustered(shown: Shown) -> None:
    """The comments that are in no pattern."""
    held = shown.mentions[shown.mentions["pattern"].isna().to_numpy(bool)]
    st.html(STYLE)
    if held.empty:
        st.caption("Everything is in a pattern.")
        return
    st.caption(
        f"{len(held):,} of {len(shown.mentions):,} passages are in no pattern: each says something of its own, or too "
        "little to tell. They count in every ratio all the same."
    )
    listing(shown, held, "")


def listing(shown: Shown, held: pd.DataFrame, pattern: str) -> None:
    """Passages, a page at a time, in the whole comment; the ticked ones can be moved, split off or set aside."""
    order = st.segmented_control("Order", list(_ORDERS), default=next(iter(_ORDERS)), key=f"order {pattern}",
                                 label_visibility="collapsed") if pattern else "Newest first"  # fmt: skip
    ranked = _ranked(held, _ORDERS[order or next(iter(_ORDERS))])
    key = f"comments of {pattern or 'none'} {order} {hash(shown.key)}"
    number = st.session_state.get(key, 1)
    page = ranked.iloc[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    ids = tuple(page["feedback_id"].astype("str").unique())
    answers = _answers(shown.view.analysis.files, ids).set_index("feedback_id")
    kind = "positive" if shown.loved else "negative"
    bar = st.container()
    ticked = []
    for row in page.to_dict("records"):
        mention = mention_of(row)
        # Without wrapping: a long comment stays beside its box.
        with st.container(horizontal=True, wrap=False, gap="small", vertical_alignment="top", key=f"said {mention}"):
            if st.checkbox("Choose this comment", key=f"tick {mention}", label_visibility="collapsed"):
                ticked.append(mention)
            st.html(_in_context(kind, row, answers), width="stretch")
    with bar:
        _moves(shown, pattern, ticked)
    if len(ranked) > PAGE_SIZE:
        st.pagination(ceil(len(ranked) / PAGE_SIZE), key=key)


def _ranked(held: pd.DataFrame, by: str) -> pd.DataFrame:
    column, ascending = ("strength", True) if by == "unsure" else (by, False)
    return held.sort_values([column, "feedback_id", "start"], ascending=[ascending, True, True], na_position="last")


@st.cache_data(max_entries=64, show_spinner=False)
def _answers(files: queries.Files, ids: tuple[str, ...]) -> pd.DataFrame:
    return queries.feedback(files, ids)


def _in_context(kind: str, row: Mapping[Hashable, Any], answers: pd.DataFrame) -> str:
    """The passage in the comment it stands in, as HTML; alone where the comment is gone."""
    feedback_id, words = str(row["feedback_id"]), str(row["clause_text"])
    if feedback_id not in answers.index:
        return said(kind, escape(words), source(row))
    answer = answers.loc[feedback_id]
    text, start = str(answer["text"]), int(row["start"])
    end = start + len(words)
    if text[start:end] != words:
        return said(kind, escape(words), source(row))
    marked = (
        f'<span class="rest">{escape(text[:start])}</span><span class="here">{escape(words)}</span>'
        f'<span class="rest">{escape(text[end:])}</span>'
    )
    about: dict[Hashable, Any] = {**answer.to_dict(), "feedback_id": feedback_id}
    return said(kind, marked, f"{cards.about(about)} · {escape(str(row['touchpoint']))}")


def _moves(shown: Shown, pattern: str, ticked: Sequence[str]) -> None:
    """What can be done with the ticked comments."""
    others = {key: name for key, name in shown.names.items() if key != pattern}
    if pattern:
        others |= {"": "no pattern"}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        to = st.selectbox("Move the ticked to", list(others), index=None, format_func=others.__getitem__, width=300,
                          placeholder="Choose a pattern", key=f"move from {pattern}")  # fmt: skip
        ready = bool(ticked)
        st.button("Move", key=f"move {pattern}", disabled=not ready or to is None, icon=":material/drive_file_move:",
                  on_click=_move, args=(shown, list(ticked), to, others.get(to or "", "")))  # fmt: skip
        name = st.text_input("or split them off as", placeholder="Name of the new pattern", width=260,
                             key=f"new from {pattern}") if pattern else ""  # fmt: skip
        if pattern:
            st.button("Split off", key=f"split off {pattern}", disabled=not ready or not name.strip(),
                      icon=":material/call_split:", on_click=_split_off,
                      args=(shown, pattern, list(ticked)))  # fmt: skip
        st.button("Not a pain" if not shown.loved else "Not praise", key=f"aside {pattern}", disabled=not ready,
                  icon=":material/block:", on_click=_aside, args=(shown, list(ticked)))  # fmt: skip
    st.caption(f"{len(ticked)} ticked." if ticked else "Tick comments to move them, split them off, or set them aside.")


def _move(shown: Shown, mentions: list[str], to: str, name: str) -> None:
    number = "1 comment was" if len(mentions) == 1 else f"{len(mentions)} comments were"
    words = f"{number} moved to ‘{name}’." if to else f"{number} taken out of every pattern."
    if pattern_editing.moved(shown, mentions, to, words):
        _untick(mentions)


def _split_off(shown: Shown, pattern: str, mentions: list[str]) -> None:
    # From the session: what was typed just before the click came too late for the button's arguments.
    name = str(st.session_state[f"new from {pattern}"])
    if pattern_editing.split_off(shown, pattern, mentions, name):
        _untick(mentions)


def _aside(shown: Shown, mentions: list[str]) -> None:
    if pattern_editing.set_aside(shown, mentions):
        _untick(mentions)


def _untick(mentions: Sequence[str]) -> None:
    for mention in mentions:
        st.session_state[f"tick {mention}"] = False
