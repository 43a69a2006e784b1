"""New groups to be judged, other numbers of patterns, words to leave out: how the patterns are set in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics import recurring
from cxanalytics.patterns import masking
from cxanalytics.ui import jobs, pattern_editing, pattern_words
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.patterns import Shown

_QUOTES = 3


def proposed(shown: Shown) -> None:
    """What recurs among the comments that are in no pattern yet: each group taken in, joined to another, or not."""
    found = shown.recurring.proposals
    if found.empty:
        st.caption("No new groups: what is in no pattern does not recur.")
        return
    since = found["since"].dropna()
    when = f" since {min(since):%B %Y}" if len(since) else ""
    groups = "1 new group" if len(found) == 1 else f"{len(found)} new groups"
    st.markdown(f"**{groups}{when}** among the comments in no pattern. Take in what you know to be one pain.")
    for row in found.to_dict("records"):
        _proposal(shown, row)


def _proposal(shown: Shown, row: dict[Any, Any]) -> None:
    number, name, since = int(row["proposal"]), str(row["name"]), row["since"]
    held = shown.recurring.mentions
    held = held[held["proposed"].eq(number).fillna(False).to_numpy(bool)]
    ids = tuple(recurring.mention_id(held))
    key = f"{number} {hash(ids)}"
    with st.container(border=True, gap="xsmall", key=f"proposal {key}"):
        when = f", first heard on {since:%d %b %Y}" if pd.notna(since) else ""
        st.markdown(f"**{escaped(name)}** · {row['n']:,} comments{when}")
        best = held.sort_values(["quote_score", "clause_text"], ascending=[False, True], kind="stable")
        for quote in best["clause_text"].drop_duplicates().head(_QUOTES):
            st.text(f"“{quote}”")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            said = st.text_input("Name", value=name, key=f"accepted name {key}", width=280, max_chars=80)
            st.button("Take it in", type="primary", icon=":material/add:", key=f"accept {key}",
                      disabled=not said.strip(), on_click=_accept, args=(shown, number, key))  # fmt: skip
            names = shown.names
            like = list(names).index(row["like"]) if row["like"] in names else None
            to = st.selectbox("or it belongs to", list(names), index=like, format_func=names.__getitem__, width=280,
                              placeholder="A pattern there is", key=f"joins {key}")  # fmt: skip
            st.button("Join", key=f"join {key}", disabled=to is None, icon=":material/merge:", on_click=_join,
                      args=(shown, number, to or "", f"‘{name}’ joined ‘{names.get(to or '', '')}’."))  # fmt: skip
            st.button("Not one", key=f"dismiss {key}", icon=":material/close:", on_click=_dismiss,
                      help="These comments are not proposed again.", args=(shown, number, name))  # fmt: skip


def _accept(shown: Shown, number: int, key: str) -> None:
    # From the session: what was typed just before the click came too late for the button's arguments.
    name = str(st.session_state[f"accepted name {key}"])
    change = partial(
        recurring.accept, shown.view.workspace, shown.recurring, number, name=name, who=pattern_editing.who()
    )
    pattern_editing.keep(shown.view, f"‘{name.strip()}’ is a pattern now.", change)


def _join(shown: Shown, number: int, to: str, words: str) -> None:
    change = partial(
        recurring.accept, shown.view.workspace, shown.recurring, number, join=to, who=pattern_editing.who()
    )
    pattern_editing.keep(shown.view, words, change)


def _dismiss(shown: Shown, number: int, name: str) -> None:
    change = partial(recurring.dismiss, shown.view.workspace, shown.recurring, number, who=pattern_editing.who())
    pattern_editing.keep(shown.view, f"‘{name}’ is not proposed again.", change)


def alternatives(shown: Shown) -> None:
    """How many patterns there could be, how stable each number is, and grouping anew."""
    found = shown.recurring.alternatives
    number = len(shown.recurring.patterns.query("state == 'live'"))
    st.markdown(f"**{_in_words(found, number)}**")
    if shown.recurring.outgrown:
        st.info(pattern_words.outgrown(shown.recurring.outgrown), icon=":material/trending_up:")
    table, again = st.columns([2, 3], gap="large")
    with table:
        _stability(found)
    with again:
        _anew(shown, number)


def _stability(found: pd.DataFrame) -> None:
    if len(found):
        st.dataframe(
            pd.DataFrame(
                {
                    "Patterns": found["k"],
                    "How stable (1 is best)": found["stability"].round(2),
                    "": found["chosen"].map({True: "in use", False: ""}),
                }
            ),
            hide_index=True,
            height="content" if len(found) <= 16 else 596,
            alt="Numbers of patterns and how stable each is",
        )
        st.caption("Stable: two halves of the comments, grouped each on its own, come to the same groups.")


def _anew(shown: Shown, number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.number_input("Patterns", 2, 200, max(number, 2), width=140, key=f"wanted {shown.loved}")
        # As callbacks, so that the page shows at once that work is going on.
        st.button(f"Group anew into {wanted}", icon=":material/refresh:", key="group anew",
                  on_click=_regroup, args=(shown, int(wanted)))  # fmt: skip
        st.button("Group anew into as many as are stable", key="group anew stable", on_click=_regroup, args=(shown,))
    st.warning(
        "Everything is grouped from the start. **What people named, merged, split or moved stays as it is**, with its "
        "history. Other patterns may get other comments or go, and new ones may come. It can be taken back.",
        icon=":material/info:",
    )


def _in_words(found: pd.DataFrame, number: int) -> str:
    """ "24 patterns; 12 would be as stable, 40 less." """
    words = f"{number:,} pattern{'' if number == 1 else 's'}"
    if found.empty or not found["chosen"].any():
        return f"{words}."
    own = float(found.loc[found["chosen"].astype(bool), "stability"].iloc[0])
    others = found[~found["chosen"].astype(bool)].dropna(subset="stability")
    near = others["stability"] >= own - 0.03
    as_stable = _listed(others.loc[near, "k"].tolist()) if near.any() else "no other number"
    return f"{words}; {as_stable} would be as stable" + (", the others less." if (~near).any() else ".")


def _listed(numbers: list[int]) -> str:
    words = [f"{number:,}" for number in numbers]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _regroup(shown: Shown, wanted: int | None = None, without: Sequence[str] = ()) -> None:
    """Group anew in the background; `without` are the words that were just said to be left out."""
    jobs.forget(_key(shown))
    view, who, before = shown.view, pattern_editing.who(), _living(shown.recurring.patterns)

    def work(progress: jobs.Progress) -> _Grouped:
        progress(0.1, "looking at every comment again")
        version = view.analysis.scorer.version
        batch = recurring.regroup(view.workspace, shown.recurring, version, wanted=wanted, who=who)
        now = recurring.of(view.workspace, shown.recurring.mentions, version, shown.recurring.polarity)
        return _Grouped(batch, _grouped_words(before, _living(now.patterns), without))

    jobs.start(_key(shown), work)


@dataclass(frozen=True)
class _Grouped:
    """What came of grouping anew: its batch, and what there is to say of it."""

    batch: int
    words: str


def _living(patterns: pd.DataFrame) -> int:
    return int(patterns["state"].astype("str").eq("live").sum())


def _grouped_words(before: int, after: int, without: Sequence[str]) -> str:
    left_out = f", without {pattern_words.listed(without, 6)}" if without else ""
    return f"Everything was grouped anew{left_out}: {before:,} → {after:,} patterns."


def _key(shown: Shown) -> str:
    return f"grouping {shown.loved} {shown.view.workspace.root.absolute()}"


def grouping(shown: Shown) -> None:
    """Show how far grouping anew is; when it is done, the page shows what came of it."""
    job = jobs.find(_key(shown))
    if job is None:
        return
    jobs.watch(job, "Grouping anew")
    done: _Grouped = jobs.result(job)
    jobs.forget(_key(shown))
    pattern_editing.keep(shown.view, done.words, lambda: done.batch)
    st.rerun()


def masked(shown: Shown) -> None:
    """Words that say nothing of what hurts: brands, products, places."""
    workspace = shown.view.workspace
    st.markdown("**Words to leave out**")
    st.text_area(
        "Names of brands, products and places, one per line",
        value=workspace.setting(recurring.MASKED) or "",
        key="masked words",
        height=120,
        width=420,
        help="Names draw comments together that have nothing else in common. Handles that recur (@shop) are left out "
        "already.",
    )
    found = _suggested(shown.held, workspace.setting(recurring.MASKED) or "", shown)
    more: list[str] = []
    if found:
        more = st.pills("Customers write these as names; choose those to leave out", found, selection_mode="multi")
    st.button("Leave them out, and group anew", icon=":material/visibility_off:", key="mask",
              on_click=_mask, args=(shown, more))  # fmt: skip


def _mask(shown: Shown, more: Sequence[str]) -> None:
    before = (shown.view.workspace.setting(recurring.MASKED) or "").splitlines()
    words = [*str(st.session_state["masked words"]).strip().splitlines(), *more]
    shown.view.workspace.set(recurring.MASKED, "\n".join(words))
    _regroup(shown, None, [word for word in words if word not in before])


@st.cache_resource(max_entries=8, show_spinner=False)
def _suggested(key: str, listed: str, _shown: Shown) -> list[str]:
    """Words that may be names, of those that nobody listed yet."""
    mentions = _shown.view.analysis.mentions
    known = masking.masked_words([], listed.splitlines())
    words: list[str] = masking.suggestions(mentions["clause_text"], mentions["polarity"], known)["word"].tolist()
    return words
