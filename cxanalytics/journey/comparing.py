"""Two versions of a journey side by side: what was changed, and where the feedback went."""

from collections.abc import Mapping
from dataclasses import fields
from typing import TypeAlias

import pandas as pd

from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.journey.renames import current

ADDED, REMOVED, RENAMED, MERGED, MOVED, DESCRIBED = "added", "removed", "renamed", "merged", "moved", "described"

NOWHERE = "–"
_FIELDS = {
    **{field.name: field.name for field in fields(Touchpoint) if field.name not in ("name", "formerly")},
    "moment": "moment of truth",
    "front": "front stage",
    "back": "back stage",
}
# Longer lists are compared by what came and what went.
_FEW = 3

# kind, touchpoint, was, is, words
_Row: TypeAlias = tuple[str, str, str, str, str]


def changes(before: Journey, after: Journey) -> pd.DataFrame:
    """What was changed from one version to the next: kind, touchpoint (its name now), was, is, words (a sentence).

    touchpoint is "" where a stage or the journey itself was changed.
    """
    old = {item.name: item for item in before.touchpoints}
    new = {item.name: item for item in after.touchpoints}
    renamed = _renamed(before, after)
    rows = [*_gone_and_come(before, after, renamed), *_stages(before, after)]
    for name, item in new.items():
        former = old.get(next((o for o, n in renamed.items() if n == name), name))
        if former is not None:
            rows += [*_moved(before, after, former, item), *_described(former, item)]
    rows += [*_order(before, after, renamed), *_journey(before, after)]
    return pd.DataFrame(rows, columns=["kind", "touchpoint", "was", "is", "words"], dtype="str")


def _renamed(before: Journey, after: Journey) -> dict[str, str]:
    """Touchpoints of the version before that have another name now; of several that became one, the first."""
    old = {item.name for item in before.touchpoints}
    now = current(after)
    found: dict[str, str] = {}
    for item in after.touchpoints:
        first = next((name for name in item.formerly if name in old and now.get(name) == item.name), None)
        if item.name not in old and first is not None:
            found[first] = item.name
    return found


def _gone_and_come(before: Journey, after: Journey, renamed: Mapping[str, str]) -> list[_Row]:
    now = current(after)
    new = {item.name for item in after.touchpoints}
    rows: list[_Row] = []
    for name in (item.name for item in before.touchpoints if item.name not in new):
        heir = now.get(name)
        if name in renamed:
            rows.append((RENAMED, renamed[name], name, renamed[name], f"{name} is called {renamed[name]} now."))
        elif heir is not None:
            rows.append((MERGED, heir, name, heir, f"{name} is a part of {heir} now."))
        else:
            stage = before.stage_of(name)
            rows.append((REMOVED, name, stage, "", f"{name} is gone from stage {stage}; its feedback stays."))
    old = {item.name for item in before.touchpoints}
    for item in after.touchpoints:
        if item.name not in old and item.name not in renamed.values():
            stage = after.stage_of(item.name)
            rows.append((ADDED, item.name, "", stage, f"{item.name} is new, in stage {stage}."))
    return rows


def _stages(before: Journey, after: Journey) -> list[_Row]:
    rows: list[_Row] = []
    for stage in after.stages:
        former = _former(stage, before)
        if former is None:
            continue
        if former.name != stage.name:
            words = f"Stage {former.name} is called {stage.name} now."
            rows.append((RENAMED, "", former.name, stage.name, words))
        rows += _told("", f"Stage {stage.name}", "description", former.description, stage.description)
    return rows


def _former(stage: Stage, before: Journey) -> Stage | None:
    """What a stage was before."""
    known = {item.name: item for item in before.stages}
    return next((known[name] for name in (stage.name, *reversed(stage.formerly)) if name in known), None)


def _moved(before: Journey, after: Journey, old: Touchpoint, new: Touchpoint) -> list[_Row]:
    was, now = before.stage_of(old.name), after.stage_of(new.name)
    stage = _former(next(item for item in after.stages if item.name == now), before)
    if stage is not None and stage.name == was:
        return []
    return [(MOVED, new.name, was, now, f"{new.name} moved from stage {was} to {now}.")]


def _described(old: Touchpoint, new: Touchpoint) -> list[_Row]:
    return [
        row
        for field, called in _FIELDS.items()
        for row in _told(new.name, new.name, called, getattr(old, field), getattr(new, field))
    ]


def _journey(before: Journey, after: Journey) -> list[_Row]:
    return [
        *_told("", "The journey", "name", before.name, after.name),
        *_told("", "The journey", "description", before.description, after.description),
        *_told("", "The journey", "phrases to ignore", before.ignore, after.ignore),
    ]


