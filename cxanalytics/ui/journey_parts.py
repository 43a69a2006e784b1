"""One touchpoint of the draft at a time: its place and its stage by buttons and keys, what is said of it in a form."""

from dataclasses import replace
from functools import partial

import streamlit as st

from cxanalytics.journey import renames
from cxanalytics.journey.model import STATES, Journey, Stage, Touchpoint
from cxanalytics.ui import address
from cxanalytics.ui.journey_editing import draft, edit, settle

_END = 10_000
_FIELDS = {
    "description": "Description",
    "owner": "Owner",
    "goal": "What customers want to get done here (the job to be done)",
    "bridge": "Bridge to the next touchpoint",
    "front": "Front stage: what customers see",
    "back": "Back stage: what they do not see",
}


def show(found: Journey) -> None:
    """The chosen touchpoint, with its place, its form, its stage, and a form for one more."""
    settle(found)
    now = draft(found)
    names = [item.name for item in now.touchpoints]
    name = (
        st.selectbox(
            "Touchpoint to edit",
            names,
            format_func=lambda n: f"{now.stage_of(n)}: {n}" if n in names else n,
            **address.one("part", names, names[0]),
        )
        or names[0]
    )
    stage = next(item for item in now.stages if item.name == now.stage_of(name))
    _going(names, names.index(name))
    _place(found, now, name, stage)
    _form(found, next(item for item in now.touchpoints if item.name == name))
    _stage(found, now, stage)
    _one_more(found, now, stage)


def _going(names: list[str], place: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for label, icon, key, to in (
            ("Before", ":material/arrow_back:", "Alt+J", place - 1),
            ("Next", ":material/arrow_forward:", "Alt+K", place + 1),
        ):
            there = 0 <= to < len(names)
            if st.button(label, icon=icon, shortcut=key, disabled=not there, key=f"go {label}"):
                st.query_params["part"] = names[to]
                st.rerun()
        st.caption(f"{place + 1} of {len(names)}", width="content")


def _place(found: Journey, now: Journey, name: str, stage: Stage) -> None:
    """Where the touchpoint stands: earlier, later, in another stage, in another touchpoint, nowhere."""
    inside = [item.name for item in stage.touchpoints]
    names = [item.name for item in now.touchpoints]
    place = inside.index(name)
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, icon, key, to in (
            ("Earlier", ":material/arrow_upward:", "Alt+Up", place - 1),
            ("Later", ":material/arrow_downward:", "Alt+Down", place + 1),
        ):
            there = 0 <= to < len(inside)
            if st.button(label, icon=icon, shortcut=key, disabled=not there, help="Within its stage."):
                edit(found, partial(renames.move, touchpoint=name, stage=stage.name, place=to), chosen=name)
        with st.popover("To another stage", icon=":material/move_down:"):
            others = [item.name for item in now.stages if item.name != stage.name]
            other = st.selectbox("Stage", others, index=None, key=f"stage of {name}")
            if st.button("Move", key=f"move {name}", disabled=other is None) and other:
                edit(found, partial(renames.move, touchpoint=name, stage=other, place=_END), chosen=name)
        with st.popover("Into another touchpoint", icon=":material/merge:"):
            st.caption("It becomes a part of the other one, with all that was said of it.")
            into = st.selectbox("Touchpoint", [n for n in names if n != name], index=None, key=f"into of {name}")
            if st.button("Merge", key=f"merge {name}", disabled=into is None) and into:
                edit(found, partial(renames.merge, touchpoint=name, into=into), chosen=into)
        if st.button("Remove", icon=":material/delete:", help="Its feedback stays and is mapped anew."):
            at = names.index(name)
            beside = names[at + 1 : at + 2] or names[at - 1 : at]
            edit(found, partial(renames.remove, touchpoint=name), chosen=beside[0] if beside else "")


def _form(found: Journey, item: Touchpoint) -> None:
    """What is said of the touchpoint; two fields side by side where there is room, in reading order where not."""
    with st.form(f"form {item.name}"):
        left, right = st.columns(2)
        name = left.text_input("Name", item.name, max_chars=120, key=f"name {item.name}")
        channels = right.text_input(
            "Channels (parted by commas)", ", ".join(item.channels), key=f"channels {item.name}"
        )
        texts = {}
        fields = list(_FIELDS.items())
        for pair in zip(fields[::2], fields[1::2], strict=True):
            for column, (key, label) in zip(st.columns(2), pair, strict=True):
                texts[key] = column.text_input(label, getattr(item, key), key=f"{key} {item.name}")
        left, right = st.columns(2)
        state = left.selectbox(
            "State",
            ["", *STATES],
            index=["", *STATES].index(item.state),
            format_func=lambda value: value.capitalize() or "Not decided",
            key=f"state {item.name}",
        )
        ideal = right.number_input(
            "Ideal: good experiences for each bad one",
            min_value=0.0,
            value=item.ideal,
            placeholder="None",
            key=f"ideal {item.name}",
        )
        moment = st.checkbox("Moment of truth", item.moment, key=f"moment {item.name}")
        phrases = st.text_area(
            "What customers write when they speak of it (parted by semicolons)",
            "; ".join(item.phrases),
            key=f"phrases {item.name}",
        )
        aliases = st.text_input(
            "Other names for it in exports (parted by semicolons)",
            "; ".join(item.aliases),
            key=f"aliases {item.name}",
        )
        if st.form_submit_button("Take over", icon=":material/check:", help="Into the draft; nothing is kept yet."):
            told = replace(
                item, **texts, state=state or "", ideal=ideal or None, moment=moment, channels=_parts(channels, ","),
                phrases=_parts(phrases, ";"), aliases=_parts(aliases, ";"),
            )  # fmt: skip
            plain = " ".join(name.split())
            edit(found, lambda held: _changed(held, item.name, told, plain), chosen=plain)


def _parts(text: str, sign: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(sign) if part.strip()))


