"""Two versions of a journey side by side: what was changed, and where the feedback went."""

from dataclasses import fields

import pandas as pd

from cxanalytics.journey.model import Journey, Touchpoint
from cxanalytics.journey.renames import current

ADDED, REMOVED, RENAMED, MERGED, MOVED, DESCRIBED = "added", "removed", "renamed", "merged", "moved", "described"

_DESCRIPTIONS = [field.name for field in fields(Touchpoint) if field.name not in ("name", "formerly")]


def changes(before: Journey, after: Journey) -> pd.DataFrame:
    """What was changed from one version to the next: kind, touchpoint (its name now), was, is, words (a sentence)."""
    old = {item.name: item for item in before.touchpoints}
    new = {item.name: item for item in after.touchpoints}
    now = current(after)
    rows: list[tuple[str, str, str, str]] = []
    for name in old:
        if name in new:
            continue
        heir = now.get(name)
        if heir is None:
            rows.append((REMOVED, name, before.stage_of(name), ""))
        else:
            rows.append((MERGED if heir in old else RENAMED, heir, name, heir))
    inherited = {heir for name, heir in now.items() if name in old and name not in new}
    rows += [(ADDED, name, "", after.stage_of(name)) for name in new if name not in old and name not in inherited]
    before_of = {new_name: old_name for old_name, new_name in now.items() if old_name in old and new_name not in old}
    for name, item in new.items():
        former = old.get(name) or old.get(before_of.get(name, ""))
        if former is not None:
            rows += _described(before, after, former, item)
    order = list(dict.fromkeys(now.get(name, name) for name in old if now.get(name, name) in new))
    if order != [name for name in new if name in set(order)] and not any(row[0] == MOVED for row in rows):
        rows.append((MOVED, "", "the order of touchpoints", "another order"))
    made = pd.DataFrame(rows, columns=["kind", "touchpoint", "was", "is"], dtype="str")
    return made.assign(words=[_sentence(*row) for row in rows]).astype({"words": "str"})


def _described(before: Journey, after: Journey, old: Touchpoint, new: Touchpoint) -> list[tuple[str, str, str, str]]:
    rows = []
    was, now = before.stage_of(old.name), after.stage_of(new.name)
    if was != now:
        rows.append((MOVED, new.name, was, now))
    for field in _DESCRIPTIONS:
        one, other = getattr(old, field), getattr(new, field)
        if one != other:
            rows.append((DESCRIBED, new.name, f"{field}: {_told(one)}", f"{field}: {_told(other)}"))
    return rows


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return (
            f"{len(value)} {'entry' if len(value) == 1 else 'entries'}"
            if len(value) > 3
            else ", ".join(value) or "nothing"
        )
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value in ("", None) else str(value)


def _sentence(kind: str, touchpoint: str, was: str, now: str) -> str:
    if kind == DESCRIBED:
        field, _, old = was.partition(": ")
        return f"{touchpoint}: {field} was {old}, is {now.partition(': ')[2]}."
    return {
        ADDED: f"{touchpoint} is new, in stage {now}.",
        REMOVED: f"{touchpoint} is gone from stage {was}; its feedback stays.",
        RENAMED: f"{was} is called {now} now.",
        MERGED: f"{was} is a part of {now} now.",
        MOVED: f"{touchpoint} moved from stage {was} to {now}."
        if touchpoint
        else "Touchpoints stand in another order.",
    }[kind]


def flows(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Where the answers at each touchpoint stand in the other version: was, is, n (answers), most first.

    Of two tables of experiences. An answer that speaks of several touchpoints is counted where its touchpoints changed;
    what is the same in both is left out.
    """
    names = ["feedback_id", "touchpoint"]
    old = before[names].astype("str").drop_duplicates()
    new = after[names].astype("str").drop_duplicates()
    gone = old.merge(new, on=names, how="left", indicator=True)
    gone = gone[gone["_merge"] == "left_only"][names]
    come = new.merge(old, on=names, how="left", indicator=True)
    come = come[come["_merge"] == "left_only"][names]
    both = gone.merge(come, on="feedback_id", how="outer", suffixes=("_was", "_is"))
    counted = both.fillna("–").groupby(["touchpoint_was", "touchpoint_is"])["feedback_id"].nunique().reset_index()
    counted.columns = pd.Index(["was", "is", "n"])
    return counted.sort_values(["n", "was", "is"], ascending=[False, True, True]).reset_index(drop=True)
