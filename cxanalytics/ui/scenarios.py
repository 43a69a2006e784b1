"""What-if on the screen: pains resolved, and what a goal takes. Scenarios, never forecasts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from cxanalytics import scenarios
from cxanalytics.charts import scenario as chart
from cxanalytics.charts.style import CONFIG
from cxanalytics.errors import CXError
from cxanalytics.ratios import REFERENCE_LINES
from cxanalytics.selection import Selection
from cxanalytics.tracking import choosing
from cxanalytics.tracking import scenarios as made
from cxanalytics.tracking.scenarios import PATTERN, TOUCHPOINT, Ground, Outcome, Step
from cxanalytics.ui import address
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

NOTE = "A scenario, not a forecast: what the number would be, not that it will."
# So many touchpoints stand in the picture; the table has all.
_TOUCHED = 6
_SHARES = {f"{share} %": share / 100 for share in (10, 20, 30, 40, 50, 60, 70, 80, 90, 100)}
_EACH = ("30 %", "50 %", "80 %", "100 %")
_TURNED = {"none of it": 0.0, "a quarter": 0.25, "half": 0.5, "all of it": 1.0}
_GOALS = {"2 : 1": 2.0, "5 : 1": 5.0, "10 : 1": 10.0, "22 : 1": 22.0}
_BY = {"the patterns": PATTERN, "whole touchpoints": TOUCHPOINT, "both": ""}
_ONWARDS = (
    ("pages/1_journey_map.py", "On the map", ":material/route:"),
    ("pages/2_pain_patterns.py", "Pain patterns", ":material/bubble_chart:"),
    ("pages/14_actions.py", "Register an action", ":material/add_task:"),
)
_METHOD = """
- P positive and N negative experiences are drawn as often as the ratio's interval needs it, corrected where people labelled enough.
- Of the N, those that hold what is resolved go: **R' = (P + turned × gone) ÷ (N − gone)**. What neither turns positive nor stays negative falls silent.
- An experience that complains of two things stops being negative only when both are resolved; nothing is counted twice.
- A complaint in no pattern goes only when its touchpoint is resolved.
- Shares resolved in part are taken as independent of each other: of what complains of two pains, each resolved by half, a quarter goes.
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


def resolve(chosen: Chosen) -> None:
    """Several pains at once, each by a share of its own."""
    st.header("If this were resolved", anchor=False)
    _linked()
    names = chosen.known["name"].tolist()
    counts = dict(zip(chosen.known["name"], chosen.known["n"], strict=True))
    picked = st.multiselect(
        "Patterns and touchpoints", names, format_func=lambda name: f"{chosen.titles[name]} ({counts[name]:,})",
        **address.several("resolve", names, names[:1]),
    )  # fmt: skip
    steps = _shares(chosen, picked)
    if not steps:
        st.caption("Choose what would be resolved.")
        return
    outcome = made.resolve(chosen.held, steps, chosen.turned)
    each = made.resolve_each(chosen.held, steps, chosen.turned)
    touched = list(zip(each["touchpoint"].tolist(), each["outcome"].tolist(), strict=True))
    shown(outcome, touched)
    held = sum(counts[step.name] * step.resolved for step in steps)
    if outcome.gone < 0.95 * held:
        st.caption(
            f"{held:,.0f} would have nothing of it to complain of any more, but {held - outcome.gone:,.0f} of them "
            "complain of something else as well and stay unhappy."
        )
    _table(touched, outcome)
    _apart(chosen, steps, outcome, counts)
    with st.expander("How this is worked out", type="compact"):
        st.markdown(_METHOD)
    _onwards([step.name for step in steps if step.kind == TOUCHPOINT] or [at for at, _ in touched[:1]])


def _shares(chosen: Chosen, picked: Sequence[str]) -> list[Step]:
    """A slider for each of what is resolved."""
    kinds = dict(zip(chosen.known["name"], chosen.known["kind"], strict=True))
    steps = []
    with st.container(horizontal=True, gap="large"):
        for name in picked:
            share = st.select_slider(
                f"{escaped(chosen.titles[name])}: resolved", list(_SHARES), width=320,
                **address.one(f"share {name}", list(_SHARES), "50 %"),
            )  # fmt: skip
            steps.append(Step(kinds[name], name, _SHARES[share or "50 %"]))
    return steps


def _linked() -> None:
    """A link from the map or a pattern names what to resolve."""
    for key in ("pattern", "touchpoint"):
        if said := address.said(key):
            st.query_params.pop(key)
            st.query_params["resolve"] = said[0]


