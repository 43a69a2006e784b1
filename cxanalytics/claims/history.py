"""The history of a claim: what was done to it, and what the answer was then, in sentences."""

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise

from cxanalytics.claims.answer import Answer
from cxanalytics.claims.claim import Claim, Step


def history(claim: Claim, names: Mapping[str, str]) -> list[str]:
    """What was done to a claim, the oldest first; names are those of the patterns."""
    said = [_told(step, _tested(step, names)) for step in claim.steps[:1]]
    return said + [_told(step, _differs(before, step, names)) for before, step in pairwise(claim.steps)]


def changed(now: Answer, names: Mapping[str, str]) -> str:
    """What changed since a claim was stated, or since its test was changed; "" where nothing is noted."""
    claim = now.claim
    tests = [pair for pair in pairwise(claim.steps) if pair[0].test != pair[1].test]
    said = ""
    if tests:
        said = _told(tests[-1][1], _test(*tests[-1], names)).replace("Changed on", "The test was changed on", 1)
    first = claim.first
    if not first:
        return said
    value = float("nan") if first.get("value") is None else float(first["value"])
    since = "Then" if tests else f"When stated on {_day(claim.first_at or claim.stated_at)}"
    then = f"{since}: {first['verdict']}, {now.number(value)}, n {first['n']:,}."
    return f"{said} {then} Now: {now.verdict}, {now.number(now.value)}, n {now.n:,}.".strip()


def _told(step: Step, what: str) -> str:
    """A step in a sentence: "Stated on 3 May 2026 by Ana: negative share > 50 %, all feedback."."""
    kind = {"reopened": "Watched again"}.get(step.kind, step.kind.capitalize())
    by = f" by {step.who}" if step.who else ""
    return f"{kind} on {_day(step.at)}{by}" + (f": {what}." if what else ".")


def _tested(step: Step, names: Mapping[str, str]) -> str:
    return f"“{step.measure.words}” of {step.scope.told(names)}"


def _test(before: Step, after: Step, names: Mapping[str, str]) -> str:
    """From what to what the test was changed."""
    said = []
    if before.measure != after.measure:
        said.append(f"from “{before.measure.words}” to “{after.measure.words}”")
    if before.scope != after.scope:
        said.append(f"from {before.scope.told(names)} to {after.scope.told(names)}")
    return "; ".join(said)


def _differs(before: Step, after: Step, names: Mapping[str, str]) -> str:
    said = [_test(before, after, names)]
    if before.sentence != after.sentence:
        said.append(f"the sentence from “{before.sentence}”")
    if before.owner != after.owner:
        said.append(f"the owner from {before.owner or 'nobody'} to {after.owner or 'nobody'}")
    return "; ".join(part for part in said if part)


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
