"""The room on a phone: one guesses, sees how far off one was, puts dots. Nobody is asked who they are."""

import re

import pandas as pd
import streamlit as st

from cxanalytics import actions, engine, workshop
from cxanalytics.errors import CXError
from cxanalytics.store import Workspace
from cxanalytics.ui import address, session
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View
from cxanalytics.ui.workshop_guessing import LABELS, WORDS, unbroken
from cxanalytics.workshop import CLOSED, DECIDE, DISCUSS, GUESS, REVEAL, SCALE, Session

_CODE, _ME = "code", "me"
_TOKEN = re.compile("[0-9a-f]{16}")
# In the session: the workshop ended while this phone was in it.
_OVER = "the workshop is over"
_GAPS, _PAINS = 6, 8

# Nothing of the program's own frame on a phone; buttons large enough for a thumb. The scale stands in two rows: up to
# as many good as bad, and more good.
_STYLE = """<style>
[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stExpandSidebarButton"]
{display: none}
[data-testid="stMainBlockContainer"] {padding: 1.2rem 1rem 3rem; max-width: 640px;}
button[role="radio"], [data-testid="stBaseButton-secondary"] {min-height: 2.7rem; min-width: 2.9rem;}
button[role="radio"] {flex: 1 0 22%; justify-content: center;}
[data-testid="stHeading"] h1 {font-size: 1.9rem; padding: .4rem 0;}
</style>"""


def show(view: View) -> None:
    """The room that the code in the address opens; without one, a place to type it."""
    st.html(_STYLE)
    found = _entered(view.workspace)
    if found is None:
        return
    me = _me()
    st.title(found.title, anchor=False)
    try:
        workshop.join(view.workspace, found.number, me)
    except CXError as error:
        st.info(str(error))
        return
    _follow(view.workspace, found.number, found.state)
    if found.state == GUESS:
        _guess(view.workspace, found, me)
    elif found.state == REVEAL:
        _reveal(view.workspace, found)
    elif found.state == DISCUSS:
        _discuss(view.workspace, found, me)
    elif found.state == DECIDE:
        _decided(view.workspace, found)


def _entered(workspace: Workspace) -> Session | None:
    code = (address.said(_CODE) or [""])[0]
    wrong = ""
    if code:
        try:
            return workshop.with_code(workspace, code)
        except CXError as error:
            wrong = str(error)
    st.title("Workshop", anchor=False)
    if wrong and st.session_state.get(_OVER) == code:
        st.success("This workshop is over. Thank you for taking part.")
        return None
    if wrong:
        st.warning(wrong)
    with st.form("code"):
        typed = st.text_input("The code on the screen", max_chars=12, autocomplete="off")
        if st.form_submit_button("Come in", type="primary", width="stretch") and typed.strip():
            st.query_params[_CODE] = typed.strip()
            st.rerun()
    return None


def _me() -> str:
    """The token of this phone: random, kept in its address so that a reload keeps what was guessed.

    Anything else in its place, such as a name or the room's own, is put aside: a phone never speaks for the room.
    """
    known = address.said(_ME)
    if known and _TOKEN.fullmatch(known[0]):
        return known[0]
    made = workshop.new_participant()
    st.query_params[_ME] = made
    return made


@st.fragment(run_every=2)
def _follow(workspace: Workspace, number: int, state: str) -> None:
    """Draw the page anew when the facilitator moves on, and only then: nobody loses what they are typing."""
    found = workshop.session(workspace, number)
    if found.state != state:
        if found.state == CLOSED:
            st.session_state[_OVER] = address.said(_CODE)[0]
        st.rerun(scope="app")
    if state == GUESS:
        count = workshop.counted(workspace, number)
        st.caption(f"{count.guessed} of {count.participants} in the room have guessed")


def _guess(workspace: Workspace, found: Session, me: str) -> None:
    """What this person believes of each touchpoint."""
    st.markdown("How many **good** experiences do customers have for each **bad** one? Guess; nobody sees your name.")
    st.caption(" · ".join(f"{step.label} {step.words}" for step in (SCALE[0], SCALE[3], SCALE[-1])))
    guesses = workshop.guesses(workspace, found.number)
    mine = guesses[(guesses["participant"] == me).to_numpy(bool)].set_index("touchpoint")["ratio"].to_dict()
    labels = {ratio: label for label, ratio in LABELS.items()}
    st.progress(len(mine) / len(found.touchpoints), f"{len(mine)} of {len(found.touchpoints)} guessed")
    for stage in found.journey.stages:
        st.header(stage.name, anchor=False)
        for item in stage.touchpoints:
            key = f"guess {found.number} {item.name}"
            st.pills(
                item.name,
                list(LABELS),
                default=labels.get(mine.get(item.name, 0.0)),
                key=key,
                help=item.description or None,
                on_change=_keep,
                args=(workspace, found.number, me, item.name, key),
            )
            label = labels.get(mine.get(item.name, 0.0))
            if label:
                st.caption(WORDS[label])
    if len(mine) == len(found.touchpoints):
        st.success("Thank you. Look at the screen: the facilitator goes on when all are ready.")


