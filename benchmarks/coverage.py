"""How often the corrected interval holds the truth, and how wide it is: python benchmarks/coverage.py [--quick]

Simulated comments first, with a true class that is known; then comments that people labelled, beside the checkout.
Prints Markdown tables. --quick takes a tenth of the replicates.
"""

import argparse
import functools
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import emotion, ratios
from cxanalytics.emotion import training
from cxanalytics.emotion.model import Model
from cxanalytics.ratios import planning

LABELLED = Path(__file__).resolve().parents[2] / "shared" / "labelled"
SETS = {"nhs_fft_v6": "category", "airline_tweets": "brand", "oats_coursera": "category", "oats_amazon_ff": "category"}
CLASSES = ("negative", "neutral", "positive")

# P(machine's class | true class), rows negative, neutral, positive: VADER on 14,640 airline tweets, and a machine
# tuned on labels (methods as in the study that this correction was chosen by).
MACHINES = {
    "VADER": np.array([[0.507, 0.199, 0.294], [0.139, 0.424, 0.437], [0.032, 0.088, 0.880]]),
    "tuned": np.array([[0.85, 0.10, 0.05], [0.12, 0.73, 0.15], [0.03, 0.10, 0.87]]),
}
MIXES = {
    "1 : 1": (0.35, 0.30, 0.35),
    "0.25 : 1": (0.63, 0.21, 0.16),
    "8.75 : 1": (0.08, 0.22, 0.70),
    "40 : 1": (0.02, 0.18, 0.80),
}
LABELS = (50, 100, 200)
COMMENTS = 2_000
AT_ONCE = 50

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def allocate(counts: Whole, n: int) -> Whole:
    """How many of n labels each stratum gets: half in proportion, half equally, at least 2, at most all."""
    part = 0.5 * counts / counts.sum() + 0.5 * (counts > 0) / (counts > 0).sum()
    labels = np.maximum(np.floor(part * n).astype("int64"), np.minimum(counts, 2))
    labels[labels.argmax()] += n - labels.sum()
    return np.minimum(labels, counts)


def experiences(
    unit: Whole, machine: Whole, true: Whole, labels: npt.ArrayLike, rng: np.random.Generator
) -> pd.DataFrame:
    """Comments of several units, of which as many are labelled as `labels` says (for all, or for each unit)."""
    classes = 4
    counts = np.bincount(unit * classes + machine, minlength=(unit.max() + 1) * classes).reshape(-1, classes)
    wanted = np.broadcast_to(np.asarray(labels), len(counts))
    drawn = np.stack([allocate(row, n) for row, n in zip(counts, wanted.tolist(), strict=True)])
    stratum = unit * classes + machine
    order = np.lexsort((rng.random(len(unit)), stratum))
    first = np.cumsum(counts.ravel()) - counts.ravel()
    rank = np.empty(len(unit), dtype="int64")
    rank[order] = np.arange(len(unit)) - first[stratum[order]]
    sampled = rank < drawn.ravel()[stratum]
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = (counts / drawn).ravel()[stratum]
    names = np.array([f"{number:04d}" for number in range(len(counts))])
    return pd.DataFrame(
        {
            "touchpoint": pd.Categorical.from_codes(unit, names),
            "positive": machine >= 2,
            "negative": (machine == 0) | (machine == 3),
            "machine": machine,
            "label": np.where(sampled, true, -1),
            "weight": np.where(sampled, weight, np.nan),
            "corrected": False,
        }
    )


def truth(unit: Whole, true: Whole) -> npt.NDArray[np.float64]:
    """The true ratio of each unit."""
    sides = [np.bincount(unit[(true == side) | (true == 3)], minlength=unit.max() + 1) for side in (2, 0)]
    with np.errstate(divide="ignore"):
        result: npt.NDArray[np.float64] = sides[0] / sides[1]
    return result


def comments(
    mix: npt.ArrayLike, machine: npt.NDArray[np.float64], units: int, rng: np.random.Generator, size: int = COMMENTS
) -> tuple[Whole, Whole, Whole]:
    """Unit, machine's class and true class of `size` comments in each of several units."""
    true = rng.choice(len(machine), p=np.asarray(mix), size=units * size)
    chance = rng.random(units * size)
    said = (chance[:, None] > machine.cumsum(1)[true, :-1]).sum(1)
    return np.repeat(np.arange(units), size), said, true


