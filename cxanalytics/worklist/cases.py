"""Cases: one for each unhappy customer, whom to answer first, and why."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import tracked
from cxanalytics.engine import Analysis
from cxanalytics.files import read_parquet
from cxanalytics.selection import Selection

Floats = npt.NDArray[np.float64]

# Feedback that anybody can read, and so anybody can see the answer to.
PUBLIC = ("social", "review")
# How many days back from the last feedback a complaint asks for an answer.
DAYS = 90
# Another complaint so many days before is a repeat contact.
_REPEAT_DAYS = 30
# The urgency of a complaint halves in so many days.
_HALVES = 14.0
_ANGER = ("angry", "frustrated")
_ABOUT = ["feedback_id", "customer", "url", "reach", "rating", "rating_low", "rating_high", "text"]
COLUMNS = (
    "case", "known", "public", "reach", "complained_at", "first_at", "complaints", "repeats", "severity", "signs",
    "touchpoints", "patterns", "quote", "source", "url", "happy_again", "urgency", "feedback_id",
)  # fmt: skip


def cases(analysis: Analysis, selection: Selection, days: int = DAYS) -> pd.DataFrame:
    """The customers with a complaint in the last `days` of the feedback, those to answer first at the top.

    Columns: case (the hash of the customer, or the feedback's id where nobody is known), known, public (the last
    complaint can be read by anybody), reach (of the furthest complaint, NaN where unknown), complained_at, first_at
    (the last and the first complaint in the window), complaints (how many), repeats (complaints no more than 30 days
    after another), severity (how many of the signs are there), signs (words: unresolved, angry, effort, lowest
    rating, several touchpoints), touchpoints and patterns (lists), quote (their words), source, url, happy_again
    (when they were content after the last complaint, NaT where they were not), urgency (see below), feedback_id (of
    the last complaint).

    Those who were content again come last; of the others public ones come first, then by urgency: log10(1 + reach) +
    severity + repeats (3 at most), halved for every 14 days that have passed by the last feedback. Every part is a
    column.

    Raises
    ------
    SelectionError
        The selection names a value that occurs nowhere.
    """
    chosen = selection.apply(analysis.experiences)
    dated = chosen[chosen["occurred_at"].notna().to_numpy(bool)] if len(chosen) else chosen
    if dated.empty:
        return _nothing()
    last = dated["occurred_at"].max() if selection.until else analysis.experiences["occurred_at"].max()
    recent = (dated["occurred_at"] > last - pd.Timedelta(days=days)).to_numpy(bool)
    bad = dated[dated["negative"].to_numpy(bool) & recent].copy()
    if bad.empty:
        return _nothing()
    about = _about(analysis, bad["feedback_id"])
    bad = bad.merge(about, on="feedback_id", how="left")
    bad["case"] = bad["customer"].where(bad["known"], bad["feedback_id"]).astype("str")
    answers = _answers(bad)
    table = _folded(answers)
    table = table.assign(
        happy_again=_happy_again(dated, table), patterns=_patterns(analysis, answers, table["case"]),
        quote=_quotes(analysis, table["feedback_id"]),
    )  # fmt: skip
    age = (last - table["complained_at"]).dt.total_seconds().to_numpy() / 86_400
    weight = np.log10(1 + table["reach"].fillna(0).to_numpy("float64")) + table["severity"].to_numpy()
    urgency = (weight + np.minimum(table["repeats"].to_numpy(), 3)) * 0.5 ** (age / _HALVES)
    table = table.assign(urgency=urgency.round(3))
    table = table.assign(over=table["happy_again"].notna())
    order = ["over", "public", "urgency", "complained_at", "case"]
    return table.sort_values(order, ascending=[True, False, False, False, True], ignore_index=True)[list(COLUMNS)]


def _nothing() -> pd.DataFrame:
    """No case at all, with the types of some."""
    times = dict.fromkeys(("complained_at", "first_at", "happy_again"), "datetime64[us]")
    flags, counts = dict.fromkeys(("known", "public"), "bool"), dict.fromkeys(("complaints", "repeats"), "int64")
    kinds = times | flags | counts | {"case": "str", "reach": "float64"}
    return pd.DataFrame({name: pd.Series(dtype=kinds.get(name, "object")) for name in COLUMNS})


def undated(analysis: Analysis, selection: Selection) -> int:
    """How many complaints of the selected feedback have no date, and so are in no case."""
    chosen = selection.apply(analysis.experiences)
    if chosen.empty:
        return 0
    bad = chosen[chosen["negative"].to_numpy(bool) & chosen["occurred_at"].isna().to_numpy(bool)]
    return int(bad["feedback_id"].nunique())


def undated_words(count: int) -> str:
    """How many complaints are in no case for want of a date, in a sentence; "" for none."""
    if not count:
        return ""
    has, stands = ("s have", "are") if count > 1 else (" has", "is")
    return f"{count:,} complaint{has} no date and {stands} not in the list."


def _about(analysis: Analysis, ids: pd.Series) -> pd.DataFrame:
    wanted = set(ids.unique().tolist())
    parts = [read_parquet(path, _ABOUT) for path in analysis.files.feedback]
    own = [part[part["feedback_id"].isin(list(wanted)).to_numpy(bool)] for part in parts]
    return (
        pd.concat(own, ignore_index=True)
        .drop_duplicates("feedback_id", ignore_index=True)
        .rename(columns={"reach": "people"})
    )


def _answers(bad: pd.DataFrame) -> pd.DataFrame:
    """One row per complaint: what it says at all of its touchpoints together."""
    lowest = (bad["rating"] <= bad["rating_low"] + 0.2 * (bad["rating_high"] - bad["rating_low"])).to_numpy(bool)
    feelings = bad["emotions"].astype("str").str.split("|")
    marked = bad.assign(
        lowest=lowest & bad["rating"].notna().to_numpy(bool),
        anger=[any(name in _ANGER for name in names) for names in feelings],
        at=bad["touchpoint"].astype("str"),
    )
    grouped = marked.groupby("feedback_id", sort=False).agg(
        case=("case", "first"), known=("known", "first"), kind=("kind", "first"), source=("source", "first"),
        url=("url", "first"), people=("people", "first"), occurred_at=("occurred_at", "first"),
        unresolved=("unresolved", "any"), effort=("effort", "any"), anger=("anger", "any"), lowest=("lowest", "any"),
        at=("at", list),
    )  # fmt: skip
    return grouped.reset_index()


def _folded(answers: pd.DataFrame) -> pd.DataFrame:
    """One row per case."""
    ordered = answers.sort_values(["case", "occurred_at", "feedback_id"], ignore_index=True)
    apart = ordered.groupby("case")["occurred_at"].diff() <= pd.Timedelta(days=_REPEAT_DAYS)
    ordered = ordered.assign(repeat=apart.to_numpy(bool), far=ordered["people"])
    flags = ["unresolved", "anger", "effort", "lowest"]
    table = ordered.groupby("case", sort=False).agg(
        known=("known", "first"), kind=("kind", "last"), source=("source", "last"), url=("url", "last"),
        reach=("far", "max"), complained_at=("occurred_at", "last"), first_at=("occurred_at", "first"),
        complaints=("feedback_id", "size"), repeats=("repeat", "sum"), feedback_id=("feedback_id", "last"),
        touchpoints=("at", lambda lists: list(dict.fromkeys(name for names in lists for name in names))),
        **{name: (name, "any") for name in flags},
    ).reset_index()  # fmt: skip
    table["several"] = table["touchpoints"].map(len) > 1
    words = {
        "unresolved": "unresolved", "anger": "angry", "effort": "effort", "lowest": "lowest rating",
        "several": "several touchpoints",
    }  # fmt: skip
    there = table[list(words)].to_numpy(bool)
    said = np.array(list(words.values()), dtype="object")
    return table.assign(
        public=table["kind"].isin(PUBLIC), severity=there.sum(1),
        signs=pd.Series([said[row].tolist() for row in there], index=table.index, dtype="object"),
        repeats=table["repeats"].astype("int64"), source=table["source"].astype("str"),
    )  # fmt: skip


def _happy_again(dated: pd.DataFrame, table: pd.DataFrame) -> pd.Series:
    """When a known customer was content, and nothing else, after the last complaint."""
    by_feedback = dated[["feedback_id", "person"]].drop_duplicates("feedback_id").set_index("feedback_id")["person"]
    person = table["feedback_id"].map(by_feedback)
    good = dated[dated["positive"].to_numpy(bool) & ~dated["negative"].to_numpy(bool) & dated["known"].to_numpy(bool)]
    latest = good.groupby("person")["occurred_at"].max()
    if latest.empty:
        return pd.Series(pd.NaT, index=table.index, dtype="datetime64[us]")
    when = pd.to_datetime(person.map(latest)).astype("datetime64[us]")
    after = (when > table["complained_at"]).to_numpy(bool) & table["known"].to_numpy(bool)
    return when.where(after)


def _patterns(analysis: Analysis, answers: pd.DataFrame, order: pd.Series) -> pd.Series:
    """The patterns that the complaints of each case are in, by name."""
    names = tracked.names(analysis)
    mentions = tracked.counted_mentions(analysis)
    none: pd.Series = pd.Series([[] for _ in order], index=order.index, dtype="object")
    if mentions.empty or not names:
        return none
    own = mentions[mentions["pattern"].isin(list(names)).to_numpy(bool)][["feedback_id", "pattern"]].drop_duplicates()
    own = own.merge(answers[["feedback_id", "case"]], on="feedback_id")
    listed = (
        own.assign(name=own["pattern"].astype("str").map(names))
        .groupby("case")["name"]
        .agg(lambda held: list(dict.fromkeys(held)))
    )
    found = order.map(listed)
    return found.where(found.map(lambda value: isinstance(value, list)), none)


def _quotes(analysis: Analysis, ids: pd.Series) -> pd.Series:
    """What the last complaint says: the clause that complains, else the beginning of it."""
    mentions = analysis.mentions
    if mentions.empty:
        return pd.Series("", index=ids.index, dtype="str")
    bad = mentions[(mentions["polarity"] == "negative").to_numpy(bool)]
    own = bad[bad["feedback_id"].isin(ids).to_numpy(bool)].sort_values("quote_score", ascending=False, kind="stable")
    best = own.drop_duplicates("feedback_id").set_index("feedback_id")["clause_text"]
    return ids.map(best).fillna("")
