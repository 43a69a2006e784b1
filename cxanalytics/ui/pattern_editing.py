"""What people do to patterns: name, merge, split, move, set aside; each with a way to take it back."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from cxanalytics import recurring
from cxanalytics.errors import CXError
from cxanalytics.patterns import history, naming
from cxanalytics.patterns.registry import NOT_A_PAIN
from cxanalytics.ui import address, correcting
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.patterns import ONE, Shown, turn_to
from cxanalytics.ui.session import View

# Our own in the session, no widget's: what was done last (its batch and words), and why something was not done.
_DONE, _TOAST, _FAILED = "last change of patterns", "said of a change of patterns", "why a pattern was not changed"

_UNDONE = "changes of patterns taken back"
# The dialog that a button has just asked for, and the one that is drawn in this run.
_WANTED, _DRAWN = "dialog of patterns asked for", "dialog of patterns drawn"

_HALVES, _LISTED = 2, 20
# Words are alike when they begin with so many same letters.
_STEM = 4

# Streamlit gives the focus to the dialog as a whole, from where it takes a key more to write. The script runs
# whenever the dialog is drawn, so it declares no name.
_FOCUS = """<script>
document.querySelector('[role="dialog"] input')?.select();
</script>"""


def keep(view: View, words: str, change: Callable[[], int]) -> bool:
    """Do something to the patterns; what was done, or why it could not be, is said at the top of the page."""
    try:
        batch = change()
    except CXError as error:
        st.session_state[_FAILED] = str(error)
        return False
    st.session_state[_DONE] = (str(view.workspace.root), batch, words)
    st.session_state[_TOAST] = words
    return True


def who() -> str:
    """The person who does it, as they gave their name; they are not asked again."""
    return correcting.name() or "somebody"


def key_of(key: str) -> str | None:
    """The key on the keyboard for a button of the page; none while a dialog is open, where letters are text."""
    return None if dialog_open() else key


def dialog_open() -> bool:
    """Whether this run draws a dialog."""
    return bool(st.session_state.get(_DRAWN))


def _ask(label: str) -> None:
    st.session_state[_WANTED] = label


def told(view: View) -> None:
    """What was done last, with Undo beside it; or why something was not done. Drawn before every other button."""
    st.session_state[_DRAWN] = st.session_state.pop(_WANTED, None)
    failed = st.session_state.pop(_FAILED, "")
    if failed:
        st.error(failed)
    toast = st.session_state.pop(_TOAST, "")
    if toast:
        st.toast(escaped(toast), icon=":material/check:")
    root, batch, words = st.session_state.get(_DONE, ("", 0, ""))
    if root != str(view.workspace.root):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="pattern change"):
        st.markdown(f":material/check: {escaped(words)}", width="content")
        st.button("Undo", key="undo pattern", shortcut=key_of("U"), icon=":material/undo:", type="tertiary",
                  on_click=undo, args=(view, batch))  # fmt: skip


def taken_back() -> int:
    """How often something was taken back in this session."""
    return int(st.session_state.get(_UNDONE, 0))


def undo(view: View, batch: int) -> None:
    """Take back a change, whichever it was."""
    st.session_state[_UNDONE] = taken_back() + 1
    try:
        recurring.undo(view.workspace, batch)
    except CXError as error:
        st.session_state[_FAILED] = str(error)
    st.session_state.pop(_DONE, None)
    st.session_state[_TOAST] = "Taken back."


def actions(shown: Shown, row: pd.Series) -> None:
    """The buttons that change the chosen pattern, each with a key."""
    pattern, name = str(row["pattern"]), str(row["name"])
    with st.container(horizontal=True, key="pattern actions"):
        if not row["named"]:
            st.button("The name is right", key="confirm name", shortcut=key_of("Y"), type="primary",
                      icon=":material/check:", on_click=_renamed, args=(shown.view, pattern, name, name))  # fmt: skip
        for label, key, icon in (
            ("Rename", "N", ":material/edit:"),
            ("Merge into…", "M", ":material/merge:"),
            ("Split", "S", ":material/call_split:"),
            ("Theme", "T", ":material/category:"),
        ):
            st.button(label, key=f"pattern {label}", shortcut=key_of(key), icon=icon, on_click=_ask, args=(label,))
        st.button(
            "Not what I look for" if shown.loved else "Not a pain",
            key="not a pain",
            shortcut=key_of("X"),
            icon=":material/block:",
            help="Sets the whole pattern aside; its comments are no longer proposed as one. It can be taken back.",
            on_click=_set_aside,
            args=(shown, pattern, name),
        )
    # When all buttons are drawn without their keys: from the first letter on, what is typed is text.
    dialogs = {"Rename": _rename, "Merge into…": _merge, "Split": _split, "Theme": _theme}
    wanted = st.session_state.get(_DRAWN)
    if wanted in dialogs:
        dialogs[wanted](shown, pattern, name)


def _person() -> None:
    """Ask for the person's name, once in a session."""
    if correcting.name():
        st.caption(f"It is kept under your name, {escaped(correcting.name())}.")
        return
    st.text_input("Your name", placeholder="So that others know whom to ask", key="edited by")


