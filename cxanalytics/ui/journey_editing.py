"""Journeys on the screen: which there are, a draft of one that is edited, what has changed in it, keeping it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import BinaryIO

import pandas as pd
import streamlit as st

from cxanalytics import journeys
from cxanalytics.errors import CXError
from cxanalytics.export import tables
from cxanalytics.journey import comparing, reading, renames, sheets
from cxanalytics.journey.model import STATES, Journey, Touchpoint
from cxanalytics.journey.templates import templates
from cxanalytics.ui import address
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

_SAID = "said of journeys"
_FIELDS = {
    "description": "Description",
    "owner": "Owner",
    "goal": "What customers want to get done here (the job to be done)",
    "front": "Front stage: what customers see",
    "back": "Back stage: what they do not see",
    "bridge": "Bridge to the next touchpoint",
}


def chosen(view: View) -> Journey:
    """The journey to look at: the workspace's own unless another is chosen, with what can be done to it as a whole."""
    known = journeys.journeys_of(view.workspace)
    current = journeys.journey_of(view.workspace)
    own = journeys.own(view.workspace)
    said = st.session_state.pop(_SAID, "")
    if said:
        st.success(said, icon=":material/check:")
    name = st.selectbox(
        "Journey",
        list(known),
        format_func=lambda n: (
            f"{n}{' (this workspace’s)' if n == current.name else ''}{'' if n in own else ', template'}"
        ),
        **address.one("edited", list(known), current.name),
    )
    found = known[name or current.name]
    with st.container(horizontal=True):
        if found.name != current.name and st.button("Use it for this workspace", icon=":material/push_pin:"):
            journeys.choose(view.own, found.name)
            _say(f"The workspace is seen through “{found.name}” now.")
        if found.name in own and st.button("Retire it", icon=":material/archive:"):
            journeys.retire(view.own, found.name)
            del st.query_params["edited"]
            _say(f"“{found.name}” is retired; below “Retired” it can be brought back.")
        _starting(view, found)
    for gone in journeys.retired(view.workspace):
        if st.button(f"Bring back “{gone}”, which is retired", icon=":material/undo:", key=f"back {gone}"):
            last = int(journeys.versions(view.own, gone)["version"].iloc[-1])
            journeys.restore(view.own, gone, last)
            _say(f"“{gone}” is back.")
    return found


def _say(words: str) -> None:
    st.session_state[_SAID] = words
    st.rerun()


def _starting(view: View, found: Journey) -> None:
    """A new journey: from a template, from the data, from a spreadsheet, or with nothing in it."""
    with st.popover("New journey", icon=":material/add:"):
        name = st.text_input("Its name", key="new name", max_chars=120)
        first = Touchpoint("First touchpoint")
        ways: dict[str, Callable[[], Journey]] = {
            f"A copy of “{found.name}”": lambda: replace(found, name=name.strip()),
            **{f"Template: {item.name}": partial(replace, item, name=name.strip()) for item in templates().values()},
            "From the touchpoints that the exports name": lambda: replace(
                journeys.found(view.workspace), name=name.strip()
            ),
            "Empty": lambda: renames.add(Journey(name.strip(), "", ()), first, "First stage"),
        }
        way = st.selectbox("Start from", list(ways), key="new way")
        given = st.file_uploader("Or from a spreadsheet", type=["csv", "xlsx"], key="new sheet")
        st.download_button(
            "A spreadsheet to fill in", tables.csv(sheets.table(found)), "journey.csv", "text/csv",
            key="sheet to fill in", on_click="ignore", icon=":material/download:",
        )  # fmt: skip
        if st.button("Make it", type="primary", key="make it"):
            _attempt(lambda: _make(view, name, ways[way], given))


def _make(view: View, name: str, way: Callable[[], Journey], given: BinaryIO | None) -> None:
    plain = name.strip()
    if not plain:
        raise CXError("Give the new journey a name.")
    if plain in journeys.journeys_of(view.workspace):
        raise CXError(f"There is a journey “{plain}” already; give it another name.")
    file = getattr(given, "name", "")
    made = sheets.journey(reading.read(given, file), plain) if given else way()
    journeys.keep(view.own, made, note=f"From {file}" if file else "New")
    st.query_params["edited"] = plain
    _say(f"“{plain}” is made. Edit it below.")


