"""Where touchpoints stand in a period: every one, and those that stand out."""

from collections.abc import Mapping
from typing import Any

import numpy as np
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


def places(now: Now) -> tuple[pd.DataFrame, tuple[Place, ...], tuple[Place, ...]]:
    """Every touchpoint as a table, and those that are likely the lowest and the highest."""
    others = labelled_elsewhere(now.analysis.experiences, now.selection)
    chosen = now.inside[(now.inside["touchpoint"] != UNASSIGNED).to_numpy(bool)]
    table = ratios.table(chosen, ("touchpoint",), others=others)
    if table.empty:
        return table.assign(text="", rests_on="", change=""), (), ()
    table = table.assign(text=ratios.text(table, n=False), rests_on=ratios.rests_on(table), change=_moved(now, table))
    enough = table[(table["n"] >= THIN).to_numpy(bool)].reset_index(drop=True)
    if len(enough) < 2:
        return table, (), ()
    same = chosen[chosen["touchpoint"].isin(enough["touchpoint"].tolist()).to_numpy(bool)]
    own = same.assign(touchpoint=same["touchpoint"].astype("str").astype("category"))
    drawn = ratios.draws(own, ("touchpoint",), counted=True, others=others)
    ranked = ratios.ranking(ratios.counts(own, ("touchpoint",)), drawn)
    joined = ranked.merge(enough[["touchpoint", "text"]], on="touchpoint").sort_values("shrunk", kind="stable")
    board = boards.board(now.workspace, now.analysis, now.selection, Wanted())
    points = board.shown.points.set_index("touchpoint")
    rows = joined.to_dict("records")
    # The same touchpoint is never told to be both.
    many = min(_PLACES, len(rows) // 2)
    worst = tuple(_place(row, points, lowest=True) for row in rows[:many])
    best = tuple(_place(row, points, lowest=False) for row in rows[::-1][:many])
    return table, worst, best


def _moved(now: Now, table: pd.DataFrame) -> list[str]:
    """How each touchpoint stands against the period before, where that can be told."""
    before = periods.following(now.start, now.period, now.calendar, -1)
    everything = tracked.local(now.analysis, now.analysis.experiences, now.calendar, now.period)
    earlier = everything[
        ((everything["occurred_at"] >= before) & (everything["occurred_at"] < now.start)).to_numpy(bool)
    ]
    if earlier.empty:
        return [""] * len(table)
    known = ratios.table(earlier, ("touchpoint",)).set_index("touchpoint")
    said = []
    for row in table.to_dict("records"):
        if row["touchpoint"] not in known.index or np.isnan(known.loc[row["touchpoint"], "ratio"]):
            said.append("")
            continue
        then = known.loc[row["touchpoint"]]
        apart = row["low"] > then["high"] or row["high"] < then["low"]
        before_ = words.plain(words.RATIO, float(then["ratio"]))
        said.append(f"before {before_}" + (", surely different" if apart else ""))
    return said


def _place(row: Mapping[Any, Any], points: pd.DataFrame, *, lowest: bool) -> Place:
    name = str(row["touchpoint"])
    point: Any = points.loc[name] if name in points.index else None
    recurs = "" if point is None or pd.isna(point["recurs"]) or not lowest else f"{point['recurs']}"
    chance = float(row["p_worst"])
    sure = f"{100 * chance:.0f} % likely the lowest of all" if lowest and chance >= _TELLING else ""
    owner = "" if point is None or pd.isna(point["owner"]) else str(point["owner"])
    return Place(name, str(row["text"]), sure, recurs, owner)
