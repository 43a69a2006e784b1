"""What to decide now: the few things that follow from a period's numbers, each with its reason."""

from typing import Any

import pandas as pd

from cxanalytics.digest.content import Decision, Digest
from cxanalytics.tracking import pace

# More than this is no agenda.
_MOST = 4
# Below so many labels in all, the numbers are the machine's alone.
_PUBLIC = 5


def decisions(
    digest: Digest, actions: pd.DataFrame, targets: pd.DataFrame, table: pd.DataFrame, cases: pd.DataFrame
) -> tuple[Decision, ...]:
    """What to decide, the most pressing first.

    actions: as `actions.all`; targets: as `tracked.paces`; table: the touchpoints of the period; cases: as
    `worklist.cases`.
    """
    late = _late(actions)
    found = [
        *_unowned(digest, actions, late), *_overdue(late), *_behind(targets), *_public(cases), *_appeared(digest),
        *_unsure(table),
    ]  # fmt: skip
    return tuple(found[:_MOST])


def _unowned(digest: Digest, actions: pd.DataFrame, late: list[dict[Any, Any]]) -> list[Decision]:
    """Touchpoints that got worse, or are surely low, without anybody doing anything in time; two at most.

    late: the open actions that are overdue; they leave `late` where a touchpoint's decision is about them.
    """
    acted = set(actions["touchpoint"][(actions["state"] == "open").to_numpy(bool)])
    overdue = {str(row["touchpoint"]): row for row in reversed(late)}
    places = {place.touchpoint: place for place in digest.worst}
    owners = dict(zip(digest.table["touchpoint"].astype("str"), digest.table["owner"], strict=True))
    worse = [change for change in digest.changes if change.touchpoint and change.better is False]
    # That more is negative weighs more than that more of it takes effort.
    worse.sort(key=lambda change: (not change.new, "share that" in change.words))
    reasons: dict[str, str] = {}
    for change in worse:
        reasons.setdefault(change.touchpoint, change.words)
    for name, place in places.items():
        if name not in reasons and (place.sure or place.below):
            reasons[name] = f"{place.text}, {place.sure or 'surely below the whole'}."
    made = []
    for name, why in reasons.items():
        known = places.get(name)
        if name in overdue:
            row = overdue[name]
            late.remove(row)
            made.append(
                Decision(f"“{row['title']}” at {name}: stop, change or go on?", f"It was due on {row['due']}. {why}")
            )
            continue
        if name in acted:
            continue
        who = f"{owners[name]} owns it" if owners.get(name) else "look who owns it"
        cause = f" What recurs: “{known.recurs}”." if known and known.recurs else ""
        made.append(Decision(f"Who acts on {name}, and until when?", f"{why} No open action; {who}.{cause}"))
    return made[:2]


def _late(actions: pd.DataFrame) -> list[dict[Any, Any]]:
    """The open actions that are overdue."""
    today = pd.Timestamp.now().date()
    return [
        row for row in actions.to_dict("records")
        if row["state"] == "open" and row["due"] is not None and row["due"] < today
    ]  # fmt: skip


def _overdue(late: list[dict[Any, Any]]) -> list[Decision]:
    if not late:
        return []
    first = late[0]
    more = f" So are {len(late) - 1} more." if len(late) > 1 else ""
    who = first["owner"] or "nobody"
    return [Decision(f"Does “{first['title']}” go on?", f"It was due on {first['due']} ({who}) and is open.{more}")]


def _behind(targets: pd.DataFrame) -> list[Decision]:
    rows = [row for row in targets.to_dict("records") if row["word"] == pace.BEHIND]
    return [
        Decision(f"What else for the target of {row['touchpoint'] or 'the whole'}?", str(row["words"]))
        for row in rows[:1]
    ]


def _public(cases: pd.DataFrame) -> list[Decision]:
    if cases.empty:
        return []
    waiting = cases[(cases["state"] == "open").to_numpy(bool) & cases["public"].to_numpy(bool)]
    if len(waiting) < _PUBLIC:
        return []
    why = f"{len(waiting):,} public complaints wait, where everybody can see it; the worklist has them in order."
    return [Decision("Who answers the public complaints?", why)]


def _appeared(digest: Digest) -> list[Decision]:
    fresh = digest.patterns[digest.patterns["what"].isin(["new", "back"]).to_numpy(bool)]
    return [
        Decision(
            f"Is “{row['name']}” known to whoever can stop it?",
            f"{row['what'].capitalize()} in {digest.name}: {row['n']:,} answers.",
        )
        for row in fresh.head(1).to_dict("records")
    ]


def _unsure(table: pd.DataFrame) -> list[Decision]:
    """Labels, where nothing is corrected yet."""
    if table.empty or (table["method"] == "corrected").any():
        return []
    why = "No ratio is corrected: the machine's own errors are in all of them. The page Review draws the sample."
    return [Decision("Who labels a random sample, so that the numbers are sure?", why)]
