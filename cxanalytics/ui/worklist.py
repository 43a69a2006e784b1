"""The worklist on the screen: who is unhappy, who answers, what became of it; one customer's whole history."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics import engine, worklist
from cxanalytics.export import tables
from cxanalytics.selection import Selection
from cxanalytics.store import queries
from cxanalytics.store.queries import Question
from cxanalytics.ui import address, cards
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.doing import done
from cxanalytics.ui.session import View

_STATES = {"Waiting": worklist.OPEN, "Answered": worklist.ANSWERED, "Recovered": worklist.RECOVERED,
           "No answer possible": worklist.IMPOSSIBLE, "All": ""}  # fmt: skip
_DAYS = {"30 days": 30, "90 days": 90, "1 year": 365, "All time": 36_500}
# So many stand in the table; a page of hundreds is nobody's worklist.
_MOST = 200


@st.cache_data(max_entries=16, show_spinner="Looking for unhappy customers")
def _cases(key: str, selection: Selection, days: int, done: str, today: date, _view: View) -> pd.DataFrame:
    return worklist.cases(_view.workspace, _view.analysis, selection, days, today)


def show(view: View) -> None:
    """How many wait, the list to choose from, and the one that is chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        state = st.segmented_control("State", list(_STATES), **address.one("state", list(_STATES), "Waiting"))
        span = st.selectbox(
            "Complaints of the last", list(_DAYS), width=140, **address.one("days", list(_DAYS), "90 days")
        )
        names = list(view.analysis.choices["touchpoint"])
        touchpoint = st.selectbox(
            "Touchpoint", names, index=None, placeholder="All", width=220, **address.one("touchpoint", names)
        )
    selection = replace(view.selection, touchpoint=(touchpoint,)) if touchpoint else view.selection
    done = worklist.register.state(view.workspace)
    today = date.today()
    found = _cases(view.analysis.key, selection, _DAYS[span or "90 days"], done, today, view)
    _headline(view, found)
    wanted = _STATES[state or "Waiting"]
    table = found[(found["state"] == wanted).to_numpy(bool)] if wanted and len(found) else found
    owners = sorted({owner for owner in found["owner"] if owner}) if len(found) else []
    if owners:
        owner = st.selectbox("Owner", owners, index=None, placeholder="All", width=220, **address.one("owner", owners))
        table = table[(table["owner"] == owner).to_numpy(bool)] if owner else table
    if missing := worklist.undated_words(worklist.undated(view.analysis, selection)):
        st.caption(missing)
    if table.empty:
        st.info("Nobody is in this list.", icon=":material/done_all:")
        return
    chosen = _listed(view, table.reset_index(drop=True))
    case = _one(view, found, chosen)
    if case is not None:
        _case(view, case)


def _headline(view: View, found: pd.DataFrame) -> None:
    waiting = found[(found["state"] == worklist.OPEN).to_numpy(bool)] if len(found) else found
    public = int(waiting["public"].sum()) if len(waiting) else 0
    again = int(waiting["again"].sum()) if len(waiting) else 0
    late = int(waiting["overdue"].sum()) if len(waiting) else 0
    said = [f"**{len(waiting):,} unhappy customers wait for an answer**", f"{public:,} of them in public"]
    said += [f"{again:,} complained again after one"] if again else []
    said += [f"{late:,} are overdue"] if late else []
    st.markdown(", ".join(said) + ".")
    took = worklist.answering(found, worklist.register.all(view.workspace)) if len(found) else None
    if took is not None and took.answered:
        st.caption(escaped(took.words))


