"""Owners beside each other, without shaming small numbers: the chance to have the lowest ratio, never a rank."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cxanalytics import ratios
from cxanalytics.ratios import THIN

NOBODY = "no owner"
COMPARABLE, THIN_EVIDENCE = "comparable", "too few to compare"
# With so much of a chance to be the lowest, an owner is told to be; nobody is told to be the best.
_TELLING = 0.8


def league(experiences: pd.DataFrame, owners: Mapping[str, str], *, others: pd.DataFrame | None = None) -> pd.DataFrame:
    """The ratio of all that each owner owns: owner, touchpoints (a list), ratio, low, high, n, method, labels, p_worst,
    state, words.

    owners: the owner of each touchpoint, "" for none. The chance to have the lowest ratio (p_worst) comes from draws
    that hold what labels leave open and chance in who wrote, drawn towards what is usual where experiences are few
    (`ratios.ranking`); it is NaN, and state THIN_EVIDENCE, below THIN experiences. Touchpoints without an owner stand
    together at the end. In the order of the owners' names: this is no ranking.
    """
    columns = ["owner", "touchpoints", "ratio", "low", "high", "n", "method", "labels", "p_worst", "state", "words"]
    name = (
        experiences["touchpoint"].astype("str").map(lambda at: owners.get(at) or NOBODY) if len(experiences) else None
    )
    if name is None:
        return pd.DataFrame(columns=columns)
    owned = experiences["touchpoint"].astype("str").isin(list(owners)).to_numpy(bool)
    # Grouped by a column that experiences have: the owner takes the place of the stage.
    own = experiences[owned].assign(stage=name[owned].astype("category"))
    table = ratios.table(own, ("stage",), others=others)
    counted = ratios.counts(own, ("stage",))
    drawn = ratios.draws(own, ("stage",), counted=True, others=others)
    enough = ((counted["n"] >= THIN) & (counted["stage"] != NOBODY)).to_numpy(bool)
    chance = np.full(len(counted), np.nan)
    if enough.sum() > 1:
        rows = np.flatnonzero(enough)
        kept = ratios.Draws(
            drawn.groups.iloc[rows].reset_index(drop=True), drawn.n[rows], drawn.labels[rows], drawn.positive[rows],
            drawn.negative[rows], drawn.chance_positive[rows], drawn.chance_negative[rows],
        )  # fmt: skip
        chance[rows] = ratios.ranking(counted.iloc[rows].reset_index(drop=True), kept)["p_worst"].to_numpy()
    made = table.rename(columns={"stage": "owner"}).assign(
        touchpoints=pd.Series(
            [[at for at in owners if (owners[at] or NOBODY) == who] for who in table["stage"]], dtype="object"
        ),
        p_worst=chance,
        state=np.where(enough, COMPARABLE, THIN_EVIDENCE),
    )
    last = (made["owner"] == NOBODY).to_numpy(bool)
    told = [_words(float(p), bool(ok)) for p, ok in zip(chance, enough, strict=True)]
    made["words"] = np.where(last, "Nobody owns these.", told)
    return pd.concat([made[~last], made[last]], ignore_index=True)[columns]


def _words(p: float, enough: bool) -> str:
    if not enough:
        return "Too few experiences to be compared."
    if np.isnan(p):
        return "Nobody to be compared with."
    if p >= _TELLING:
        return f"Most likely the lowest ({100 * p:.0f} %)."
    return f"{100 * p:.0f} % likely to be the lowest." if p >= 0.01 else "Surely not the lowest."
