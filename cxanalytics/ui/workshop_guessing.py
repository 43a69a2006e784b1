"""The first two steps of a workshop: what the room believes, and how far it is from what customers say."""

import socket
from io import BytesIO
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from cxanalytics import workshop
from cxanalytics.drawing import journey_map
from cxanalytics.journey.board import Board
from cxanalytics.store import Workspace
from cxanalytics.ui import drawing
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View
from cxanalytics.workshop import ROOM, SCALE, Session

LABELS = {step.label: step.ratio for step in SCALE}
WORDS = {step.label: step.words for step in SCALE}
_NOTHING = "–"


def show(view: View, found: Session) -> None:
    """The room's own guess, and the way in for phones."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        _room(view, found)
    with right:
        if found.phones:
            _door(found)
            _count(view, found)
        else:
            st.caption("Phones do not take part in this session.")


def said(label: str) -> str:
    """A step of the scale in words: "1 : 5, far more bad than good"."""
    return f"{label}, {WORDS[label]}" if label in WORDS else label


def unbroken(words: str) -> str:
    """A sentence for a page; what belongs together in a ratio stays on one line."""
    return escaped(words).replace(" \\: ", "\u00a0\\:\u00a0")


def _room(view: View, found: Session) -> None:
    """A table to fill in by keyboard: one choice of the scale for each touchpoint. Kept as it is made."""
    st.markdown("**What the room believes**, good experiences for each bad one")
    key = f"the room guesses {found.number}"
    # The table must not change under the one who fills it in: it is what was guessed when it was first drawn.
    base: pd.DataFrame = st.session_state.setdefault(f"{key} base", _guessed(view, found))
    st.data_editor(
        base,
        hide_index=True,
        disabled=["Stage", "Touchpoint"],
        column_config={
            "The room believes": st.column_config.SelectboxColumn(
                options=[_NOTHING, *(said(label) for label in LABELS)], width="large"
            )
        },
        height="content",
        key=key,
        on_change=_keep,
        args=(view.workspace, found, key),
        alt="What the room believes of each touchpoint",
    )
    st.caption("Choose a cell, press Enter, type or use the arrows. What is chosen is kept at once.")


def _guessed(view: View, found: Session) -> pd.DataFrame:
    guesses = workshop.guesses(view.workspace, found.number)
    room = guesses[(guesses["participant"] == ROOM).to_numpy(bool)].set_index("touchpoint")["ratio"]
    labels = {ratio: label for label, ratio in LABELS.items()}
    return pd.DataFrame(
        {
            "Stage": [found.journey.stage_of(name) for name in found.touchpoints],
            "Touchpoint": list(found.touchpoints),
            "The room believes": [
                said(labels[room[name]]) if name in room.index and room[name] in labels else _NOTHING
                for name in found.touchpoints
            ],
        }
    )


def _keep(workspace: Workspace, found: Session, key: str) -> None:
    """Keep what was changed in the table."""
    made: dict[str, float | None] = {}
    for row, cells in st.session_state[key]["edited_rows"].items():
        label = str(cells.get("The room believes", _NOTHING)).partition(",")[0]
        made[found.touchpoints[int(row)]] = LABELS.get(label)
    if made:
        workshop.guess(workspace, found.number, ROOM, made)


def _door(found: Session) -> None:
    """The way in for phones: a code, a link and a picture of it."""
    import segno

    link = room_address(found.code)
    st.header(f"With your phone: code {found.code}", anchor=False)
    if link is None:
        st.warning(
            "This program answers only this machine. Start it for the room with "
            "`streamlit run app.py --server.address 0.0.0.0`; phones in the same network then find it. "
            "They see the room of the workshop and nothing else.",
            title="Phones cannot reach it yet",
            icon=":material/wifi_off:",
        )
        return
    picture = BytesIO()
    segno.make(link, error="m").save(picture, kind="png", scale=8, border=3)
    st.image(picture.getvalue(), width=300, caption="The same as the link below, for a camera")
    st.markdown(f"[{escaped(link)}]({link})")


def room_address(code: str) -> str | None:
    """The link for phones, in the network that this machine is in; None where it answers itself alone."""
    here = urlsplit(st.context.url or "")
    listens = st.get_option("server.address") or "0.0.0.0"  # noqa: S104 it is asked for, not set
    port = f":{here.port}" if here.port else ""
    if here.hostname and here.hostname not in ("localhost", "127.0.0.1", "::1"):
        return f"{here.scheme}://{here.hostname}{port}/room?code={code}"
    if listens in ("localhost", "127.0.0.1", "::1"):
        return None
    own = _own_address()
    return f"http://{own}{port}/room?code={code}" if own else None


def _own_address() -> str | None:
    """This machine's address in its network. Nothing is sent: a datagram socket only looks up its way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(("10.255.255.255", 1))
        except OSError:
            return None
        return str(way.getsockname()[0])


@st.fragment(run_every=2)
def _count(view: View, found: Session) -> None:
    """Who takes part, as it changes."""
    count = workshop.counted(view.workspace, found.number)
    people = "1 phone" if count.participants == 1 else f"{count.participants} phones"
    with st.container(horizontal=True):
        st.metric("Taking part", people, border=True)
        st.metric("Have guessed", f"{count.guessed}", border=True)


def reveal(view: View, found: Session, board: Board) -> None:
    """The measured curve over the believed one, and how far they are apart."""
    look = journey_map.Look(dark=st.context.theme.type == "dark")
    scene = journey_map.scene(board, look)
    drawing.show(scene, key="reveal", least=journey_map.least_width(board, look), dark=look.dark)
    differences(view, found, board)


def differences(view: View, found: Session, board: Board) -> None:
    """The gaps between what is believed and what is measured, the surest first, each with customers' words."""
    believed = workshop.believed(view.workspace, found.number)
    if believed.empty:
        st.info("Nobody has guessed yet. Go back a step, or go on without.", icon=":material/psychology_alt:")
        return
    gaps = workshop.gaps(board.shown.points, believed)
    quotes = workshop.quotes_for(gaps, board.quotes)
    st.header("Where the room and customers differ", anchor=False)
    for row in gaps.to_dict("records"):
        with st.container(border=True, gap="small"):
            st.markdown(f"**{row['rank']}. {escaped(str(row['touchpoint']))}**: {unbroken(str(row['words']))}")
            for quote in quotes[(quotes["touchpoint"] == row["touchpoint"]).to_numpy(bool)].to_dict("records"):
                st.text(f"“{quote['quote']}” {quote['source']}")
