"""Whether the effect of an action can be believed.

    .venv/bin/python benchmarks/effects.py [worked coverage power placebo] [--quick]

worked: nothing changed, and the touchpoint was chosen for looking worst in the last three months; how often the verdict
is "worked" all the same, beside a plain comparison of three months before and after. coverage: how often the 95 %
interval holds the true effect. power: how often a real fall from 30 to 24 % is seen. All simulated: touchpoints of
unlike levels, months that scatter beyond chance (rho, beta-binomial), a shock that all share after the start, and
touchpoints that drift apart by themselves (drift, in logits). placebo: actions that never were, on the comments to a
hospital trust beside the checkout, the touchpoint the worst by then or any. Prints Markdown tables; --quick takes a
tenth of the replicates.
"""

import argparse
import itertools
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.tracking import effects
from cxanalytics.tracking.difference import Floats, Months
from cxanalytics.tracking.effects import Effect, Subject

PARTS = ("worked", "coverage", "power", "placebo")
TRUST = Path(__file__).resolve().parents[2] / "shared" / "labelled" / "nhs_trust_2010_2019.parquet"
RECENT = 3


@dataclass(frozen=True)
class World:
    """n experiences a month at each touchpoint; the touched one and so many others; months before and after."""

    n: int
    rho: float
    others: int
    before: int = 6
    after: int = 3
    level: float = 0.3
    unlike: float = 0.15
    shock: float = 0.15
    drift: float = 0.0
    fall: float = 0.0
    chosen: bool = False


def logit(share: npt.ArrayLike) -> Floats:
    given = np.asarray(share, dtype="float64")
    return np.asarray(np.log(given / (1 - given)))


def expit(value: npt.ArrayLike) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.asarray(value, dtype="float64"))))


def simulated(world: World, rng: np.random.Generator) -> tuple[Floats, int, float]:
    """Negative experiences per touchpoint and month, which one is touched, and the true effect on its share."""
    size, months = world.others + 1, world.before + world.after
    level = logit(world.level) + rng.normal(0, world.unlike, size)
    later = rng.normal(0, world.shock) + rng.normal(0, world.drift, size)
    share = np.tile(expit(level)[:, None], (1, months))
    share[:, world.before :] = expit(level + later)[:, None]
    count = rng.binomial(world.n, scattered(share, world.rho, rng)).astype("float64")
    looks = count[:, world.before - RECENT : world.before].sum(axis=1)
    touched = int(looks.argmax()) if world.chosen else 0
    usual = share[touched, world.before :]
    true = 0.0
    if world.fall:
        now = expit(logit(usual) + world.fall)
        true = float((now - usual).mean())
        count[touched, world.before :] = rng.binomial(world.n, scattered(now, world.rho, rng))
    return count, touched, true


def scattered(share: Floats, rho: float, rng: np.random.Generator) -> Floats:
    size = 1 / rho - 1 if rho else 0.0
    return np.asarray(rng.beta(share * size, (1 - share) * size)) if rho else share