def _remember(view: View) -> None:
    said = str(st.session_state.get("edited by") or "").strip()
    if said:
        correcting.remember(view, said)


def _closing(pressed: bool) -> None:
    """Close the dialog after what it was opened for; where that failed, it says why and stays."""
    failed = st.session_state.get(_FAILED)
    if pressed and failed:
        st.error(st.session_state.pop(_FAILED))
    elif pressed:
        st.rerun()


@st.dialog("A name for this pattern", on_dismiss="rerun")
def _rename(shown: Shown, pattern: str, name: str) -> None:
    # A form, so that Enter in the name keeps it.
    with st.form(f"rename {pattern}", border=False, enter_to_submit=True):
        st.text_input("Name", value=name, key=f"name of {pattern}", max_chars=80)
        st.caption("In your words: what a colleague would understand at once. It stays, whatever is imported later.")
        _person()
        pressed = st.form_submit_button("Keep the name", type="primary", on_click=_rename_said,
                                        args=(shown.view, pattern, name))  # fmt: skip
    st.html(_FOCUS, unsafe_allow_javascript=True)
    _closing(pressed)


def _rename_said(view: View, pattern: str, name: str) -> None:
    _remember(view)
    _renamed(view, pattern, name, str(st.session_state.get(f"name of {pattern}", "")))


def _renamed(view: View, pattern: str, name: str, said: str) -> None:
    words = f"The name ‘{name}’ is confirmed." if said.strip() == name else f"‘{name}’ is now called ‘{said.strip()}’."
    keep(view, words, partial(recurring.rename, view.workspace, pattern, said, who=who()))


@st.dialog("Merge with another pattern", width="medium", on_dismiss="rerun")
def _merge(shown: Shown, pattern: str, name: str) -> None:
    others = {key: value for key, value in shown.names.items() if key != pattern}
    if not others:
        st.info("There is no other pattern to merge it with.")
        return
    st.markdown(f"All comments of **{escaped(name)}** become part of")
    quotes = _quoted(shown.held, shown)
    answers = dict(zip(shown.table["pattern"].astype("str"), shown.table["n"], strict=True))
    into = st.selectbox("Pattern", twins(shown.table, others, pattern, name), index=None, key=f"into of {pattern}",
                        format_func=lambda key: _in_list(others[key], answers.get(key, 0), quotes.get(key, ())),
                        placeholder="Choose the one that stays", label_visibility="collapsed")  # fmt: skip
    for quote in quotes.get(into or "", ()):
        st.text(f"“{quote}”")
    _person()
    _closing(st.button("Merge", type="primary", on_click=_merged, args=(shown.view, pattern, others, name)))


def twins(table: pd.DataFrame, others: Mapping[str, str], pattern: str, name: str) -> list[str]:
    """The other patterns, those first that are likely the same: whose names or touchpoints are shared most."""
    at = {str(key): set(names) for key, names in zip(table["pattern"], table["touchpoints"], strict=True)}
    own, there = _stems(name), at.get(pattern, set())

    def alike(key: str) -> tuple[int, int]:
        return len(own & _stems(others[key])), len(there & at.get(key, set()))

    return sorted(others, key=alike, reverse=True)


def _stems(name: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"\w+", name.casefold()) if len(word) >= _STEM}


