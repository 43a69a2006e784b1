"""Rules that a person writes in a short sentence, and that read back as they are understood."""

import re
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from cxanalytics.errors import AlertError
from cxanalytics.journey.model import Journey
from cxanalytics.ratios import number
from cxanalytics.store import Workspace
from cxanalytics.store import alerts as log
from cxanalytics.who import name as name_of

RATIO, NEGATIVE, PATTERN, PUBLIC, SILENT = KINDS = ("ratio", "negative", "pattern", "public", "silent")
EXAMPLES = (
    "ratio below 2 at Delivery",
    "ratio below 1.5 over 30 days",
    "negative share above 40 % at Invoice",
    "new pattern",
    "public complaints with reach 1000",
    "no evidence for 60 days",
)
_DAYS = {RATIO: 90, NEGATIVE: 90, PUBLIC: 7, SILENT: 60, PATTERN: 0}
_LONGEST = 3_650


@dataclass(frozen=True)
class Rule:
    """What shall raise an alert.

    kind: of KINDS. value: the ratio, the share (0..1) or the reach that is the limit. touchpoint: "" is everywhere.
    days: over how many days back from the last feedback; for SILENT without evidence for so many.
    """

    kind: str
    value: float = 0.0
    touchpoint: str = ""
    days: int = 0

    @property
    def words(self) -> str:
        """The rule as a person would write it."""
        at = f" at {self.touchpoint}" if self.touchpoint else ""
        return {
            RATIO: f"ratio below {number(self.value)}{at} over {self.days} days",
            NEGATIVE: f"negative share above {100 * self.value:g} %{at} over {self.days} days",
            PATTERN: "new pattern",
            PUBLIC: f"public complaints with reach {self.value:,.0f}{at} in {self.days} days".replace(",", ""),
            SILENT: f"no evidence for {self.days} days{at}",
        }[self.kind]

    @property
    def told(self) -> str:
        """When the rule raises an alert, in a sentence."""
        where = f"at {self.touchpoint}" if self.touchpoint else "overall"
        lately = f"in the last {self.days} days"
        share = f"more than {100 * self.value:g} % of the experiences {where} are negative"
        far = f", or one that reaches {self.value:,.0f} people or more" if self.value else ""
        return {
            RATIO: f"It is 95 % certain that the ratio {where} is below {number(self.value)} : 1 {lately}.",
            NEGATIVE: f"It is 95 % certain that {share} {lately}.",
            PATTERN: "Something is said that was not said before, more often than chance explains.",
            PUBLIC: f"More public complaints than usual {lately}{far}.",
            SILENT: f"{self.touchpoint or 'A touchpoint of the journey'} has not been heard of for {self.days} days.",
        }[self.kind]


_NUMBER = r"(?P<value>\d+(?:[.,]\d+)?)"
_AT = r"(?:\s+at\s+(?P<touchpoint>.+?))?"
_OVER = r"(?:\s+(?:over|in|for)\s+(?:the\s+last\s+)?(?P<days>\d+)\s+days?)?"
_CERTAIN = r"(?:\s+with\s+95\s*%\s+certainty)?"
_BELOW, _ABOVE = r"\s+(?:is\s+)?(?:below|under|<)\s*", r"\s+(?:is\s+)?(?:above|over|>)\s*"
_REACH = rf"(?:\s+with\s+(?:a\s+)?reach(?:\s+of)?\s*(?:at\s+least\s+)?{_NUMBER})?"
_ENDING = rf"{_AT}{_CERTAIN}{_OVER}{_CERTAIN}"
_SHAPES = tuple(
    (kind, re.compile(shape, re.IGNORECASE))
    for kind, shape in (
        (RATIO, rf"ratio{_BELOW}{_NUMBER}(?:\s*(?::|to)\s*1)?{_ENDING}"),
        (NEGATIVE, rf"negative(?:\s+share)?{_ABOVE}{_NUMBER}\s*%?{_ENDING}"),
        (PATTERN, r"(?:a\s+)?new\s+patterns?"),
        (PUBLIC, rf"(?:(?:a\s+)?spike\s+(?:in|of)\s+)?public\s+complaints?{_REACH}{_AT}{_OVER}"),
        (SILENT, rf"no\s+evidence{_AT}\s+for\s+(?P<days>\d+)\s+days?"),
        (SILENT, r"no\s+evidence\s+for\s+(?P<days>\d+)\s+days?(?:\s+at\s+(?P<touchpoint>.+))?"),
    )
)


