"""The history of a pattern: the months it was present in, and what became of it, in sentences."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cxanalytics.patterns.registry import rows

# So many months without it, and a pattern that comes again is back.
GAP = 2


def periods(mentions: pd.DataFrame, by: str = "month") -> pd.DataFrame:
    """In how many answers each pattern was, per month or quarter: pattern, period (its first day), n, share.

    Every period from the first mention to the last has a row per pattern, n 0 where it was not heard of. share is of
    the answers with a mention of this polarity in that period; NaN where there are none. Undated mentions are left out.
    """
    frequency = {"month": "M", "quarter": "Q", "year": "Y", "week": "W"}[by]
    dated = mentions[mentions["occurred_at"].notna() & ~mentions["aside"]]
    if dated["pattern"].isna().all():
        columns = {"pattern": "str", "period": "datetime64[us]", "n": "int64", "share": "float64"}
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})
    period = dated["occurred_at"].dt.to_period(frequency)
    every = pd.period_range(period.min(), period.max(), freq=frequency)
    at = pd.DataFrame(
        {
            "pattern": dated["pattern"].astype("object"),
            "period": period,
            "feedback_id": dated["feedback_id"].astype("str"),
        }
    )
    answers = at.groupby("period")["feedback_id"].nunique().reindex(every, fill_value=0)
    inside = at.dropna(subset=["pattern"]).drop_duplicates()
    counted = inside.groupby(["pattern", "period"]).size().unstack(fill_value=0).reindex(columns=every, fill_value=0)
    long = counted.rename_axis(index="pattern", columns="period").reset_index()
    table = long.melt("pattern", var_name="period", value_name="n")
    table = table.sort_values(["pattern", "period"], ignore_index=True)
    whole = table["period"].map(answers).to_numpy("float64")
    n = table["n"].to_numpy("float64")
    share = np.divide(n, whole, out=np.full(len(n), np.nan), where=whole > 0)
    start = pd.PeriodIndex(table["period"]).to_timestamp().as_unit("us")
    return table.assign(pattern=table["pattern"].astype("str"), period=start, n=table["n"].astype("int64"), share=share)


def sentences(mentions: pd.DataFrame, events: pd.DataFrame, names: Mapping[str, str], pattern: str) -> list[str]:
    """The history of a pattern, oldest first: when it was heard of, then what people did to it.

    mentions and events are those of `recurring.Recurring`. The last month of the data is now, not that of the clock.
    """
    return [*_heard(mentions, pattern), *_done(events, names, pattern)]


def _heard(mentions: pd.DataFrame, pattern: str) -> list[str]:
    own = mentions[(mentions["pattern"] == pattern).to_numpy(bool) & ~mentions["aside"].to_numpy(bool)]
    if own.empty:
        return ["Not heard of in this selection."]
    if own["occurred_at"].isna().all():
        return ["None of its mentions has a date, so there is no history of months."]
    table = periods(mentions)
    own_months = table[(table["pattern"] == pattern).to_numpy(bool)].reset_index(drop=True)
    # A month without any feedback says nothing about a pattern.
    heard = own_months[own_months["share"].notna()].reset_index(drop=True)
    present = heard["n"].to_numpy() > 0
    first, last = int(present.argmax()), len(present) - 1 - int(present[::-1].argmax())
    month = heard["period"].dt.strftime("%B %Y").tolist()
    since = present[first:]
    said = [f"First seen in {month[first]}.", _present(int(since.sum()), len(since))]
    said += [f"Back in {month[first + after]} after {gap} months without it." for after, gap in _gaps(since)]
    silent = len(present) - 1 - last
    if silent >= GAP:
        said.append(f"Not heard of since {month[last]}.")
    undated = int(own["occurred_at"].isna().sum())
    if undated:
        said.append(f"{undated:,} of its mentions have no date.")
    return said


def _present(present: int, months: int) -> str:
    if months == 1:
        return "Present in the last month, the only one so far."
    if present == months:
        return f"Present in each of {months} months since."
    return f"Present in {present} of {months} months since."


def _gaps(present: np.ndarray) -> list[tuple[int, int]]:
    """Where it came back (place) and after how many months, of the gaps that are long enough."""
    at = np.flatnonzero(present)
    gap = np.diff(at) - 1
    return [(int(at[i + 1]), int(gap[i])) for i in np.flatnonzero(gap >= GAP)]


def _done(events: pd.DataFrame, names: Mapping[str, str], pattern: str) -> list[str]:
    standing = events[~events["undone"].to_numpy(bool)] if len(events) else events
    said = [told(event, names, pattern) for event in rows(standing)]
    return [sentence for sentence in said if sentence]


def told(event: Any, names: Mapping[str, str], pattern: str) -> str:
    """What an event did to a pattern, in a sentence; "" where it has nothing to do with it."""
    payload = event.payload
    when = f"on {event.at.day} {event.at:%B %Y}" + (f" by {event.who}" if event.who else "")
    if event.pattern == pattern:
        said = _to_itself(event, names)
        return f"{said} {when}." if said else ""
    if event.kind == "born" and payload.get("from") == pattern:
        return f"{_called(event.pattern, names)} was split from it {when}."
    if event.kind == "merge" and payload["into"] == pattern:
        return f"{_called(event.pattern, names)} was merged into it {when}."
    return ""


def _to_itself(event: Any, names: Mapping[str, str]) -> str:
    payload = event.payload
    if event.kind == "born":
        if payload["how"] == "split":
            return f"Split from {_called(payload['from'], names)}"
        return {"discovered": "Found by the machine", "proposed": "Proposed by the machine and accepted"}[
            payload["how"]
        ]
    said: dict[str, str] = {
        "called": _renewed(payload),
        "rename": f"Named “{payload.get('name')}”",
        "theme": f"Put under the theme “{payload.get('theme')}”" if payload.get("theme") else "Taken out of its theme",
        "not_a_pain": "Said to be no pain" if payload.get("off") else "Said to be a pain after all",
        "retired": "Not found again when everything was grouped anew",
        "move": "Mentions were moved to it by hand",
        "claimed": "A claim was stated on it",
        "merge": f"Merged into {_called(str(payload.get('into')), names)}",
    }
    return said.get(event.kind, "")


def _renewed(payload: Mapping[str, Any]) -> str:
    """What the machine named a pattern as a word of its name was left out; "" where the name stayed."""
    if "before" not in payload:
        return ""
    return f"Called “{payload['name']}”, as “{payload['before']}” holds a word that is left out,"


def _called(pattern: str, names: Mapping[str, str]) -> str:
    return f"“{names.get(pattern, pattern)}”"


def changes(events: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """All that was done, newest first, one row per batch: batch, at, who, words, undone."""
    if events.empty:
        return pd.DataFrame({"batch": [], "at": [], "who": [], "words": [], "undone": []})
    told_of = events[~events["kind"].isin(["absorbed", "retired", "claimed"])]
    words = [_in_list(event, names) for event in rows(told_of)]
    listed = told_of.assign(words=words)
    grouped = set(listed["batch"][(listed["kind"] == "grouped").to_numpy(bool)])
    born = listed["kind"].eq("born").to_numpy(bool) & listed["batch"].isin(grouped).to_numpy(bool)
    listed = listed[~born & (listed["words"] != "").to_numpy(bool)]
    one = listed.groupby("batch").agg(
        at=("at", "first"), who=("who", "first"), words=("words", " ".join), undone=("undone", "first")
    )
    return one.reset_index().sort_values("batch", ascending=False, ignore_index=True)


def _in_list(event: Any, names: Mapping[str, str]) -> str:
    payload = event.payload
    own = f"{event.pattern} “{names.get(event.pattern, event.pattern)}”"
    if event.kind == "grouped":
        return f"Everything was grouped into {payload['k']} patterns."
    if event.kind == "born":
        what = "split off as a pattern of its own" if payload.get("how") == "split" else "accepted as a pattern"
        return f"“{payload['name']}” ({event.pattern}) was {what}."
    if event.kind == "merge":
        return f"{own} was merged into {payload['into']} “{names.get(payload['into'], '')}”."
    return {
        "called": f"{event.pattern}: {_renewed(payload)[:-1]}." if "before" in payload else "",
        "rename": f"{event.pattern} was named “{payload.get('name', '')}”.",
        "theme": f"{own} was put under the theme “{payload.get('theme', '')}”."
        if payload.get("theme")
        else f"{own} was taken out of its theme.",
        "move": f"Mentions were moved to {own}." if event.pattern else "Mentions were taken out of their pattern.",
        "not_a_pain": (
            f"{own} was said to be {'no pain' if payload.get('off') else 'a pain after all'}."
            if event.pattern
            else "Mentions were said to be no pain."
        ),
        "dismiss": f"The proposal “{payload.get('name', '')}” was turned down.",
        "estimate": f"Numbers for the priority of {own} were set.",
    }.get(event.kind, "")
