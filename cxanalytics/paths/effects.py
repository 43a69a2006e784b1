"""What a change of channel, or having to come back, does to how customers feel."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import ratios

Mask = npt.NDArray[np.bool_]

_Z = 1.959963984540054


@dataclass(frozen=True)
class Effect:
    """The experiences with something (a hop, a repeat contact) against those without.

    share: of the sessions (or experiences) that have it. negative_with, negative_without: shares that are negative.
    difference, low, high: of these shares, with its 95 % interval (Newcombe 1998, method 10); stratified: the same
    difference within touchpoints, weighted by Mantel and Haenszel, with its interval (Sato 1989), which the touchpoint
    itself does not explain. ratio_with, ratio_without: the ratios in words.
    """

    name: str
    n_with: int
    n_without: int
    share: float
    negative_with: float
    negative_without: float
    difference: float
    low: float
    high: float
    stratified: float
    stratified_low: float
    stratified_high: float
    ratio_with: str
    ratio_without: str

    @property
    def words(self) -> str:
        """What can be said of it, in a sentence."""
        if not self.n_with or not self.n_without:
            return f"{self.name}: there are none to compare."
        shares = f"{self.negative_with:.0%} with it, {self.negative_without:.0%} without"
        told = f"{self.name}: {self.share:.0%}. Negative are {shares}"
        points = f"{100 * self.stratified:+.0f} points at the same touchpoints"
        ends = f"({100 * self.stratified_low:+.0f} to {100 * self.stratified_high:+.0f})"
        if np.isnan(self.stratified):
            return f"{told}; at no touchpoint are there both, so it cannot be told apart from where it happens."
        # An interval of a few steps promises more than it can keep.
        enough = min(self.n_with, self.n_without) >= ratios.THIN
        sure = enough and (self.stratified_low > 0 or self.stratified_high < 0)
        return f"{told}: {points} {ends}{'.' if sure else '; whether it matters cannot be told yet.'}"


def effect(name: str, frame: pd.DataFrame, having: Mask, share: float) -> Effect:
    """The effect of having something on being negative. frame: touchpoint, positive, negative."""
    negative = frame["negative"].to_numpy(bool)
    n1, n0 = int(having.sum()), int((~having).sum())
    x1, x0 = int((negative & having).sum()), int((negative & ~having).sum())
    low, high = newcombe(x1, n1, x0, n0)
    apart, apart_low, apart_high = stratified(frame["touchpoint"], negative, having)
    return Effect(
        name=name, n_with=n1, n_without=n0, share=share,
        negative_with=x1 / n1 if n1 else float("nan"), negative_without=x0 / n0 if n0 else float("nan"),
        difference=x1 / n1 - x0 / n0 if n1 and n0 else float("nan"), low=low, high=high,
        stratified=apart, stratified_low=apart_low, stratified_high=apart_high,
        ratio_with=_ratio(frame[having]), ratio_without=_ratio(frame[~having]),
    )  # fmt: skip


def _ratio(frame: pd.DataFrame) -> str:
    counted = pd.DataFrame(
        {name: [int(frame[name].sum())] for name in ("positive", "negative")}
        | {"neutral": 0, "mixed": 0, "n": len(frame)}
    )
    return str(ratios.text(ratios.estimate(counted)).iloc[0])


def newcombe(x1: int, n1: int, x0: int, n0: int) -> tuple[float, float]:
    """The 95 % interval of a difference of two shares, from the Wilson intervals of both (Newcombe 1998, method 10)."""
    if not n1 or not n0:
        return float("nan"), float("nan")
    (l1, u1), (l0, u0) = wilson(x1, n1), wilson(x0, n0)
    p1, p0 = x1 / n1, x0 / n0
    middle = p1 - p0
    return (
        middle - float(np.hypot(p1 - l1, u0 - p0)),
        middle + float(np.hypot(u1 - p1, p0 - l0)),
    )


def wilson(x: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    p, z = x / n, _Z
    middle = p + z * z / (2 * n)
    half = z * float(np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def stratified(stratum: pd.Series, negative: Mask, having: Mask) -> tuple[float, float, float]:
    """The difference of shares within strata, weighted by Mantel and Haenszel, with its 95 % interval (Sato 1989).

    NaN where no stratum has both sides.
    """
    code = pd.factorize(stratum.astype("str"))[0]
    size = int(code.max()) + 1 if len(code) else 0
    n1, n0, x1, x0 = (
        np.bincount(code[mask], minlength=size).astype("float64")
        for mask in (having, ~having, having & negative, ~having & negative)
    )
    n = n1 + n0
    both = (n1 > 0) & (n0 > 0)
    if not both.any():
        return float("nan"), float("nan"), float("nan")
    n1, n0, x1, x0, n = (part[both] for part in (n1, n0, x1, x0, n))
    weight = (n1 * n0 / n).sum()
    difference = float(((x1 * n0 - x0 * n1) / n).sum() / weight)
    p = (n1**2 * x0 - n0**2 * x1 + n1 * n0 * (n0 - n1) / 2) / n**2
    q = (x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * n)
    variance = float((difference * p.sum() + q.sum()) / weight**2)
    half = _Z * float(np.sqrt(max(variance, 0.0)))
    return difference, difference - half, difference + half


def hop(steps: pd.DataFrame) -> Mask:
    """Which sessions change the channel; one entry per session, in order. A channel that is unknown is none."""
    known = steps[steps["channel"].notna().to_numpy(bool) & ~steps["channel"].isin(["nan", "None", ""]).to_numpy(bool)]
    many = known.groupby("session")["channel"].nunique()
    sessions = int(steps["session"].max()) + 1 if len(steps) else 0
    return many.reindex(range(sessions), fill_value=0).to_numpy() > 1


def again(steps: pd.DataFrame, within: float) -> Mask:
    """Which steps are at a touchpoint where the same customer was already within so many days, in another answer."""
    if steps.empty:
        return np.zeros(0, dtype=bool)
    order = steps.sort_values(["person", "touchpoint", "occurred_at", "feedback"], kind="stable")
    same = order[["person", "touchpoint"]].eq(order[["person", "touchpoint"]].shift()).all(axis=1)
    other = order["feedback"].ne(order["feedback"].shift())
    soon = order["occurred_at"].diff() <= pd.Timedelta(days=within)
    found = (same & other & soon).reindex(steps.index)
    return found.to_numpy(bool)


def of_steps(steps: pd.DataFrame, within: float) -> Mapping[str, Effect]:
    """The effects of a channel hop (on all steps of its session) and of a repeat contact (on that very step)."""
    hopped, repeated = hop(steps), again(steps, within)
    several = (steps.groupby("session").size() > 1).to_numpy(bool) if len(steps) else np.zeros(0, dtype=bool)
    long = steps[several[steps["session"].to_numpy()]] if len(steps) else steps
    with_hop = hopped[long["session"].to_numpy()] if len(long) else np.zeros(0, dtype=bool)
    share = float(hopped[several].mean()) if several.any() else 0.0
    repeat_share = float(repeated.mean()) if len(repeated) else 0.0
    return {
        "hop": effect("A change of channel, of sessions with several steps", long, with_hop, share),
        "repeat": effect(
            f"Back at the same touchpoint within {within:g} days, of all steps", steps, repeated, repeat_share
        ),
    }
