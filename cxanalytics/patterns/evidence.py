"""Evidence: how big each pattern is, where it is said, by whom, since when, and what it does to the ratio."""

from typing import Protocol

import numpy as np
import pandas as pd

from cxanalytics import ratios
from cxanalytics.patterns import effects, history, trend
from cxanalytics.selection import PART, Selection

# A touchpoint is loved where the low end of its ratio is this many to one, or where its ratio is in the best third.
_LOVED, _BEST = 2.0, 2 / 3
_MOST = 5


class Patterns(Protocol):
    """What is needed of `recurring.Recurring`."""

    @property
    def polarity(self) -> str: ...
    @property
    def patterns(self) -> pd.DataFrame: ...
    @property
    def mentions(self) -> pd.DataFrame: ...


def chosen(found: Patterns, selection: Selection) -> pd.DataFrame:
    """The mentions under a selection, without those that are no pain."""
    mentions = found.mentions[~found.mentions["aside"].to_numpy(bool)]
    return mentions[selection.mask(mentions)].reset_index(drop=True) if selection and len(mentions) else mentions


def table(found: Patterns, experiences: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """One row per living pattern that occurs under a selection, most answers first.

    pattern, name, named, theme, state; n (answers with it), mentions, customers; share (n of the answers with a mention
    of this polarity) with share_low and share_high (Wilson 1927, 95 %); first_seen, last_seen, periods (months it was
    present in), months (months there is feedback of); change, change_low, change_high, trend (`trend.trends`);
    touchpoints, channels, sources, emotions (lists, commonest first), effort (share of mentions), reach (people who may
    have seen its public posts; NaN where none is known); alone, ratio, ratio_without, times, gain and their low and
    high, sure (`effects.without`); quote (a typical member's words).

    experiences are those of `engine.Analysis`, before the selection.
    """
    mentions = chosen(found, selection)
    inside = mentions[mentions["pattern"].notna()]
    inside = inside.assign(pattern=inside["pattern"].astype("str"))
    picked = selection.apply(experiences) if selection and len(experiences) else experiences
    sizes = _sizes(inside, experiences, mentions["feedback_id"].nunique())
    known = found.patterns[found.patterns["pattern"].isin(sizes["pattern"])]
    names = ["pattern", "name", "named", "theme", "state"]
    shown = known[names].merge(sizes, on="pattern")
    shown = shown.merge(_times(mentions, inside), on="pattern", how="left")
    shown = shown.merge(_lists(inside), on="pattern", how="left").merge(_quotes(inside), on="pattern", how="left")
    changed = effects.without(picked, mentions, shown["pattern"].tolist(), polarity=found.polarity)
    whole = shown.merge(changed, on="pattern", how="left")
    return whole.sort_values(["n", "pattern"], ascending=[False, True], ignore_index=True)


def wilson(n: pd.Series, of: int) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % interval of a share, n of so many (Wilson 1927, J. Am. Stat. Assoc. 22, 209)."""
    z2 = 1.959964**2
    share = n.to_numpy("float64") / max(of, 1)
    middle = (share + z2 / (2 * max(of, 1))) / (1 + z2 / max(of, 1))
    half = np.sqrt(z2 * (share * (1 - share) / max(of, 1) + z2 / (4 * max(of, 1) ** 2))) / (1 + z2 / max(of, 1))
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)


def _sizes(inside: pd.DataFrame, experiences: pd.DataFrame, answers: int) -> pd.DataFrame:
    person = experiences.drop_duplicates("feedback_id").set_index("feedback_id")["person"] if len(experiences) else None
    # A feedback that is nowhere among the experiences is a customer of its own.
    who = inside["feedback_id"].map(person) if person is not None else inside["feedback_id"]
    who = who.astype("object").where(who.notna(), inside["feedback_id"].astype("object"))
    each = inside.assign(who=who.astype("str")).groupby("pattern")
    sizes = each.agg(
        n=("feedback_id", "nunique"),
        mentions=("feedback_id", "size"),
        customers=("who", "nunique"),
        effort=("effort", "mean"),
    ).reset_index()
    low, high = wilson(sizes["n"], answers)
    posts = inside[inside["reach"].notna()].drop_duplicates(["pattern", "feedback_id"])
    reach = posts.groupby("pattern")["reach"].sum()
    return sizes.assign(
        share=sizes["n"] / max(answers, 1), share_low=low, share_high=high, reach=sizes["pattern"].map(reach)
    )


def _times(mentions: pd.DataFrame, inside: pd.DataFrame) -> pd.DataFrame:
    each = inside.groupby("pattern")["occurred_at"].agg(first_seen="min", last_seen="max").reset_index()
    periods = history.periods(mentions)
    present = periods[periods["n"] > 0].groupby("pattern").size()
    return (
        each.assign(
            periods=each["pattern"].map(present).fillna(0).astype("int64"),
            months=int(periods.loc[periods["share"].notna(), "period"].nunique()),
        )
        .merge(trend.trends(periods), on="pattern", how="left")
        .fillna({"trend": trend.TOO_FEW})
    )


def _lists(inside: pd.DataFrame) -> pd.DataFrame:
    emotions = inside[["pattern", "feedback_id"]].assign(value=inside["emotions"].astype("str").str.split("|"))
    emotions = emotions.explode("value")
    lists = {"emotions": _commonest(emotions[emotions["value"].fillna("").ne("")])}
    for column, name in (("touchpoint", "touchpoints"), ("channel", "channels"), ("source", "sources")):
        values = inside[["pattern", "feedback_id"]].assign(value=inside[column].astype("object"))
        lists[name] = _commonest(values[values["value"].notna() & values["value"].astype("str").ne("nan")])
    patterns = pd.Series(inside["pattern"].unique(), dtype="str")
    found = {name: [values.get(pattern, []) for pattern in patterns] for name, values in lists.items()}
    return pd.DataFrame({"pattern": patterns, **found})


def _commonest(values: pd.DataFrame) -> dict[str, list[str]]:
    """The values of each pattern, those in most answers first."""
    if values.empty:
        return {}
    told = values.astype({"value": "str"}).drop_duplicates()
    counted = told.groupby(["pattern", "value"]).size().reset_index(name="n")
    counted = counted.sort_values(["pattern", "n", "value"], ascending=[True, False, True])
    return {str(name): part["value"].head(_MOST).tolist() for name, part in counted.groupby("pattern")}


def _quotes(inside: pd.DataFrame) -> pd.DataFrame:
    """A member of each pattern that is typical and reads well."""
    worth = inside["strength"].to_numpy("float64") * (0.2 + inside["quote_score"].fillna(0).to_numpy("float64"))
    ordered = inside[["pattern", "clause_text"]].assign(worth=np.round(worth, 6))
    best = ordered.sort_values(["worth", "clause_text"], ascending=[False, True]).drop_duplicates("pattern")
    return best[["pattern"]].assign(quote=best["clause_text"].astype("str"))


def breakdown(mentions: pd.DataFrame, column: str) -> pd.DataFrame:
    """In how many answers of these mentions each value of a column occurs: value, n, share; commonest first.

    A segment counts for each of its parts, emotions for each that is named.
    """
    parts = mentions[["feedback_id"]].assign(value=mentions[column].astype("object"))
    parts = parts[parts["value"].notna()].astype({"value": "str"})
    if column in ("segment", "emotions"):
        parts = parts.assign(value=parts["value"].str.split(PART if column == "segment" else "|", regex=False))
        parts = parts.explode("value")
    parts = parts[~parts["value"].isin(["", "nan"])].drop_duplicates()
    counted = parts.groupby("value").size().reset_index(name="n")
    share = counted["n"] / max(mentions["feedback_id"].nunique(), 1)
    return counted.assign(share=share).sort_values(["n", "value"], ascending=[False, True], ignore_index=True)


def hidden(found: Patterns, experiences: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The touchpoints that people love, and the pains hidden inside them, best ratio first.

    touchpoint, ratio (in words, with interval and n), low, n (experiences), negative, patterns (a list of (id, name,
    answers), commonest first). Loved: the low end of the ratio is _LOVED or more, or the ratio is in the best third.
    """
    names = ["touchpoint", "ratio", "low", "n", "negative", "patterns"]
    picked = selection.apply(experiences) if selection and len(experiences) else experiences
    mentions = chosen(found, selection)
    if picked.empty or mentions.empty:
        return pd.DataFrame(columns=names)
    points = ratios.table(picked)
    points = points[
        (points["evidence"] == "measured").to_numpy(bool) & (points["touchpoint"] != "Unassigned").to_numpy(bool)
    ]
    ratio = points["ratio"].fillna(points["low"])
    loved = points[(points["low"] >= _LOVED) | (ratio >= ratio.quantile(_BEST))]
    inside = mentions[mentions["pattern"].notna()]
    told = pd.DataFrame(
        {
            "touchpoint": inside["touchpoint"].astype("str"),
            "pattern": inside["pattern"].astype("str"),
            "feedback_id": inside["feedback_id"].astype("str"),
        }
    ).drop_duplicates()
    counted = told.groupby(["touchpoint", "pattern"]).size().reset_index(name="n")
    counted = counted.merge(found.patterns[["pattern", "name"]], on="pattern")
    counted = counted.sort_values(["n", "pattern"], ascending=[False, True])
    listed = {
        str(name): list(part[["pattern", "name", "n"]].head(_MOST).itertuples(index=False, name=None))
        for name, part in counted.groupby("touchpoint")
    }
    shown = loved.assign(ratio=ratios.text(loved), patterns=loved["touchpoint"].astype("str").map(listed))
    shown = shown[shown["patterns"].notna()].sort_values("low", ascending=False, ignore_index=True)
    return shown.astype({"touchpoint": "str"})[names]