def _changed(held: Journey, name: str, told: Touchpoint, new: str) -> Journey:
    stages = [
        replace(s, touchpoints=tuple(told if item.name == name else item for item in s.touchpoints))
        for s in held.stages
    ]
    made = replace(held, stages=tuple(stages))
    return renames.rename(made, name, new) if new != name else made


def _stage(found: Journey, now: Journey, stage: Stage) -> None:
    """The stage of the touchpoint: its name, description and place among the stages."""
    place = now.stages.index(stage)
    with st.expander(f"Stage “{stage.name}”", icon=":material/view_column:"):
        with st.form(f"form of stage {stage.name}", border=False):
            left, right = st.columns(2)
            name = left.text_input("Name of the stage", stage.name, max_chars=120, key=f"stage name {stage.name}")
            about = right.text_input("What happens in it", stage.description, key=f"stage about {stage.name}")
            if st.form_submit_button("Take the stage over", icon=":material/check:"):
                edit(found, lambda held: _restaged(held, stage.name, name, about))
        with st.container(horizontal=True):
            for label, icon, to in (
                ("Stage earlier", ":material/arrow_back:", place - 1),
                ("Stage later", ":material/arrow_forward:", place + 1),
            ):
                if st.button(label, icon=icon, disabled=not 0 <= to < len(now.stages)):
                    edit(found, partial(_stage_at, name=stage.name, place=to))


def _restaged(held: Journey, stage: str, name: str, about: str) -> Journey:
    told = tuple(replace(s, description=about.strip()) if s.name == stage else s for s in held.stages)
    made, plain = replace(held, stages=told), " ".join(name.split())
    return renames.rename_stage(made, stage, plain) if plain != stage else made


def _stage_at(held: Journey, name: str, place: int) -> Journey:
    rest = [item for item in held.stages if item.name != name]
    moved = next(item for item in held.stages if item.name == name)
    return replace(held, stages=(*rest[:place], moved, *rest[place:]))


def _one_more(found: Journey, now: Journey, stage: Stage) -> None:
    with st.form("one more", clear_on_submit=True):
        names = [item.name for item in now.stages]
        left, middle, right = st.columns(3)
        new = left.text_input("One more touchpoint", placeholder="Its name", max_chars=120)
        to = middle.selectbox("In the stage", names, index=names.index(stage.name), key=f"one more {stage.name}")
        other = right.text_input("Or in a new stage", placeholder="Its name", max_chars=120)
        if st.form_submit_button("Add", icon=":material/add:") and new.strip():
            plain, where = " ".join(new.split()), " ".join(other.split()) or str(to)
            edit(found, lambda held: renames.add(held, Touchpoint(plain), where), chosen=plain)
