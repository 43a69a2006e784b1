"""One pattern on the screen: its story, its customers' words, where it is, where it ends, and all its comments."""

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics.charts import pattern_history as chart
from cxanalytics.charts.style import CONFIG
from cxanalytics.patterns import history
from cxanalytics.patterns.detail import Detail
from cxanalytics.patterns.detail import detail as detail_of
from cxanalytics.patterns.registry import rows
from cxanalytics.ui import address, pattern_comments, pattern_editing, pattern_words
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.patterns import Shown

# Our own in the session: passages whose place at a border was judged.
_JUDGED = "judged at the border"

# So many passages of each side are shown at a time.
_BORDER = 3

# From so many months on, a chart says more than a sentence.
_PICTURE = 3


def show(shown: Shown, pattern: str | None) -> None:
    """Everything there is to say of a pattern."""
    if pattern is None:
        st.caption("Choose a pattern in the list, on the map or in the table.")
        return
    own = shown.table[shown.table["pattern"].astype("str") == pattern]
    if own.empty:
        st.info(
            f"“{escaped(shown.names.get(pattern, pattern))}” is not heard of in this part of the feedback.",
            icon=":material/filter_alt_off:",
        )
        return
    row = own.iloc[0]
    detail = _detail(f"{shown.held} {pattern}", shown, pattern)
    st.html(pattern_comments.STYLE)
    st.header(escaped(str(row["name"])), anchor=False)
    pattern_editing.actions(shown, row)
    _figures(shown, row)
    if not shown.loved:
        _onwards(pattern)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _story(shown, pattern, detail)
    with right:
        _quotes(shown, detail)
    _where(detail)
    _border(shown, pattern, detail)
    _comments(shown, pattern)


@st.cache_resource(max_entries=64, show_spinner=False)
def _detail(key: str, _shown: Shown, pattern: str) -> Detail:
    return detail_of(_shown.recurring, _shown.view.selection, pattern)


def _figures(shown: Shown, row: pd.Series) -> None:
    """The numbers that count, large."""
    worse = "worse" if shown.loved else "better"
    with st.container(horizontal=True):
        st.metric("Answers with it", f"{row['n']:,}", border=True, help=f"{row['mentions']:,} passages in them")
        st.metric(
            "Of those that praise" if shown.loved else "Of those that complain", pattern_words.share(row), border=True
        )
        st.metric("Trend", pattern_words.trend(str(row["trend"])), border=True)
        change = abs(float(row["times"]) - 1)
        st.metric(
            "Ratio without it",
            pattern_words.without(row),
            border=True,
            help=f"Now {pattern_words.now(row)}. Without it {100 * change:.1f} % {worse}, if those customers "
            "then said nothing.",
        )
        st.metric("With effort", f"{100 * row['effort']:.0f} %", border=True,
                  help="Share of its passages in which customers waited or were passed around")  # fmt: skip
        if row["reach"] > 0:
            st.metric("Reach", f"{row['reach']:,.0f}", border=True, help="People who may have seen its public posts")


def _onwards(pattern: str) -> None:
    """From a pattern to how it moves, and what it would be worth to resolve it."""
    with st.container(horizontal=True, gap="medium"):
        st.page_link("pages/12_trends.py", label="How it moves", icon=":material/show_chart:",
                     query_params=address.carried(measure=f"pattern:{pattern}"))  # fmt: skip
        st.page_link("pages/15_what_if.py", label="What if it were resolved", icon=":material/tune:",
                     query_params=address.carried(pattern=pattern))  # fmt: skip


def _story(shown: Shown, pattern: str, detail: Detail) -> None:
    found = shown.recurring
    sentences = history.sentences(shown.mentions, found.events, found.names, pattern)
    st.markdown(escaped(" ".join(sentences)))
    if 0 < len(detail.by_month) < _PICTURE:
        st.caption(_months(detail.by_month))
    elif len(detail.by_month):
        changes = _changes(shown, pattern)
        st.plotly_chart(
            chart.figure(detail.by_month, changes, dark=st.context.theme.type == "dark", loved=shown.loved),
            theme=None,
            config={**CONFIG, "displayModeBar": False},
            key="pattern history",
            alt=chart.alt(detail.by_month, shown.names.get(pattern, pattern)),
        )
        listed = [f"**{number}** {escaped(words)}" for number, words in enumerate(changes["words"], start=1)]
        st.caption("Share of the answers of each month" + (f". {' · '.join(listed)}" if listed else "."))
    else:
        st.caption("Its comments have no dates, so there is no trend and no history of months.")
    if len(detail.terms):
        words = ", ".join(escaped(str(term)) for term in detail.terms["term"].head(10))
        st.markdown(f"Words that stand for it: {words}.")


def _months(months: pd.DataFrame) -> str:
    """A month or two in a sentence, in place of a chart of a bar or two."""
    said = [
        f"{row['month']:%B %Y} {row['n']:,} answer{'' if row['n'] == 1 else 's'}"
        + (f" ({pattern_words.percent(row['share'])} of that month’s)" if pd.notna(row["share"]) else "")
        for row in months.to_dict("records")
    ]
    return f"{' and '.join(said)}. That is too short a time for a picture of its months."


