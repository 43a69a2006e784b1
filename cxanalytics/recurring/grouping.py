"""Grouping: patterns found in all mentions of a polarity, and kept as a generation of members files."""

import secrets
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.errors import PatternError
from cxanalytics.patterns import masking, proposals
from cxanalytics.patterns.discovery import Discovery, discover
from cxanalytics.patterns.naming import names
from cxanalytics.patterns.registry import Registry
from cxanalytics.patterns.themes import themes
from cxanalytics.recurring import members
from cxanalytics.recurring.members import KEY, Side
from cxanalytics.recurring.standing import read_registry
from cxanalytics.store import Workspace
from cxanalytics.store import patterns as log
from cxanalytics.store.patterns import NEW, Event

Names = npt.NDArray[np.object_]

# The workspace's setting that holds the words people listed as telling nothing, one to a line.
MASKED = "masked words"
# So many members of a pattern are noted in the log, the most typical: should its files be lost, they tell where it is.
_TYPICAL = 60


def masked_of(workspace: Workspace, texts: pd.Series) -> frozenset[str]:
    """The words that tell nothing in this workspace: those people listed, and handles that recur."""
    return masking.masked_words([], (workspace.setting(MASKED) or "").splitlines(), texts)


def halves(workspace: Workspace, texts: pd.Series) -> npt.NDArray[np.int64]:
    """The two parts that the machine sees in a pattern's texts (n), 0 the bigger and 1; all 0 where it sees one."""
    return proposals.halves(texts, masked_of(workspace, texts))


def first(side: Side, own: pd.DataFrame) -> None:
    """Find what recurs in the mentions of a side; where nothing does, nothing is kept."""
    found = discover(own["clause_text"], masked=masked_of(side.workspace, own["clause_text"]))
    if len(found.theme):
        keep(side, own, found, new_ids(len(found.theme)), who="")


def new_ids(k: int) -> Names:
    """What k new patterns are called until the log names them."""
    return np.array([f"{NEW}{number}" for number in range(k)], dtype="object")


def keep(
    side: Side,
    own: pd.DataFrame,
    found: Discovery,
    pattern: Names,
    *,
    more: Sequence[Event] = (),
    who: str,
    state: str | None = None,
) -> int:
    """Keep a grouping of everything; the batch. pattern (K): the id of each group that was found, new ones among them.

    The files are written just before the log is confirmed: files of a generation that it does not know are not read.

    Raises
    ------
    PatternError
        The log is not in this `state` any more.
    """
    generation = secrets.token_hex(6)
    tried = found.alternatives[["k", "stability", "chosen"]].astype({"k": "int64", "chosen": "bool"})
    alternatives = [
        {"k": k, "stability": None if np.isnan(stability) else stability, "chosen": chosen}
        for k, stability, chosen in zip(*(tried[name].tolist() for name in tried), strict=True)
    ]
    payload = {"generation": generation, "k": len(pattern), "n": len(own), "alternatives": alternatives}
    named = _named(side, own, found, pattern)

    def files(lasting: Mapping[str, str]) -> None:
        if state is not None and log.state(side.workspace) != state:
            raise PatternError(
                "Somebody changed the patterns in the meantime; look at them, and group anew after that."
            )
        ids = np.array([*(lasting.get(name, name) for name in pattern), ""], dtype="object")
        assigned = own[["import_id", *KEY]].assign(pattern=ids[found.pattern], strength=found.strength)
        members.write(side, generation, assigned)

    events = [Event("grouped", "", side.polarity, payload), *named, *more]
    return log.add(side.workspace, events, who=who, before=files)


def _named(side: Side, own: pd.DataFrame, found: Discovery, pattern: Names) -> list[Event]:
    """The births of new patterns, and what the machine calls the others from now on."""
    texts = own["clause_text"]
    masked = masked_of(side.workspace, texts)
    known = read_registry(side.workspace)
    called = names(texts, found.pattern, known.names().values(), masked=masked)
    above = themes(texts, found.pattern, found.theme, masked=masked)
    return [
        *_births(side, own, found, pattern, called, above),
        *_renewed(side, known, pattern, called, above, masked),
    ]


def _births(
    side: Side, own: pd.DataFrame, found: Discovery, pattern: Names, called: Sequence[str], above: Sequence[str]
) -> list[Event]:
    events = []
    for number in np.flatnonzero([str(name).startswith(NEW) for name in pattern]).tolist():
        at = np.flatnonzero(found.pattern == number)
        at = at[np.argsort(-found.strength[at], kind="stable")][:_TYPICAL]
        typical = own.iloc[at][KEY].assign(pattern=pattern[number])
        payload = {"name": called[number], "theme": above[number], "how": "discovered"}
        events.append(Event("born", str(pattern[number]), side.polarity, payload, typical))
    return events


def _renewed(
    side: Side,
    known: Registry,
    pattern: Names,
    called: Sequence[str],
    above: Sequence[str],
    masked: frozenset[str],
) -> list[Event]:
    """What patterns that were found again are called: a name or theme of a person's stays, as does a name of the
    machine's that holds no masked word; themes are those of this grouping."""
    before = known.patterns.set_index("pattern")
    events = []
    for number in np.flatnonzero(np.isin(pattern, before.index)).tolist():
        now = before.loc[str(pattern[number])]
        name = str(now["name"])
        payload: dict[str, str] = {}
        if not now["named"] and masking.holds(name, masked):
            payload |= {"name": called[number], "before": name}
        if not now["themed"] and now["theme"] != above[number]:
            payload["theme"] = above[number]
        if payload:
            events.append(Event("called", str(pattern[number]), side.polarity, payload))
    return events
