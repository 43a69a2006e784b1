"""What the lanes of a board hold: emotions, effort, channels, patterns and quotes of every touchpoint."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cxanalytics.ratios import groups

# A pattern belongs to a touchpoint from so many of its answers on; fewer stand there by accident.
LEAST = 3

# So many quotes of a touchpoint are told for each side, each of another pattern as far as there are any.
QUOTES = 4


def emotions(experiences: pd.DataFrame, names: Sequence[str], touchpoints: Sequence[str]) -> pd.DataFrame:
    """touchpoint, emotion, n, share of the experiences there: every emotion at every touchpoint, in their orders."""
    _, place = _placed(experiences, touchpoints)
    said = experiences["emotions"].astype("category") if len(experiences) else pd.Series(dtype="category")
    combinations = [str(value) for value in said.cat.categories]
    holds = np.array(
        [[name in combination.split("|") for name in names] for combination in combinations], dtype="float64"
    )
    counted = np.zeros((len(touchpoints), len(names)))
    known = (place >= 0) & (said.cat.codes.to_numpy() >= 0)
    if len(combinations):
        box = place[known] * len(combinations) + said.cat.codes.to_numpy().astype("int64")[known]
        counts = np.bincount(box, minlength=len(touchpoints) * len(combinations)).reshape(len(touchpoints), -1)
        counted = counts @ holds
    whole = np.bincount(place[place >= 0], minlength=len(touchpoints))
    return pd.DataFrame(
        {
            "touchpoint": pd.Series(np.repeat(np.array(touchpoints, dtype="object"), len(names)), dtype="str"),
            "emotion": pd.Series(np.tile(np.array(names, dtype="object"), len(touchpoints)), dtype="str"),
            "n": counted.astype("int64").ravel(),
            "share": (counted / np.maximum(whole, 1)[:, None]).ravel(),
        }
    )


def effort(experiences: pd.DataFrame, touchpoints: Sequence[str]) -> pd.DataFrame:
    """touchpoint, n (experiences that tell of effort), share of the experiences there."""
    _, place = _placed(experiences, touchpoints)
    there = place >= 0
    flag = experiences["effort"].to_numpy("float64") if "effort" in experiences else np.zeros(len(experiences))
    n = np.bincount(place[there], weights=flag[there], minlength=len(touchpoints))
    whole = np.bincount(place[there], minlength=len(touchpoints))
    names = pd.Series(list(touchpoints), dtype="str")
    return pd.DataFrame({"touchpoint": names, "n": n.astype("int64"), "share": n / np.maximum(whole, 1)})


def channels(experiences: pd.DataFrame, touchpoints: Sequence[str]) -> pd.DataFrame:
    """touchpoint, channel, n, share of the experiences there whose channel is known; the commonest first."""
    _, place = _placed(experiences, touchpoints)
    known = (
        (place >= 0) & experiences["channel"].notna().to_numpy(bool) if "channel" in experiences else place > len(place)
    )
    names = {"touchpoint": "str", "channel": "str", "n": "int64", "share": "float64"}
    if not known.any():
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in names.items()})
    held = pd.DataFrame({"place": place[known], "channel": experiences["channel"].astype("str").to_numpy()[known]})
    counted = held.groupby(["place", "channel"]).size().rename("n").reset_index()
    counted = counted.sort_values(["place", "n", "channel"], ascending=[True, False, True])
    share = counted["n"] / counted.groupby("place")["n"].transform("sum")
    there = np.array(touchpoints, dtype="object")[counted["place"]]
    return counted.assign(touchpoint=there, share=share)[list(names)].astype(names).reset_index(drop=True)


def patterns(negative: pd.DataFrame, named: Mapping[str, str], touchpoints: Sequence[str]) -> pd.DataFrame:
    """touchpoint, pattern, name, n (answers), share of the answers that complain there; the commonest first.

    `negative` are the negative mentions with the `pattern` each is in, `named` the names of the patterns that live.
    """
    names = {"touchpoint": "str", "pattern": "str", "name": "str", "n": "int64", "share": "float64"}
    _, place = _placed(negative, touchpoints)
    if negative.empty or "pattern" not in negative:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in names.items()})
    unit = pd.DataFrame(
        {"place": place, "pattern": negative["pattern"].astype("str").to_numpy("object"), "answer": _answers(negative)}
    )[place >= 0]
    complaining = unit.groupby("place")["answer"].nunique()
    held = unit[unit["pattern"].isin(list(named)).to_numpy(bool)].drop_duplicates()
    counted = held.groupby(["place", "pattern"]).size().rename("n").reset_index()
    counted = counted[counted["n"] >= LEAST].sort_values(["place", "n", "pattern"], ascending=[True, False, True])
    there = np.array(touchpoints, dtype="object")[counted["place"].to_numpy("int64")]
    made = counted.assign(
        touchpoint=there,
        name=counted["pattern"].map(named),
        share=counted["n"] / counted["place"].map(complaining),
    )
    return made[list(names)].astype(names).reset_index(drop=True)


def quotes(felt: pd.DataFrame, found: pd.DataFrame, touchpoints: Sequence[str]) -> pd.DataFrame:
    """touchpoint, polarity, quote, source, date, recurs: the most telling first, several of each side and touchpoint.

    `felt` are mentions with polarity, quote_score and pattern (missing where in none); `found` the patterns of each
    touchpoint as `patterns` returns them. Of each pattern the best quote comes first, the commonest pattern before the
    others, then what is in none. Worst and best take turns, the side with more to say first.
    """
    kinds = dict.fromkeys(("touchpoint", "polarity", "quote", "source"), "str")
    kinds |= {"date": "datetime64[us]", "recurs": "str"}
    if felt.empty:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})
    _, place = _placed(felt, touchpoints)
    told = felt.assign(place=place, pattern=felt["pattern"].astype("str"))[place >= 0]
    rank = found.assign(rank=found.groupby("touchpoint").cumcount())[["touchpoint", "pattern", "rank", "name"]]
    told = told.assign(touchpoint=told["touchpoint"].astype("str"), polarity=told["polarity"].astype("str"))
    told = told.merge(rank, on=["touchpoint", "pattern"], how="left")
    told = told.drop_duplicates(["place", "polarity", "clause_text"])
    told = told.sort_values(["quote_score", "clause_text"], ascending=[False, True], kind="stable")
    group = ["place", "polarity"]
    # A second quote of a pattern comes after the first of all others.
    again = told.groupby([*group, "rank"], dropna=False).cumcount().where(told["rank"].notna(), 0)
    told = told.assign(again=again, rank=told["rank"].fillna(np.inf))
    told = told.sort_values([*group, "again", "rank"], kind="stable")
    turn = told.groupby(group).cumcount()
    more = told.groupby(group)["place"].transform("size")
    told = told.assign(turn=turn, more=-more)[turn < QUOTES]
    told = told.sort_values(["place", "turn", "more", "polarity"], kind="stable")
    return pd.DataFrame(
        {
            "touchpoint": told["touchpoint"],
            "polarity": told["polarity"],
            "quote": told["clause_text"].astype("str"),
            "source": told["source"].astype("str"),
            "date": told["occurred_at"],
            "recurs": told["name"],
        }
    ).astype(kinds).reset_index(drop=True)  # fmt: skip


def _placed(
    frame: pd.DataFrame, touchpoints: Sequence[str]
) -> tuple[list[str], "np.ndarray[tuple[int], np.dtype[np.int64]]"]:
    """The number of each row's touchpoint among `touchpoints`, -1 for one that is not there."""
    if frame.empty:
        return [], np.zeros(0, dtype="int64")
    grouping = groups.grouping(frame, "touchpoint")
    number = {name: i for i, name in enumerate(touchpoints)}
    place = np.array([number.get(label, -1) for label in grouping.labels], dtype="int64")
    return grouping.labels, place[grouping.codes]


def _answers(mentions: pd.DataFrame) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.asarray(pd.factorize(mentions["feedback_id"])[0], dtype="int64")