def told(count: Floats, n: Floats, touched: int, before: int) -> Effect:
    """The effect of an action that began in month number `before`."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share = count / n
    smooth = (count + 1) / (n + 2)
    months = Months(share, np.sqrt(smooth * (1 - smooth) / np.maximum(n, 1)), n)
    starts = pd.date_range("2020-01-01", periods=count.shape[1], freq="MS").as_unit("us")
    return effects.effect(months, starts, touched, starts[before].date(), subject=Subject("it"))


def plain(count: Floats, n: Floats, touched: int, before: int) -> bool:
    """Whether a plain comparison of the months right before and after calls it a fall (one-sided 2.5 %)."""
    parts = slice(max(before - RECENT, 0), before), slice(before, None)
    x0, x1 = (count[touched, part].sum() for part in parts)
    n0, n1 = (max(float(n[touched, part].sum()), 1.0) for part in parts)
    error = np.sqrt(x0 / n0 * (1 - x0 / n0) / n0 + x1 / n1 * (1 - x1 / n1) / n1)
    return bool(x1 / n1 - x0 / n0 < -1.96 * error)


def repeated(world: World, replicates: int, seed: int = 20) -> dict[str, float]:
    """What becomes of so many actions in a world."""
    rng = np.random.default_rng(seed)
    rows = []
    for _ in range(replicates):
        count, touched, true = simulated(world, rng)
        n = np.full(count.shape, float(world.n))
        found = told(count, n, touched, world.before)
        rows.append(
            {
                "worked": found.verdict == effects.WORKED,
                "made it worse": found.verdict == effects.WORSE,
                "covered": found.low <= true <= found.high,
                "plain": plain(count, n, touched, world.before),
                "smallest": found.smallest,
                "bias": found.effect - true,
            }
        )
    return pd.DataFrame(rows).astype("float64").mean().to_dict()


def about(world: World) -> dict[str, object]:
    names = {"n": "n a month", "rho": "rho", "drift": "drift", "others": "untouched", "before": "months before"}
    return {told: getattr(world, name) for name, told in names.items()}


def worlds() -> list[World]:
    """Volumes, scatter, untouched touchpoints and history crossed, and drift."""
    crossed = itertools.product((50, 200, 1_000), (0.0, 0.01, 0.02), (5, 20), (6, 12))
    made = [World(n, rho, others, before) for n, rho, others, before in crossed]
    return made + [World(n, 0.005, others, drift=0.15) for n in (50, 200, 1_000) for others in (5, 20)]


def worked(replicates: int) -> pd.DataFrame:
    """Nothing changed and the touchpoint was chosen for looking worst: how often the verdict is "worked"."""
    rows = []
    for world in worlds():
        found = repeated(replace(world, chosen=True), replicates)
        rows.append(
            about(world)
            | {
                "“worked”": found["worked"],
                "“made it worse”": found["made it worse"],
                "plain comparison": found["plain"],
            }
        )
    return pd.DataFrame(rows)


def coverage(replicates: int) -> pd.DataFrame:
    """How often the 95 % interval holds the true effect: none, and a fall from 30 to 24 %."""
    rows = []
    for world in worlds():
        none = repeated(world, replicates, 21)
        real = repeated(replace(world, fall=float(logit(0.24) - logit(0.3))), replicates, 22)
        rows.append(
            about(world)
            | {"no effect": none["covered"], "30 → 24 %": real["covered"], "bias, points": 100 * real["bias"]}
        )
    return pd.DataFrame(rows)


def power(replicates: int) -> pd.DataFrame:
    """How often a fall from 30 to 24 % is called "worked"; and the smallest fall that the product says can be seen."""
    rows = []
    for n, rho, before, after in itertools.product((200, 500, 1_000), (0.0, 0.005), (6, 12), (3, 6)):
        world = World(n, rho, 8, before, after, fall=float(logit(0.24) - logit(0.3)))
        found = repeated(world, replicates, 23)
        rows.append(
            {"n a month": n, "rho": rho, "months before": before, "months after": after}
            | {"seen": found["worked"], "smallest, points": 100 * found["smallest"]}
        )
    return pd.DataFrame(rows)


def placebo() -> pd.DataFrame:
    """Actions that never were, in every second month of the comments to a hospital trust, by theme and by service."""
    table = pd.read_parquet(TRUST, columns=["category", "directorate", "comment_type", "created_at"])
    month = table["created_at"].dt.year * 12 + table["created_at"].dt.month
    improve = (table["comment_type"] == "improve").to_numpy(bool)
    rows = []
    for column in ("category", "directorate"):
        n = pd.crosstab(table[column], month)
        count = pd.crosstab(table[column][improve], month[improve]).reindex_like(n).fillna(0)
        for chosen in (True, False):
            found = pd.DataFrame(list(_never_were(count.to_numpy("float64"), n.to_numpy("float64"), chosen)))
            kind = "the worst by then" if chosen else "any"
            means = found.astype("float64").mean().to_dict()
            rows.append({"by": column, "touchpoint": kind, "actions": len(found)} | means)
    return pd.DataFrame(rows)


def _never_were(count: Floats, n: Floats, chosen: bool) -> Iterator[dict[str, bool]]:
    rng = np.random.default_rng(24)
    for before in range(12, count.shape[1] - 6, 2):
        part = slice(0, before + 6)
        last = slice(before - RECENT, before)
        heard = (n[:, max(before - 24, 0) : before].sum(axis=1) >= 60) & (n[:, before : before + 6].sum(axis=1) >= 30)
        rows = np.flatnonzero(heard)
        if len(rows) < 4:
            continue
        looks = count[rows, last].sum(axis=1) / np.maximum(n[rows, last].sum(axis=1), 1)
        own = int(looks.argmax()) if chosen else int(rng.integers(len(rows)))
        found = told(count[rows, part], n[rows, part], own, before)
        if not np.isnan(found.effect):
            yield {
                "“worked”": found.verdict == effects.WORKED,
                "“made it worse”": found.verdict == effects.WORSE,
                "interval holds 0": found.low <= 0 <= found.high,
                "plain comparison": plain(count[rows, part], n[rows, part], own, before),
            }


def summed_up(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The mean, the least and the most of some columns."""
    return table[columns].agg(["mean", "min", "max"]).T.rename_axis("").reset_index()


def tables(parts: tuple[str, ...], quick: bool) -> Iterator[tuple[str, pd.DataFrame]]:
    less = 10 if quick else 1
    if "worked" in parts:
        found = worked(500 // less)
        yield "“Worked” when nothing changed, the touchpoint chosen for looking worst", found
        yield "The same over all settings", summed_up(found, ["“worked”", "“made it worse”", "plain comparison"])
    if "coverage" in parts:
        found = coverage(500 // less)
        yield "How often the 95 % interval holds the true effect", found
        yield "The same over all settings", summed_up(found, ["no effect", "30 → 24 %"])
    if "power" in parts:
        yield "A real fall from 30 to 24 %, 8 untouched touchpoints", power(300 // less)
    if "placebo" in parts and TRUST.exists():
        yield "Actions that never were: 6 months after, on real comments", placebo()


def markdown(table: pd.DataFrame) -> str:
    numbers = [pd.api.types.is_numeric_dtype(kind) for kind in table.dtypes]
    head = [f"| {' | '.join(map(str, table.columns))} |", f"|{'|'.join('--:' if n else '---' for n in numbers)}|"]
    rows = [
        f"| {' | '.join(f'{v:.3f}' if isinstance(v, float) else str(v) for v in row)} |"
        for row in table.to_numpy(object)
    ]
    return "\n".join([*head, *rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="a tenth of the replicates")
    chosen = parser.parse_args()
    for title, table in tables(tuple(chosen.parts or PARTS), chosen.quick):
        print(f"### {title}\n\n{markdown(table)}\n", flush=True)
    if "placebo" in (chosen.parts or PARTS) and not TRUST.exists():
        sys.exit(f"The trust's comments are not there ({TRUST}): only simulations were measured.")


if __name__ == "__main__":
    main()
