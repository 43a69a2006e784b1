"""Settling: every mention of a new import finds its pattern, or is left unclustered; what is new is proposed."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.errors import WorkspaceError
from cxanalytics.files import write_parquet
from cxanalytics.patterns import assignment, proposals, vectors
from cxanalytics.patterns.clustering import Ints
from cxanalytics.patterns.naming import names
from cxanalytics.patterns.registry import Registry
from cxanalytics.patterns.vectors import Vectors
from cxanalytics.recurring import grouping, members
from cxanalytics.recurring.members import KEY, Side
from cxanalytics.recurring.standing import NEGATIVE, read_registry, settled
from cxanalytics.store import Workspace
from cxanalytics.threads import one_thread

Progress = Callable[[float, str], None]
Mask = npt.NDArray[np.bool_]
Names = npt.NDArray[np.object_]

# So many members speak for a pattern when new mentions look for theirs.
_SPEAKERS = 150
# So many texts are read to learn the space that neighbours are found in.
_LEARNT = 10_000


def settle(
    workspace: Workspace,
    mentions: pd.DataFrame,
    version: str,
    polarity: str = NEGATIVE,
    progress: Progress | None = None,
) -> None:
    """Put every mention that has no pattern yet in one, or in none; find patterns where there are none at all.

    mentions are all of `engine.Analysis.mentions`, read by this version of the scorer. What was settled stays as it is.
    Where the workspace cannot be written, or somebody else has held it for long, nothing is settled.
    """
    side = Side(workspace, version, polarity)
    own = mentions if mentions.empty else mentions[(mentions["polarity"] == polarity).to_numpy(bool)]
    if own.empty or not _missing(side, read_registry(workspace), own):
        return
    own = own.reset_index(drop=True)
    # Another one may be at it; what it settled is not settled again.
    with suppress(WorkspaceError), workspace.importing():
        known = read_registry(workspace)
        missing = _missing(side, known, own)
        if not missing:
            return
        if progress:
            progress(0.0, "finding what recurs")
        if polarity not in known.generation:
            grouping.first(side, own)
        else:
            _settle_new(side, known, own, missing)


def _missing(side: Side, known: Registry, own: pd.DataFrame) -> list[str]:
    """The imports that have no readable file yet; all of them before the first grouping."""
    imports = own["import_id"].astype("str").unique().tolist()
    if side.polarity not in known.generation:
        return imports
    held = set(members.read(side, known.generation[side.polarity], imports)["import_id"])
    return [name for name in imports if name not in held]


@dataclass(frozen=True)
class _Place:
    """Where all mentions lie: rows (n, d), and the number (n) in ids of the pattern of each, -1 unknown or none.

    speakers: which of them speak for their pattern.
    """

    ids: list[str]
    group: Ints
    rows: Vectors
    speakers: Ints


def _settle_new(side: Side, known: Registry, own: pd.DataFrame, missing: list[str]) -> None:
    last = known.generation[side.polarity]
    held = members.read(side, last, own["import_id"].astype("str").unique().tolist())
    before = [members.earlier(side, last, name) for name in missing]
    typical = known.typical.assign(strength=np.float32(1), import_id="")
    standing = settled(own, known, pd.concat([typical, *before, held], ignore_index=True), side.polarity)
    # What was left unclustered before stays so; only what was never looked at is new.
    seen = _keys(own).isin(_keys(pd.concat([held, *before])))
    free = standing["pattern"].eq("").to_numpy(bool) & ~standing["aside"].to_numpy(bool)
    place = _place(side, own, standing)
    group, near = _neighbours(place, free & ~seen)
    ids = np.array([*place.ids, ""], dtype="object")
    found = standing["found"].to_numpy("object")
    pattern = np.where(free, _part(place, found, group, ids), found)
    strength = np.where(free, near, standing["strength"].to_numpy("float32")).astype("float32")
    wanted = own["import_id"].astype("str").isin(missing).to_numpy(bool)
    assigned = own[["import_id", *KEY]].assign(pattern=pattern, strength=strength)
    members.write(side, last, assigned[wanted])
    # What fits its pattern badly may be the beginning of something new.
    loose = (pattern == "") | (strength < assignment.WEAK)
    left = loose & ~standing["aside"].to_numpy(bool) & proposals.recent(own["occurred_at"])
    left &= ~_keys(own).isin(_keys(known.dismissed))
    masked = grouping.masked_of(side.workspace, own["clause_text"])
    write_parquet(_proposed(place, own, np.flatnonzero(left), known, masked), side.proposals_path(last))


def _part(place: _Place, found: Names, group: Ints, ids: Names) -> Names:
    """The very pattern found, also where it is part of another by now: should people part them, it is known."""
    result = ids[group]
    spoken = place.speakers
    merged = np.unique(place.group[spoken][ids[place.group[spoken]] != found[spoken]])
    for number in merged.tolist():
        mine, theirs = np.flatnonzero(group == number), spoken[place.group[spoken] == number]
        if len(mine):
            result[mine] = found[theirs[(place.rows[mine] @ place.rows[theirs].T).argmax(axis=1)]]
    return result


def _keys(mentions: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(mentions[KEY].astype({"feedback_id": "str", "start": "int64"}))


def _place(side: Side, own: pd.DataFrame, standing: pd.DataFrame) -> _Place:
    """The space learnt on the texts of now, and the pattern of every mention where it is known."""
    texts = own["clause_text"]
    order = np.argsort(pd.util.hash_array(texts.astype("str").to_numpy("object")), kind="stable")
    space = vectors.fit(texts.iloc[np.sort(order[:_LEARNT])], masked=grouping.masked_of(side.workspace, texts))
    with one_thread():
        rows = space.transform(texts)
    ids = sorted(set(standing["pattern"]) - {""})
    number = {name: at for at, name in enumerate(ids)}
    group = np.where((rows != 0).any(axis=1), standing["pattern"].map(number).fillna(-1).to_numpy("int64"), -1)
    speaks = (standing["strength"] >= assignment.SPEAKS).to_numpy(bool)
    return _Place(ids, group, rows, _speakers(texts, np.where(speaks, group, -1)))


def _speakers(texts: pd.Series, group: Ints) -> Ints:
    """At most _SPEAKERS members of each group, of different texts, by the hash of their text."""
    inside = np.flatnonzero(group >= 0)
    said = texts.iloc[inside].astype("str").str.lower().to_numpy("object")
    mixed = pd.DataFrame({"at": inside, "group": group[inside], "order": pd.util.hash_array(said)})
    mixed = mixed.sort_values(["order", "at"], kind="stable").drop_duplicates(["group", "order"])
    kept: Ints = mixed["at"][mixed.groupby("group").cumcount() < _SPEAKERS].to_numpy("int64")
    return np.sort(kept)


def _neighbours(place: _Place, new: Mask) -> tuple[Ints, npt.NDArray[np.float32]]:
    group, near = np.full(len(new), -1, dtype="int64"), np.zeros(len(new), dtype=np.float32)
    at = place.speakers
    with one_thread():
        group[new], near[new] = assignment.assign(place.rows[at], place.group[at], place.rows[new])
    return group, near


def _proposed(place: _Place, own: pd.DataFrame, left: Ints, known: Registry, masked: frozenset[str]) -> pd.DataFrame:
    """The proposals among the mentions that are left: feedback_id, start, proposal, name, like."""
    at = place.speakers
    with one_thread():
        found = proposals.find(place.rows[left], place.rows[at], place.group[at])
    texts = own["clause_text"].iloc[left].reset_index(drop=True)
    called = names(texts, found.group, known.names().values(), masked=masked)
    inside = found.group >= 0
    number = found.group[inside]
    like = [place.ids[group] if group >= 0 else "" for group in found.like.tolist()]
    return (
        own.iloc[left[inside]][KEY]
        .reset_index(drop=True)
        .assign(
            proposal=number + 1,
            name=pd.Series([called[n] for n in number], dtype="str"),
            like=pd.Series([like[n] for n in number], dtype="str"),
        )
    )
