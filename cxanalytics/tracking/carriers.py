"""What carries a change: the patterns, channels, sources, segments and words behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import odds, words

Mask = npt.NDArray[np.bool_]

# What explains less than this part of a change is not told.
_LEAST = 0.15
_MOST = 3
# So many mentions are read on either side, the latest of them, and a word has to stand in so many.
_READ, _HEARD = 4_000, 4
# A word is told where it is surely more frequent, or less, by this many standard errors.
_SURE = 2.5
# A part is told where it adds so much of a change, and so many speak from there on either side.
_STRONG, _SPOKEN = 0.4, 5
_PARTS = ("source", "channel", "segment")


def parts(experiences: pd.DataFrame, after: Mask, side: str) -> pd.DataFrame:
    """How much of a change of a share comes from each channel, source and segment.

    `after` marks the experiences since the change; the others are those before. side: positive or negative. Returns
    column, value, before, after (the share there), weight_before, weight_after (its part of all), part (what it adds to
    the change, the largest first): weight times share after less before, so that the parts of a column add up to the
    change where its level is held against the mean.
    """
    so = experiences[side].to_numpy("float64")
    made = [_by(experiences, after, so, column) for column in ("source", "channel", "segment") if column in experiences]
    return pd.concat(made, ignore_index=True) if made else pd.DataFrame()


def _by(experiences: pd.DataFrame, after: Mask, so: npt.NDArray[np.float64], column: str) -> pd.DataFrame:
    codes, names = pd.factorize(experiences[column].astype("str"), sort=True)
    known = codes >= 0
    size = len(names)
    sides = []
    for rows in (~after & known, after & known):
        many = np.bincount(codes[rows], minlength=size).astype("float64")
        yes = np.bincount(codes[rows], weights=so[rows], minlength=size)
        sides.append((many / max(many.sum(), 1), yes / np.maximum(many, 1), many))
    (was, share_was, n_was), (now, share_now, n_now) = sides
    usual = float((was * share_was).sum())
    part = now * (share_now - usual) - was * (share_was - usual)
    table = pd.DataFrame(
        {
            "column": column, "value": pd.Series(names, dtype="str"), "before": share_was, "after": share_now,
            "weight_before": was, "weight_after": now, "part": part, "n": np.minimum(n_was, n_now),
        }
    )  # fmt: skip
    return table.sort_values("part", key=np.abs, ascending=False, kind="stable", ignore_index=True)


def patterns(mentions: pd.DataFrame, after: Mask, answers: tuple[int, int]) -> pd.DataFrame:
    """How much more, or less, often each pattern is heard: pattern, before, after (shares of all answers), part.

    mentions: pattern and feedback_id of those of the subject; `after` marks those since the change; answers: how many
    there are before and since.
    """
    inside = mentions["pattern"].notna().to_numpy(bool)
    shares = {}
    for name, rows, of in (("before", ~after & inside, answers[0]), ("after", after & inside, answers[1])):
        once = mentions[rows][["pattern", "feedback_id"]].drop_duplicates()
        shares[name] = once["pattern"].astype("str").value_counts() / max(of, 1)
    table = pd.DataFrame(shares).fillna(0.0).rename_axis("pattern").reset_index()
    table = table.assign(part=table["after"] - table["before"])
    return table.sort_values(["part", "pattern"], key=lambda c: -c.abs() if c.name == "part" else c, ignore_index=True)


def telling(texts: pd.Series, after: Mask, most: int = 4) -> list[str]:
    """The words that are surely more frequent since the change than before, the surest first.

    Log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, Fightin' Words).
    """
    latest = np.flatnonzero(after)[-_READ:]
    earlier = np.flatnonzero(~after)[-_READ:]
    if not len(latest) or not len(earlier):
        return []
    read = words.read(pd.concat([texts.iloc[earlier], texts.iloc[latest]]))
    stop = np.array([str(stem) in _everyday() for stem in read.stems], dtype=bool)
    pair = pd.DataFrame({"text": read.text, "stem": read.stem})[~stop[read.stem]].drop_duplicates()
    late = (pair["text"] >= len(earlier)).to_numpy(bool)
    here = np.bincount(pair["stem"][late], minlength=len(read.stems))
    there = np.bincount(pair["stem"][~late], minlength=len(read.stems))
    if not len(pair):
        return []
    found = odds.contrast(here, here.sum(), there, there.sum(), (here + there) / max(len(pair), 1))
    z = np.where(here >= _HEARD, found.z, -np.inf)
    best = [int(i) for i in np.argsort(-z, kind="stable")[:most] if z[i] > _SURE]
    return [_written(read, stem) for stem in best]


def _everyday() -> frozenset[str]:
    return frozenset(words.stemmed(words.known("stop")).tolist()) | words.known("stop")


def _written(read: words.Words, stem: int) -> str:
    """A stem as it is written most."""
    forms = pd.Series(read.surface[read.stem == stem]).value_counts()
    return str(read.surfaces[forms.index[0]])


@dataclass(frozen=True)
class Change:
    """A change of a share, in parts of 1, and the same counted up where it is for the worse."""

    size: float
    worse: float


def sentences(
    change: Change, by_part: pd.DataFrame, by_pattern: pd.DataFrame, heard: list[str], names: Mapping[str, str]
) -> list[str]:
    """What carries a change, in short sentences: patterns, then channels, sources and segments, then words."""
    said = [
        f"“{names.get(row['pattern'], row['pattern'])}”: {_points(row['before'])} → {_points(row['after'])} of answers"
        for row in by_pattern.head(_MOST).to_dict("records")
        if row["part"] * change.worse > 0 and abs(row["part"]) >= _LEAST * abs(change.worse)
    ]
    for column, rows in by_part.groupby("column", sort=False) if len(by_part) else []:
        if len(rows) < 2 or column not in _PARTS:
            continue
        strong = rows[(rows["part"] * np.sign(change.size) >= _STRONG * abs(change.size)) & (rows["n"] >= _SPOKEN)]
        said += [_part(str(column), row, change.size) for row in strong.head(1).to_dict("records")]
    if heard:
        said.append("more often in the words: " + ", ".join(f"“{word}”" for word in heard))
    return said


def _part(column: str, row: Mapping[Any, Any], change: float) -> str:
    """What one channel, source or segment adds: because it changed, or because more or fewer speak from there."""
    if (row["after"] - row["before"]) * change > 0:
        return f"{column} {row['value']}: {_points(row['before'])} → {_points(row['after'])}"
    return (
        f"{column} {row['value']} is {_points(row['weight_after'])} of all, before {_points(row['weight_before'])}: "
        "a change of who speaks"
    )


def _points(share: float) -> str:
    return f"{100 * share:.1f} %" if share < 0.095 else f"{100 * share:.0f} %"
