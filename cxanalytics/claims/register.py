"""The register of claims: stated, changed, retired, each step with who and when, and taken back at will."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from cxanalytics.claims.answer import answer
from cxanalytics.claims.claim import Claim, Measure, Scope, Step, words_of
from cxanalytics.engine import Analysis
from cxanalytics.errors import ClaimError
from cxanalytics.patterns.registry import fold
from cxanalytics.store import Workspace
from cxanalytics.store import claims as log
from cxanalytics.store import patterns as pattern_log
from cxanalytics.store.patterns import Event
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
    scope = replace(scope, words=words_of(scope.words))
    payload = _payload(sentence, scope, measure, owner or name)
    payload |= {"first": _first(analysis, payload, scope, measure)}
    if scope.pattern:
        rest_on(workspace, scope.pattern, name)
    return get(workspace, log.add(workspace, "stated", payload, who=name))


def _first(analysis: Analysis, payload: Mapping[str, Any], scope: Scope, measure: Measure) -> dict[str, Any]:
    """What the answer to it is today."""
    draft = Claim(0, payload["sentence"], payload["owner"], scope, measure, pd.Timestamp(0).to_pydatetime(), "")
    now = answer(analysis, draft)
    first = {"verdict": now.verdict, "n": now.n, "scorer": analysis.scorer.version}
    return first | {
        k: None if pd.isna(v) else v for k, v in (("value", now.value), ("low", now.low), ("high", now.high))
    }


def rest_on(workspace: Workspace, pattern: str, who: str) -> None:
    """Note in the log of patterns that something rests on one, so that grouping anew leaves it as it is."""
    events = pattern_log.events(workspace)
    known = fold(events, pattern_log.members(workspace))
    living = known.living.get(pattern, pattern)
    own = known.patterns[(known.patterns["pattern"] == living).to_numpy(bool)]
    if len(own):
        pattern_log.add(workspace, [Event("claimed", living, str(own["polarity"].iloc[0]))], who=who)


def change(  # noqa: PLR0913
    workspace: Workspace,
    number: int,
    sentence: str,
    scope: Scope,
    measure: Measure,
    *,
    owner: str,
    who: str = "",
    analysis: Analysis | None = None,
) -> Claim:
    """Put a claim otherwise. Where that changes its test, what the answer to the new one is (in `analysis`) is noted.

    Raises
    ------
    ClaimError, SelectionError
        As for a claim that is stated.
    """
    before = get(workspace, number)
    scope = replace(scope, words=words_of(scope.words))
    payload = _payload(sentence, scope, measure, owner)
    if analysis is not None and (scope, measure) != (before.scope, before.measure):
        payload |= {"first": _first(analysis, payload, scope, measure)}
    if scope.pattern and scope.pattern != before.scope.pattern:
        rest_on(workspace, scope.pattern, name_of(who))
    log.add(workspace, "changed", payload, claim=number, who=name_of(who))
    return get(workspace, number)


def retire(workspace: Workspace, number: int, *, who: str = "") -> None:
    """Take a claim out of the list of those that are watched; it stays in the register.

    Raises
    ------
    ClaimError
        There is no such claim, or it is retired already.
    """
    if get(workspace, number).retired:
        raise ClaimError(f"Claim {number} is retired already.")
    log.add(workspace, "retired", {}, claim=number, who=name_of(who))


def reopen(workspace: Workspace, number: int, *, who: str = "") -> None:
    """Watch a retired claim again.

    Raises
    ------
    ClaimError
        There is no such claim, or it is watched already.
    """
    if not get(workspace, number).retired:
        raise ClaimError(f"Claim {number} is watched already.")
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
    if not events["kind"].eq("stated").any():
        return None
    steps = _steps(events)
    last = steps[-1]
    watched = [step.kind for step in steps if step.kind != "changed"][-1]
    since = _since(steps)
    return Claim(
        number=int(events["claim"].iloc[0]),
        sentence=last.sentence,
        owner=last.owner,
        scope=last.scope,
        measure=last.measure,
        stated_at=steps[0].at,
        stated_by=steps[0].who,
        retired=watched == "retired",
        first=events["payload"].iloc[since].get("first", {}),
        first_at=steps[since].at,
        steps=steps,
    )


def _steps(events: pd.DataFrame) -> tuple[Step, ...]:
    """What was done, each with how the claim stood after it."""
    put: Mapping[str, Any] = {}
    steps = []
    event: Any
    for event in events.itertuples(index=False):
        put = event.payload or put
        scope, measure = Scope.of(put["scope"]), Measure(**put["measure"])
        at = event.at.to_pydatetime()
        steps.append(Step(str(event.kind), at, str(event.who), put["sentence"], put["owner"], scope, measure))
    return tuple(steps)


def _since(steps: Sequence[Step]) -> int:
    """Since which step it is tested by what it is tested by now."""
    other = [number for number, step in enumerate(steps) if step.test != steps[-1].test]
    return other[-1] + 1 if other else 0
