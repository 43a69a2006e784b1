"""The register of claims: stated, changed, retired, each step with who and when, and taken back at will."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cxanalytics.claims.answer import answer
from cxanalytics.claims.claim import Claim, Measure, Scope
from cxanalytics.engine import Analysis
from cxanalytics.errors import ClaimError
from cxanalytics.store import Workspace
from cxanalytics.store import claims as log
from cxanalytics.who import name as name_of

_LONGEST = 300


def register(workspace: Workspace) -> list[Claim]:
    """All claims, the newest first, those retired among them."""
    events = log.events(workspace)
    standing = events[~events["undone"].to_numpy(bool)]
    found = [_claim(rows) for _, rows in standing.groupby("claim", sort=True)]
    return [claim for claim in reversed(found) if claim is not None]


def get(workspace: Workspace, number: int) -> Claim:
    """The claim of this number.

    Raises
    ------
    ClaimError
        There is none.
    """
    for claim in register(workspace):
        if claim.number == number:
            return claim
    raise ClaimError(f"There is no claim number {number}; `cxanalytics claim list` shows them.")


def state(
    workspace: Workspace,
    analysis: Analysis,
    sentence: str,
    scope: Scope,
    measure: Measure,
    *,
    owner: str = "",
    who: str = "",
) -> Claim:
    """State a claim, with what the answer is today; the claim.

    Raises
    ------
    ClaimError
        The sentence is empty or too long, or the scope cannot be measured so.
    SelectionError
        The scope names something that occurs nowhere.
    """
    name = name_of(who)
    payload = _payload(sentence, scope, measure, owner or name)
    draft = Claim(0, payload["sentence"], payload["owner"], scope, measure, pd.Timestamp(0).to_pydatetime(), name)
    now = answer(analysis, draft)
    first = {"verdict": now.verdict, "n": now.n, "scorer": analysis.scorer.version}
    first |= {k: None if pd.isna(v) else v for k, v in (("value", now.value), ("low", now.low), ("high", now.high))}
    return get(workspace, log.add(workspace, "stated", payload | {"first": first}, who=name))


def change(
    workspace: Workspace, number: int, sentence: str, scope: Scope, measure: Measure, *, owner: str, who: str = ""
) -> Claim:
    """Put a claim otherwise; what the answer was when it was stated stays noted."""
    get(workspace, number)
    log.add(workspace, "changed", _payload(sentence, scope, measure, owner), claim=number, who=name_of(who))
    return get(workspace, number)


def retire(workspace: Workspace, number: int, *, who: str = "") -> None:
    """Take a claim out of the list of those that are watched; it stays in the register."""
    get(workspace, number)
    log.add(workspace, "retired", {}, claim=number, who=name_of(who))


def reopen(workspace: Workspace, number: int, *, who: str = "") -> None:
    """Watch a retired claim again."""
    get(workspace, number)
    log.add(workspace, "reopened", {}, claim=number, who=name_of(who))


def undo(workspace: Workspace, number: int) -> str:
    """Take back the last thing that was done to a claim; what it was ("stated", "changed", "retired", "reopened").

    Raises
    ------
    ClaimError
        There is no such claim, or nothing left to take back.
    """
    events = log.events(workspace)
    own = events[(events["claim"] == number).to_numpy(bool) & ~events["undone"].to_numpy(bool)]
    if own.empty:
        raise ClaimError(f"There is no claim number {number}; `cxanalytics claim list` shows them.")
    log.undo(workspace, int(own["id"].iloc[-1]))
    return str(own["kind"].iloc[-1])


def _payload(sentence: str, scope: Scope, measure: Measure, owner: str) -> dict[str, Any]:
    plain = " ".join(sentence.split())
    if not plain:
        raise ClaimError("A claim needs a sentence, as in “Our customers all hate our invoices”.")
    if len(plain) > _LONGEST:
        raise ClaimError(f"A claim has at most {_LONGEST} characters; this one has {len(plain)}. Put it shorter.")
    return {
        "sentence": plain,
        "owner": " ".join(owner.split()),
        "scope": scope.plain(),
        "measure": {"kind": measure.kind, "above": measure.above, "value": measure.value},
    }


def _claim(events: pd.DataFrame) -> Claim | None:
    """The claim as it stands after its events; None where its stating was taken back."""
    stated = events[(events["kind"] == "stated").to_numpy(bool)]
    if stated.empty:
        return None
    put = events[events["kind"].isin(["stated", "changed"]).to_numpy(bool)]["payload"].iloc[-1]
    watched = events[events["kind"].isin(["stated", "retired", "reopened"]).to_numpy(bool)]["kind"].iloc[-1]
    first: Mapping[str, Any] = stated["payload"].iloc[0].get("first", {})
    return Claim(
        number=int(stated["claim"].iloc[0]),
        sentence=put["sentence"],
        owner=put["owner"],
        scope=Scope.of(put["scope"]),
        measure=Measure(**put["measure"]),
        stated_at=stated["at"].iloc[0].to_pydatetime(),
        stated_by=str(stated["who"].iloc[0]),
        retired=watched == "retired",
        first=first,
    )
