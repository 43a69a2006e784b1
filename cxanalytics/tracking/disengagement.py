"""What disengagement costs: customers who left or would leave, times what they are worth. A scenario on assumptions."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

import numpy as np
import pandas as pd

from cxanalytics.errors import ScenarioError
from cxanalytics.tracking.ratings import wilson

# How people say that they go, or have gone.
_LEAVING = re.compile(
    r"""\b(?:
        never\ (?:again|buy|shop|use|order|fly|come|go|return)
        | (?:won'?t|will\ not|not)\ (?:be\ )?(?:back|return|(?:buy|order)\ again|coming\ back)
        | cancel(?:l?ed|ling)?\ (?:my|our|the)\ (?:account|subscription|membership|contract|policy)
        | switch(?:ed|ing)?\ to | leaving\ (?:you|for|after) | lost\ (?:a|me\ as\ a)\ customer | last\ time\ (?:i|we)
        | (?:go|going|went|shop)\ elsewhere | clos(?:ed|ing)\ my\ account
    )""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Model:
    """The assumptions, each with its unit. Those that nobody has set are marked as assumed wherever they are shown.

    customers: how many there are (0: those heard of in the feedback). value: what one is worth a year, in `currency`.
    margin: the part of that which is kept, 0..1. leave_unhappy, leave_happy: the shares of unhappy and of other
    customers who leave within a year, 0..1. range: how far off the difference of the two may be, 0..1 of it. years:
    how many years of their value are lost with them. unhappy: the share of customers who are, 0..1 (negative: as
    measured). sources: who says so, for each.
    """

    customers: float = 0.0
    value: float = 100.0
    currency: str = "€"
    margin: float = 1.0
    leave_unhappy: float = 0.15
    leave_happy: float = 0.05
    range: float = 0.5
    years: float = 1.0
    unhappy: float = -1.0
    sources: str = ""
    set: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("customers", "value", "margin", "leave_unhappy", "leave_happy", "range", "years", "unhappy"):
            if not math.isfinite(getattr(self, name)):
                raise ScenarioError(f"{LABELS[name]} is a number, not {getattr(self, name)}.")
        for name in ("margin", "leave_unhappy", "leave_happy", "range"):
            if not 0 <= getattr(self, name) <= 1:
                raise ScenarioError(f"{LABELS[name]} is a share from 0 to 100 %, not {100 * getattr(self, name):g} %.")
        for name in ("customers", "value", "years"):
            if getattr(self, name) < 0:
                raise ScenarioError(f"{LABELS[name]} cannot be less than 0.")
        if self.leave_unhappy < self.leave_happy:
            raise ScenarioError(
                "Unhappy customers leave at least as often as others in this model; look at both shares."
            )

    def assumed(self, name: str) -> bool:
        """Whether nobody has set it."""
        return name not in self.set


WHO_WRITES = (
    "Those who write are often unhappier than those who do not: set the share of the unhappy where you know it."
)

LABELS = {
    "customers": "Customers in all", "value": "Worth of a customer a year", "currency": "Currency",
    "margin": "Part of that which is kept", "leave_unhappy": "Unhappy customers who leave within a year",
    "leave_happy": "Other customers who leave within a year", "range": "How far off the difference may be",
    "years": "Years of their worth that are lost", "unhappy": "Customers who are unhappy", "sources": "Who says so",
}  # fmt: skip


def changed(model: Model, **given: Any) -> Model:
    """The model with some of it set.

    Raises
    ------
    ScenarioError
        There is no such assumption, or it is not as it must be.
    """
    known = [field.name for field in fields(Model)]
    if unknown := [name for name in given if name not in known or name == "set"]:
        raise ScenarioError(f"The model has no '{unknown[0]}'; it has {', '.join(LABELS)}.")
    return replace(model, **given, set=tuple(sorted({*model.set, *given})))


def written(model: Model) -> str:
    """The model as it is kept."""
    return json.dumps(asdict(model))


def read(text: str | None) -> Model:
    """The model that was kept; the assumptions of everybody where none was."""
    if not text:
        return Model()
    given = json.loads(text)
    return Model(**given | {"set": tuple(given["set"])})


@dataclass(frozen=True)
class Observed:
    """What the feedback tells: customers heard of, unhappy ones (more negative than positive experiences), the share
    with its 95 % interval, and how many say that they leave or have left."""

    customers: int
    unhappy: int
    share: float
    low: float
    high: float
    leaving: int

    @property
    def says(self) -> str:
        """How many say that they leave, in a sentence."""
        many = "1 customer says" if self.leaving == 1 else f"{self.leaving:,} customers say"
        return f"{many} that they leave, or have left."


def observed(experiences: pd.DataFrame, mentions: pd.DataFrame) -> Observed:
    """What the experiences and the negative mentions (feedback_id, clause_text) of a selection tell."""
    if experiences.empty:
        return Observed(0, 0, float("nan"), float("nan"), float("nan"), 0)
    balance = experiences["positive"].astype("int64") - experiences["negative"].astype("int64")
    who = experiences["person" if "person" in experiences else "feedback"].to_numpy()
    each = balance.groupby(who).sum()
    n, unhappy = len(each), int((each < 0).sum())
    low, high = wilson(np.array([unhappy / n]), np.array([float(n)]))
    return Observed(n, unhappy, unhappy / n, float(low[0]), float(high[0]), _leaving(experiences, mentions, who))


def _leaving(experiences: pd.DataFrame, mentions: pd.DataFrame, who: Any) -> int:
    if mentions.empty:
        return 0
    said = mentions["clause_text"].astype("str").str.replace("’", "'")
    says = said.map(lambda text: bool(_LEAVING.search(text)))
    gone = experiences["feedback_id"].isin(mentions["feedback_id"][says.to_numpy(bool)]).to_numpy(bool)
    return int(pd.Series(who[gone]).nunique())


@dataclass(frozen=True)
class Cost:
    """What it costs: customers lost and value lost, each with low and high end; and what each number is made of."""

    customers: tuple[float, float, float]
    value: tuple[float, float, float]
    currency: str
    words: str

    @property
    def amounts(self) -> tuple[str, str, str]:
        """The value lost and its ends, with no more digits than an estimate has: "320,000"."""
        middle, low, high = (f"{float(f'{value:.2g}'):,.0f}" for value in self.value)
        return middle, low, high

    @property
    def lost(self) -> str:
        """The customers lost, with their interval."""
        return "{:,.0f} customers lost ({:,.0f} to {:,.0f})".format(*self.customers)


def cost(model: Model, seen: Observed, gone: float = 0.0) -> Cost:
    """What unhappy customers cost, by the model; `gone` is the part of them that a scenario makes content.

    customers x unhappy share x (leave_unhappy - leave_happy) x value x margin x years. The ends hold the interval of
    the unhappy share and the range of the difference.
    """
    many = model.customers or float(seen.customers)
    shares = (seen.share, seen.low, seen.high) if model.unhappy < 0 else (model.unhappy,) * 3
    more = model.leave_unhappy - model.leave_happy
    lost = tuple(
        many * share * (1 - gone) * more * factor
        for share, factor in zip(shares, (1.0, 1 - model.range, 1 + model.range), strict=True)
    )
    worth = model.value * model.margin * model.years
    value = tuple(worth * item for item in lost)
    said = (
        f"{many:,.0f} customers × {100 * shares[0]:.0f} % unhappy × {100 * more:.0f} % more of them leave × "
        f"{model.value:,.0f} {model.currency} a year × {100 * model.margin:.0f} % kept × {model.years:g} year"
        f"{'' if model.years == 1 else 's'}"
    )
    return Cost(_three(lost), _three(value), model.currency, said)


def _three(values: tuple[float, ...]) -> tuple[float, float, float]:
    return values[0], values[1], values[2]


def table(model: Model, seen: Observed) -> pd.DataFrame:
    """Every assumption on a row: name, assumption, value, rests_on ("measured", "set by people", "assumed")."""
    shown: Mapping[str, str] = {
        "customers": f"{model.customers or seen.customers:,.0f}",
        "unhappy": f"{100 * (seen.share if model.unhappy < 0 else model.unhappy):.0f} %",
        "leave_unhappy": f"{100 * model.leave_unhappy:g} %", "leave_happy": f"{100 * model.leave_happy:g} %",
        "range": f"± {100 * model.range:g} %", "value": f"{model.value:,.2f} {model.currency}",
        "margin": f"{100 * model.margin:g} %", "years": f"{model.years:g}",
    }  # fmt: skip
    measured = {"customers": model.customers == 0, "unhappy": model.unhappy < 0}
    rests = [
        "measured in the feedback" if measured.get(name) else "assumed" if model.assumed(name) else "set by people"
        for name in shown
    ]
    return pd.DataFrame(
        {
            "name": list(shown),
            "assumption": [LABELS[name] for name in shown],
            "value": list(shown.values()),
            "rests_on": rests,
        }
    )
