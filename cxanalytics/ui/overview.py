"""What the Overview says: the ratio, what stands out, the sources, what became of every row."""

import pandas as pd
import streamlit as st

from cxanalytics import engine, languages, ratios
from cxanalytics.journey.map import JourneyMap
from cxanalytics.journey.model import UNASSIGNED
from cxanalytics.ui import address
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

_STANDOUTS = 3

_COUNTED = (
    "What the machine read, counted. Machines miss irony, context and plain facts that only people know to be bad, so "
    "this count leans; by how much, a random sample that people label tells."
)
_EXPERIENCE = (
    "One answer at one touchpoint. A mixed one counts as positive and as negative, a neutral one as neither; "
    "an answer that speaks of three touchpoints is three experiences."
)


def headline(view: View) -> None:
    """The ratio over everything that is chosen, in one sentence and four figures."""
    experiences = view.selection.apply(view.analysis.experiences)
    overall = engine.ratio_table(view.analysis, view.selection, ())
    mix = ratios.mix(experiences)
    corrected = bool(overall["method"].eq(ratios.CORRECTED).all())
    with st.container(horizontal=True):
        if corrected:
            corrected_words = f"Positive for each negative, {ratios.rests_on(overall).iloc[0]}"
            st.metric(corrected_words, ratios.text(overall, n=False).iloc[0], border=True)
        st.metric(
            "As the machine counts" if corrected else "Positive for each negative, uncorrected",
            ratios.text_counted(overall).iloc[0],
            border=True,
            help=_COUNTED,
        )
        st.metric("Experiences", f"{overall['n'].iloc[0]:,}", border=True, help=_EXPERIENCE)
        st.metric("Counted positive", f"{overall['positive'].iloc[0]:,}", border=True)
        st.metric("Counted negative", f"{overall['negative'].iloc[0]:,}", border=True)
    st.caption(f"{mix.words} {_certainty(corrected)}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            "pages/5_review.py",
            label="Label a random sample",
            icon=":material/rule:",
            query_params=address.carried(),
        )
        more = ratios.text_needed(overall).iloc[0]
        if more:
            st.caption(f"{more[0].upper()}{more[1:]}.")


def _certainty(corrected: bool) -> str:
    if corrected:
        return (
            "In brackets: where the ratio lies with 95 % certainty, the machine’s errors and chance included. A "
            "touchpoint is corrected from 20 labels of its own on."
        )
    return (
        "In brackets: how far chance alone can move the machine’s count with 95 % certainty. That does not hold the "
        "machine’s own errors; a random sample that people label does."
    )


def standouts(journey_map: JourneyMap) -> None:
    """The touchpoints with the lowest and the highest ratios, of those that are measured."""
    points = journey_map.points
    measured = points[(points["evidence"] == "measured") & (points["touchpoint"] != UNASSIGNED)]
    # By the end of the interval nearer the middle, so that few voices do not make an extreme.
    worst = measured.sort_values("high").head(_STANDOUTS)
    best = measured.sort_values("low", ascending=False).head(_STANDOUTS)
    left, right = st.columns(2)
    with left:
        st.header("Where it hurts most", anchor=False)
        _cards(worst, "quote")
    with right:
        st.header("What customers love", anchor=False)
        _cards(best, "praise")


def sources(view: View) -> None:
    """The ratio of each source on its own: those who answer, review, post and call are different people."""
    table = engine.ratio_table(view.analysis, view.selection, ("source",))
    st.header("By source", anchor=False)
    shown = pd.DataFrame(
        {
            "Source": table["source"],
            "Positive for each negative": ratios.text(table, n=False),
            "Rests on": ratios.rests_on(table),
            "Experiences": table["n"],
            "Positive": table["positive"],
            "Negative": table["negative"],
            "Neutral": table["neutral"],
        }
    )
    numbers = {name: st.column_config.NumberColumn(format="localized") for name in shown.columns[3:]}
    st.dataframe(shown, hide_index=True, column_config=numbers, alt="Ratio and counts of each source")


def account(view: View) -> None:
    """What became of every row that was ever imported."""
    ledgers = [record.ledger for record in view.analysis.imports]
    read, kept = (sum(item[name] for item in ledgers) for name in ("read", "kept"))
    states = view.analysis.states.groupby("state")["n"].sum().sort_values(ascending=False)
    became = ", ".join(f"{n:,} {_STATE_WORDS[str(state)]}" for state, n in states.items())
    st.header("Every row of every import accounted for", anchor=False)
    st.markdown(
        f"{read:,} rows read = {kept:,} kept + {read - kept:,} set aside (the reasons are on the Import "
        f"page). They gave {int(states.sum()):,} answers: {became}."
    )
    _languages(view.analysis.languages)


def _languages(spoken: pd.DataFrame) -> None:
    """Which languages the comments are in, and which of them stay aside."""
    read = spoken["read"].to_numpy(bool)
    if read.sum() == len(spoken) < 2:
        return
    aside = spoken[~read]
    said = f"Read, each by its own words and rules: {languages.listed(spoken[read])}." if read.any() else ""
    if len(aside):
        said += f" Not read, so in no ratio and not counted as neutral either: {languages.comments(aside)}."
    st.caption(said.strip())


_STATE_WORDS = {
    "scored": "comments read for feelings",
    "no text": "ratings without a comment",
    "non-answer": "non-answers (“nothing”, “n/a”)",
    "other language": "in a language that is not read yet",
}


def _cards(points: pd.DataFrame, said: str) -> None:
    """A card per touchpoint with what is said there: its "quote" (the worst) or its "praise"."""
    if points.empty:
        st.caption("No touchpoint has enough experiences yet.")
    for point in points.to_dict("records"):
        with st.container(border=True, gap="xsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.page_link(
                    "pages/1_journey_map.py",
                    label=f"**{escaped(point['touchpoint'])}**",
                    query_params=address.carried(touchpoint=point["touchpoint"]),
                )
                st.markdown(f"{point['label']}, {point['rests_on']}")
            if pd.notna(point[said]):
                st.text(f"“{point[said]}”")
            if said == "quote" and pd.notna(point["recurs"]):
                st.caption(f"What recurs: {escaped(point['recurs'])} ({point['recurs_n']:,} answers)")
