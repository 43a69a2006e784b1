"""Priorities: which pattern to work on first, every part of the number visible and replaceable by people."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cxanalytics.patterns import effects

# Numbers that people may put in the place of the machine's.
PARTS = ("gain", "reach", "confidence", "effort")
SCENARIO = ("resolved", "turned")
# Effort where nobody has said.
EFFORT = 1.0


def rank(
    table: pd.DataFrame,
    experiences: pd.DataFrame,
    mentions: pd.DataFrame,
    estimates: pd.DataFrame | None = None,
    *,
    others: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The patterns that live, by priority = gain x reach x confidence / effort, the highest first.

    table is that of `evidence.table`; experiences and mentions are of the same selection; estimates has people's
    numbers by pattern (PARTS and SCENARIO, missing where nobody said). Returns pattern, name, theme, n; gain on the
    ratio (median of the draws of `effects.without`) with gain_low and gain_high (95 %); reach (customers); confidence,
    the probability that the ratio rises by effects.WORTH of itself, so that few voices top no list; effort (EFFORT
    where nobody said); resolved and turned (the scenario: 1 and 0 where nobody said); priority; set (list: the parts
    that are people's).
    """
    living = table[(table["state"] == "live").to_numpy(bool) & (table["n"] > 0).to_numpy(bool)].reset_index(drop=True)
    people = _people(living, estimates)
    if "aside" in mentions:
        mentions = mentions[~mentions["aside"].to_numpy(bool)]
    effect = effects.without(
        experiences,
        mentions,
        living["pattern"].astype("str").tolist(),
        resolved=people["resolved"].fillna(1.0).clip(0, 1).to_numpy("float64"),
        turned=people["turned"].fillna(0.0).clip(0, 1).to_numpy("float64"),
        others=others,
    )
    gains = np.sort(effect.gains(), axis=1)
    low, middle, high = (gains[:, round(part * (gains.shape[1] - 1))] for part in (0.025, 0.5, 0.975))
    machine = pd.DataFrame(
        {
            "gain": middle,
            "reach": living["customers"].to_numpy("float64"),
            "confidence": effect.sure(),
            "effort": EFFORT,
        }
    )
    said = people[list(PARTS)]
    used = said.fillna(machine)
    by_hand = said["gain"].notna().to_numpy(bool)
    found = living[["pattern", "name", "theme", "n"]].assign(
        **{name: used[name].to_numpy("float64") for name in PARTS},
        gain_low=np.where(by_hand, used["gain"], low),
        gain_high=np.where(by_hand, used["gain"], high),
        resolved=people["resolved"].fillna(1.0).to_numpy("float64"),
        turned=people["turned"].fillna(0.0).to_numpy("float64"),
    )
    effort = np.maximum(found["effort"].to_numpy("float64"), 1e-9)
    found["priority"] = found["gain"] * found["reach"] * found["confidence"] / effort
    names = [*PARTS, *SCENARIO]
    given = people[names].notna().to_numpy(bool).tolist()
    marked = [[name for name, there in zip(names, row, strict=True) if there] for row in given]
    found["set"] = pd.Series(marked, dtype="object")
    order = np.lexsort((found["pattern"].astype("str"), -found["reach"], -found["priority"].round(12)))
    return found.iloc[order].reset_index(drop=True)


def _people(living: pd.DataFrame, estimates: pd.DataFrame | None) -> pd.DataFrame:
    """People's numbers of each pattern, NaN where there are none."""
    names = [*PARTS, *SCENARIO]
    if estimates is None or estimates.empty:
        return pd.DataFrame(np.nan, index=range(len(living)), columns=names)
    by_pattern = estimates.assign(pattern=estimates["pattern"].astype("str")).drop_duplicates("pattern", keep="last")
    by_pattern = by_pattern.set_index("pattern").reindex(columns=names).astype("float64")
    own: pd.DataFrame = by_pattern.reindex(living["pattern"].astype("str")).reset_index(drop=True)
    return own


def words(row: Mapping[Any, Any] | pd.Series) -> str:
    """How the priority of a row of `rank` comes about, in a sentence."""
    by_people = set(row["set"])

    def own(name: str) -> str:
        return ", set by people" if name in by_people else ""

    interval = "" if "gain" in by_people else f" ({row['gain_low']:.3f} to {row['gain_high']:.3f})"
    scenario = ""
    if by_people & set(SCENARIO):
        scenario = f", if {row['resolved']:.0%} of it is resolved and {row['turned']:.0%} of that turns positive"
        scenario = scenario.replace("%", " %")
    effort = own("effort") or ", as nobody has said yet"
    customers = f"{row['reach']:,.0f} customer{'' if row['reach'] == 1 else 's'}"
    return (
        f"Priority {row['priority']:.2f} = a gain of {row['gain']:.3f}{interval} on the ratio{scenario}{own('gain')} × "
        f"{customers}{own('reach')} × {100 * row['confidence']:.0f} % confidence{own('confidence')} ÷ effort "
        f"{row['effort']:g}{effort}."
    )
