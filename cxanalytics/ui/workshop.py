"""A workshop on the facilitator's screen: opened, led from step to step, kept, taken along."""

import tempfile
from pathlib import Path

import streamlit as st

from cxanalytics import boards as boards_of
from cxanalytics import workshop
from cxanalytics.errors import CXError
from cxanalytics.journey.board import Board
from cxanalytics.selection import Selection
from cxanalytics.ui import address, boards, session, workshop_deciding, workshop_guessing, workshop_talking
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View
from cxanalytics.workshop import CLOSED, DECIDE, DISCUSS, GUESS, REVEAL, Session

STEPS = {
    GUESS: ("1 Guess", "What does the room believe that customers feel? Nobody sees the measured curve yet."),
    REVEAL: ("2 Reveal", "What customers say, over what the room believes."),
    DISCUSS: ("3 Discuss", "What happens when it goes wrong? Notes, and dots where it matters most."),
    DECIDE: ("4 Decide", "Who does what by when, and what it should reach."),
    CLOSED: ("Closed", "The record stays; it can be opened again."),
}

_FILES = (
    ("md", "Record to read (Markdown)", "text/markdown"),
    ("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("json", "Data (JSON)", "application/json"),
)


def chosen(view: View) -> Session | None:
    """The session that the address names; without one what there is to open."""
    numbers = [str(number) for number in workshop.sessions(view.workspace)["session"].tolist()]
    named = address.said("session")
    if named and named[0] in numbers:
        return workshop.session(view.workspace, int(named[0]))
    _opening(view)
    _earlier(view)
    return None


def _opening(view: View) -> None:
    with st.form("open a session", width=720):
        st.markdown("**Open a session**")
        title = st.text_input("Title", placeholder="Journey workshop, autumn", max_chars=120)
        dots = st.number_input(
            "Dots for each person", 1, 20, 3, help="Votes that each may put on touchpoints and pains."
        )
        phones = st.toggle("Let phones take part", value=True, help="Anonymous: no names, no addresses are kept.")
        about = f"Journey {view.analysis.journey.name}, {view.selection.words()}: as chosen beside the page."
        st.caption(about)
        if st.form_submit_button("Open the session", type="primary", icon=":material/door_open:"):
            _open(view, title, int(dots), phones)


def _open(view: View, title: str, dots: int, phones: bool) -> None:
    try:
        number = workshop.open_session(
            view.workspace, title, view.analysis.journey, view.selection, dots=dots, phones=phones
        )
    except CXError as error:
        st.error(str(error))
        return
    st.query_params["session"] = str(number)
    st.rerun()


def _earlier(view: View) -> None:
    known = workshop.sessions(view.workspace)
    if known.empty:
        return
    st.header("Earlier sessions", anchor=False)
    for row in known.to_dict("records"):
        link = address.carried(session=str(row["session"]))
        about = (
            f"{escaped(str(row['title']))}, {row['opened_at']:%d %B %Y}, {STEPS[str(row['state'])][0].lstrip('1234 ')}"
        )
        st.page_link("pages/9_workshop.py", label=about, icon=":material/history:", query_params=link)


def lead(view: View, found: Session) -> None:
    """The session's step, with the way to the others."""
    steps = list(STEPS)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(f"**{escaped(found.title)}** · {escaped(found.journey.name)} · {escaped(found.selection.words())}")
        st.page_link(
            "pages/9_workshop.py", label="All sessions", icon=":material/list:", query_params=address.carried()
        )
    with st.container(horizontal=True, gap="small"):
        for step in steps:
            here = step == found.state
            if st.button(STEPS[step][0], type="primary" if here else "secondary", key=f"step {step}") and not here:
                workshop.move(view.workspace, found.number, step)
                st.rerun()
    st.caption(STEPS[found.state][1])
    with st.sidebar:
        st.caption("This session keeps the journey and the filters that it was opened with.")
    if found.state == GUESS:
        workshop_guessing.show(view, found)
        return
    board = _board(view, found)
    if found.state == REVEAL:
        workshop_guessing.reveal(view, found, board)
    elif found.state == DISCUSS:
        workshop_talking.show(view, found, board, _seen(view, found))
    elif found.state == DECIDE:
        workshop_deciding.show(view, found, board)
    elif found.state == CLOSED:
        workshop_guessing.differences(view, found, board)
        workshop_talking.tally(view, found, board)
        workshop_deciding.decided(view, found)
    _record(view, found, board)


def _seen(view: View, found: Session) -> View:
    """The workspace as the session looks at it: its own journey and selection, whatever stands beside the page."""
    analysis = session.analysis_of(view.workspace, found.journey)
    return session.View(view.own, view.workspace, analysis, found.selection if found.selection else Selection())


def _board(view: View, found: Session) -> Board:
    """The board of the session: measured, and over it what was believed in it."""
    guessed = workshop.counted(view.workspace, found.number).guesses
    curves = (f"believed={found.number}",) if guessed else ()
    # While it is revealed the curve and the gaps share one screen: there is no room for more.
    lanes = ("evidence",) if found.state == REVEAL else ("counts", "patterns", "evidence")
    return boards.content(_seen(view, found), boards_of.Wanted(lanes, curves))


def _record(view: View, found: Session, board: Board) -> None:
    """The record of everything, to take along."""
    with st.expander("Take the record along", type="compact", icon=":material/download:"):
        mode = st.segmented_control(
            "Customers’ words",
            boards.SHARED,
            format_func=boards.SHARED.__getitem__,
            default="quotes",
            key="record shares",
        )
        if st.button("Prepare the files", icon=":material/inventory_2:"):
            made = workshop.record(view.workspace, found.number, _seen(view, found).analysis, board.quotes)
            made = workshop.shared(made, mode or "quotes")
            st.session_state["record"] = (found.number, {suffix: _file(made, suffix) for suffix, *_ in _FILES})
        number, files = st.session_state.get("record", (None, {}))
        if number == found.number:
            with st.container(horizontal=True):
                for suffix, label, mime in _FILES:
                    name = f"workshop-{found.number}.{suffix}"
                    st.download_button(label, files[suffix], name, mime, key=f"record {suffix}", on_click="ignore")


def _file(made: workshop.Record, suffix: str) -> bytes:
    from cxanalytics.workshop import export

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"record.{suffix}"
        export.write(made, path)
        return path.read_bytes()
