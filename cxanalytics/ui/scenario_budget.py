"""The best set of patterns for a budget of effort, on the screen."""

import math

import pandas as pd
import streamlit as st

from cxanalytics.errors import CXError
from cxanalytics.recurring import editing
from cxanalytics.tracking import choosing
from cxanalytics.tracking.scenarios import PATTERN, Step
from cxanalytics.ui import address
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.scenarios import Chosen, shown
from cxanalytics.ui.session import View

# So many patterns stand to be chosen from.
_CANDIDATES = 30
_DEFAULT = 5.0
_METHOD = """
- Of all sets that fit the budget, the one with the highest ratio; of equal ones the cheapest. It is exact (integer programming), whatever the number of patterns; where the time was not enough for that, it says so.
- Patterns that are complained of together are worth more together than apart. That is in it, so it is not always the biggest ones that are chosen.
- Effort is yours to say. Where nobody said, it is 1 for all, and the biggest patterns come first.
"""  # noqa: E501


def show(view: View, chosen: Chosen) -> None:
    """Efforts to be edited, the budget, and the best set for it."""
    st.header("The best set for a budget", anchor=False)
    own = chosen.known[(chosen.known["kind"] == PATTERN).to_numpy(bool)].head(_CANDIDATES).reset_index(drop=True)
    if own.empty:
        st.caption("There are no patterns yet to choose from.")
        return
    st.caption("Effort in any unit, the same for all: days, sprints, money. Those set on Pain patterns are taken over.")
    left, right = st.columns([3, 2])
    with left:
        edited = _efforts(view, own)
    with right:
        written = st.text_input("Budget", placeholder=f"{_DEFAULT:g}", **address.text("budget"))
        budget = amount(written)
        if budget is None:
            st.warning("A budget is a number above 0, as in 12 or 7.5.")
            return
        steps = _steps(own, edited)
        if not steps:
            st.caption("Let at least one pattern take part.")
            return
        _best(chosen, steps, budget)


def amount(written: str) -> float | None:
    """The budget that is written; None where it is none."""
    try:
        value = float(written.replace(",", ".")) if written.strip() else _DEFAULT
    except ValueError:
        return None
    return value if 0 < value < math.inf else None


def _efforts(view: View, own: pd.DataFrame) -> pd.DataFrame:
    """The patterns with what can be set of each."""
    table = pd.DataFrame(
        {
            "Pattern": own["title"], "Effort": own["effort"].astype("float64"), "Resolved": 100.0, "In": True,
            "Negative": own["n"],
        }
    )  # fmt: skip
    # Other patterns or other efforts are another table, so that nothing typed lands in another row.
    held = hash((tuple(own["name"]), tuple(own["effort"])))
    edited = st.data_editor(
        table, hide_index=True, disabled=["Pattern", "Negative"], key=f"efforts {held}", height=320,
        column_config={
            "Pattern": st.column_config.TextColumn(width="medium"),
            "Effort": st.column_config.NumberColumn(min_value=0.01, step=0.5, format="%g", width="small"),
            "Resolved": st.column_config.NumberColumn(min_value=0, max_value=100, step=10, format="%d %%",
                                                      width="small", help="How much of it that effort resolves"),
            "In": st.column_config.CheckboxColumn(width="small", help="Take part"),
            "Negative": st.column_config.NumberColumn(format="localized", width="small",
                                                      help="Negative experiences with it"),
        },
        alt="Patterns with their effort",
    )  # fmt: skip
    changed = edited["Effort"].fillna(1.0) != table["Effort"]
    if changed.any() and st.button("Keep these efforts", icon=":material/save:",
                                   help="For everybody, here and on Pain patterns"):  # fmt: skip
        for name, effort in zip(own["name"][changed], edited["Effort"][changed].fillna(1.0), strict=True):
            editing.estimate(view.workspace, str(name), effort=float(effort))
        st.rerun()
    return edited


def _steps(own: pd.DataFrame, edited: pd.DataFrame) -> list[Step]:
    filled = edited.fillna({"Effort": 1.0, "Resolved": 100.0, "In": False})
    rows = zip(own["name"], filled["Resolved"], filled["Effort"], filled["In"], strict=True)
    return [Step(PATTERN, str(name), float(share) / 100, float(effort)) for name, share, effort, part in rows if part]


def _best(chosen: Chosen, steps: list[Step], amount: float) -> None:
    try:
        best = choosing.best(chosen.held, steps, amount, chosen.turned)
    except CXError as error:
        st.warning(escaped(str(error)))
        return
    st.markdown("\n".join(f"- {escaped(chosen.titles[step.name])} (effort {step.effort:g})" for step in best.steps))
    how = "No other set that fits does more." if best.exact else "The best that was found in time."
    st.caption(f"Effort {best.effort:g} of {amount:g}. {how}")
    shown(best.outcome)
    with st.expander("How this is worked out", type="compact"):
        st.markdown(_METHOD)
