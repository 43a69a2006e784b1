"""Evidence: what is known of each pattern in a part of the feedback, and of one pattern in full."""

from collections.abc import Mapping
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

# Terms of a pattern in the table and in full; so many of its most typical mentions are read for them in the table.
TERMS, MORE_TERMS, _READ = 5, 15, 40
# A touchpoint is loved if its ratio is surely as high as this, or among the best third.
LOVED, _BEST = 2.0, 1 / 3
_HIDDEN, _LEAST = 3, 2
NOT_A_PAIN = "not a pain"


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


@dataclass(frozen=True)
class Detail:
    """One pattern in full.

    row: its row of `table`. terms: term, n, z. medoid: its most typical mention; quotes: varied ones; inside, outside:
    the members that are least sure, and what is nearest to it without being in it, all as rows of the mentions.
    breakdown: of each of tallies.KINDS a table of its name, n, share, within, of. by_month: month, n, share, of.
    """

    row: pd.Series
    terms: pd.DataFrame
    medoid: pd.Series | None
    quotes: pd.DataFrame
    inside: pd.DataFrame
    outside: pd.DataFrame
    breakdown: Mapping[str, pd.DataFrame]
    by_month: pd.DataFrame


def table(recurring: Recurring, experiences: pd.DataFrame, selection: Selection | None = None) -> pd.DataFrame:
    """A row per pattern, most customers first; patterns that nobody speaks of in the selection have n 0.

    pattern, name, named, theme, state; n (answers), mentions, customers; share of the answers that feel so, share_low,
    share_high (Wilson); first_seen, last_seen, periods (months heard of), months (months looked at); trend (a word of
    `trends`), change (of the logarithm of its share per month), change_low, change_high; touchpoints, channels,
    segments, sources, emotions (lists, commonest first); effort (share of its mentions), reach; held (experiences that
    are wholly of it), ratio, ratio_without, times, with _low and _high (`effects.without`); terms (list), quote.

    What people set aside counts nowhere, but for patterns that are "not a pain" themselves.

    Raises
    ------
    SelectionError
        The selection names a value that occurs nowhere.
    """
    heard = _heard(recurring, experiences, selection)
    tally = heard.tally
    low, high = wilson(tally.n, heard.of)
    first, last = tally.seen()
    _, counts, whole = tally.months
    trend = trends.of(counts, whole)
    effect = effects.without(
        heard.experiences, heard.counted, tally.patterns, polarity=recurring.polarity, others=heard.others
    )
    best = examples.medoids(tally.mentions, tally.pattern, tally.size)
    text = tally.mentions["clause_text"].astype("str").to_numpy("object")
    found = heard.patterns.assign(
        n=tally.n, mentions=tally.said, customers=tally.customers,
        share=tally.n / np.maximum(heard.of, 1), share_low=low, share_high=high,
        first_seen=first.array, last_seen=last.array, periods=(counts > 0).sum(axis=1), months=int((whole > 0).sum()),
        trend=pd.Series(trend.word, dtype="str"), change=trend.change, change_low=trend.low, change_high=trend.high,
        effort=tally.mean(heard.effort), reach=tally.reach(),
    )  # fmt: skip
    for kind in KINDS:
        found[f"{kind}s"] = pd.Series(tally.listed(kind), dtype="object")
    for name, column in effect.table().items():
        if name != "pattern":
            found[str(name)] = column.to_numpy()
    found["terms"] = pd.Series(_terms(tally), dtype="object")
    found["quote"] = pd.Series([text[at] if at >= 0 else None for at in best], dtype="str")
    order = np.lexsort((np.arange(len(found)), -tally.n, -tally.customers))
    return found.iloc[order].reset_index(drop=True)


