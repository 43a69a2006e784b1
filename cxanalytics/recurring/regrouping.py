"""Grouping anew: everything is looked at again, and what people had a hand in stays."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.errors import PatternError
from cxanalytics.patterns import assignment
from cxanalytics.patterns.discovery import Discovery, discover
from cxanalytics.patterns.registry import LIVE
from cxanalytics.recurring.grouping import keep, masked_of, new_ids
from cxanalytics.recurring.members import Side
from cxanalytics.recurring.standing import Recurring, of
from cxanalytics.store import Workspace
from cxanalytics.store import patterns as log
from cxanalytics.store.patterns import Event
from cxanalytics.threads import one_thread
from cxanalytics.who import name as name_of

Ints = npt.NDArray[np.int64]
Names = npt.NDArray[np.object_]

# A pattern is found again in a group that holds this share of its mentions.
_KEPT = 1 / 3


def regroup(
    workspace: Workspace,
    recurring: Recurring,
    version: str,
    *,
    wanted: int | None = None,
    who: str = "",
) -> int:
    """Group everything anew, into `wanted` patterns or as many as are stable.

    Patterns that people had a hand in stay with all their mentions. Of the others, one that is found again keeps its
    id, its name and its history; what is not found again is retired, what is new is born.
    """
    side = Side(workspace, version, recurring.polarity)
    with workspace.importing():
        state = log.state(workspace)
        now = of(workspace, recurring.mentions, version, recurring.polarity)
        return _grouped_anew(side, now, wanted, name_of(who), state)


def _grouped_anew(side: Side, recurring: Recurring, wanted: int | None, who: str, state: str) -> int:
    ids, number = _handled(recurring)
    # What is no pain as a single mention stays out; whole patterns that are none are found as such.
    inside = ~recurring.mentions["aside"].to_numpy(bool) | (number >= 0)
    own, known = recurring.mentions[inside].reset_index(drop=True), number[inside]
    if wanted is not None and not max(1, len(ids)) <= wanted <= max(1, len(own)):
        raise PatternError(
            f"{wanted} patterns cannot be made: people had a hand in {len(ids)}, and there are {len(own):,} mentions."
        )
    texts = own["clause_text"]
    found = _whole(discover(texts, wanted=wanted, masked=masked_of(side.workspace, texts), known=known))
    if not len(found.theme):
        raise PatternError("Nothing recurs in these comments, so there is nothing to group.")
    before = own["pattern"].astype("object").fillna("").to_numpy("object")
    found = _only_alike(found, known)
    pattern = _same(found.pattern, before, known >= 0, len(found.theme))
    live = recurring.patterns["pattern"][(recurring.patterns["state"] == LIVE).to_numpy(bool)]
    gone = [name for name in live if name not in set(pattern) and name not in ids]
    more = [Event("retired", name, recurring.polarity) for name in gone]
    return keep(side, own, found, pattern, more=more, who=who, state=state)


def _whole(found: Discovery) -> Discovery:
    """With a theme for every group: one whose texts are all said in another one too has none of its own."""
    more = int(found.pattern.max(initial=-1)) + 1 - len(found.theme)
    if more <= 0:
        return found
    first = int(found.theme.max(initial=-1)) + 1
    return replace(found, theme=np.concatenate([found.theme, np.arange(first, first + more)]))


def _only_alike(found: Discovery, known: Ints) -> Discovery:
    """Without what would join a pattern of people's and is not like its members, as where few patterns are wanted."""
    held, free = np.flatnonzero(known >= 0), np.flatnonzero(known < 0)
    home = np.unique(found.pattern[held])
    joins = free[np.isin(found.pattern[free], home[home >= 0])]
    if not len(joins):
        return found
    with one_thread():
        group, strength = assignment.assign(found.rows[held], known[held], found.rows[joins])
    number = pd.Series(found.pattern[held]).groupby(known[held]).agg(lambda own: own.mode().iloc[0])
    like = (group >= 0) & (strength >= assignment.SPEAKS)
    like[like] = number.reindex(group[like]).to_numpy() == found.pattern[joins][like]
    pattern, sure = found.pattern.copy(), found.strength.copy()
    pattern[joins[~like]], sure[joins[~like]] = -1, 0
    return replace(found, pattern=pattern, strength=sure)


def _handled(recurring: Recurring) -> tuple[list[str], Ints]:
    """The patterns that people had a hand in, and the number among them of each mention, -1 none."""
    table = recurring.patterns
    stays = (table["touched"] | table["named"] | (table["state"] != LIVE)).to_numpy(bool)
    ids = table["pattern"][stays].tolist()
    number = {name: at for at, name in enumerate(ids)}
    return ids, recurring.mentions["pattern"].astype("object").map(number).fillna(-1).to_numpy("int64")


def _same(group: Ints, before: Names, held: npt.NDArray[np.bool_], k: int) -> Names:
    """The id of each of k groups: that of the pattern most of its members were in, each id once; new ones else.

    Matched so that as many mentions as possible keep their id (Kuhn 1955, the Hungarian method). Where members are
    `held`, people had a hand in their pattern, and it is the group that these are in whatever else counts.
    """
    from scipy.optimize import linear_sum_assignment

    codes, ids = pd.factorize(pd.Series(before, dtype="object").where(before != ""), sort=True)
    both = (group >= 0) & (codes >= 0)
    weight = np.where(held[both], len(group) + 1.0, 1.0)
    box = group[both] * len(ids) + codes[both]
    table = np.bincount(box, weights=weight, minlength=k * len(ids)).reshape(k, len(ids))
    whole = np.bincount(codes[codes >= 0], minlength=len(ids))
    row, column = linear_sum_assignment(-table)
    enough = table[row, column] >= _KEPT * whole[column]
    named = new_ids(k)
    named[row[enough]] = np.asarray(ids, dtype="object")[column[enough]]
    return named