def _told(touchpoint: str, of: str, called: str, old: object, new: object) -> list[_Row]:
    """A row for what is said of something, if it is said otherwise now."""
    if old == new:
        return []
    was, now = _value(old), _value(new)
    words = f"{of}: {called} was {was}, is {now.removesuffix('.')}."
    if isinstance(old, tuple) and isinstance(new, tuple) and max(len(old), len(new)) > _FEW:
        gone, come = [item for item in old if item not in new], [item for item in new if item not in old]
        parts = [f"{word} {', '.join(items)}" for word, items in (("without", gone), ("with", come)) if items]
        words = f"{of}: {called} {', '.join(parts) or 'in another order'}."
    return [(DESCRIBED, touchpoint, f"{called}: {was}", f"{called}: {now}", words)]


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value) or "nothing"
    if isinstance(value, float):
        return f"{value:g} : 1"
    return str(value or "nothing")


def _order(before: Journey, after: Journey, renamed: Mapping[str, str]) -> list[_Row]:
    """Where what stayed in its stage stands in another order there, and stages among themselves."""
    rows: list[_Row] = []
    pairs = [(_former(stage, before), stage) for stage in after.stages]
    for former, stage in pairs:
        if former is None:
            continue
        names = [item.name for item in stage.touchpoints]
        old = [renamed.get(item.name, item.name) for item in former.touchpoints]
        was, now = [name for name in old if name in names], [name for name in names if name in old]
        if was != now:
            words = f"Touchpoints of {stage.name} stand in another order."
            rows.append((MOVED, "", ", ".join(was), ", ".join(now), words))
    stayed = [former.name for former, _ in pairs if former is not None]
    if stayed != (was := [stage.name for stage in before.stages if stage.name in stayed]):
        rows.append((MOVED, "", ", ".join(was), ", ".join(stayed), "Stages stand in another order."))
    return rows


def flows(before: pd.DataFrame, after: pd.DataFrame, now: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Where the answers at each touchpoint stand in the other version: was, is, n (answers), most first.

    Of two tables of experiences. now: former names and what they are now (`renames.current` of the later version); who
    only went along with a name is left out, as is what is the same in both. An answer that speaks of several
    touchpoints is counted where its touchpoints changed; NOWHERE stands where it has none instead.
    """
    names = ["feedback_id", "touchpoint"]
    old = before[names].astype("str").drop_duplicates()
    new = after[names].astype("str").drop_duplicates()
    known = old.assign(was=old["touchpoint"], touchpoint=old["touchpoint"].replace(dict(now or {})))
    gone = known.merge(new, on=names, how="left", indicator=True)
    gone = gone[(gone["_merge"] == "left_only").to_numpy(bool)]
    come = new.merge(known[names].drop_duplicates(), on=names, how="left", indicator=True)
    come = come[(come["_merge"] == "left_only").to_numpy(bool)].rename(columns={"touchpoint": "is"})
    both = gone[["feedback_id", "was"]].merge(come[["feedback_id", "is"]], on="feedback_id", how="outer")
    counted = both.fillna(NOWHERE).groupby(["was", "is"])["feedback_id"].nunique().rename("n").reset_index()
    return counted.sort_values(["n", "was", "is"], ascending=[False, True, True]).reset_index(drop=True)


def accounted(before: pd.DataFrame, after: pd.DataFrame) -> str:
    """Two tables of experiences of the same feedback in a sentence: that no answer is lost between them."""
    old, new = set(before["feedback_id"]), set(after["feedback_id"])
    experiences = f"{len(before):,} experiences before, {len(after):,} after"
    if old == new:
        why = ", as an answer may speak of several touchpoints" if len(before) != len(after) else ""
        return f"All {len(new):,} answers are in both; {experiences}{why}."
    return f"Answers only in the first: {len(old - new):,}, only in the second: {len(new - old):,}; {experiences}."


def beside(before: pd.DataFrame, after: pd.DataFrame, later: Journey) -> pd.DataFrame:
    """A table of touchpoints in both versions, row by row: touchpoint, then every other column as X_was and X_is.

    later is the journey of `after`. A renamed touchpoint is one row under its name of now; one that became a part of
    another, or is gone, keeps its own row, with nothing in it for `after`.
    """
    names = before["touchpoint"].astype("str")
    heir = names.map(current(later))
    renamed = heir.notna() & ~heir.isin(names) & ~heir.duplicated()
    left = before.assign(touchpoint=names.mask(renamed, heir))
    both = after.assign(touchpoint=after["touchpoint"].astype("str")).merge(
        left, on="touchpoint", how="outer", suffixes=("_is", "_was"), sort=False
    )
    order = {
        name: number for number, name in enumerate([*after["touchpoint"].astype("str"), *left["touchpoint"]][::-1])
    }
    both = both.sort_values("touchpoint", key=lambda column: -column.map(order), ignore_index=True)
    columns = [f"{name}_{when}" for name in before.columns if name != "touchpoint" for when in ("was", "is")]
    return both[["touchpoint", *columns]]