def _in_list(name: str, n: int, quotes: Sequence[str]) -> str:
    quote = f": “{quotes[0]}”" if quotes else ""
    return f"{name} ({n:,} answer{'' if n == 1 else 's'}){quote}"


@st.cache_resource(max_entries=4, show_spinner=False)
def _quoted(key: str, _shown: Shown) -> dict[str, tuple[str, ...]]:
    """Three quotes of each pattern."""
    held = _shown.mentions[_shown.mentions["pattern"].notna().to_numpy(bool)]
    return {str(pattern): _typical(own) for pattern, own in held.groupby(held["pattern"].astype("str"))}


def _merged(view: View, pattern: str, others: dict[str, str], name: str) -> None:
    _remember(view)
    into = st.session_state.get(f"into of {pattern}")
    if into is None:
        st.session_state[_FAILED] = "Choose the pattern that stays."
        return
    if keep(view, f"‘{name}’ was merged into ‘{others[into]}’.",
            partial(recurring.merge, view.workspace, [pattern], into, who=who())):  # fmt: skip
        address.put("pattern", into)
        turn_to(ONE)


@st.dialog("Split this pattern", width="large", on_dismiss="rerun")
def _split(shown: Shown, pattern: str, name: str) -> None:
    halves = _halves(f"{shown.key} {pattern}", shown, pattern)
    if len(halves) < _HALVES:
        st.info("The machine sees no two parts in it. Choose comments below, and split them off by hand.")
        return
    st.caption("The machine would part it like this. The larger part keeps the name and the history.")
    for number, (column, half) in enumerate(zip(st.columns(len(halves)), halves, strict=True)):
        with column:
            st.markdown(f"**{half.n:,} comments**")
            st.text_input("Name", value=name if number == 0 else half.name, key=f"half {number} of {pattern}",
                          disabled=number == 0, max_chars=80)  # fmt: skip
            for quote in half.quotes:
                st.text(f"“{quote}”")
    _person()
    _closing(st.button("Split", type="primary", on_click=_parted, args=(shown, pattern, halves[1])))


@dataclass(frozen=True)
class _Half:
    """A part that the machine sees in a pattern: how many mentions, which, some of them, and what to call it."""

    n: int
    name: str
    quotes: tuple[str, ...]
    mention_ids: tuple[str, ...]


@st.cache_resource(max_entries=16, show_spinner="Looking for two parts …")
def _halves(key: str, _shown: Shown, pattern: str) -> tuple[_Half, ...]:
    """The two parts of a pattern, the larger first; less than two where the machine sees none."""
    mentions = _shown.recurring.mentions
    own = mentions[(mentions["pattern"] == pattern).to_numpy(bool)].reset_index(drop=True)
    part = recurring.halves(_shown.view.workspace, own["clause_text"])
    called = naming.names(own["clause_text"], part, tuple(_shown.recurring.names.values()))
    ids = recurring.mention_id(own)
    return tuple(
        _Half(int((part == number).sum()), called[number], _typical(own[part == number]),
              tuple(ids[part == number]))
        for number in np.unique(part).tolist()
    )  # fmt: skip


def _typical(mentions: pd.DataFrame) -> tuple[str, ...]:
    best = mentions.sort_values(["quote_score", "clause_text"], ascending=[False, True], kind="stable")
    return tuple(best["clause_text"].astype("str").drop_duplicates().head(3))


def _parted(shown: Shown, pattern: str, smaller: _Half) -> None:
    _remember(shown.view)
    split_off(shown, pattern, smaller.mention_ids, str(st.session_state.get(f"half 1 of {pattern}", smaller.name)))


def split_off(shown: Shown, pattern: str, mention_ids: Sequence[str], said: str) -> bool:
    """Make a new pattern of some mentions of one."""
    ids = list(mention_ids)
    change = partial(recurring.split, shown.view.workspace, shown.recurring, pattern, ids, said, who=who())
    return keep(shown.view, f"‘{said.strip()}’ was split from ‘{shown.names.get(pattern, pattern)}’.", change)


