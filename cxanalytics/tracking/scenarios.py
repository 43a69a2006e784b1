"""What if: what the ratio would be were some pains resolved, several at once. Scenarios, not forecasts.

An experience stops being negative only when every complaint in it is resolved: with resolved shares f of its patterns
(independent of each other), and f at its touchpoint, the chance is 1 - (1 - f at the touchpoint)(1 - product of f). A
complaint in no pattern is resolved through its touchpoint alone. So nothing is counted twice, however many pains
overlap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import ratios
from cxanalytics.errors import ScenarioError
from cxanalytics.ratios import THESE, Draws
from cxanalytics.ratios.draws import DRAWS

Floats = npt.NDArray[np.float64]
PATTERN, TOUCHPOINT = KINDS = ("pattern", "touchpoint")
_HALF = 0.5


@dataclass(frozen=True)
class Step:
    """A pain to resolve: a pattern (its id) or a touchpoint (its name), the share of it that is, and its effort."""

    kind: str
    name: str
    resolved: float = 1.0
    effort: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ScenarioError(f"'{self.kind}' cannot be resolved; choose a pattern or a touchpoint.")
        if not 0 <= self.resolved <= 1:
            raise ScenarioError(f"Between 0 and 100 % of {self.name} can be resolved, not {100 * self.resolved:g} %.")
        if self.effort <= 0:
            raise ScenarioError(f"The effort of {self.name} must be greater than 0.")


@dataclass(frozen=True)
class Ratio:
    """A ratio with the ends of its 95 % interval; high is infinite where only "at least" can be said."""

    value: float
    low: float
    high: float


def said(value: float) -> str:
    """A ratio with so many digits that a small change shows: "1.62", "12.4", "184"."""
    if np.isnan(value):
        return "unknown"
    return f"{value:.2f}" if value < 9.995 else f"{value:,.1f}" if value < 99.95 else f"{value:,.0f}"


@dataclass(frozen=True)
class Outcome:
    """Of a scenario: the ratio now and after, the negative experiences now, how many are gone and turned, words."""

    now: Ratio
    after: Ratio
    negative: int
    gone: float
    turned: float
    times: Ratio

    @property
    def words(self) -> str:
        """The scenario in a sentence."""
        now, after, low, high = map(said, (self.now.value, self.after.value, self.after.low, self.after.high))
        instead = f", {self.turned:,.0f} of them positive instead." if self.turned else "."
        return (
            f"{now} : 1 would be {after} : 1 ({low}–{high}), {self.gone:,.0f} of {self.negative:,} negative "
            f"experiences fewer{instead}"
        )


@dataclass(frozen=True)
class Ground:
    """What scenarios stand on: draws of the ratio, and how the negative experiences are made up.

    profiles: a row per different make-up: touchpoint, patterns (a tuple of ids), loose (a complaint in no pattern is
    among them), n (experiences), unmixed (those of them that are not positive as well). names: of the living patterns.
    """

    draws: Draws
    profiles: pd.DataFrame
    negative: int
    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _pairs(self) -> tuple[list[str], npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The patterns by name, and each profile that patterns alone can resolve (its place, where its pairs begin)."""
        own = self.profiles.reset_index(drop=True)
        can = own[~own["loose"].to_numpy(bool) & (own["patterns"].map(len) > 0).to_numpy(bool)]
        codes, names = pd.factorize(can["patterns"].explode().astype("str"))
        many = can["patterns"].map(len).to_numpy("int64")
        return list(names), codes.astype("int64"), can.index.to_numpy("int64"), np.cumsum(many) - many

    def gone(self, steps: Sequence[Step]) -> Floats:
        """The chance of each profile to stop being negative with these steps."""
        by_pattern, by_touchpoint = _joined(steps, PATTERN), _joined(steps, TOUCHPOINT)
        names, codes, places, begins = self._pairs
        inside = np.zeros(len(self.profiles))
        if len(places):
            shares = np.array([by_pattern.get(name, 0.0) for name in names])
            inside[places] = np.multiply.reduceat(shares[codes], begins)
        there = self.profiles["touchpoint"].map(by_touchpoint).fillna(0.0).to_numpy("float64") if by_touchpoint else 0.0
        chance: Floats = 1 - (1 - there) * (1 - inside)
        return chance


