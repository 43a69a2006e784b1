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
from cxanalytics.ratios import ALL_SUCH, THESE, Draws
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

    @property
    def ends(self) -> str:
        """Its interval in words: "1.58–1.73", "at least 3.0" where nothing bounds it above."""
        return f"{said(self.low)}–{said(self.high)}" if np.isfinite(self.high) else f"at least {said(self.low)}"


def said(value: float) -> str:
    """A ratio with so many digits that a small change shows: "1.62", "12.4", "184"."""
    if not np.isfinite(value):
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
        now, then = (f"{said(one.value)} : 1 ({one.ends})" for one in (self.now, self.after))
        if self.negative and self.gone >= self.negative - _HALF:
            # None is left, so nothing bounds it above.
            then = f"at least {said(self.after.low)} : 1"
        instead = f", {self.turned:,.0f} of them positive instead." if self.turned else "."
        return f"{now} would be {then}, {self.gone:,.0f} of {self.negative:,} negative experiences fewer{instead}"


@dataclass(frozen=True)
class Ground:
    """What scenarios stand on: draws of the ratio, overall and by touchpoint, and how negative experiences are made up.

    profiles: a row per different make-up: touchpoint, patterns (a tuple of ids), loose (a complaint in no pattern is
    among them), n (experiences), unmixed (those of them that are not positive as well). names: of the living patterns.
    """

    draws: Draws
    places: Draws
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
    drawn, places = (ratios.draws(experiences, by, counted=True, others=others) for by in ((), ("touchpoint",)))
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
    return Ground(drawn, places, profiles, len(bad), names)


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
    part = held.gone(steps)
    many, unmixed = (float((part * held.profiles[name]).sum()) for name in ("n", "unmixed"))
    return _outcome(held.draws, 0, held.negative, many, unmixed, turned)


def resolve_each(held: Ground, steps: Sequence[Step], turned: float = 0.0) -> pd.DataFrame:
    """The same for each touchpoint at which something is resolved: touchpoint, outcome; where most is first.

    Raises
    ------
    ScenarioError
        `turned` is no share.
    """
    part = held.gone(steps)
    each = held.profiles[["touchpoint", "n"]].assign(
        many=part * held.profiles["n"], unmixed=part * held.profiles["unmixed"]
    )
    sums = each.groupby("touchpoint", sort=True)[["n", "many", "unmixed"]].sum()
    sums = sums[sums["many"] > 0].sort_values("many", ascending=False, kind="stable")
    place = {str(at): number for number, at in enumerate(held.places.groups["touchpoint"].astype("str"))}
    made = [
        _outcome(held.places, place[str(at)], int(row["n"]), float(row["many"]), float(row["unmixed"]), turned)
        for at, row in zip(sums.index, sums.to_dict("records"), strict=True)
    ]
    return pd.DataFrame({"touchpoint": sums.index.astype("str"), "outcome": pd.Series(made, dtype="object")})


def _outcome(drawn: Draws, group: int, negative: int, many: float, unmixed: float, turned: float) -> Outcome:
    """The outcome of a group of draws, of whose negative experiences so many go."""
    if not 0 <= turned <= 1:
        raise ScenarioError(f"Between 0 and 100 % can turn positive, not {100 * turned:g} %.")
    share = _share(many, negative)
    turning = turned * (unmixed / many if many else 0.0)
    now, after = [], []
    for population in (ALL_SUCH, THESE):
        plus, minus = (total[group] for total in drawn.totals(population))
        left = np.maximum(1 - share, _HALF / max(negative, 1))
        with np.errstate(divide="ignore", invalid="ignore"):
            now.append(plus / minus)
            after.append((plus + turning * share * minus) / (minus * left))
    with np.errstate(divide="ignore", invalid="ignore"):
        times = np.where(now[0] > 0, after[0] / now[0], 1.0)
    return Outcome(
        _ends(now[0], now[1]), _ends(after[0], after[1]), negative, many, turned * unmixed, _ends(times, times)
    )


def _share(many: float, of: int) -> Floats:
    """Draws of the part of all negative experiences that is gone; the more go, the larger is each of them."""
    from scipy.special import betaincinv

    if many <= 0 or of == 0:
        return np.zeros(DRAWS)
    if many >= of:
        # Of all, nothing is left open.
        return np.ones(DRAWS)
    even = (np.random.default_rng(0).permutation(DRAWS) + _HALF) / DRAWS
    drawn: Floats = betaincinv(many + _HALF, of - many + _HALF, even)
    return drawn


def _ends(drawn: Floats, middle: Floats) -> Ratio:
    known = drawn[~np.isnan(drawn)]
    if not len(known):
        return Ratio(float("nan"), float("nan"), float("nan"))
    low, high = np.sort(known)[[round(part * (len(known) - 1)) for part in (0.025, 0.975)]]
    value = float(np.nanmedian(middle))
    return Ratio(value, min(float(low), value), max(float(high), value))
