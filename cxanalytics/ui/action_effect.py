"""Whether an action worked, on the screen: the verdict, the chart, its table, how it is worked out."""

from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics import actions, effects
from cxanalytics.charts import effect as chart
from cxanalytics.charts.style import CONFIG
from cxanalytics.effects import Effect, Outcome
from cxanalytics.errors import CXError
from cxanalytics.selection import Selection
from cxanalytics.ui import address
from cxanalytics.ui.actions import SIGNS
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

_METHOD = """
- **The comparison.** The share of negative experiences after the action, held against what it would have been had the
  touchpoint moved like the untouched ones (difference-in-differences). What hits everybody, a strike or a season, is
  not taken for an effect. Touchpoints at which another action began in that time are not among the untouched.
- **The baseline.** All months before, 24 at most: not the bad ones right before, which were chosen because they were
  bad. Of a touchpoint that stands out, what it owes to chance is taken off as well (regression to the mean).
- **The month it began in** is left out unless it began on the first: part of it was before.
- **The interval** holds the chance in who wrote, what labels leave open about a change, how far months scatter beyond
  that, and how far the untouched ones drift apart by themselves. With few of them it is wide.
- **Changed before**: where the share had moved the same way already in the last months before the action, that is said
  instead of calling it the action's work.
- **Worked**: the whole interval is below 0. **Did not**: what was expected (5 points where nobody said) is outside of
  it. **Cannot tell yet**: both are possible.
- **What it does not say.** It tells a change at this touchpoint from chance and from what happened everywhere, not from
  something else that happened there at the same time; and comments are from those who write.
"""


def show(view: View, number: int) -> None:
    """All that is known of the effect of an action."""
    try:
        found = _of(f"{view.analysis.key} {actions.state(view.workspace)}", number, view.selection, view)
    except CXError as error:
        st.error(str(error))
        return
    never = found.effect is not None and found.effect.never
    st.header("… Cannot be told" if never else SIGNS[found.verdict], anchor=False)
    st.markdown(f"**{escaped(found.words)}**")
    for line in (found.when, found.smallest):
        if line:
            st.markdown(escaped(line))
    for note in found.notes:
        st.warning(escaped(note), icon=":material/visibility:")
    if found.registered == effects.BEFORE:
        st.caption("Registered before the data came in.")
    if found.regression:
        st.info(
            escaped(found.regression),
            title="It looked bad when it was chosen",
            icon=":material/trending_down:",
        )
    if found.effect is not None:
        _chart(found, found.effect)
    if found.pattern is not None:
        st.header("The pattern it was against", anchor=False)
        st.markdown(escaped(found.pattern.words))
        _chart(found, found.pattern)
    with st.expander("How this is worked out", icon=":material/calculate:", type="compact"):
        st.markdown(_METHOD)
    _links(found)


@st.cache_resource(max_entries=32, show_spinner=False)
def _of(key: str, number: int, selection: Selection, _view: View) -> Outcome:  # noqa: ARG001
    return effects.of(_view.workspace, _view.analysis, number, selection=selection)


def _chart(found: Outcome, effect: Effect) -> None:
    if effect.months.empty:
        return
    name, others = effect.subject.name, f"{effect.untouched} untouched {effect.subject.against}"
    began = found.action["began"]
    figure = chart.figure(effect.months, began, name, others, dark=st.context.theme.type == "dark")
    alt = chart.alt(effect.months, began, name, others)
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=alt, key=f"effect {effect.subject.against}")
    st.dataframe(
        _summary(effect),
        hide_index=True,
        placeholder="–",
        column_config={
            name: st.column_config.NumberColumn(format="%+.1f points" if name == "Change" else "%.1f %%")
            for name in _SHARES
        },
        alt=f"{name} before and after, beside the untouched {effect.subject.against}",
    )
    with st.expander("The months", type="compact"):
        st.dataframe(
            _months(effect),
            hide_index=True,
            placeholder="–",
            column_config={
                "Month": st.column_config.DateColumn(format="MMM YYYY"),
                **{name: st.column_config.NumberColumn(format="%.1f %%") for name in _MONTHLY},
            },
            alt=f"{name}, month by month",
        )


_SHARES = ("Before", "After", "Change")
_MONTHLY = ("Share", "from", "to", "Untouched")


def _summary(effect: Effect) -> pd.DataFrame:
    rows: list[dict[str, Any]] = [
        {"What": effect.subject.name, "Before": effect.before, "After": effect.after},
        {"What": "To be expected without the action", "Before": effect.baseline, "After": effect.usual},
        {
            "What": f"{effect.untouched} untouched {effect.subject.against}",
            "Before": effect.others_before,
            "After": effect.others_after,
        },
    ]
    table = pd.DataFrame(rows).assign(Change=lambda t: t["After"] - t["Before"])
    return table.assign(**{name: 100 * table[name] for name in _SHARES})


def _months(effect: Effect) -> pd.DataFrame:
    names = {"start": "Month", "phase": "Counts as", "share": "Share", "low": "from", "high": "to", "n": "Experiences"}
    table = effect.months.drop(columns="line").rename(columns=names | {"others": "Untouched"})
    return table.assign(**{name: 100 * table[name] for name in _MONTHLY})


def _links(found: Outcome) -> None:
    touchpoint, pattern = found.action["touchpoint"], found.action["pattern"]
    with st.container(horizontal=True, gap="medium"):
        if touchpoint:
            link = address.carried(touchpoint=str(touchpoint))
            label = f"{escaped(str(touchpoint))} on the map"
            st.page_link("pages/1_journey_map.py", label=label, icon=":material/timeline:", query_params=link)
        if pd.notna(pattern):
            link = address.carried(pattern=str(pattern))
            st.page_link(
                "pages/2_pain_patterns.py", label="The pattern", icon=":material/bubble_chart:", query_params=link
            )