def _changes(shown: Shown, pattern: str) -> pd.DataFrame:
    """What people did to a pattern, oldest first."""
    found = shown.recurring
    standing = found.events[~found.events["undone"].astype(bool) & found.events["kind"].ne("grouped")]
    told = [history.told(event, found.names, pattern) for event in rows(standing)]
    changes = pd.DataFrame({"at": standing["at"].array, "words": pd.Series(told, dtype="str").array})
    # That the machine found it is no change.
    machine = standing["kind"].eq("born").to_numpy(bool) & standing["who"].eq("").to_numpy(bool)
    return changes[changes["words"].ne("").to_numpy(bool) & ~machine].reset_index(drop=True)


def _quotes(shown: Shown, detail: Detail) -> None:
    st.markdown("**In customers’ words**")
    kind = "positive" if shown.loved else "negative"
    typical = [] if detail.medoid is None else [detail.medoid.to_dict()]
    for row in [*typical, *detail.quotes.to_dict("records")]:
        st.html(
            pattern_comments.said(kind, escape(f"“{row['clause_text']}”"), pattern_comments.source(row), large=True)
        )


def _where(detail: Detail) -> None:
    """Where it is said, by whom, and what is felt."""
    with st.expander("Where, by whom, and what is felt", expanded=True, icon=":material/place:"):
        shown = [(name, table) for name, table in detail.breakdown.items() if len(table)]
        for start in range(0, len(shown), 3):
            for column, (name, table) in zip(st.columns(3), shown[start : start + 3], strict=False):
                column.dataframe(
                    pd.DataFrame(
                        {
                            name.capitalize(): table["value"].astype("str"),
                            "Answers": table["n"],
                            "Share": 100 * table["share"],
                        }
                    ).head(8),
                    hide_index=True,
                    height="content",
                    column_config={
                        name.capitalize(): st.column_config.TextColumn(width=130),
                        "Answers": st.column_config.NumberColumn(format="localized", width=60),
                        "Share": st.column_config.NumberColumn(format="%.0f %%", width=55),
                    },
                    alt=f"The pattern by {name}",
                )


def _border(shown: Shown, pattern: str, detail: Detail) -> None:
    """Passages just inside and just outside, for people to say where they belong."""
    judged = st.session_state.setdefault(_JUDGED, set())
    sides = (("Just inside", detail.inside, True), ("Just outside", detail.outside, False))
    with st.expander("At its border: does it belong?", expanded=True, icon=":material/fence:"):
        st.caption("These are the least sure ones. What you say of them stays, and draws the border for the next ones.")
        for column, (label, examples, inside) in zip(st.columns(2, gap="large"), sides, strict=True):
            with column:
                st.markdown(f"**{label}**")
                left = [
                    row
                    for row in examples.to_dict("records")
                    if (pattern, pattern_comments.mention_of(row)) not in judged
                ][:_BORDER]
                for row in left:
                    _judge(shown, pattern, row, inside=inside)
                if not left:
                    st.caption("None left to judge.")


def _judge(shown: Shown, pattern: str, row: Mapping[Hashable, Any], *, inside: bool) -> None:
    mention = pattern_comments.mention_of(row)
    kind = "positive" if shown.loved else "negative"
    with st.container(gap=None, key=f"border {mention}"):
        st.html(pattern_comments.said(kind, escape(f"“{row['clause_text']}”"), pattern_comments.source(row)))
        with st.container(horizontal=True, gap="small"):
            st.button("Belongs", key=f"belongs {mention}", type="tertiary", icon=":material/check:",
                      on_click=_judged, args=(shown, pattern, mention, pattern))  # fmt: skip
            elsewhere = "" if inside or pd.isna(row.get("pattern")) else str(row["pattern"])
            st.button("Does not belong", key=f"not {mention}", type="tertiary", icon=":material/close:",
                      on_click=_judged, args=(shown, pattern, mention, elsewhere))  # fmt: skip


def _judged(shown: Shown, pattern: str, mention: str, to: str) -> None:
    name = shown.names.get(pattern, pattern)
    words = f"It belongs to ‘{name}’." if to == pattern else f"It does not belong to ‘{name}’."
    if pattern_editing.moved(shown, [mention], to, words):
        st.session_state[_JUDGED].add((pattern, mention))


def _comments(shown: Shown, pattern: str) -> None:
    held = shown.mentions[shown.mentions["pattern"].astype("str").eq(pattern).to_numpy(bool)]
    with st.expander(f"All {len(held):,} comments", expanded=True, icon=":material/forum:"):
        pattern_comments.listing(shown, held, pattern)


def link(pattern: str, name: str) -> None:
    """A link to what there is to say of a pattern."""
    st.page_link("pages/2_pain_patterns.py", label=escaped(name), query_params=address.carried(pattern=pattern))