def read(text: str, journey: Journey) -> Rule:
    """The rule that a sentence means.

    Raises
    ------
    AlertError
        It is not understood, or names a touchpoint that the journey does not have.
    """
    plain = " ".join(text.split()).rstrip(".")
    for kind, shape in _SHAPES:
        found = shape.fullmatch(plain)
        if found:
            said = found.groupdict()
            value = float((said.get("value") or "0").replace(",", ".")) / (100 if kind == NEGATIVE else 1)
            days = int(said.get("days") or _DAYS[kind])
            return checked(Rule(kind, value, said.get("touchpoint") or "", days), journey)
    raise AlertError(f"'{text}' is not understood as a rule; write it like one of: {'; '.join(EXAMPLES)}.")


def checked(rule: Rule, journey: Journey) -> Rule:
    """The rule with its touchpoint as the journey names it.

    Raises
    ------
    AlertError
        The journey has no such touchpoint, or a number is none that a rule can have.
    """
    if rule.kind == RATIO and rule.value <= 0:
        raise AlertError("A ratio to fall below is greater than 0, as in: ratio below 2.")
    if rule.kind == NEGATIVE and not 0 < rule.value < 1:
        raise AlertError("A share to rise above lies between 0 and 100 %, as in: negative share above 40 %.")
    if rule.kind != PATTERN and not 1 <= rule.days <= _LONGEST:
        raise AlertError(f"A rule looks back 1 to {_LONGEST:,} days, not {rule.days:,}.")
    if not rule.touchpoint:
        return rule
    known = {item.name.casefold(): item.name for item in journey.touchpoints}
    if rule.touchpoint.casefold() not in known:
        raise AlertError(
            f"The journey {journey.name} has no touchpoint '{rule.touchpoint}'; it has {', '.join(known.values())}."
        )
    return Rule(rule.kind, rule.value, known[rule.touchpoint.casefold()], rule.days)


def all(workspace: Workspace) -> pd.DataFrame:  # noqa: A001
    """The rules that stand, in the order they were written: rule (its number), words, told, made (a Rule), at, who."""
    events = log.rules(workspace)
    standing = events[~events["undone"].to_numpy(bool)]
    gone = set(standing["rule"][(standing["kind"] == "removed").to_numpy(bool)].tolist())
    kept = standing[(standing["kind"] == "added").to_numpy(bool) & ~standing["rule"].isin(gone).to_numpy(bool)]
    made = [Rule(**payload) for payload in kept["payload"].tolist()]
    return pd.DataFrame(
        {
            "rule": kept["rule"].to_numpy(), "words": pd.Series([item.words for item in made], dtype="str"),
            "told": pd.Series([item.told for item in made], dtype="str"),
            "made": pd.Series(made, dtype="object"), "at": kept["at"].to_numpy(), "who": kept["who"].to_numpy(),
        }
    )  # fmt: skip


def add(workspace: Workspace, rule: Rule, *, who: str = "") -> int:
    """Add a rule; its number, that of the same rule where there is one.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    known = all(workspace)
    same = known[[item == rule for item in known["made"]]] if len(known) else known
    if len(same):
        return int(same["rule"].iloc[0])
    return log.add_rule(workspace, "added", asdict(rule), who=name_of(who))


def remove(workspace: Workspace, number_: int, *, who: str = "") -> dict[str, Any]:
    """Take a rule away; the alerts that it raised stay in the history. What it was: rule, words.

    Raises
    ------
    AlertError
        There is none of that number.
    """
    known = all(workspace)
    own = known[(known["rule"] == number_).to_numpy(bool)]
    if own.empty:
        raise AlertError(f"There is no rule number {number_}; `cxanalytics alert rule list` shows them.")
    log.add_rule(workspace, "removed", {}, rule=number_, who=name_of(who))
    return {"rule": number_, "words": str(own["words"].iloc[0])}