def detail(recurring: Recurring, experiences: pd.DataFrame, selection: Selection | None, pattern: str) -> Detail:
    """Everything there is to know of one pattern in a selection.

    Raises
    ------
    SelectionError
        The selection names a value that occurs nowhere.
    KeyError
        There is no such pattern.
    """
    only = _One(recurring, pattern)
    row = table(only, experiences, selection).iloc[0]
    tally = _heard(only, experiences, selection).tally
    mine = tally.pattern == 0
    # People said of what is aside that it is no pain; it is no example of anything.
    aside = tally.mentions["aside"].to_numpy(bool) if "aside" in tally.mentions else np.zeros(len(mine), bool)
    members, rest = tally.mentions[mine], tally.mentions[~mine & ~aside]
    best = examples.medoids(tally.mentions, tally.pattern, 1)[0]
    terms = _told(members, rest)
    days, counts, whole = tally.months
    return Detail(
        row=row,
        terms=terms,
        medoid=tally.mentions.iloc[best] if best >= 0 else None,
        quotes=examples.varied(members),
        inside=examples.inside(members),
        outside=examples.outside(members, rest, terms["term"]),
        breakdown={kind: tally.breakdown(kind, 0) for kind in KINDS},
        by_month=pd.DataFrame({"month": days, "n": counts[0], "share": counts[0] / np.maximum(whole, 1), "of": whole}),
    )


def hidden(recurring: Recurring, experiences: pd.DataFrame, selection: Selection | None = None) -> pd.DataFrame:
    """The pains inside what people love: a row per touchpoint and pattern, the most loved touchpoint first.

    touchpoint, ratio, low, high, n (experiences); pattern, name, hurt (answers), hurt_share (of the touchpoint's
    experiences), quote. A touchpoint is loved if the low end of its ratio is LOVED or more, or if it is among the best
    third of those that are measured. At most three patterns each, and none that is in one answer only.

    Raises
    ------
    SelectionError
        The selection names a value that occurs nowhere.
    """
    heard = _heard(recurring, experiences, selection)
    loved = _loved(heard)
    live = (heard.patterns["state"] != NOT_A_PAIN).to_numpy(bool)
    labels, counts, _ = heard.tally.by("touchpoint")
    counts = np.where(live[:, None], counts, 0)
    place = {label: number for number, label in enumerate(labels)}
    spot = heard.tally.mentions["touchpoint"].astype("str").to_numpy("object")
    text = heard.tally.mentions["clause_text"].astype("str").to_numpy("object")
    rows = []
    for touchpoint in loved["touchpoint"]:
        if touchpoint not in place:
            continue
        here = counts[:, place[touchpoint]]
        best = examples.medoids(
            heard.tally.mentions, np.where(spot == touchpoint, heard.tally.pattern, -1), heard.tally.size
        )
        top = [k for k in np.argsort(-here, kind="stable")[:_HIDDEN].tolist() if here[k] >= _LEAST]
        rows += [(touchpoint, heard.tally.patterns[k], int(here[k]), text[best[k]]) for k in top]
    found = pd.DataFrame(rows, columns=["touchpoint", "pattern", "hurt", "quote"]).astype(
        {"touchpoint": "str", "pattern": "str", "hurt": "int64", "quote": "str"}
    )
    named = found.merge(heard.patterns[["pattern", "name"]], on="pattern", how="left")
    joined = named.merge(loved, on="touchpoint", how="left")
    joined["hurt_share"] = joined["hurt"] / joined["n"]
    return joined[["touchpoint", "ratio", "low", "high", "n", "pattern", "name", "hurt", "hurt_share", "quote"]]


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
class _One:
    """A Recurring of one pattern only."""

    whole: Recurring
    pattern: str

    @property
    def polarity(self) -> str:
        return self.whole.polarity

    @property
    def patterns(self) -> pd.DataFrame:
        known = self.whole.patterns
        mine = known[(known["pattern"].astype("str") == self.pattern).to_numpy(bool)]
        if mine.empty:
            raise KeyError(f"No pattern is called '{self.pattern}'.")
        return mine

    @property
    def mentions(self) -> pd.DataFrame:
        return self.whole.mentions


@dataclass(frozen=True)
class _Heard:
    """The selected part: patterns, experiences, all mentions and those that count; `of`: answers each n is out of."""

    patterns: pd.DataFrame
    experiences: pd.DataFrame
    others: pd.DataFrame | None
    tally: Tally
    counted: pd.DataFrame
    of: npt.NDArray[np.int64]
    effort: npt.NDArray[np.bool_]