def shown(outcome: Outcome, touched: Sequence[tuple[str, Outcome]] = ()) -> None:
    """An outcome in words and as a picture, overall and at the touchpoints where most goes."""
    st.markdown(f"**{escaped(outcome.words)}**")
    rows = [("All together", outcome), *touched[:_TOUCHED]]
    lines = [(line.value, f"{line.value:g} : 1, {line.label}") for line in REFERENCE_LINES]
    figure = chart.figure(rows, lines, dark=st.context.theme.type == "dark")
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=chart.alt(rows))


def _table(touched: Sequence[tuple[str, Outcome]], outcome: Outcome) -> None:
    rows = [("All together", outcome), *touched]
    with st.expander("By touchpoint, as a table", type="compact"):
        st.dataframe(
            pd.DataFrame({"Touchpoint": [name for name, _ in rows], **_columns([one for _, one in rows])}),
            hide_index=True,
            alt="The ratio now and in the scenario, overall and by touchpoint",
        )


def _columns(outcomes: Sequence[Outcome]) -> dict[str, list[str] | list[int]]:
    return {
        "Now": [f"{made.said(one.now.value)} : 1 ({one.now.ends})" for one in outcomes],
        "In the scenario": [f"{made.said(one.after.value)} : 1 ({one.after.ends})" for one in outcomes],
        "Negative now": [one.negative for one in outcomes],
        "Fewer": [round(one.gone) for one in outcomes],
        "Positive instead": [round(one.turned) for one in outcomes],
    }


def _apart(chosen: Chosen, steps: Sequence[Step], outcome: Outcome, counts: Mapping[str, int]) -> None:
    """Each of them alone, as a table."""
    rows = [(chosen.titles[step.name], made.resolve(chosen.held, [step], chosen.turned)) for step in steps]
    more = [("All together", outcome)] if len(rows) > 1 else []
    with st.expander("Each of them alone, as a table", type="compact"):
        st.dataframe(
            pd.DataFrame(
                {
                    "Resolved": [name for name, _ in [*rows, *more]],
                    "Share": [f"{100 * step.resolved:.0f} %" for step in steps] + ["–"] * len(more),
                    "Negative with it": [f"{counts[step.name]:,}" for step in steps] + ["–"] * len(more),
                    **_columns([one for _, one in [*rows, *more]]),
                }
            ),
            hide_index=True,
            alt="Each of them alone, and all together",
        )


def _onwards(touchpoints: Sequence[str]) -> None:
    more = {"touchpoint": touchpoints[0]} if touchpoints else {}
    with st.container(horizontal=True, gap="medium"):
        for page, label, icon in _ONWARDS:
            st.page_link(page, label=label, icon=icon, query_params=address.carried(**more))


def goal(chosen: Chosen) -> None:
    """What it would take to reach a ratio."""
    st.header("What would it take?", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        named = st.segmented_control("To reach", list(_GOALS), **address.one("goal", list(_GOALS), "5 : 1"))
        kind = st.segmented_control("By resolving", list(_BY), **address.one("by", list(_BY), "the patterns"))
        share = st.segmented_control("Each of them by", _EACH, **address.one("each", _EACH, "100 %"))
    wanted = _BY[kind or "the patterns"]
    own = chosen.known[chosen.known["kind"].isin([wanted] if wanted else [PATTERN, TOUCHPOINT]).to_numpy(bool)]
    steps = [Step(str(row["kind"]), str(row["name"]), _SHARES[share or "100 %"]) for row in own.to_dict("records")]
    try:
        found = choosing.seek(chosen.held, steps, _GOALS[named or "5 : 1"], chosen.turned)
    except CXError as error:
        st.caption(escaped(str(error)))
        return
    st.markdown(f"**{escaped(found.words)}**")
    if found.fewest:
        _one_by_one(chosen, found.fewest)
    elif np.isnan(found.turned) and wanted == PATTERN:
        st.caption("Not every complaint is in a pattern: choose “whole touchpoints” or “both” to reach the rest.")


def _one_by_one(chosen: Chosen, steps: Sequence[Step]) -> None:
    """The fewest steps to a goal, the one that holds most first, with the ratio up to each."""
    counts = dict(zip(chosen.known["name"], chosen.known["n"], strict=True))
    ordered = sorted(steps, key=lambda step: -counts[step.name])
    st.caption(f"The fewest that are enough, each resolved by {100 * steps[0].resolved:.0f} %:")
    st.dataframe(
        pd.DataFrame(
            {
                "Resolved": [chosen.titles[step.name] for step in ordered],
                "Negative with it": [counts[step.name] for step in ordered],
                "Ratio up to here": [
                    f"{made.said(made.resolve(chosen.held, ordered[: i + 1], chosen.turned).after.value)} : 1"
                    for i in range(len(ordered))
                ],
            }
        ),
        hide_index=True,
        alt="The fewest steps that reach the goal, one after the other",
    )