def _keep(workspace: Workspace, number: int, me: str, touchpoint: str, key: str) -> None:
    label = st.session_state[key]
    workshop.guess(workspace, number, me, {touchpoint: LABELS[label] if label else None})


def _points(workspace: Workspace, found: Session) -> pd.DataFrame:
    """What is measured, as the session looks at it; only from the reveal on does a phone get to see of it."""
    analysis = session.analysis_of(workspace, found.journey)
    return engine.journey_map(analysis, found.selection).points


def _reveal(workspace: Workspace, found: Session) -> None:
    """How far the room is from what customers say; no words of theirs leave the facilitator's screen."""
    believed = workshop.believed(workspace, found.number)
    if believed.empty:
        st.info("Nobody has guessed. Look at the screen.")
        return
    st.header("Where the room and customers differ", anchor=False)
    for row in workshop.gaps(_points(workspace, found), believed).head(_GAPS).to_dict("records"):
        with st.container(border=True):
            st.markdown(f"**{escaped(str(row['touchpoint']))}**: {unbroken(str(row['words']))}")


def _discuss(workspace: Workspace, found: Session, me: str) -> None:
    """Dots to give: on touchpoints, and on the pains that recur most."""
    votes = workshop.votes_of(workspace, found.number, me)
    given: dict[tuple[str, str], int] = dict(
        zip(zip(votes["kind"], votes["on"], strict=True), votes["dots"].tolist(), strict=True)
    )
    left = found.dots - sum(given.values())
    st.markdown("Put your dots where it matters most.")
    st.progress(left / found.dots, f"{left} of {found.dots} dots left")
    st.header("Touchpoints", anchor=False)
    for name in found.touchpoints:
        _dot(workspace, found, me, ("touchpoint", name, name), given.get(("touchpoint", name), 0), left)
    pains = _pains(workspace, found)
    if pains:
        st.header("What recurs", anchor=False)
        for pattern, name in pains.items():
            _dot(workspace, found, me, ("pattern", pattern, name), given.get(("pattern", pattern), 0), left)
    with st.form("note", clear_on_submit=True):
        text = st.text_input("A note for the room", max_chars=500)
        if st.form_submit_button("Send", width="stretch") and text.strip():
            workshop.note(workspace, found.number, text, participant=me)
            st.toast("Written down.")


def _pains(workspace: Workspace, found: Session) -> dict[str, str]:
    """The patterns that the most answers are in, by name."""
    told = [pattern for row in _points(workspace, found)["patterns"] for pattern in row]
    ranked = sorted({(n, pattern, name) for pattern, name, n in told}, reverse=True)
    return dict(list(dict.fromkeys((pattern, name) for _, pattern, name in ranked))[:_PAINS])


def _dot(workspace: Workspace, found: Session, me: str, topic: tuple[str, str, str], here: int, left: int) -> None:
    kind, on, name = topic
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"{escaped(name)} {'●' * here}", width="content")
        with st.container(horizontal=True, width="content", gap="small"):
            for sign, dots, shut in (("−", -1, here == 0), ("+", 1, left <= 0)):
                st.button(
                    sign,
                    key=f"dot {kind} {on} {dots}",
                    disabled=shut,
                    help=f"{'Put a dot on' if dots > 0 else 'Take a dot back from'} {name}",
                    on_click=_vote,
                    args=(workspace, found.number, me, topic, dots),
                )


def _vote(workspace: Workspace, number: int, me: str, topic: tuple[str, str, str], dots: int) -> None:
    kind, on, _ = topic
    try:
        workshop.vote(workspace, number, me, on, kind=kind, dots=dots)
    except CXError as error:
        st.toast(str(error))


@st.fragment(run_every=2)
def _decided(workspace: Workspace, found: Session) -> None:
    """What is decided, as it is decided."""
    known = actions.all(workspace)
    mine = known[(known["session"] == found.number).to_numpy(bool, na_value=False)]
    st.header("What we do", anchor=False)
    if mine.empty:
        st.caption("Nothing is decided yet. Look at the screen.")
    for row in mine.to_dict("records"):
        about = ", ".join(str(part) for part in (row["touchpoint"], row["owner"]) if isinstance(part, str) and part)
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{escaped(str(row['title']))}**")
            if about:
                st.caption(escaped(about))