@st.dialog("What it is part of", on_dismiss="rerun")
def _theme(shown: Shown, pattern: str, name: str) -> None:
    themes = sorted({str(theme) for theme in shown.recurring.patterns["theme"] if theme})
    st.markdown(f"**{escaped(name)}** is part of")
    st.selectbox("Theme", themes, index=None, accept_new_options=True, key=f"theme of {pattern}",
                 placeholder="Choose a theme, or type a new one")  # fmt: skip
    _person()
    _closing(st.button("Keep the theme", type="primary", on_click=_themed, args=(shown.view, pattern, name)))


def _themed(view: View, pattern: str, name: str) -> None:
    _remember(view)
    said = str(st.session_state.get(f"theme of {pattern}") or "")
    words = f"‘{name}’ is now part of ‘{said}’." if said else f"‘{name}’ is now part of no theme."
    keep(view, words, partial(recurring.theme, view.workspace, pattern, said, who=who()))


def _set_aside(shown: Shown, pattern: str, name: str) -> None:
    change = partial(recurring.not_a_pain, shown.view.workspace, shown.recurring, pattern=pattern, who=who())
    keep(shown.view, f"‘{name}’ was set aside.", change)


def moved(shown: Shown, mention_ids: Sequence[str], to: str, words: str) -> bool:
    """Move mentions to a pattern, or with "" out of all."""
    change = partial(recurring.move, shown.view.workspace, shown.recurring, list(mention_ids), to, who=who())
    return keep(shown.view, words, change)


def set_aside(shown: Shown, mention_ids: Sequence[str]) -> bool:
    """Say of mentions that they are no pain at all."""
    words = f"{_comments(len(mention_ids))} set aside."
    change = partial(
        recurring.not_a_pain, shown.view.workspace, shown.recurring, mention_ids=list(mention_ids), who=who()
    )
    return keep(shown.view, words, change)


def gone(shown: Shown) -> None:
    """Say of the pattern in the address that it was set aside, with a way back."""
    said = st.query_params.get("pattern")
    patterns = shown.recurring.patterns
    aside = patterns[(patterns["state"] == NOT_A_PAIN).to_numpy(bool) & (patterns["pattern"].astype("str") == said)]
    for row in aside.to_dict("records"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="pattern gone"):
            st.markdown(f":material/block: ‘{escaped(str(row['name']))}’ is set aside.", width="content")
            st.button("Undo: bring it back", key="bring back", icon=":material/undo:",
                      on_click=_restored, args=(shown, str(row["pattern"]), str(row["name"])))  # fmt: skip


def put_aside(shown: Shown) -> None:
    """The patterns that people set aside, each with a way back."""
    patterns = shown.recurring.patterns
    aside = patterns[(patterns["state"] == NOT_A_PAIN).to_numpy(bool)]
    if aside.empty:
        return
    st.markdown("**Set aside**")
    for row in aside.to_dict("records"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button("Take it back in", key=f"restore {row['pattern']}", type="tertiary", icon=":material/undo:",
                      on_click=_restored, args=(shown, str(row["pattern"]), str(row["name"])))  # fmt: skip
            st.markdown(escaped(str(row["name"])), width="content")


def _restored(shown: Shown, pattern: str, name: str) -> None:
    change = partial(recurring.restore, shown.view.workspace, pattern, who=who())
    keep(shown.view, f"‘{name}’ is a pattern again.", change)


def _comments(number: int) -> str:
    return "1 comment" if number == 1 else f"{number:,} comments"


def changes(shown: Shown) -> None:
    """Everything that was changed, the last first, each with its Undo."""
    told_of = history.changes(shown.recurring.events, shown.recurring.names)
    told_of = told_of[~told_of["undone"].astype(bool)]
    if told_of.empty:
        st.caption("Nothing was changed yet.")
        return
    for row in told_of.head(_LISTED).to_dict("records"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button("Undo", key=f"undo batch {row['batch']}", type="tertiary", icon=":material/undo:",
                      on_click=undo, args=(shown.view, int(row["batch"])))  # fmt: skip
            st.markdown(f"{escaped(str(row['words']))}", width="content")
            by = f"{escaped(str(row['who']))}, " if row["who"] else ""
            st.caption(f"{by}{row['at']:%d %b %Y %H:%M}", width="content")
    if len(told_of) > _LISTED:
        st.caption(f"{len(told_of) - _LISTED:,} older changes are not listed.")