def _listed(view: View, table: pd.DataFrame) -> int | None:
    """The list, and which row of it is chosen."""
    shown = table.head(_MOST)
    frame = pd.DataFrame(
        {
            "Where": [f"{'Public · ' if row.public else ''}{row.source}" for row in shown.itertuples()],
            "Complained": shown["complained_at"],
            "In their words": shown["quote"],
            "Touchpoints": shown["touchpoints"].map(", ".join),
            "Signs": shown["signs"].map(", ".join),
            **({"Reach": shown["reach"]} if shown["reach"].notna().any() else {}),
            "Times": shown["complaints"],
            "State": shown["state"].where(~shown["again"], "complained again"),
            "Owner": shown["owner"],
            "Due": shown["due"],
        }
    )
    drawn: Any = st.dataframe(
        frame, hide_index=True, on_select="rerun", selection_mode="single-row", key="worklist", height=380,
        alt="Unhappy customers, those to answer first at the top", placeholder="–",
        column_config={
            "Complained": st.column_config.DateColumn(format="DD MMM YYYY"),
            "Due": st.column_config.DateColumn(format="DD MMM YYYY"),
            "Reach": st.column_config.NumberColumn(format="localized"),
            "In their words": st.column_config.TextColumn(width=360),
            "Times": st.column_config.NumberColumn(help="How often they complained in this time"),
        },
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        more = f"The first {_MOST} of {len(table):,}; the file has all. " if len(table) > _MOST else ""
        st.caption(
            f"{more}Public complaints first, then by reach, signs, repeated contact and how recent they are. "
            "Choose a row to see all that this customer ever said."
        )
        file = tables.csv(worklist.crm(view.workspace, table)).encode()
        st.download_button("Download CSV", file, "worklist.csv", "text/csv", icon=":material/download:")
    with st.expander("How they are put in order", type="compact"):
        st.markdown(
            "Urgency = log₁₀(1 + reach) + signs (unresolved, angry, effort, lowest rating, several touchpoints: one "
            "each) + repeated contacts (3 at most), halved for every 14 days that have passed. Public complaints stand "
            "before all others: everybody sees whether they are answered."
        )
    rows = drawn.selection.rows if drawn else []
    return int(rows[0]) if rows and rows[0] < len(shown) else None


def _one(view: View, found: pd.DataFrame, chosen: int | None) -> dict[Any, Any] | None:
    """The case that is chosen in the table or named in the address."""
    table = found if chosen is None else _same(view, found)
    if chosen is not None:
        case = str(table.iloc[chosen]["case"])
        if address.said("case") != [case]:
            st.query_params["case"] = case
    named = address.said("case")
    own = found[(found["case"] == named[0]).to_numpy(bool)] if named else found.head(0)
    return own.iloc[0].to_dict() if len(own) else None


def _same(view: View, found: pd.DataFrame) -> pd.DataFrame:
    """The rows as the list shows them."""
    wanted = _STATES[(address.said("state") or ["Waiting"])[0]]
    table = found[(found["state"] == wanted).to_numpy(bool)] if wanted else found
    owner = address.said("owner")
    table = table[(table["owner"] == owner[0]).to_numpy(bool)] if owner else table
    return table.reset_index(drop=True)


def _case(view: View, row: dict[Any, Any]) -> None:
    """One customer: what can be done, what was done, and everything they ever said, in order."""
    case = str(row["case"])
    who = f"Customer {case[:8]}" if row["known"] else "A customer nobody knows"
    st.header(who, anchor=False)
    signs = ", ".join(row["signs"]) or "no further sign"
    said = [f"{row['complaints']} complaint{'s' if row['complaints'] > 1 else ''}", signs, f"state: {row['state']}"]
    if pd.notna(row["happy_again"]):
        said.append(f"content again on {row['happy_again']:%d %B %Y}")
    st.caption(escaped(" · ".join(said)))
    _deciding(view, row, case)
    done = worklist.register.history(view.workspace, case)
    if done:
        st.text("\n".join(done))
    asked = Question(selection=Selection(), customer=case)
    page = queries.page(view.analysis.files, asked, size=100, corrected=engine.corrected(view.analysis))
    answers = page.answers.sort_values("occurred_at", kind="stable", ignore_index=True)
    st.subheader(f"All they ever said ({page.total})", anchor=False)
    cards.show(view, answers)


def _deciding(view: View, row: dict[Any, Any], case: str) -> None:
    steps = {"Answered": worklist.ANSWERED, "Recovered": worklist.RECOVERED,
             "No answer possible": worklist.IMPOSSIBLE, "Waits again": worklist.OPEN}  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, state in steps.items():
            if state != row["state"] and st.button(label, key=f"{state} {case}"):
                _put(view, row, case, state)
        if worklist.register.history(view.workspace, case) and st.button("Undo", key=f"undo {case}", type="tertiary"):
            done(lambda: worklist.register.undo(view.workspace, case))
        if isinstance(row["url"], str) and row["url"].startswith(("https://", "http://")):
            st.link_button("The post itself", row["url"], icon=":material/open_in_new:")
        if row["touchpoints"]:
            at = str(row["touchpoints"][0])
            st.page_link("pages/1_journey_map.py", label=f"{escaped(at)} on the map", icon=":material/timeline:",
                         query_params=address.carried(touchpoint=at))  # fmt: skip
    with st.expander("Owner, day and note", type="compact"), st.form(f"assign {case}", border=False):
        left, right = st.columns(2)
        owner = left.text_input("Owner", row["owner"])
        due = right.date_input("Answer by", row["due"], format="YYYY-MM-DD")
        note = st.text_area("Note", row["note"])
        if st.form_submit_button("Keep"):
            done(lambda: worklist.register.assign(view.workspace, case, owner=owner, due=due or "", note=note))


def _put(view: View, row: dict[Any, Any], case: str, state: str) -> None:
    done(lambda: worklist.register.put(view.workspace, case, state, row["complained_at"]))
