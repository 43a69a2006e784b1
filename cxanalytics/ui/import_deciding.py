"""What a person can decide of a file beside the roles of its columns: dates, ratings, questions, the touchpoint."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from cxanalytics import ingest
from cxanalytics.errors import MappingError
from cxanalytics.ingest.decisions import INVITES, scale_of
from cxanalytics.ingest.hygiene import SWITCHES

_FOUND = "As found"
_ORDERS: dict[str, bool | None] = {_FOUND: None, "Day first": True, "Month first": False}
_SCALES = ("0 to 10", "1 to 10", "1 to 7", "1 to 5", "0 to 5", "0 to 100", "0 to 1")
# Our own note in the session, no widget's: the editor forgets on another page.
_CHANGED = "what was changed of questions"


def day_first(key: str, reading: ingest.Reading) -> bool | None:
    """Draw the order of day and month with what proves it; what a person says of it, None for nothing."""
    found = reading.dates
    column = reading.column("occurred_at")
    if found is None or column is None:
        st.caption("No column holds a date. Say which one does among the columns, and its order is shown here.")
        return reading.decisions.day_first
    said = reading.decisions.day_first
    if found.relative:
        return said
    if not found.said and said is None:
        st.markdown(f"**Dates** in “{column}”: {found.order or 'none that can be read'}, which leaves no doubt.")
        _as_read(reading, column)
        return None
    choice = st.segmented_control(
        f"Order of dates in “{column}”",
        list(_ORDERS),
        default=next(words for words, order in _ORDERS.items() if order == said),
        key=f"day first {key}",
        persist_state="session",
    )
    order = _ORDERS[choice or _FOUND]
    # What another choice makes of the dates stands in the preview.
    if order == said:
        st.caption(found.said)
        _as_read(reading, column)
    return order


def as_of(key: str, reading: ingest.Reading) -> date | None:
    """Draw the day the file was made, where its dates say how long ago; what a person says of it."""
    if reading.dates is None or not reading.dates.relative:
        return None
    given = st.date_input(
        "The dates say how long ago. The file was made on",
        value=None,
        max_value="today",
        key=f"as of {key}",
        persist_state="session",
        help="They are counted back from this day, and are no more exact than their unit.",
    )
    return given if isinstance(given, date) else None


def _as_read(reading: ingest.Reading, column: str) -> None:
    """One date as it is written and as it is read; the first that could be read in two ways, if there is one."""
    if reading.dates is None:
        return
    cells, values = reading.table[column].reset_index(drop=True), reading.dates.values.reset_index(drop=True)
    good = values.notna()
    if not good.any():
        return
    doubtful = good & (values.dt.day <= 12) & (values.dt.day != values.dt.month)
    place = int((doubtful if doubtful.any() else good).to_numpy(bool).argmax())
    st.caption(f"“{cells.iloc[place]}” is read as {values.iloc[place]:%-d %B %Y}.")


def scale(key: str, reading: ingest.Reading) -> tuple[float, float] | None:
    """Draw the scale of the ratings with what was found; what a person says of it, None for nothing.

    Raises
    ------
    MappingError
        It is no scale; the sentence is shown as well.
    """
    column = reading.column("rating")
    if column is None and not reading.grid:
        st.caption("No column holds ratings. Say which one does among the columns, and its scale is shown here.")
        return reading.decisions.scale
    said = reading.decisions.scale
    given = "" if said is None else f"{said[0]:g} to {said[1]:g}"
    # What was typed stays among the choices.
    typed = st.session_state.get(f"scale {key}")
    options = list(dict.fromkeys([_FOUND, *(each for each in (given, typed) if each), *_SCALES]))
    choice = st.selectbox(
        f"Scale of the ratings in “{column}”" if column else "Scale of the ratings",
        options,
        index=options.index(given) if given else 0,
        key=f"scale {key}",
        persist_state="session",
        accept_new_options=True,
        help="The lowest and the highest rating that could be given. Type any other, as 0 to 4.",
    )
    st.caption(_ratings_found(reading, column))
    if choice in (None, _FOUND):
        return None
    try:
        return scale_of(str(choice))
    except MappingError as error:
        st.error(str(error))
        raise


def _ratings_found(reading: ingest.Reading, column: str | None) -> str:
    """The scale, and the ratings that occur, as far as they are few."""
    if column is None:
        rated = ", ".join(f"{each.touchpoint} ({each.ratings.scale})" for each in reading.grid[:4])
        return f"Rated are {rated}{' and more' if len(reading.grid) > 4 else ''}."
    if reading.ratings is None:
        return "Its cells are no ratings that can be read."
    values = reading.ratings.values.dropna()
    seen = f"{values.min():g} to {values.max():g}" if len(values) else "none"
    outside = f"; {reading.ratings.outside:,} cells lie outside" if reading.ratings.outside else ""
    return f"Taken as {reading.ratings.scale}; what occurs is {seen} ({len(values):,} ratings){outside}."


def questions(key: str, reading: ingest.Reading) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Draw what each question and each rating is about, and what it asks for; both as a person says, by column."""
    decided = reading.decisions
    table = _questions(reading)
    if table.empty:
        st.caption("The file has one column of words and no question over it: nothing to say here.")
        return decided.touchpoints, decided.invites
    changed: dict[str, dict[str, dict[str, str]]] = st.session_state.setdefault(_CHANGED, {})
    begun: dict[str, pd.DataFrame] = st.session_state.setdefault(f"{_CHANGED} begun", {})
    widget = f"questions {key}"
    if widget not in st.session_state or key not in begun:
        begun[key] = _with(table, changed.get(key, {}))
    edited = st.data_editor(
        begun[key],
        key=widget,
        hide_index=True,
        disabled=["column", "question"],
        column_order=["question", "touchpoint", "asks"],
        column_config={
            "question": st.column_config.TextColumn("Question or rating", width="medium"),
            "touchpoint": st.column_config.TextColumn("Is about", width="small", help="Its touchpoint; empty: none"),
            "asks": st.column_config.SelectboxColumn(
                "Asks for", options=list(INVITES.values()), required=True, width="small"
            ),
        },
        alt=f"Questions of {reading.name} with the touchpoint each is about; both can be changed",
    )
    edited = edited.assign(touchpoint=edited["touchpoint"].fillna("").str.strip()).set_index("column")
    before = table.set_index("column").reindex(edited.index)
    differs = {name: edited.loc[edited[name] != before[name], name].to_dict() for name in ("touchpoint", "asks")}
    changed[key] = {name: {str(column): str(said) for column, said in new.items()} for name, new in differs.items()}
    sides = {words: side for side, words in INVITES.items()}
    return (
        {**decided.touchpoints, **changed[key]["touchpoint"]},
        {**decided.invites, **{column: sides[words] for column, words in changed[key]["asks"].items()}},
    )