def _heard(recurring: Recurring, experiences: pd.DataFrame, selection: Selection | None) -> _Heard:
    selection = selection or Selection()
    chosen = selection.apply(experiences) if len(experiences) else experiences
    mentions = recurring.mentions
    if selection and len(mentions):
        mentions = mentions[selection.mask(mentions)]
    columns = [name for name in ("pattern", "name", "named", "theme", "state") if name in recurring.patterns]
    patterns = recurring.patterns[columns].reset_index(drop=True)
    no_pain = patterns.loc[(patterns["state"] == NOT_A_PAIN).to_numpy(bool), "pattern"].astype("str").tolist()
    aside = mentions["aside"].to_numpy(bool) if "aside" in mentions else np.zeros(len(mentions), dtype=bool)
    shown = ~aside | mentions["pattern"].astype("object").isin(no_pain).to_numpy(bool) if len(mentions) else aside
    counted = mentions[~aside]
    tally = tallies.tally(mentions[shown], chosen, patterns["pattern"].astype("str").tolist())
    pain = patterns["state"].ne(NOT_A_PAIN).to_numpy(bool)
    of = np.where(pain, counted["feedback_id"].nunique(), tally.answers)
    effort = tally.mentions["effort"].to_numpy(bool) if len(tally.mentions) else np.zeros(0, dtype=bool)
    return _Heard(patterns, chosen, _labelled_elsewhere(experiences, selection), tally, counted, of, effort)


def _labelled_elsewhere(experiences: pd.DataFrame, selection: Selection) -> pd.DataFrame | None:
    """What people labelled outside of the selection: it tells how the machine errs."""
    if not selection or "label" not in experiences or experiences.empty:
        return None
    labelled = experiences[(experiences["label"] >= 0).to_numpy(bool)]
    elsewhere = labelled[~selection.mask(labelled)]
    return elsewhere if len(elsewhere) else None


def _loved(heard: _Heard) -> pd.DataFrame:
    """The touchpoints that people love, best first: touchpoint, ratio, low, high, n."""
    empty = pd.DataFrame({"touchpoint": pd.Series(dtype="str"), **dict.fromkeys(("ratio", "low", "high", "n"), 0.0)})
    if heard.experiences.empty:
        return empty.head(0)
    found = ratios.table(heard.experiences, others=heard.others)
    found = found[(found["evidence"] == "measured") & (found["touchpoint"] != UNASSIGNED)]
    found = found.sort_values(["low", "touchpoint"], ascending=[False, True], kind="stable", ignore_index=True)
    best = (found.index < round(len(found) * _BEST)) & (found["low"] > 1).to_numpy(bool)
    loved = found[(found["low"] >= LOVED).to_numpy(bool) | best]
    return loved[["touchpoint", "ratio", "low", "high", "n"]].astype({"touchpoint": "str"}).reset_index(drop=True)


def _terms(tally: Tally) -> list[list[str]]:
    """The terms of each pattern, from its most typical mentions and some of the others."""
    if not tally.size or tally.mentions.empty:
        return [[] for _ in range(tally.size)]
    strength = tally.mentions["strength"].to_numpy("float64")
    mixed = pd.util.hash_array(tally.mentions["clause_text"].astype("str").to_numpy("object"))
    order = np.lexsort((mixed, np.where(tally.pattern < 0, 0, -strength), tally.pattern))
    number = tally.pattern[order]
    begin = np.searchsorted(number, number, side="left")
    kept = order[np.arange(len(order)) - begin < np.where(number < 0, 8 * _READ, _READ)]
    found = naming.terms(tally.mentions["clause_text"].iloc[kept], tally.pattern[kept], most=TERMS)
    by = found.groupby("pattern")["term"].agg(list)
    return [by.get(number, []) for number in range(tally.size)]


def _told(members: pd.DataFrame, rest: pd.DataFrame) -> pd.DataFrame:
    """The terms of one pattern against the rest: term, n, z."""
    texts = pd.concat([members["clause_text"], rest["clause_text"]], ignore_index=True)
    group = np.append(np.zeros(len(members), "int64"), np.full(len(rest), -1))
    return naming.terms(texts, group, most=MORE_TERMS).drop(columns="pattern")
