"""What disengagement costs, on the screen: every assumption a field, every number with where it comes from."""

import pandas as pd
import streamlit as st

from cxanalytics import scenarios
from cxanalytics.errors import CXError
from cxanalytics.tracking import disengagement as model_of
from cxanalytics.tracking.disengagement import LABELS, Model
from cxanalytics.ui.scenarios import NOTE
from cxanalytics.ui.session import View


def show(view: View) -> None:
    """The cost, what it is made of, and the fields to change that."""
    st.header("What disengagement costs", anchor=False)
    model = scenarios.model_of(view.workspace)
    seen = scenarios.observed(view.analysis, view.selection)
    if not seen.customers:
        st.caption("No customer is heard of in this selection.")
        return
    cost, table = model_of.cost(model, seen), model_of.table(model, seen)
    middle, low, high = cost.amounts
    left, right = st.columns([2, 3])
    with left:
        st.metric("A year's customers lost, in what they are worth", f"about {middle} {cost.currency}",
                  f"{low} to {high}", delta_color="off", delta_arrow="off")  # fmt: skip
        st.caption(f"{cost.lost}. {cost.words}. {NOTE}")
        if model.unhappy < 0:
            st.caption(model_of.WHO_WRITES)
        if seen.leaving:
            st.caption(seen.says)
    with right:
        shown = pd.DataFrame(
            {"Assumption": table["assumption"], "Value": table["value"], "Rests on": table["rests_on"]}
        )
        st.dataframe(shown, hide_index=True, alt="Every assumption of the model")
        if model.sources:
            st.caption(f"Who says so: {model.sources}")
    with st.expander("Change the assumptions", type="compact"), st.form("disengagement", border=False):
        _form(view, model)


def _form(view: View, model: Model) -> None:
    left, middle, right = st.columns(3)
    customers = left.number_input(f"{LABELS['customers']} (0: those heard of)", 0.0, None, model.customers, 100.0)
    value = middle.number_input(LABELS["value"], 0.0, None, model.value, 10.0)
    currency = right.text_input(LABELS["currency"], model.currency, max_chars=8)
    unhappy = left.number_input("Customers who are unhappy, % (-1: as measured)", -1.0, 100.0,
                                model.unhappy * 100 if model.unhappy >= 0 else -1.0, 1.0)  # fmt: skip
    leave_unhappy = middle.number_input(f"{LABELS['leave_unhappy']}, %", 0.0, 100.0, 100 * model.leave_unhappy, 1.0)
    leave_happy = right.number_input(f"{LABELS['leave_happy']}, %", 0.0, 100.0, 100 * model.leave_happy, 1.0)
    margin = left.number_input(f"{LABELS['margin']}, %", 0.0, 100.0, 100 * model.margin, 5.0)
    years = middle.number_input(LABELS["years"], 0.0, 30.0, model.years, 0.5)
    span = right.number_input(f"{LABELS['range']}, ± %", 0.0, 100.0, 100 * model.range, 5.0)
    sources = st.text_input(f"{LABELS['sources']} (churn report, finance, a guess)", model.sources)
    if st.form_submit_button("Keep these assumptions"):
        given = {
            "customers": customers, "value": value, "currency": currency.strip() or "€",
            "unhappy": unhappy / 100 if unhappy >= 0 else -1.0, "leave_unhappy": leave_unhappy / 100,
            "leave_happy": leave_happy / 100, "margin": margin / 100, "years": years, "range": span / 100,
            "sources": sources.strip(),
        }  # fmt: skip
        changed = {name: value for name, value in given.items() if value != getattr(model, name)}
        try:
            scenarios.keep_model(view.workspace, model_of.changed(model, **changed))
        except CXError as error:
            st.error(str(error))
        else:
            st.rerun()