def covered(low: npt.ArrayLike, high: npt.ArrayLike, value: npt.ArrayLike) -> Flags:
    result: Flags = (np.asarray(low) <= value) & (value <= np.asarray(high))
    return result


def half_width(low: npt.NDArray[np.float64], high: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The factor by which the ends lie away from the middle, as a logarithm."""
    with np.errstate(divide="ignore", invalid="ignore"):
        result: npt.NDArray[np.float64] = (np.log(high) - np.log(low)) / 2
    return result


def measured(
    table: pd.DataFrame, value: npt.NDArray[np.float64], long_run: float | None, borrow: bool = False
) -> pd.DataFrame:
    """One row per unit: whether each interval holds the truth, and how wide it is."""
    draws = ratios.draws(table, borrow=borrow)
    low, middle, high = draws.intervals(ratios.THESE)
    shown_low, _, shown_high = draws.intervals()
    # Where a stratum is used up, a unit may lack a label of those it takes to be corrected.
    unit = draws.groups["touchpoint"].astype("int64").to_numpy()
    value, counted = value[unit], ratios.estimate(ratios.counts(table)).iloc[unit].reset_index(drop=True)
    return pd.DataFrame(
        {
            "unit": unit,
            "covered": covered(low, high, value),
            "long run": covered(shown_low, shown_high, value if long_run is None else long_run),
            "counted": covered(counted["low"], counted["high"], value),
            "half": half_width(low, high),
            "half shown": half_width(shown_low, shown_high),
            "off": middle / value,
            "counted off": counted["ratio"] / value,
        }
    )


def simulated(replicates: int) -> pd.DataFrame:
    """The 24 settings: a row each, coverage in parts of 1."""
    rng = np.random.default_rng(5)
    rows = []
    for machine, errors in MACHINES.items():
        for mix, shares in MIXES.items():
            for labels in LABELS:
                parts = []
                for _ in range(replicates // AT_ONCE):
                    unit, said, true = comments(shares, errors, AT_ONCE, rng)
                    table = experiences(unit, said, true, labels, rng)
                    parts.append(measured(table, truth(unit, true), shares[2] / shares[0]))
                rows.append({"machine": machine, "true ratio": mix, "labels": labels} | summed_up(pd.concat(parts)))
    return pd.DataFrame(rows)


def summed_up(parts: pd.DataFrame) -> dict[str, float]:
    return {
        "these comments": float(parts["covered"].mean()),
        "all such customers": float(parts["long run"].mean()),
        "counted": float(parts["counted"].mean()),
        "×/÷": float(np.exp(parts["half"].median())),
        "×/÷ shown": float(np.exp(parts["half shown"].median())),
        "median ÷ truth": float(parts["off"].median()),
        "counted ÷ truth": float(parts["counted off"].median()),
    }


def with_mixed(replicates: int) -> pd.DataFrame:
    """Four true classes, of which one is mixed; the machine sees half of those as mixed."""
    rng = np.random.default_rng(6)
    rows = []
    for machine, errors in MACHINES.items():
        four = np.zeros((4, 4))
        four[:3, :3] = errors * 0.97
        four[:3, 3] = 0.03
        four[3] = (0.2, 0.1, 0.2, 0.5)
        for shares in ((0.30, 0.25, 0.35, 0.10), (0.06, 0.20, 0.68, 0.06), (0.02, 0.18, 0.78, 0.02)):
            long_run = (shares[2] + shares[3]) / (shares[0] + shares[3])
            for labels in LABELS[:2]:
                parts = []
                for _ in range(replicates // AT_ONCE):
                    unit, said, true = comments(shares, four, AT_ONCE, rng)
                    table = experiences(unit, said, true, labels, rng)
                    parts.append(measured(table, truth(unit, true), long_run))
                about = {"machine": machine, "true ratio": f"{long_run:.3g} : 1", "labels": labels}
                rows.append(about | summed_up(pd.concat(parts)))
    return pd.DataFrame(rows)


def scarce(replicates: int) -> pd.DataFrame:
    """12 touchpoints of 1,500 comments, 20 labels each, whose mixes and error rates differ."""
    rng = np.random.default_rng(4)
    rows: dict[str, list[tuple[float, float]]] = {}
    for _ in range(replicates):
        parts = []
        for touchpoint, shares in enumerate(rng.dirichlet(np.array([0.3, 0.3, 0.4]) * 6, 12)):
            errors = np.stack([rng.dirichlet(row * 40) for row in MACHINES["VADER"]])
            _, said, true = comments(shares, errors, 1, rng, size=1_500)
            parts.append((np.full(1_500, touchpoint), said, true))
        unit, said, true = (np.concatenate(column) for column in zip(*parts, strict=True))
        table, value = experiences(unit, said, true, 20, rng), truth(unit, true)
        counted = ratios.estimate(ratios.counts(table))
        ways = {"counted": (counted["low"], counted["ratio"], counted["high"])}
        for name, borrow in (("own 20 labels", False), ("own, and what the others tell", True)):
            ways[name] = ratios.draws(table, borrow=borrow).intervals(ratios.THESE)
        for name, (low, middle, high) in ways.items():
            with np.errstate(divide="ignore"):
                error = np.abs(np.log(np.asarray(middle)) - np.log(value))
            error = float(error[np.isfinite(error)].mean())
            rows.setdefault(name, []).append((error, float(covered(low, high, value).mean())))
    means = {name: np.mean(values, axis=0) for name, values in rows.items()}
    return pd.DataFrame(
        [
            {"way": name, "typical error": f"×/÷ {np.exp(error):.2f}", "covered": part}
            for name, (error, part) in means.items()
        ]
    )


@functools.cache
def without(name: str) -> Model:
    """The polarity model trained without a set and without any text that occurs in it."""
    return training.train(LABELLED, leave_out=(name,)).model


def real(name: str) -> pd.DataFrame:
    """Unit, machine's class and true class of a labelled set; units with 50 labels or more."""
    table = pd.read_parquet(LABELLED / f"{name}.parquet", columns=["text", "label", SETS[name]])
    table = table[table["label"].notna() & table["text"].notna()].reset_index(drop=True)
    mentions = emotion.score(table["text"], model=without(name)).mentions
    positive, negative = (
        np.bincount(mentions["row"][mentions["polarity"] == side], minlength=len(table)) > 0
        for side in ("positive", "negative")
    )
    table["machine"] = np.select([positive & negative, positive, negative], [3, 2, 0], 1)
    table["true"] = pd.Categorical(table["label"], CLASSES).codes.astype("int64")
    table["unit"] = table[SETS[name]].str.split("|")
    table = table.explode("unit")[["unit", "machine", "true"]]
    return table[table.groupby("unit")["unit"].transform("size") >= 50].reset_index(drop=True)


def together(replicates: int) -> pd.DataFrame:
    """The ratio over 6 unlike touchpoints, 40 labels each; and customers who write several comments, 100 labels."""
    rng = np.random.default_rng(10)
    rows: dict[str, list[tuple[bool, bool]]] = {}
    for _ in range(replicates):
        parts = []
        for touchpoint, size in enumerate((200, 300, 600, 1_000, 2_000, 4_000)):
            shares = rng.dirichlet(np.array([0.3, 0.3, 0.4]) * 6)
            _, said, true = comments(shares, MACHINES["tuned"], 1, rng, size=size)
            parts.append((np.full(size, touchpoint), said, true))
        unit, said, true = (np.concatenate(column) for column in zip(*parts, strict=True))
        table, value = experiences(unit, said, true, 40, rng), truth(unit * 0, true)
        low, _, high = ratios.draws(table, ()).intervals(ratios.THESE)
        rows.setdefault("6 touchpoints as one, these comments", []).append((bool(covered(low, high, value)[0]), True))
        shares = MIXES["8.75 : 1"]
        person = np.repeat(np.arange(600), rng.geometric(0.33, 600))
        own = rng.choice(3, p=shares, size=600)[person]
        true = np.where(rng.random(len(person)) < 0.6, own, rng.choice(3, p=shares, size=len(person)))
        said = (rng.random(len(person))[:, None] > MACHINES["tuned"].cumsum(1)[true, :-1]).sum(1)
        table = experiences(person * 0, said, true, 100, rng)
        for name, known in (("customers known", table.assign(person=person)), ("customers not known", table)):
            draws = ratios.draws(known)
            these, such = draws.intervals(ratios.THESE), draws.intervals()
            held = (
                covered(these[0], these[2], truth(person * 0, true)),
                covered(such[0], such[2], shares[2] / shares[0]),
            )
            rows.setdefault(name, []).append((bool(held[0][0]), bool(held[1][0])))
    means = {name: np.mean(values, axis=0) for name, values in rows.items()}
    return pd.DataFrame(
        [{"what": name, "these comments": these, "all such customers": such} for name, (these, such) in means.items()]
    ).assign(**{"all such customers": lambda t: t["all such customers"].where(t["what"].str.startswith("customers"))})


def reading() -> pd.DataFrame:
    """P(machine's class | true class) of the product's scorer on patient comments: `planning.TYPICAL_ERRORS`."""
    table = pd.read_parquet(LABELLED / "nhs_fft_v6.parquet", columns=["text", "label"])
    table = table[table["label"].notna() & table["text"].notna()].reset_index(drop=True)
    said = emotion.score(table["text"], model=without("nhs_fft_v6")).texts["polarity"].fillna("neutral")
    errors = pd.crosstab(table["label"], said, normalize="index").loc[list(CLASSES), list(CLASSES)]
    return errors.rename_axis(columns=None).reset_index(names="true class")


def on_real(replicates: int, most: int = 100, borrow: bool = True) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Per set and per unit: coverage and width, `most` labels a unit, but half its comments where it has few."""
    units = []
    for name in SETS:
        rng = np.random.default_rng(7)
        table = real(name)
        unit, names = pd.factorize(table["unit"], sort=True)
        said, true = table["machine"].to_numpy("int64"), table["true"].to_numpy("int64")
        size = np.bincount(unit)
        labels, value = np.minimum(most, size // 2), truth(unit, true)
        parts = []
        for _ in range(replicates):
            row = measured(experiences(unit, said, true, labels, rng), value, None, borrow)
            people = [alone(true[unit == place], int(n), rng) for place, n in enumerate(labels)]
            alones = pd.DataFrame(people, columns=["alone", "held"])
            parts.append(row.assign(**alones.iloc[row["unit"]].reset_index(drop=True)))
        every = pd.concat(parts)
        about = pd.DataFrame({"set": name, "of": names, "comments": size, "labels": labels, "true": value})
        means = every.groupby("unit")[["covered", "long run", "counted", "held"]].mean()
        medians = every.groupby("unit")[["half", "half shown", "alone", "off", "counted off"]].median()
        units.append(pd.concat([about, means, medians], axis=1))
    per_unit = pd.concat(units, ignore_index=True)
    # Where people's labels alone mostly hold no negative, their interval has no end to measure by.
    finite = per_unit["alone"].where(np.isfinite(per_unit["alone"]))
    per_unit["width"] = per_unit["half"] / finite
    per_unit["width shown"] = per_unit["half shown"] / finite
    return per_set(per_unit), per_unit


def per_set(units: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for name, part in units.groupby("set", sort=False):
        large = part[part["comments"] >= 200]
        rows.append(
            {
                "set": name,
                "units": len(part),
                "covered": part["covered"].mean(),
                "worst unit": part["covered"].min(),
                "shown": part["long run"].mean(),
                "people alone": part["held"].mean(),
                "counted": part["counted"].mean(),
                "width ÷ people alone": part["width"].median(),
                "same, 200 comments and more": large["width"].median(),
                "width shown ÷ people alone": part["width shown"].median(),
            }
        )
    return pd.DataFrame(rows)


def alone(true: Whole, labels: int, rng: np.random.Generator) -> tuple[float, bool]:
    """Half width of the Jeffreys interval from a simple random sample of labels, and whether it holds the truth."""
    said = rng.choice(true, labels, replace=False)
    low, high = ratios.jeffreys((said == 2).sum(), (said == 0).sum())
    value = (true == 2).sum() / (true == 0).sum()
    return float(half_width(low, high)), bool(covered(low, high, value))


def planned(replicates: int) -> pd.DataFrame:
    """How often a change is seen where the planner says 80 %."""
    rng = np.random.default_rng(8)
    rows = []
    for machine, errors in MACHINES.items():
        for mix, shares in list(MIXES.items())[:3]:
            plan = planning.plan(shares[2], shares[0], errors=errors)
            moved = np.array([shares[0], shares[1], shares[2] * 1.3])
            moved[1] -= moved.sum() - 1
            if plan.labels is None or moved[1] <= 0.02 or plan.experiences > 20_000:
                continue
            seen = []
            for _ in range(replicates // 10):
                months = [comments(part, errors, 10, rng, size=plan.experiences) for part in (shares, moved)]
                unit = np.concatenate([months[0][0], months[1][0] + 10])
                said, true = (np.concatenate([month[place] for month in months]) for place in (1, 2))
                draws = ratios.draws(experiences(unit, said, true, plan.labels, rng), borrow=False)
                change = [ratios.summary(draws.times(place + 10, place)) for place in range(10)]
                seen += [interval.low > 1 or interval.high < 1 for interval in change]
            about = {"machine": machine, "ratio": mix, "experiences": plan.experiences, "labels": plan.labels}
            rows.append(about | {"seen": float(np.mean(seen))})
    return pd.DataFrame(rows)


def ranked(replicates: int) -> pd.DataFrame:
    """20 touchpoints of 8 to 400 comments: the ratio as counted (with half a comment on each side) and as shrunk."""
    rng = np.random.default_rng(9)
    rows = []
    for _ in range(replicates):
        shares = rng.dirichlet(np.array([0.2, 0.35, 0.45]) * 8, 20)
        n = np.exp(rng.uniform(np.log(8), np.log(400), 20)).astype("int64")
        negative, neutral, positive = rng.multinomial(n, shares).T
        counted = pd.DataFrame({"positive": positive, "negative": negative, "neutral": neutral, "mixed": 0, "n": n})
        order = ratios.ranking(counted)
        true = shares[:, 2] / shares[:, 0]
        raw = (positive + 0.5) / (negative + 0.5)
        bare = np.where(negative > 0, positive / np.maximum(negative, 1), np.inf)
        few = n < 30
        rows.append(
            {
                "error of counted + ½, n < 30": (np.log(raw / true)[few] ** 2).mean(),
                "error of shrunk, n < 30": (np.log(order["shrunk"].to_numpy() / true)[few] ** 2).mean(),
                "covered, n < 30": covered(order["shrunk_low"], order["shrunk_high"], true)[few].mean(),
                "covered": covered(order["shrunk_low"], order["shrunk_high"], true).mean(),
                "counted worst has n < 30": few[bare.argmin()],
                "shrunk worst has n < 30": few[order["p_worst"].to_numpy().argmax()],
                "counted worst is worst": bare.argmin() == true.argmin(),
                "likeliest worst is worst": order["p_worst"].to_numpy().argmax() == true.argmin(),
                "as its p_worst says": order["p_worst"].max(),
            }
        )
    means = pd.DataFrame(rows).astype("float64").mean()
    errors = [name for name in means.index if name.startswith("error")]
    means[errors] = np.sqrt(means[errors])
    return means.rename("mean").rename_axis("what").reset_index()


def tables(quick: bool = False) -> Iterator[tuple[str, pd.DataFrame]]:
    """Title and table of every measurement."""
    less = 10 if quick else 1
    settings = simulated(1_000 // less)
    yield "Simulated: 2 machines x 4 mixes x 3 numbers of labels, 2,000 comments each", settings
    held = settings.groupby("labels")[["these comments", "all such customers", "counted"]].agg(["mean", "min"])
    held.columns = [f"{name}, {how}" for name, how in held.columns]
    yield "The same summed up over the 8 settings", held.reset_index()
    yield "With mixed comments", with_mixed(1_000 // less)
    yield "Scarce labels: 12 touchpoints, 20 labels each", scarce(150 // less)
    yield "Changes seen where the planner says 80 %", planned(500 // less)
    yield "Touchpoints as one, and customers who write several comments", together(600 // less)
    yield "Ranking 20 touchpoints", ranked(400 // less)
    if LABELLED.exists():
        yield "The machine on patient comments: P(machine's class | true class)", reading()
        yield "Real comments, 20 labels a unit", on_real(100 // less, most=20)[0]
        sets, units = on_real(300 // less)
        yield "Real comments, 100 labels a unit", sets
        yield "Each unit", units.drop(columns=["half", "half shown", "alone", "held"])


SHOWN = {
    "airline_tweets": ("American", "US Airways", "United"),
    "nhs_fft_v6": ("Timeliness of care", "Staff manner & personal attributes", "Contacting services"),
}


def picture() -> str:
    """Counted, corrected and true ratio of a few brands and themes, one draw of 100 labels each, as an SVG."""
    rows = []
    for name, chosen in SHOWN.items():
        table = real(name)
        unit, names = pd.factorize(table["unit"], sort=True)
        said, true = table["machine"].to_numpy("int64"), table["true"].to_numpy("int64")
        labels = np.minimum(100, np.bincount(unit) // 2)
        drawn = ratios.table(experiences(unit, said, true, labels, np.random.default_rng(11)))
        place = [list(names).index(item) for item in chosen]
        rows.append(drawn.iloc[place].assign(of=chosen, true=truth(unit, true)[place]))
    return drawing(pd.concat(rows, ignore_index=True))


def drawing(rows: pd.DataFrame) -> str:
    def x(value: float) -> float:
        return float(np.round(290 + 58 * np.log2(np.clip(value, 1 / 16, 32) * 16), 1))

    def bar(y: float, low: float, middle: float, high: float, look: str) -> str:
        line = f'<line x1="{x(low)}" x2="{x(high)}" y1="{y}" y2="{y}" stroke-width="4" class="{look}"/>'
        return line + f'<circle cx="{x(middle)}" cy="{y}" r="5" class="{look}"/>'

    parts = []
    for value in (0.12, 0.25, 0.5, 1, 2, 4, 8, 16, 32):
        parts.append(f'<line x1="{x(value)}" x2="{x(value)}" y1="46" y2="{60 + 44 * len(rows)}" class="axis"/>')
        parts.append(f'<text x="{x(value)}" y="{78 + 44 * len(rows)}" text-anchor="middle">{value:g} : 1</text>')
    for y, row in zip(range(68, 68 + 44 * len(rows), 44), rows.to_dict("records"), strict=True):
        parts.append(f'<text x="10" y="{y + 8}">{row["of"].replace("&", "&amp;")}</text>')
        parts.append(bar(y - 6, row["counted_low"], row["counted_ratio"], row["counted_high"], "counted"))
        parts.append(bar(y + 10, row["low"], row["ratio"], row["high"], "corrected"))
        parts.append(f'<path d="M{x(row["true"])} {y - 14}v32" class="true"/>')
    key = (
        '<text x="150" y="26"><tspan class="k1">● counted by the machine</tspan>'
        '<tspan dx="18" class="k2">● corrected by 100 labels</tspan>'
        '<tspan dx="18">┃ what people found in all</tspan></text>'
    )
    style = (
        "text{font:14px system-ui,sans-serif;fill:#333}.axis{stroke:#ddd}.true{stroke:#111;stroke-width:2.5;fill:none}"
        ".counted{stroke:#B35806;fill:#B35806}.corrected{stroke:#2166AC;fill:#2166AC}.k1{fill:#B35806}.k2{fill:#2166AC}"
    )
    size = f'viewBox="0 0 840 {92 + 44 * len(rows)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
        f"<title>Counted and corrected ratios against the truth</title>"
        f'<style>{style}</style><rect width="100%" height="100%" fill="#fff"/>{key}{"".join(parts)}</svg>\n'
    )


def markdown(table: pd.DataFrame) -> str:
    numbers = [pd.api.types.is_numeric_dtype(kind) for kind in table.dtypes]
    head = [f"| {' | '.join(map(str, table.columns))} |", f"|{'|'.join('--:' if n else '---' for n in numbers)}|"]
    rows = [f"| {' | '.join(map(written, row))} |" for row in table.itertuples(index=False)]
    return "\n".join([*head, *rows])


def written(value: object) -> str:
    if isinstance(value, float):
        return "–" if np.isnan(value) else f"{value:.3f}"
    return str(value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the replicates")
    parser.add_argument(
        "--picture", type=Path, help="write the picture of docs/ratios.md to this file, and nothing else"
    )
    chosen = parser.parse_args()
    quick = chosen.quick
    if chosen.picture:
        chosen.picture.write_text(picture(), encoding="utf-8")
        return
    for title, table in tables(quick):
        print(f"### {title}\n\n{markdown(table)}\n", flush=True)
    if not LABELLED.exists():
        sys.exit(f"Labelled comments are not there ({LABELLED}): only simulations were measured.")


if __name__ == "__main__":
    main()