def _questions(reading: ingest.Reading) -> pd.DataFrame:
    """column, question, touchpoint and asks of the questions that were answered in words, then of ratings."""
    several = len(reading.asked) > 1 or any(each.touchpoint or each.invites for each in reading.asked)
    worded = [each for each in reading.asked if several or "?" in each.wording or len(each.wording.split()) > 3]
    rows = [(each.column, each.wording, each.touchpoint, INVITES[each.invites]) for each in worded]
    rows += [(each.column, each.question or each.column, each.touchpoint, INVITES[""]) for each in reading.grid]
    return pd.DataFrame(rows, columns=["column", "question", "touchpoint", "asks"]).astype("str")


def _with(table: pd.DataFrame, changed: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """The table with what a person changed before a look at another page."""
    said = {name: table["column"].map(dict(new)) for name, new in changed.items()}
    return table.assign(**{name: new.where(new.notna(), table[name]) for name, new in said.items()})


def keep(key: str, reading: ingest.Reading) -> tuple[str, ...]:
    """Draw the steps of tidying up, each with a switch; those that a person switches off."""
    said = [name for name in reading.decisions.keep if name in SWITCHES]
    chosen = st.multiselect(
        "Switch off for this file",
        list(SWITCHES),
        default=said,
        key=f"keep {key}",
        persist_state="session",
        placeholder="Nothing: all of this is done",
    )
    st.caption("What is set aside and what is mended is counted below, with its reason.")
    with st.expander("What each of them does", type="compact"):
        st.markdown("\n".join(f"- **{name}**: {says}" for name, says in SWITCHES.items()))
    return tuple(chosen)


def touchpoint(key: str, reading: ingest.Reading, known: Sequence[str]) -> str | None:
    """Draw the touchpoint of the whole file; what a person says of it."""
    given = st.text_input(
        "Touchpoint of this whole file, if it has just one",
        value=reading.decisions.touchpoint or "",
        key=f"touchpoint {key}",
        persist_state="session",
        placeholder=f"e.g. {known[0] if known else 'Invoice'} – leave empty to find touchpoints in the text",
    )
    return (given or "").strip() or None
