"""What recurs, on the screen: the headline, the map of patterns and the table, one pattern chosen in any of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cxanalytics import engine
from cxanalytics.charts import pattern_map as chart
from cxanalytics.charts.style import CONFIG
from cxanalytics.patterns import evidence, places
from cxanalytics.recurring import Recurring
from cxanalytics.selection import Selection
from cxanalytics.store import labels
from cxanalytics.ui import address, jobs, pattern_words
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

# From so many comments on, groups are looked for.
LEAST = 30

# What people change without any mention changing its pattern, and the columns that it changes.
_NAMING = ("rename", "theme", "estimate")
_CALLED = ["name", "named", "theme", "state"]

HURTS, LOVES = "What hurts", "What people love"

# The parts of the page, and the place in the session where the open one is kept.
ALL, ONE, NEW, FIRST, INSIDE, NONE, ORDER = (
    "All patterns",
    "The chosen pattern",
    "What is new",
    "What to fix first",
    "Hidden pains",
    "Not grouped",
    "Manage",
)
OPEN = "part of the patterns"
_BEFORE = "pattern chosen before"

# Of the two maps one is seen: which, the width of the screen decides.
_STYLE = f"""<style>
@media (min-width: {chart.NARROW}px) {{.st-key-patterns-narrow {{display: none}}}}
@media (max-width: {chart.NARROW - 1}px) {{.st-key-patterns-wide {{display: none}}}}
</style>"""


@dataclass(frozen=True)
class Shown:
    """What recurs in the chosen part of the feedback.

    table has a row per living pattern that is heard of there (`patterns.evidence.table`), mentions those of the
    selection that nobody set aside. `loved`: of what people love.
    """

    view: View
    loved: bool
    recurring: Recurring
    table: pd.DataFrame
    mentions: pd.DataFrame

    @property
    def key(self) -> str:
        """A name for all that is shown, that changes with it."""
        return f"{self.view.workspace.root} {self.view.analysis.key} {self.loved} {self.view.selection}"

    @property
    def held(self) -> str:
        """A name for which mentions are in which pattern; a new name for a pattern does not change it."""
        return f"{_held(self.view, self.recurring)} {self.view.selection}"

    @property
    def unclustered(self) -> float:
        """The share of the mentions that are in no pattern."""
        return float(self.mentions["pattern"].isna().mean()) if len(self.mentions) else 0.0

    @property
    def names(self) -> dict[str, str]:
        """The name of every living pattern, by pattern, those first that are heard of most."""
        heard = dict(zip(self.table["pattern"].astype("str"), self.table["name"].astype("str"), strict=True))
        patterns = self.recurring.patterns
        living = patterns[patterns["state"].astype("str") == "live"]
        return heard | {
            str(pattern): str(name)
            for pattern, name in zip(living["pattern"], living["name"], strict=True)
            if str(pattern) not in heard
        }


def content(view: View) -> Shown:
    """Draw the switch; what recurs on that side. Where nothing does, the page stops and says what it takes."""
    side = st.segmented_control("Side", [HURTS, LOVES], label_visibility="collapsed",
                                **address.one("side", [HURTS, LOVES], HURTS))  # fmt: skip
    loved = side == LOVES
    recurring = _loved(view) if loved else view.analysis.recurring
    shown = _shown(f"{view.workspace.root} {view.analysis.key} {loved}", view.selection, view, recurring, loved)
    if shown.table.empty:
        _nothing(shown)
        st.stop()
    return shown


def _loved(view: View) -> Recurring:
    """The positive side, found when somebody first asks for it."""
    prefix = f"loved {view.workspace.root.absolute()} "
    work = partial(_settle, view)
    job = jobs.start(f"{prefix}{view.analysis.key}", work, replaces=prefix)
    jobs.watch(job, "Looking for what people love")
    result: Recurring = jobs.result(job)
    return result


def _settle(view: View, progress: jobs.Progress) -> Recurring:
    return engine.loved(view.workspace, view.analysis, progress)


@st.cache_resource(max_entries=32, show_spinner=False)
def _shown(key: str, selection: Selection, _view: View, _recurring: Recurring, loved: bool) -> Shown:
    table = _evidence(_held(_view, _recurring), selection, _view, _recurring)
    mentions = evidence.chosen(_recurring, selection)
    living = table[table["state"].astype("str").eq("live") & table["n"].gt(0)] if len(table) else table
    return Shown(_view, loved, _recurring, living.reset_index(drop=True), mentions)


def _held(view: View, recurring: Recurring) -> str:
    events = recurring.events
    moving = events[~events["kind"].isin(_NAMING).to_numpy(bool) & ~events["undone"].to_numpy(bool)]
    state = f"{view.analysis.key.partition('.')[0]} {labels.state(view.workspace)}"
    return f"{view.workspace.root} {state} {recurring.polarity} {hash(tuple(moving['id']))}"


def _evidence(held: str, selection: Selection, view: View, recurring: Recurring) -> pd.DataFrame:
    """The evidence of each pattern, with the names and themes of now."""
    found = _counted(held, selection, view, recurring)
    called = recurring.patterns[["pattern", *_CALLED]].merge(found, on="pattern")
    return called.sort_values(["n", "pattern"], ascending=[False, True], ignore_index=True)


@st.cache_resource(max_entries=32, show_spinner=False)
def _counted(held: str, selection: Selection, _view: View, _recurring: Recurring) -> pd.DataFrame:
    table = evidence.table(_recurring, _view.analysis.experiences, selection)
    mentions = evidence.chosen(_recurring, selection)
    there = places.effects(mentions, selection.apply(_view.analysis.experiences), _recurring.polarity)
    return table.drop(columns=_CALLED).merge(there, on="pattern", how="left")


def _nothing(shown: Shown) -> None:
    said = len(shown.mentions)
    kind = "praise something" if shown.loved else "complain"
    if shown.view.selection and len(shown.recurring.mentions) > said:
        st.info(
            f"{_comments(said)} here {kind}{'s' if said == 1 else ''}, and none of it recurs. Take a filter away, or "
            "clear them all, beside the page.",
            title="Nothing recurs in this part",
            icon=":material/filter_alt_off:",
        )
    elif said < LEAST:
        st.info(
            f"So far {said:,} passages of comments {kind}; patterns are looked for from {LEAST} on. Import more, or a "
            "longer period.",
            title="Too little to find patterns in",
            icon=":material/hourglass_empty:",
        )
    else:
        st.info(
            f"{said:,} passages {kind}, and no group of them says the same clearly enough to be a pattern.",
            title="Nothing recurs",
            icon=":material/search_off:",
        )


def _comments(number: int) -> str:
    return f"{number:,} passage{'' if number == 1 else 's'}"


def headline(shown: Shown) -> None:
    """The largest pattern, what it does to the ratio, and how much is in no pattern."""
    row = shown.table.iloc[0]
    what = "What people love most" if shown.loved else "The biggest pain"
    those = "that praise something" if shown.loved else "that complain"
    st.markdown(
        f"**{what}: {escaped(str(row['name']))}.** {row['n']:,} answers, {pattern_words.share(row)} of those {those}."
        f"{_effect(row, loved=shown.loved)}"
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        number = len(shown.table)
        words = f"{number:,} pattern{'' if number == 1 else 's'}"
        st.caption(
            f"{words}; {pattern_words.percent(shown.unclustered)} of what is said is in none of them.", width="content"
        )
        st.button("See it", key="see unclustered", type="tertiary", on_click=turn_to, args=(NONE,))
        waiting = len(shown.recurring.proposals)
        if waiting:
            st.button(
                f"{waiting} new group{'' if waiting == 1 else 's'} proposed",
                type="tertiary",
                icon=":material/fiber_new:",
                on_click=turn_to,
                args=(NEW,),
            )


def parts() -> list[DeltaGenerator]:
    """The parts of the page below the map; what is in a closed one is not computed."""
    return list(st.tabs([ALL, ONE, NEW, FIRST, INSIDE, NONE, ORDER], key=OPEN, on_change="rerun"))


def _effect(row: pd.Series, *, loved: bool) -> str:
    """What the ratio would be without a pattern, as a sentence; "" where nothing can be said."""
    if not np.isfinite(row["times"]) or not row["ratio"] > 0:
        return ""
    much, worse = pattern_words.change(row).lstrip("+−"), "worse" if loved else "better"
    without, now = pattern_words.without(row), pattern_words.now(row)
    return f" Without it the ratio would be **{much} {worse}**: {without} instead of {now}."


def turn_to(part: str) -> None:
    """Open this part of the page in the next run."""
    st.session_state[OPEN] = part


def choose(shown: Shown, *, keys: bool = True) -> str | None:
    """The list of patterns, for the keyboard; the one that is chosen here, on the map or in the table.

    Without `keys` none on the keyboard does anything: a dialog is open, and what is typed is text.
    """
    names = shown.names
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen: str | None = st.selectbox(
            "Pattern",
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder="Choose one here, on the map or in the table",
            width=460,
            **_chosen(shown, list(names)),
        )
        heard = shown.table["pattern"].astype("str").tolist()
        place = heard.index(chosen) if chosen in heard else -1
        for label, key, step, icon in (
            ("Previous", "K", -1, ":material/arrow_upward:"),
            ("Next", "J", 1, ":material/arrow_downward:"),
        ):
            to = heard[(place + step) % len(heard)] if place >= 0 else heard[0]
            st.button(label, key=f"go {label}", shortcut=key if keys else None, icon=icon, on_click=take, args=(to,))
    return chosen


def _chosen(shown: Shown, names: list[str]) -> dict[str, Any]:
    """The pattern in the address; one that was merged since is the one it was merged into."""
    said = st.query_params.get("pattern")
    living = shown.recurring.registry.living.get(said, said) if said else said
    if living != said and living in names:
        st.query_params["pattern"] = living
    arguments = address.one("pattern", names)
    # Chosen in the list, or come by a link: then what there is to say of it is opened.
    new = st.session_state.get(_BEFORE) != said or OPEN not in st.session_state
    if said and new and st.session_state.get("pattern") == living:
        turn_to(ONE)
    st.session_state[_BEFORE] = st.query_params.get("pattern")
    return arguments


def take(pattern: str) -> None:
    """Choose a pattern, and open what there is to say of it."""
    address.put("pattern", pattern)
    turn_to(ONE)


def draw(shown: Shown, chosen: str | None) -> None:
    """Draw the map of patterns; a click on it chooses one."""
    st.html(_STYLE)
    for width in ("wide", "narrow"):
        look = chart.Look(st.context.theme.type == "dark", width == "narrow", chosen, shown.loved)
        # Another key when another pattern is chosen elsewhere, so that no old click stays marked.
        key = f"patterns {width} {shown.loved} {chosen}"
        with st.container(key=f"patterns-{width}"):
            st.plotly_chart(
                _figure(shown.key, look, shown),
                theme=None,
                key=key,
                on_select=partial(_clicked, key),
                selection_mode="points",
                config=CONFIG,
                alt=chart.alt(shown.table, loved=shown.loved),
            )


@st.cache_resource(max_entries=64, show_spinner=False)
def _figure(key: str, look: chart.Look, _shown: Shown) -> go.Figure:
    return chart.figure(_shown.table, look)


def _clicked(key: str) -> None:
    pattern = clicked(st.session_state[key]["selection"]["points"])
    if pattern is not None:
        take(pattern)


def clicked(points: Sequence[Mapping[str, Any]]) -> str | None:
    """What the point of a click on a figure is of, if it says so."""
    if not points:
        return None
    custom = points[0].get("customdata")
    # A list or a dictionary, depending on how the figure holds it.
    value = custom[0] if isinstance(custom, list) else custom.get("0") if isinstance(custom, dict) else custom
    return value if isinstance(value, str) else None