def _attempt(do: Callable[[], None]) -> None:
    """Do something; where it cannot be done, say why in a sentence, and nothing typed is lost."""
    try:
        do()
    except CXError as error:
        st.error(str(error))


def draft(found: Journey) -> Journey:
    """The journey as it is being edited: nothing of it is kept yet."""
    held: Journey = st.session_state.get(_key(found), found)
    return held


def _key(found: Journey) -> str:
    return f"draft {found.name} {found.edition}"


def _edit(found: Journey, change: Callable[[Journey], Journey]) -> None:
    """Change the draft."""
    try:
        st.session_state[_key(found)] = change(draft(found))
    except CXError as error:
        st.error(str(error))
        return
    # The table shows the draft as it is from now on.
    st.session_state["table of the draft"] = st.session_state.get("table of the draft", 0) + 1
    st.rerun()


def table(found: Journey) -> None:
    """The draft as a table: every cell can be edited, rows added and taken away; order is by number."""
    now = draft(found)
    base = sheets.table(now).drop(columns=["Formerly", "Stage formerly"])
    base.insert(0, "Order", range(1, len(base) + 1))
    base.insert(len(base.columns), "Was", base["Touchpoint"])
    edited = st.data_editor(
        base,
        num_rows="dynamic",
        hide_index=True,
        column_config={
            "Was": None,
            "State": st.column_config.SelectboxColumn(options=["", *STATES]),
            "Ideal": st.column_config.NumberColumn(
                min_value=0.01, help="Good experiences for each bad one, as 5 for 5 : 1"
            ),
            "Order": st.column_config.NumberColumn(help="Touchpoints stand in this order within their stages."),
        },
        height="content",
        key=f"journey table {found.name} {found.edition} {st.session_state.get('table of the draft', 0)}",
        alt="The journey, one touchpoint per row",
    )
    if st.button("Take the table over", icon=":material/table_view:", help="Into the draft; nothing is kept yet."):
        _edit(found, lambda held: _of_table(held, edited))


def _of_table(held: Journey, edited: pd.DataFrame) -> Journey:
    """The draft after the table: renamed rows remember their former names."""
    made = sheets.journey(edited.drop(columns=["Was"]), held.name, held.description, held.ignore)
    names = edited["Touchpoint"].astype("str").str.split().str.join(" ")
    return renames.inherited(held, made, dict(zip(names, edited["Was"].astype("str"), strict=True)))


def one_by_one(found: Journey) -> None:
    """One touchpoint of the draft: its place by buttons and keys, what is said of it in a form."""
    now = draft(found)
    names = [item.name for item in now.touchpoints]
    name = st.selectbox("Touchpoint to edit", names, **address.one("part", names, names[0])) or names[0]
    stage = now.stage_of(name)
    here = next(item for item in now.stages if item.name == stage)
    place = [item.name for item in here.touchpoints].index(name)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button("Earlier", icon=":material/arrow_upward:", shortcut="Alt+Up", disabled=place == 0):
            _edit(found, lambda held: renames.move(held, name, stage, place - 1))
        last = place == len(here.touchpoints) - 1
        if st.button("Later", icon=":material/arrow_downward:", shortcut="Alt+Down", disabled=last):
            _edit(found, lambda held: renames.move(held, name, stage, place + 1))
        with st.popover("To another stage", icon=":material/move_down:"):
            others = [item.name for item in now.stages if item.name != stage]
            to = st.selectbox("Stage", others, index=None, key=f"stage of {name}")
            if st.button("Move", key=f"move {name}", disabled=to is None) and to:
                _edit(found, partial(renames.move, touchpoint=name, stage=to, place=10_000))
        with st.popover("Into another touchpoint", icon=":material/merge:"):
            st.caption("It becomes a part of the other one, with all that was said of it.")
            into = st.selectbox("Touchpoint", [n for n in names if n != name], index=None, key=f"into of {name}")
            if st.button("Merge", key=f"merge {name}", disabled=into is None) and into:
                _edit(found, lambda held: renames.merge(held, name, into))
        if st.button("Remove", icon=":material/delete:", help="Its feedback stays and is mapped anew."):
            _edit(found, lambda held: renames.remove(held, name))
    _form(found, next(item for item in now.touchpoints if item.name == name))
    with st.form("one more", clear_on_submit=True):
        new = st.text_input("One more touchpoint", placeholder="Its name", max_chars=120)
        to = st.selectbox("In the stage", [item.name for item in now.stages], key="stage of one more")
        other = st.text_input("Or in a new stage", max_chars=120)
        if st.form_submit_button("Add", icon=":material/add:") and new.strip():
            _edit(found, lambda held: renames.add(held, Touchpoint(new.strip()), other.strip() or str(to)))