def ground(
    experiences: pd.DataFrame,
    mentions: pd.DataFrame,
    names: Mapping[str, str],
    *,
    others: pd.DataFrame | None = None,
) -> Ground:
    """What scenarios of these experiences stand on.

    mentions: the negative ones of the same selection: feedback_id, touchpoint, pattern (missing: in none). names: of
    the living patterns. `others` are labelled experiences outside of these.
    """
    drawn = ratios.draws(experiences, (), counted=True, others=others)
    bad = experiences[experiences["negative"].to_numpy(bool)]
    key = ["feedback_id", "touchpoint"]
    said = (
        mentions[[*key, "pattern"]].astype({"touchpoint": "str"})
        if len(mentions)
        else pd.DataFrame(columns=[*key, "pattern"])
    )
    pattern = said["pattern"].astype("object").where(said["pattern"].isin(list(names)), None)
    each = said.assign(pattern=pattern).drop_duplicates()
    held = each.groupby(key, sort=False)["pattern"].agg(_made_of).rename("made").reset_index() if len(each) else None
    own = bad[[*key, "positive"]].astype({"touchpoint": "str"})
    own = own.merge(held, on=key, how="left") if held is not None else own.assign(made=None)
    made = own["made"].map(lambda value: value if isinstance(value, tuple) else ((), True))
    table = pd.DataFrame(
        {
            "touchpoint": own["touchpoint"], "patterns": made.map(lambda pair: pair[0]),
            "loose": made.map(lambda pair: pair[1]), "unmixed": ~own["positive"].to_numpy(bool),
        }
    )  # fmt: skip
    profiles = (
        table.groupby(["touchpoint", "patterns", "loose"], sort=True)["unmixed"]
        .agg(n="size", unmixed="sum")
        .reset_index()
    )
    return Ground(drawn, profiles, len(bad), names)


def _made_of(patterns: pd.Series) -> tuple[tuple[str, ...], bool]:
    """The patterns that an experience complains of, and whether it complains of something in none."""
    return tuple(sorted({str(one) for one in patterns if one is not None and one == one})), bool(patterns.isna().any())


def _joined(steps: Sequence[Step], kind: str) -> dict[str, float]:
    """The resolved share of each pain; of one that is named twice, what both together resolve."""
    shares: dict[str, float] = {}
    for step in steps:
        if step.kind == kind:
            shares[step.name] = 1 - (1 - shares.get(step.name, 0.0)) * (1 - step.resolved)
    return shares


def resolve(held: Ground, steps: Sequence[Step], turned: float = 0.0) -> Outcome:
    """The ratio were these pains resolved; `turned` of what is resolved turns positive, the rest falls silent.

    R' = (P + turned x gone) / (N - gone) over draws of P and N, the part of N that is gone from its Beta posterior
    (Jeffreys). Mixed experiences are positive already and turn no more. Half an experience always stays negative, so
    that the ratio has a size.

    Raises
    ------
    ScenarioError
        `turned` is no share.
    """
    if not 0 <= turned <= 1:
        raise ScenarioError(f"Between 0 and 100 % can turn positive, not {100 * turned:g} %.")
    gone = held.gone(steps)
    many = float((gone * held.profiles["n"]).sum())
    unmixed = float((gone * held.profiles["unmixed"]).sum())
    share = _share(many, held.negative)
    turning = turned * (unmixed / many if many else 0.0)
    now, after = [], []
    for population in ("all such", THESE):
        positive, negative = (total[0] for total in held.draws.totals(population))
        left = np.maximum(1 - share, _HALF / max(held.negative, 1))
        with np.errstate(divide="ignore", invalid="ignore"):
            now.append(positive / negative)
            after.append((positive + turning * share * negative) / (negative * left))
    with np.errstate(divide="ignore", invalid="ignore"):
        times = np.where(now[0] > 0, after[0] / now[0], 1.0)
    return Outcome(
        _ends(now[0], now[1]), _ends(after[0], after[1]), held.negative, many, turned * unmixed, _ends(times, times)
    )


def worth(held: Ground, steps: Sequence[Step]) -> float:
    """How many negative experiences would be gone with these steps."""
    return float(held.gone(steps) @ held.profiles["n"].to_numpy("float64"))


def _share(many: float, of: int) -> Floats:
    """Draws of the part of all negative experiences that is gone."""
    if many <= 0 or of == 0:
        return np.zeros(DRAWS)
    rng = np.random.default_rng(int(1000 * many) * 7919 + of)
    drawn = rng.beta(many + _HALF, max(of - many, 0.0) + _HALF, DRAWS)
    # Of all, nothing is left open.
    return np.ones(DRAWS) if many >= of else drawn


def _ends(drawn: Floats, middle: Floats) -> Ratio:
    known = drawn[~np.isnan(drawn)]
    if not len(known):
        return Ratio(float("nan"), float("nan"), float("nan"))
    low, high = np.sort(known)[[round(part * (len(known) - 1)) for part in (0.025, 0.975)]]
    value = float(np.nanmedian(middle))
    return Ratio(value, min(float(low), value), max(float(high), value))
