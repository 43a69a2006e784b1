"""What recurs in a workspace as things stand: the machine's assignments with all that people said since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import registry
from cxanalytics.patterns.assignment import WEAK
from cxanalytics.patterns.registry import LIVE, NOT_A_PAIN, Registry
from cxanalytics.recurring import members
from cxanalytics.recurring.members import KEY
from cxanalytics.store import Workspace
from cxanalytics.store import patterns as log

Names = npt.NDArray[np.object_]

NEGATIVE, POSITIVE = "negative", "positive"

# From so many times as many mentions on, patterns found earlier are coarse for what there is.
GROWN = 2.0


@dataclass(frozen=True)
class Recurring:
    """The patterns of one polarity, and the mentions in them.

    patterns: the living ones and those that are no pain, in the order they came to be: pattern, name, named (by a
    person), touched, theme, state, how, born_at, split_from, and people's estimates. mentions: those of the polarity,
    with pattern (missing: unclustered), strength (0..1, float32; 1 where a person put it there), aside (a person said
    that it is no pain) and proposed (the number of a proposal, missing where in none). proposals: proposal, name, n,
    since, like (a pattern that it may belong to, or ""). alternatives: k, stability, chosen. names: of every pattern
    there ever was. events: the log of this polarity.
    """

    polarity: str
    patterns: pd.DataFrame
    mentions: pd.DataFrame
    proposals: pd.DataFrame
    alternatives: pd.DataFrame
    events: pd.DataFrame
    registry: Registry
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def unclustered(self) -> float:
        """The share of mentions that are in no pattern, 0..1; NaN where there are no mentions."""
        counted = self.mentions[~self.mentions["aside"].to_numpy(bool)]
        return float(counted["pattern"].isna().mean()) if len(counted) else float("nan")

    @property
    def outgrown(self) -> float:
        """How many times as many mentions there are as when they were last grouped, if that is GROWN or more; else 0.

        New ones are put to the patterns there are; finer ones are found when somebody groups anew.
        """
        grouped = self.events[(self.events["kind"] == "grouped").to_numpy(bool)]
        standing = grouped[~grouped["undone"].to_numpy(bool)]
        then = int(standing["payload"].iloc[-1].get("n", 0)) if len(standing) else 0
        times = len(self.mentions) / then if then else 0.0
        return times if times >= GROWN else 0.0


def mention_id(mentions: pd.DataFrame) -> pd.Series:
    """The name of each mention: its feedback and where it starts in it, as in "0a1b-17"."""
    return mentions["feedback_id"].astype("str") + "-" + mentions["start"].astype("str")


def generation(workspace: Workspace) -> str:
    """A text that changes whenever everything is grouped anew, or that is undone; "" before the first time."""
    found = log.events(workspace)
    kept = found[(found["kind"] == "grouped").to_numpy(bool) & ~found["undone"].to_numpy(bool)]
    return " ".join(str(payload["generation"]) for payload in kept["payload"])


def read_registry(workspace: Workspace) -> Registry:
    """The registry of a workspace."""
    return registry.fold(log.events(workspace), log.members(workspace))


def nothing(mentions: pd.DataFrame, polarity: str = NEGATIVE) -> Recurring:
    """No patterns at all, the mentions unclustered."""
    events = pd.DataFrame(columns=["id", "batch", "at", "who", "kind", "pattern", "polarity", "payload", "undone"])
    empty = registry.fold(events.astype({"undone": "bool"}), pd.DataFrame(columns=["event", *KEY, "pattern"]))
    return _recurring(_of_polarity(mentions, polarity), polarity, empty, events, members.none(), members.no_proposals())


def of(workspace: Workspace, mentions: pd.DataFrame, version: str, polarity: str = NEGATIVE) -> Recurring:
    """The patterns of a workspace as they stand; reads only, finds nothing new (see `settle`).

    mentions are those of `engine.Analysis.mentions` read by this version of the scorer.
    """
    own = _of_polarity(mentions, polarity)
    events = log.events(workspace)
    known = registry.fold(events, log.members(workspace))
    last = known.generation.get(polarity)
    if last is None:
        return _recurring(own, polarity, known, events, members.none(), members.no_proposals())
    side = members.Side(workspace, version, polarity)
    imports = sorted(map(str, own["import_id"].unique()))
    assigned, proposed = members.read(side, last, imports), members.proposals(side, last)
    return _recurring(own, polarity, known, events, assigned, proposed)


def settled(mentions: pd.DataFrame, known: Registry, assigned: pd.DataFrame, polarity: str) -> pd.DataFrame:
    """The mentions with pattern (str; "" unclustered), strength and aside, as the machine and then people have it.

    found is the same before patterns were merged.
    """
    machine = assigned.drop_duplicates(KEY, keep="last")
    pattern = looked_up(mentions, machine, machine["pattern"], "")
    strength = looked_up(mentions, machine, machine["strength"], np.float32(0)).astype("float32")
    pins = looked_up(mentions, known.pinned, known.pinned["pattern"], None)
    by_hand = pd.notna(pins)
    pattern = np.where(by_hand, pins, pattern)
    strength = np.where(by_hand, np.float32(1), strength)
    aside = pattern == NOT_A_PAIN
    own = known.patterns[(known.patterns["polarity"] == polarity).to_numpy(bool)]
    living = own["pattern"][own["state"].isin([LIVE, NOT_A_PAIN]).to_numpy(bool)]
    ended = pd.Series(pattern).map(lambda name: known.living.get(name, name))
    inside = ended.isin(living).to_numpy(bool)
    none = own["pattern"][(own["state"] == NOT_A_PAIN).to_numpy(bool)]
    return mentions.assign(
        pattern=ended.where(inside, "").to_numpy("object"),
        strength=np.where(inside, strength, np.float32(0)).astype("float32"),
        aside=aside | ended.isin(none).to_numpy(bool),
        found=np.where(inside, pattern, ""),
    )


def looked_up(mentions: pd.DataFrame, table: pd.DataFrame, values: pd.Series, default: Any) -> Names:
    """What a table with a row per mention (feedback_id, start) has as value of each mention; default where it has none.

    Much quicker than an index of both columns.
    """
    if table.empty or mentions.empty:
        return np.full(len(mentions), default, dtype="object")
    ids = pd.Index(table["feedback_id"].unique())
    start = mentions["start"].to_numpy("int64")
    step = int(max(start.max(), table["start"].max())) + 1
    mine = ids.get_indexer(pd.Index(mentions["feedback_id"]))
    theirs = pd.Index(ids.get_indexer(pd.Index(table["feedback_id"])) * step + table["start"].to_numpy("int64"))
    at = np.where(mine >= 0, theirs.get_indexer(pd.Index(mine * step + start)), -1)
    result: Names = np.where(at >= 0, values.to_numpy("object")[at], default)
    return result


def _of_polarity(mentions: pd.DataFrame, polarity: str) -> pd.DataFrame:
    if mentions.empty:
        names = ("feedback_id", "clause_text", "touchpoint", "stage", "import_id", "source", "channel", "segment")
        columns = {name: pd.Series(dtype="str") for name in names} | {"start": pd.Series(dtype="int64")}
        columns |= {"occurred_at": pd.Series(dtype="datetime64[us]"), "effort": pd.Series(dtype="bool")}
        columns |= {"emotions": pd.Series(dtype="str"), "reach": pd.Series(dtype="float64")}
        return pd.DataFrame(columns)
    return mentions[(mentions["polarity"] == polarity).to_numpy(bool)].reset_index(drop=True)


def _recurring(
    own: pd.DataFrame,
    polarity: str,
    known: Registry,
    events: pd.DataFrame,
    assigned: pd.DataFrame,
    proposed: pd.DataFrame,
) -> Recurring:
    standing = settled(own, known, assigned, polarity).drop(columns="found")
    patterns = known.patterns[
        (known.patterns["polarity"] == polarity).to_numpy(bool)
        & known.patterns["state"].isin([LIVE, NOT_A_PAIN]).to_numpy(bool)
    ].reset_index(drop=True)
    loose = standing["pattern"].eq("").to_numpy(bool) | (standing["strength"] < WEAK).to_numpy(bool)
    free = loose & ~standing["aside"].to_numpy(bool)
    number = _still_proposed(standing, free, known, proposed)
    standing = standing.assign(
        pattern=pd.Categorical(standing["pattern"].where(standing["pattern"] != ""), patterns["pattern"].tolist()),
        proposed=number,
    )
    none = pd.DataFrame(columns=["k", "stability", "chosen"])
    return Recurring(
        polarity=polarity,
        patterns=patterns,
        mentions=standing,
        proposals=_proposals(standing, proposed),
        alternatives=known.alternatives.get(polarity, none),
        events=events[(events["polarity"] == polarity).to_numpy(bool)].reset_index(drop=True),
        registry=known,
        names=known.names(),
    )


# A proposal of which fewer than this share is left, the others having found a pattern, is none any more.
_LEFT = 0.5


def _still_proposed(standing: pd.DataFrame, free: np.ndarray, known: Registry, proposed: pd.DataFrame) -> pd.Series:
    """The proposal that each mention is in, of those that nobody has dealt with."""
    if proposed.empty:
        return pd.Series(pd.NA, index=standing.index, dtype="Int64")
    found = looked_up(standing, proposed, proposed["proposal"], -1).astype("int64")
    number = pd.Series(found, index=standing.index).where(found >= 0).astype("Int64")
    dismissed = looked_up(standing, known.dismissed, pd.Series(True, known.dismissed.index), False).astype("bool")
    number = number.where(free & ~dismissed)
    left = number.value_counts().reindex(proposed["proposal"].unique(), fill_value=0)
    whole = proposed["proposal"].value_counts()
    gone = left.index[left.to_numpy() < _LEFT * whole.reindex(left.index).to_numpy()]
    return number.where(~number.isin(gone))


def _proposals(standing: pd.DataFrame, proposed: pd.DataFrame) -> pd.DataFrame:
    inside = standing[standing["proposed"].notna()]
    about = proposed.drop_duplicates("proposal")[["proposal", "name", "like"]]
    counted = inside.groupby("proposed").agg(n=("feedback_id", "nunique"), since=("occurred_at", "min")).reset_index()
    counted = counted.rename(columns={"proposed": "proposal"}).astype({"proposal": "int64"})
    table = counted.merge(about, on="proposal")[["proposal", "name", "n", "since", "like"]]
    return table.sort_values(["n", "proposal"], ascending=[False, True], ignore_index=True)