def _form(found: Journey, item: Touchpoint) -> None:
    with st.form(f"form {item.name}"):
        left, right = st.columns(2)
        name = left.text_input("Name", item.name, max_chars=120)
        channels = right.text_input("Channels", ", ".join(item.channels), help="By commas.")
        texts = {}
        for number, (key, label) in enumerate(_FIELDS.items()):
            texts[key] = (left, right)[number % 2].text_input(label, getattr(item, key), key=f"{key} {item.name}")
        state = left.selectbox("State", ["", *STATES], index=["", *STATES].index(item.state), key=f"state {item.name}")
        ideal = right.number_input(
            "Ideal: good experiences for each bad one",
            min_value=0.0,
            value=item.ideal,
            placeholder="None",
            key=f"ideal {item.name}",
        )
        moment = left.checkbox("Moment of truth", item.moment, key=f"moment {item.name}")
        phrases = st.text_area(
            "What customers write when they speak of it", "; ".join(item.phrases), key=f"phrases {item.name}"
        )
        aliases = st.text_input("Other names for it in exports", "; ".join(item.aliases), key=f"aliases {item.name}")
        if st.form_submit_button("Take over", icon=":material/check:"):
            told = replace(
                item, **texts, state=state or "", ideal=ideal or None, moment=moment, channels=_parts(channels, ","),
                phrases=_parts(phrases, ";"), aliases=_parts(aliases, ";"),
            )  # fmt: skip
            _edit(found, lambda held: _changed(held, item.name, told, name))


def _parts(text: str, sign: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(sign) if part.strip()))


def _changed(held: Journey, name: str, told: Touchpoint, new: str) -> Journey:
    stages = [
        replace(s, touchpoints=tuple(told if item.name == name else item for item in s.touchpoints))
        for s in held.stages
    ]
    made = replace(held, stages=tuple(stages))
    return renames.rename(made, name, new) if new.strip() != name else made


def keeping(view: View, found: Journey) -> None:
    """What the draft changes, and keeping it as a new version or throwing it away."""
    now = draft(found)
    if now == found:
        st.caption("Nothing is changed. What you change is a draft until you keep it.")
        return
    changes = comparing.changes(found, now)
    with st.container(border=True):
        st.markdown(f"**The draft changes {len(changes)} thing{'' if len(changes) == 1 else 's'}**")
        for words in changes["words"].head(12):
            st.markdown(f"- {escaped(str(words))}")
        note = st.text_input("Why (a note for the version)", key=f"note {found.edition}", max_chars=300)
        with st.container(horizontal=True):
            if st.button("Keep as a new version", type="primary", icon=":material/save:"):
                _attempt(lambda: _kept(view, found, now, note))
            if st.button("Throw the draft away", icon=":material/delete:"):
                del st.session_state[_key(found)]
                st.rerun()


def _kept(view: View, found: Journey, now: Journey, note: str) -> None:
    number = journeys.keep(view.own, now, note=note)
    if journeys.journey_of(view.own).name == found.name:
        journeys.choose(view.own, found.name)
    st.session_state.pop(_key(found), None)
    mapped = " Feedback is mapped anew; none is lost." if now.key != found.key else ""
    _say(f"Kept as version {number}.{mapped}")
