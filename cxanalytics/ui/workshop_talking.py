"""The third step of a workshop: what happens when it goes wrong, notes, and dots where it matters most."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from cxanalytics import workshop
from cxanalytics.errors import CXError
from cxanalytics.journey.board import Board
from cxanalytics.ui import address
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View
from cxanalytics.workshop import ROOM, Prompt, Session

_KINDS = {"touchpoint": "Touchpoint", "pattern": "Pain"}


def show(view: View, found: Session, board: Board, seen: View) -> None:
    """One touchpoint's prompts and notes at the left, where the dots are at the right."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        first = _first(view, found, board)
        name = st.selectbox("Touchpoint", found.touchpoints, **address.one("touchpoint", found.touchpoints, first))
        _notes(view, found, name)
        _prompts(view, found, seen, name)
    with right:
        _dots(view, found, board)
        tally(view, found, board)
        _spoken(view, found)


def _first(view: View, found: Session, board: Board) -> str:
    """The touchpoint to begin with: where the room is furthest from customers; without guesses, the journey's first."""
    gaps = workshop.gaps(board.shown.points, workshop.believed(view.workspace, found.number))
    return str(gaps["touchpoint"].iloc[0]) if len(gaps) else found.touchpoints[0]


def _prompts(view: View, found: Session, seen: View, name: str) -> None:
    """Questions that make people ask what happens when it goes wrong, answered by customers where they do."""
    asked = workshop.prompts_of(view.workspace, found.number, name)
    told = workshop.answered(seen.analysis, seen.selection, name, asked)
    st.markdown("**What happens when it goes wrong?**")
    # What customers have something to say about comes first; the others stay in their order.
    for prompt, quotes in sorted(zip(asked, told, strict=True), key=lambda pair: pair[1].empty):
        with st.container(border=True, gap="small", key=f"prompt {name} {prompt.key}"):
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                st.markdown(f"**{escaped(prompt.text)}**", width="content")
                _changing(view, found, name, prompt)
            for quote in quotes.to_dict("records"):
                st.text(f"“{quote['quote']}” {quote['source']}")
    with st.form(f"own prompt {name}", clear_on_submit=True):
        text = st.text_input("Ask something else", placeholder="What if …?", max_chars=200)
        words = st.text_input(
            "Words by which customers’ answers are found", help="By commas; left empty, the words of the question."
        )
        if st.form_submit_button("Ask it", icon=":material/add:") and _told(
            lambda: workshop.add_prompt(view.workspace, found.number, name, text, words)
        ):
            st.rerun()
    gone = workshop.removed_prompts(view.workspace, found.number, name)
    if gone and st.button(f"Bring back the {len(gone)} removed", icon=":material/undo:", key=f"back {name}"):
        for key in gone:
            workshop.restore_prompt(view.workspace, found.number, name, key)
        st.rerun()


def _changing(view: View, found: Session, name: str, prompt: Prompt) -> None:
    with st.popover("Change", icon=":material/edit:", key=f"change {name} {prompt.key}"):
        text = st.text_input("The question", prompt.text, key=f"text {name} {prompt.key}", max_chars=200)
        words = st.text_input("Words to look for", ", ".join(prompt.words), key=f"words {name} {prompt.key}")
        with st.container(horizontal=True):
            if st.button("Keep", key=f"keep {name} {prompt.key}", type="primary") and _told(
                lambda: workshop.change_prompt(view.workspace, found.number, name, prompt.key, text, words)
            ):
                st.rerun()
            if st.button("Remove", key=f"remove {name} {prompt.key}", icon=":material/delete:"):
                workshop.remove_prompt(view.workspace, found.number, name, prompt.key)
                st.rerun()


def _notes(view: View, found: Session, name: str) -> None:
    st.markdown("**Notes**")
    notes = workshop.notes(view.workspace, found.number)
    for row in notes[(notes["touchpoint"] == name).to_numpy(bool)].to_dict("records"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(str(row["text"]))
            if st.button("Remove", key=f"note {row['note']}", icon=":material/delete:", type="tertiary"):
                workshop.remove_note(view.workspace, found.number, int(row["note"]))
                st.rerun()
    with st.form(f"note on {name}", clear_on_submit=True):
        text = st.text_input("A note", max_chars=500)
        if st.form_submit_button("Write it down", icon=":material/note_add:") and _told(
            lambda: workshop.note(view.workspace, found.number, text, touchpoint=name)
        ):
            st.rerun()


def topics(found: Session, board: Board) -> dict[tuple[str, str], str]:
    """What dots can be put on, with what it is called: the touchpoints, and the commonest patterns."""
    common = board.patterns.groupby(["pattern", "name"])["n"].sum().sort_values(ascending=False, kind="stable").head(10)
    made = {("touchpoint", name): name for name in found.touchpoints}
    return made | {("pattern", str(pattern)): str(name) for pattern, name in common.index}


def _dots(view: View, found: Session, board: Board) -> None:
    """Dots that the facilitator puts for the room, as they are on the wall."""
    known = topics(found, board)
    on = st.selectbox(
        "A dot of the room on",
        list(known),
        format_func=lambda topic: known[topic] if topic[0] == "touchpoint" else f"Pain: {known[topic]}",
        index=None,
        placeholder="Touchpoint or pain",
    )
    with st.container(horizontal=True):
        for label, icon, dots in (
            ("Put a dot", ":material/add_circle:", 1),
            ("Take one back", ":material/remove_circle:", -1),
        ):
            if (
                st.button(label, icon=icon, disabled=on is None)
                and on
                and _told(partial(workshop.vote, view.workspace, found.number, ROOM, on[1], kind=on[0], dots=dots))
            ):
                st.rerun()


@st.fragment(run_every=2)
def tally(view: View, found: Session, board: Board) -> None:
    """Where the dots are, as they come in."""
    st.markdown("**Dots**")
    tally = workshop.votes(view.workspace, found.number)
    if tally.empty:
        st.caption(f"No dots yet. Each person has {found.dots}.")
        return
    names = topics(found, board)
    called = [names.get((kind, on), on) for kind, on in zip(tally["kind"], tally["on"], strict=True)]
    shown = pd.DataFrame(
        {"On": called, "Is": tally["kind"].map(_KINDS), "Dots": tally["dots"], "People": tally["voters"]}
    )
    st.dataframe(
        shown,
        hide_index=True,
        column_config={"Dots": st.column_config.ProgressColumn(max_value=int(tally["dots"].max()), format="%d")},
        alt="Where the dots are, most first",
    )


@st.fragment(run_every=2)
def _spoken(view: View, found: Session) -> None:
    """Notes on the whole, as phones send them; the facilitator can take one from the screen."""
    notes = workshop.notes(view.workspace, found.number)
    notes = notes[(~notes["touchpoint"].isin(found.touchpoints)).to_numpy(bool)]
    if notes.empty:
        return
    st.markdown("**Notes from the room**")
    for row in notes.to_dict("records"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(str(row["text"]))
            st.button(
                "Remove",
                key=f"spoken {row['note']}",
                icon=":material/delete:",
                type="tertiary",
                on_click=workshop.remove_note,
                args=(view.workspace, found.number, int(row["note"])),
            )


def _told(do: Callable[[], object]) -> bool:
    """Do something; where it cannot be done, say why."""
    try:
        do()
    except CXError as error:
        st.error(str(error))
        return False
    return True
