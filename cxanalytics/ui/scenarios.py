"""What-if on the screen: resolve pains, the best set for a budget, what a goal takes. Scenarios, never forecasts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from cxanalytics import scenarios
from cxanalytics.charts import scenario as chart
from cxanalytics.charts.scenario import Bar
from cxanalytics.charts.style import CONFIG
from cxanalytics.errors import CXError
from cxanalytics.ratios import REFERENCE_LINES
from cxanalytics.selection import Selection
from cxanalytics.tracking import choosing
from cxanalytics.tracking import scenarios as made
from cxanalytics.tracking.scenarios import PATTERN, TOUCHPOINT, Ground, Outcome, Ratio, Step
from cxanalytics.ui import address
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

NOTE = "A scenario, not a forecast: what the number would be, not that it will."
# So many patterns stand to be chosen from for a budget.
_CANDIDATES = 20
_SHARES = {f"{share} %": share / 100 for share in (10, 20, 30, 40, 50, 60, 70, 80, 90, 100)}
_TURNED = {"none of it": 0.0, "a quarter": 0.25, "half": 0.5, "all of it": 1.0}
_GOALS = {"2 : 1": 2.0, "5 : 1": 5.0, "10 : 1": 10.0, "22 : 1": 22.0}
_METHOD = """
- P positive and N negative experiences are drawn as often as the ratio's interval needs it, corrected where people labelled enough.
- Of the N, those that hold what is resolved go: **R' = (P + turned × gone) ÷ (N − gone)**. What neither turns positive nor stays negative falls silent.
- An experience that complains of two things stops being negative only when both are resolved; nothing is counted twice.
- A complaint in no pattern goes only when its touchpoint is resolved.
- Everything else stays as it is, which it never does: this is a scenario.
"""  # noqa: E501


@dataclass(frozen=True)
class Chosen:
    """What the page rests on: the ground, what could be resolved, their titles, and the share that turns positive."""

    held: Ground
    known: pd.DataFrame
    titles: Mapping[str, str]
    turned: float


@st.cache_resource(max_entries=16, show_spinner=False)
def _ground(key: str, selection: Selection, _view: View) -> tuple[Ground, pd.DataFrame]:
    held = scenarios.ground(_view.analysis, selection)
    return held, scenarios.candidates(_view.analysis, held)


def content(view: View) -> Chosen | None:
    """What scenarios of the filtered feedback stand on; None, with a sentence, where nothing is negative."""
    st.caption(NOTE)
    try:
        held, known = _ground(view.analysis.key, view.selection, view)
    except CXError as error:
        st.info(str(error), icon=":material/sentiment_satisfied:")
        return None
    turned = st.segmented_control(
        "Of what is resolved, turns positive", list(_TURNED), **address.one("turned", list(_TURNED), "none of it")
    )
    titles = dict(zip(known["name"], known["title"], strict=True))
    return Chosen(held, known, titles, _TURNED[turned or "none of it"])


def resolve(chosen: Chosen) -> tuple[Step, ...]:
    """Several pains at once, each by a share of its own; what was chosen."""
    st.header("If this were resolved", anchor=False)
    _linked()
    names = chosen.known["name"].tolist()
    counts = dict(zip(chosen.known["name"], chosen.known["n"], strict=True))
    default = names[:1]
    picked = st.multiselect(
        "Patterns and touchpoints", names, format_func=lambda name: f"{chosen.titles[name]} ({counts[name]:,})",
        **address.several("resolve", names, default),
    )  # fmt: skip
    kinds = dict(zip(chosen.known["name"], chosen.known["kind"], strict=True))
    steps = []
    for first in range(0, len(picked), 3):
        for column, name in zip(st.columns(3), picked[first : first + 3], strict=False):
            with column:
                share = st.select_slider(
                    f"{chosen.titles[name]}", list(_SHARES), **address.one(f"share {name}", list(_SHARES), "50 %")
                )
            steps.append(Step(kinds[name], name, _SHARES[share or "50 %"]))
    if not steps:
        st.caption("Choose what would be resolved.")
        return ()
    outcome = made.resolve(chosen.held, steps, chosen.turned)
    _shown(outcome, "If it were so")
    _apart(chosen, steps, outcome)
    return tuple(steps)


def _linked() -> None:
    """A link from the map or a pattern names what to resolve."""
    for key in ("pattern", "touchpoint"):
        if said := address.said(key):
            st.query_params.pop(key)
            st.query_params["resolve"] = said[0]


def _shown(outcome: Outcome, name: str) -> None:
    st.markdown(f"**{escaped(outcome.words)}**")
    bars = [_bar("Now", outcome.now, scenario=False), _bar(name, outcome.after, scenario=True)]
    lines = [(line.value, f"{line.value:g} : 1, {line.label}") for line in REFERENCE_LINES]
    figure = chart.figure(bars, lines, dark=st.context.theme.type == "dark")
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=f"The ratio now and in the scenario. {outcome.words}")


def _bar(name: str, ratio: Ratio, *, scenario: bool) -> Bar:
    return Bar(name, ratio.value, ratio.low, ratio.high, scenario)


def _apart(chosen: Chosen, steps: list[Step], outcome: Outcome) -> None:
    """Each of them alone, as a table."""
    rows = [(chosen.titles[step.name], made.resolve(chosen.held, [step], chosen.turned)) for step in steps]
    if len(rows) > 1:
        rows.append(("All together", outcome))
    table = pd.DataFrame(
        {
            "Resolved": [name for name, _ in rows],
            "Share": [f"{100 * step.resolved:.0f} %" for step in steps] + ["–"] * (len(rows) - len(steps)),
            "Ratio": [f"{made.said(item.after.value)} : 1" for _, item in rows],
            "95 % interval": [f"{made.said(item.after.low)}–{made.said(item.after.high)}" for _, item in rows],
            "Negative experiences fewer": [round(item.gone) for _, item in rows],
        }
    )
    with st.expander("Each of them alone, as a table", type="compact"):
        st.dataframe(table, hide_index=True, alt="Each scenario alone, and all together")
    with st.expander("How this is worked out", type="compact"):
        st.markdown(_METHOD)


def budget(chosen: Chosen) -> None:
    """The best set of patterns for a budget of effort, efforts to be edited."""
    st.header("The best set for a budget", anchor=False)
    own = chosen.known[(chosen.known["kind"] == PATTERN).to_numpy(bool)].head(_CANDIDATES).reset_index(drop=True)
    if own.empty:
        st.caption("There are no patterns yet to choose from.")
        return
    st.caption("Effort in any unit, the same for all: days, sprints, money. Those set on Pain patterns are taken over.")
    left, right = st.columns([3, 2])
    with left:
        edited = st.data_editor(
            pd.DataFrame({"Pattern": own["title"], "Negative experiences": own["n"], "Effort": own["effort"],
                          "Resolved by": 100.0, "Take part": True}),
            hide_index=True, disabled=["Pattern", "Negative experiences"], key="efforts", height=300,
            column_config={
                "Effort": st.column_config.NumberColumn(min_value=0.1, step=0.5, format="%g"),
                "Resolved by": st.column_config.NumberColumn(min_value=0, max_value=100, step=10, format="%d %%"),
            },
            alt="Patterns with their effort",
        )  # fmt: skip
    with right:
        amount = st.number_input("Budget", 0.5, 10_000.0, 5.0, 0.5, key="budget")
        _best(chosen, own["name"].tolist(), edited, float(amount))


def _best(chosen: Chosen, names: list[str], edited: pd.DataFrame, amount: float) -> None:
    rows = zip(names, edited["Resolved by"], edited["Effort"], edited["Take part"], strict=True)
    steps = [Step(PATTERN, name, float(share) / 100, float(effort)) for name, share, effort, part in rows if part]
    try:
        best = choosing.best(chosen.held, steps, amount, chosen.turned)
    except CXError as error:
        st.warning(str(error))
        return
    st.markdown(f"**{escaped(best.outcome.words)}**")
    st.markdown("\n".join(f"- {escaped(chosen.titles[step.name])} (effort {step.effort:g})" for step in best.steps))
    how = "No other set that fits does more." if best.exact else "The best that was found in time."
    st.caption(f"Effort {best.effort:g} of {amount:g}. {how}")


def goal(chosen: Chosen) -> None:
    """What it would take to reach a ratio."""
    st.header("What would it take?", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        named = st.segmented_control("To reach", list(_GOALS), **address.one("goal", list(_GOALS), "5 : 1"))
        wanted = {"the patterns": PATTERN, "whole touchpoints": TOUCHPOINT}
        kind = st.segmented_control("By resolving", list(wanted), **address.one("by", list(wanted), "the patterns"))
    rows = chosen.known[(chosen.known["kind"] == wanted[kind or "the patterns"]).to_numpy(bool)].to_dict("records")
    steps = [Step(str(row["kind"]), str(row["name"])) for row in rows]
    try:
        found = choosing.seek(chosen.held, steps, _GOALS[named or "5 : 1"], chosen.turned)
    except CXError as error:
        st.caption(str(error))
        return
    st.markdown(f"**{escaped(found.words(chosen.titles))}**")
    if found.fewest:
        st.caption(f"Fully resolved, {len(found.fewest)} of {len(steps)} would be enough, those that add most first.")
    elif np.isnan(found.turned):
        st.caption("Not every complaint is in a pattern: what is left can only be reached through whole touchpoints.")


def guarded(part: Callable[[], None]) -> None:
    """Draw a part; what is not well put is a sentence."""
    try:
        part()
    except CXError as error:
        st.error(str(error))
