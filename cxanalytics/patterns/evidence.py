"""Evidence: what is known of each pattern in a part of the feedback: how much, where, since when, and its effect."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import ratios
from cxanalytics.journey.model import UNASSIGNED
from cxanalytics.patterns import effects, examples, naming, tallies, trends
from cxanalytics.patterns.tallies import KINDS, Tally
from cxanalytics.selection import Selection

Floats = npt.NDArray[np.float64]

# Terms of a pattern; so many of its most typical mentions are read for them.
TERMS, _READ = 5, 30
# A touchpoint is loved if its ratio is surely as high as this, or among the best third.
LOVED, _BEST = 2.0, 1 / 3
_HIDDEN, _LEAST = 5, 2
LIVE, NOT_A_PAIN = "live", "not a pain"


class Recurring(Protocol):
    """What evidence is drawn from: `recurring.Recurring`."""

    @property
    def polarity(self) -> str:
        """negative or positive."""

    @property
    def patterns(self) -> pd.DataFrame:
        """pattern, name, named, theme, state, ..."""

    @property
    def mentions(self) -> pd.DataFrame:
        """Those of the polarity, with pattern, strength and aside."""


def table(recurring: Recurring, experiences: pd.DataFrame, selection: Selection | None = None) -> pd.DataFrame:
    """A row per pattern, most customers first; patterns that nobody speaks of in the selection have n 0.

    pattern, name, named, theme, state; n (answers), mentions, customers; share of the answers that feel so, share_low,
    share_high (Wilson); first_seen, last_seen, periods (months heard of), months (months looked at); trend (a word of
    `trends`), change (of the logarithm of its share per month), change_low, change_high; touchpoints, channels,
    segments, sources, emotions (lists, commonest first); effort (share of its mentions), reach; held (experiences that
    are wholly of it), ratio, ratio_without, times, with _low and _high (`effects.without`); quote.

    What people set aside counts nowhere, but for patterns that are "not a pain" themselves.

    Raises
    ------
    SelectionError
        The selection names a value that occurs nowhere.
    """
    here = heard(recurring, experiences, selection)
    tally = here.tally
    low, high = wilson(tally.n, here.of)
    first, last = tally.seen()
    _, counts, whole = tally.months
    trend = trends.of(counts, whole)
    effect = effects.without(
        here.experiences, here.counted, tally.patterns, polarity=recurring.polarity, others=here.others
    )
    best = examples.medoids(tally.mentions, tally.pattern, tally.size)
    text = tally.mentions["clause_text"].astype("str").to_numpy("object")
    found = here.patterns.assign(
        n=tally.n, mentions=tally.said, customers=tally.customers,
        share=tally.n / np.maximum(here.of, 1), share_low=low, share_high=high,
        first_seen=first.array, last_seen=last.array, periods=(counts > 0).sum(axis=1), months=int((whole > 0).sum()),
        trend=pd.Series(trend.word, dtype="str"), change=trend.change, change_low=trend.low, change_high=trend.high,
        effort=tally.mean(here.effort), reach=tally.reach(),
    )  # fmt: skip
    for kind in KINDS:
        found[f"{kind}s"] = pd.Series(tally.listed(kind), dtype="object")
    for name, column in effect.table().items():
        if name != "pattern":
            found[str(name)] = column.to_numpy()
    found["quote"] = pd.Series([text[at] if at >= 0 else None for at in best], dtype="str")
    order = np.lexsort((np.arange(len(found)), -tally.n, -tally.customers))
    return found.iloc[order].reset_index(drop=True)


def chosen(recurring: Recurring, selection: Selection | None = None) -> pd.DataFrame:
    """The mentions of a selection, without those that people set aside, numbered anew."""
    mentions = recurring.mentions
    keep = ~_aside(mentions)
    if selection and len(mentions):
        keep &= selection.mask(mentions)
    return mentions[keep].reset_index(drop=True)


def terms(recurring: Recurring, selection: Selection | None = None, most: int = TERMS) -> dict[str, list[str]]:
    """The terms of each pattern that occurs in a selection, best first, from its most typical mentions."""
    mentions = chosen(recurring, selection)
    code, names = pd.factorize(mentions["pattern"].astype("object"), sort=True)
    mixed = pd.util.hash_array(mentions["clause_text"].astype("str").to_numpy("object"))
    order = np.lexsort((mixed, np.where(code < 0, 0, -mentions["strength"].to_numpy("float64")), code))
    number = code[order]
    place = np.arange(len(order)) - np.searchsorted(number, number, side="left")
    kept = order[place < np.where(number < 0, 8 * _READ, _READ)]
    found = naming.terms(mentions["clause_text"].iloc[kept], code[kept], most=most)
    by = found.groupby("pattern")["term"].agg(list)
    return {str(name): by.get(number, []) for number, name in enumerate(names)}


def hidden(recurring: Recurring, experiences: pd.DataFrame, selection: Selection | None = None) -> pd.DataFrame:
    """The touchpoints that people love with the pains hidden inside them, the most loved first.

    touchpoint, ratio (in words), low (the low end of its interval), n, negative (experiences), patterns: a list of
    (pattern, name, answers), commonest first, at most _HIDDEN and none that is in fewer than _LEAST answers. A
    touchpoint is loved if the low end of its ratio is LOVED or more, or if it is among the best third of those that
    are measured.

    Raises
    ------
    SelectionError
        The selection names a value that occurs nowhere.
    """
    here = heard(recurring, experiences, selection)
    loved = _loved(here)
    live = here.patterns["state"].eq(LIVE).to_numpy(bool)
    names = here.patterns["name"].astype("str").tolist()
    labels, counts, _ = here.tally.by("touchpoint")
    counts = np.where(live[:, None], counts, 0)
    inside = {
        label: [
            (here.tally.patterns[k], names[k], int(counts[k, at]))
            for k in np.argsort(-counts[:, at], kind="stable")[:_HIDDEN].tolist()
            if counts[k, at] >= _LEAST
        ]
        for at, label in enumerate(labels)
    }
    listed = pd.Series([inside.get(name, []) for name in loved["touchpoint"]], index=loved.index, dtype="object")
    shown = loved.assign(ratio=ratios.text(loved), patterns=listed)[listed.map(bool).to_numpy(bool)]
    return shown[["touchpoint", "ratio", "low", "n", "negative", "patterns"]].reset_index(drop=True)


def wilson(n: npt.ArrayLike, of: npt.ArrayLike) -> tuple[Floats, Floats]:
    """The 95 % interval of a share of n out of `of` (Wilson 1927, Journal of the American Statistical Association)."""
    whole = np.maximum(np.asarray(of, dtype="float64"), 1e-9)
    share = np.asarray(n, dtype="float64") / whole
    z = 1.959964
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * np.sqrt(share * (1 - share) / whole + z * z / (4 * whole**2))
    there = np.asarray(of) > 0
    low = np.where(there, np.clip(np.minimum(middle - half, share), 0, 1), 0.0)
    return low, np.where(there, np.clip(np.maximum(middle + half, share), 0, 1), 1.0)


@dataclass(frozen=True)
class Heard:
    """The selected part: patterns, experiences, all mentions and those that count; `of`: answers each n is out of."""

    patterns: pd.DataFrame
    experiences: pd.DataFrame
    others: pd.DataFrame | None
    tally: Tally
    counted: pd.DataFrame
    of: npt.NDArray[np.int64]
    effort: npt.NDArray[np.bool_]


def heard(recurring: Recurring, experiences: pd.DataFrame, selection: Selection | None) -> Heard:
    """What is said in a selection, counted."""
    selection = selection or Selection()
    part = selection.apply(experiences) if len(experiences) else experiences
    mentions = recurring.mentions
    if selection and len(mentions):
        mentions = mentions[selection.mask(mentions)]
    columns = [name for name in ("pattern", "name", "named", "theme", "state") if name in recurring.patterns]
    patterns = recurring.patterns[columns].reset_index(drop=True)
    no_pain = patterns.loc[(patterns["state"] == NOT_A_PAIN).to_numpy(bool), "pattern"].astype("str").tolist()
    aside = _aside(mentions)
    shown = ~aside | mentions["pattern"].astype("object").isin(no_pain).to_numpy(bool) if len(mentions) else aside
    counted = mentions[~aside]
    tally = tallies.tally(mentions[shown], part, patterns["pattern"].astype("str").tolist())
    pain = patterns["state"].ne(NOT_A_PAIN).to_numpy(bool)
    of = np.where(pain, counted["feedback_id"].nunique(), tally.answers)
    effort = tally.mentions["effort"].to_numpy(bool) if len(tally.mentions) else np.zeros(0, dtype=bool)
    return Heard(patterns, part, _labelled_elsewhere(experiences, selection), tally, counted, of, effort)


def _aside(mentions: pd.DataFrame) -> npt.NDArray[np.bool_]:
    return mentions["aside"].to_numpy(bool) if "aside" in mentions else np.zeros(len(mentions), dtype=bool)


def _labelled_elsewhere(experiences: pd.DataFrame, selection: Selection) -> pd.DataFrame | None:
    """What people labelled outside of the selection: it tells how the machine errs."""
    if not selection or "label" not in experiences or experiences.empty:
        return None
    labelled = experiences[(experiences["label"] >= 0).to_numpy(bool)]
    elsewhere = labelled[~selection.mask(labelled)]
    return elsewhere if len(elsewhere) else None


def _loved(here: Heard) -> pd.DataFrame:
    """The touchpoints that people love, best first: the rows of `ratios.table`."""
    found = ratios.table(here.experiences, others=here.others)
    found = found[(found["evidence"] == "measured") & (found["touchpoint"] != UNASSIGNED)]
    found = found.astype({"touchpoint": "str"})
    found = found.sort_values(["low", "touchpoint"], ascending=[False, True], kind="stable", ignore_index=True)
    best = (found.index < round(len(found) * _BEST)) & (found["low"] > 1).to_numpy(bool)
    return found[(found["low"] >= LOVED).to_numpy(bool) | best].reset_index(drop=True)
