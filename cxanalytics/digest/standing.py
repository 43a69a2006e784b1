"""Where touchpoints stand in a period: every one, and those that stand out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cxanalytics import boards, ratios, tracked
from cxanalytics.boards import Wanted
from cxanalytics.digest.content import Place
from cxanalytics.digest.period import Now
from cxanalytics.journey.map import labelled_elsewhere
from cxanalytics.journey.model import UNASSIGNED
from cxanalytics.ratios import THIN
from cxanalytics.tracking import periods, words

# So many touchpoints stand on either side.
_PLACES = 3
# A touchpoint is told to be the lowest from so much of a chance on.
_TELLING = 0.5


@dataclass(frozen=True)
class Standing:
    """Every touchpoint as a table, the lowest and the highest of those with enough answers, and those with too few."""

    table: pd.DataFrame
    worst: tuple[Place, ...] = ()
    best: tuple[Place, ...] = ()
    few: tuple[str, ...] = ()


def places(now: Now) -> Standing:
    """Where every touchpoint stands in the period.

    The table holds, beside the columns of `ratios.table`: text, rests_on, change (how it stands against the period
    before, in words), apart (whether it is surely different from then) and owner ("": nobody).
    """
    others = labelled_elsewhere(now.analysis.experiences, now.selection)
    chosen = now.inside[(now.inside["touchpoint"] != UNASSIGNED).to_numpy(bool)]
    table = ratios.table(chosen, ("touchpoint",), others=others)
    if table.empty:
        return Standing(table.assign(text="", rests_on="", change="", apart=False, owner=""))
    table = table.assign(text=ratios.text(table, n=False), rests_on=ratios.rests_on(table))
    table = _moved(now, table).sort_values("ratio", kind="stable", ignore_index=True)
    owners = {item.name: item.owner or "" for item in now.analysis.journey.touchpoints}
    table = table.assign(owner=table["touchpoint"].astype("str").map(owners).fillna(""))
    heard = (table["n"] >= THIN).to_numpy(bool)
    enough = table[heard].reset_index(drop=True)
    few = tuple(table["touchpoint"][~heard].astype("str"))
    if len(enough) < 2:
        return Standing(table, few=few)
    same = chosen[chosen["touchpoint"].isin(enough["touchpoint"].tolist()).to_numpy(bool)]
    own = same.assign(touchpoint=same["touchpoint"].astype("str").astype("category"))
    drawn = ratios.draws(own, ("touchpoint",), counted=True, others=others)
    ranked = ratios.ranking(ratios.counts(own, ("touchpoint",)), drawn)
    joined = ranked.merge(enough[["touchpoint", "text", "high"]], on="touchpoint", suffixes=("_shrunk", ""))
    joined = joined.sort_values("shrunk", kind="stable")
    whole = float(ratios.table(chosen, (), others=others)["low"].iloc[0])
    joined = joined.assign(below=(joined["high"] < whole).to_numpy(bool))
    board = boards.board(now.workspace, now.analysis, now.selection, Wanted())
    points = board.shown.points.set_index("touchpoint")
    rows = joined.to_dict("records")
    # The same touchpoint is never told to be both.
    many = min(_PLACES, len(rows) // 2)
    worst = tuple(_place(row, points, lowest=True) for row in rows[:many])
    best = tuple(_place(row, points, lowest=False) for row in rows[::-1][:many])
    return Standing(table, worst, best, few)


def _moved(now: Now, table: pd.DataFrame) -> pd.DataFrame:
    """The table with how each touchpoint stands against the period before, where that can be told."""
    before = periods.following(now.start, now.period, now.calendar, -1)
    everything = tracked.local(now.analysis, now.analysis.experiences, now.calendar, now.period)
    earlier = everything[
        ((everything["occurred_at"] >= before) & (everything["occurred_at"] < now.start)).to_numpy(bool)
    ]
    if earlier.empty:
        return table.assign(change="", apart=False)
    known = ratios.table(earlier, ("touchpoint",)).set_index("touchpoint")
    then = known.reindex(table["touchpoint"].astype("str"))[["ratio", "low", "high"]].reset_index(drop=True)
    there = then["ratio"].notna().to_numpy(bool)
    apart = there & ((table["low"] > then["high"]) | (table["high"] < then["low"])).to_numpy(bool)
    change = [
        f"before {words.interval(words.RATIO, *ends)}, {'surely different' if sure else 'may be chance'}"
        if known
        else ""
        for *ends, known, sure in zip(then["ratio"], then["low"], then["high"], there, apart, strict=True)
    ]
    return table.assign(change=pd.Series(change, index=table.index, dtype="str"), apart=apart)


def _place(row: Mapping[Any, Any], points: pd.DataFrame, *, lowest: bool) -> Place:
    name = str(row["touchpoint"])
    point: Any = points.loc[name] if name in points.index else None
    recurs = "" if point is None or pd.isna(point["recurs"]) or not lowest else f"{point['recurs']}"
    chance = float(row["p_worst"])
    sure = f"{100 * chance:.0f} % likely the lowest" if lowest and chance >= _TELLING else ""
    owner = "" if point is None or pd.isna(point["owner"]) else str(point["owner"])
    return Place(name, str(row["text"]), sure, recurs, owner, below=lowest and bool(row["below"]))
