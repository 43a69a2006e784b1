"""Saying "this is wrong": a person sets right what the machine read of one answer, anywhere answers are shown."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics import engine
from cxanalytics.audit import codes, judging, samples
from cxanalytics.errors import CXError
from cxanalytics.store import labels
from cxanalytics.ui.session import View

# Our own in the session, no widget's.
_NAME, _FAILED = "name of the person", "why a correction was not kept"

_RIGHT = {
    "negative": "Negative",
    "neutral": "Neither good nor bad",
    "positive": "Positive",
    "mixed": "Good and bad",
    "elsewhere": "It does not speak of this touchpoint",
}


@dataclass(frozen=True)
class Corrections:
    """The corrections that stand of some answers, a row each, as in the log."""

    rows: pd.DataFrame

    def of(self, feedback_id: str) -> list[dict[str, Any]]:
        """Those of one answer."""
        found = self.rows[self.rows["feedback_id"] == feedback_id]
        return [{str(name): value for name, value in row.items()} for row in found.to_dict("records")]


def name() -> str:
    """The person's name, as they gave it in this session; "" before."""
    return str(st.session_state.get(_NAME, ""))


def remember(view: View, said: str) -> None:
    """Keep the person's name for this session, written as somebody of that name wrote it before."""
    plain = said.strip()
    logs = (labels.labels(view.workspace), labels.corrections(view.workspace))
    known = {str(who).casefold(): str(who) for log in logs for who in log["who"].unique()}
    st.session_state[_NAME] = known.get(plain.casefold(), plain)


def standing(view: View) -> Corrections:
    """The corrections that stand in the workspace."""
    return Corrections(judging.corrected(engine.said_of(view.workspace, view.analysis.journey).corrections))


def words(correction: Mapping[str, Any]) -> str:
    """A correction in words: "Invoice: positive, corrected by Ann, 3 Nov (the machine read negative)"."""
    moved = f", belongs to {correction['moved_to']}" if correction["moved_to"] else ""
    said = "not meant" if correction["label"] == codes.ELSEWHERE else correction["label"]
    day = correction["at"]
    return (
        f"{correction['touchpoint']}: {said}{moved}, corrected by {correction['who']}, {day.day} {day:%b} "
        f"(the machine read {correction['machine']})"
    )


def verdict(touchpoints: object, made: Sequence[Mapping[str, Any]]) -> str:
    """What an answer is when people set all of it right: its polarity in a word; "" where part is the machine's."""
    if not made or {item["touchpoint"] for item in made} != set(str(touchpoints).split(" · ")):
        return ""
    said = {item["label"] for item in made}
    up, down = bool(said & {"positive", "mixed"}), bool(said & {"negative", "mixed"})
    return "mixed" if up and down else "positive" if up else "negative" if down else "neutral"


def button(view: View, row: Mapping[Hashable, Any], made: list[dict[str, Any]]) -> None:
    """Draw what corrects an answer below its card: small, as there are twenty on a page."""
    key = row["feedback_id"]
    if not isinstance(row["touchpoints"], str):
        return
    with st.container(horizontal=True, gap="small", key=f"correct {key}"):
        if st.button("This is wrong", key=f"wrong {key}", type="tertiary", icon=":material/edit:"):
            _dialog(view, row)
        for correction in made:
            st.button(
                f"Take the correction at {correction['touchpoint']} back" if len(made) > 1 else "Take it back",
                key=f"back {key} {correction['id']}",
                type="tertiary",
                icon=":material/undo:",
                on_click=labels.undo_correction,
                args=(view.workspace, int(correction["id"])),
            )


@st.dialog("What is right?")
def _dialog(view: View, row: Mapping[Hashable, Any]) -> None:
    feedback_id = str(row["feedback_id"])
    st.text(row["text"] if isinstance(row["text"], str) else "")
    touchpoints = str(row["touchpoints"]).split(" · ")
    here = st.selectbox("Where it is counted now", touchpoints, key=f"here {feedback_id}")
    st.radio(
        f"What it says about {here}",
        list(_RIGHT),
        format_func=_RIGHT.__getitem__,
        index=None,
        key=f"right {feedback_id}",
    )
    others = [item.name for item in view.analysis.journey.touchpoints if item.name != here]
    st.selectbox("Really about", others, index=None, placeholder=f"{here}, as it is", key=f"really about {feedback_id}")
    st.text_input("Your name", value=name(), placeholder="So that others know whom to ask", key=f"by {feedback_id}")
    st.caption("It counts at once, for this answer alone. What is said of others is not changed by it.")
    pressed = st.button("Set it right", type="primary", on_click=_set_right, args=(view, feedback_id))
    failed = st.session_state.pop(_FAILED, "")
    if failed:
        st.error(failed)
    elif pressed:
        st.rerun()


def _set_right(view: View, feedback_id: str) -> None:
    """Keep what was said in the dialog; where it cannot be, the dialog says why."""
    said = {part: st.session_state.get(f"{part} {feedback_id}") for part in ("here", "right", "really about", "by")}
    remember(view, str(said["by"] or ""))
    if said["right"] is None:
        st.session_state[_FAILED] = "Choose what it really says, then set it right."
        return
    who = name() or "somebody"
    right = samples.Right(feedback_id, str(said["here"]), str(said["right"]), said["really about"] or "", who)
    names = [item.name for item in view.analysis.journey.touchpoints]
    try:
        samples.correct(view.workspace, view.analysis.experiences, right, names)
    except CXError as error:
        st.session_state[_FAILED] = str(error)
