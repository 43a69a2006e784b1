"""What people said, beside what the machine read: labels with their weights, and corrections that override.

A label of the audit sample tells about all experiences like it and changes no number by itself; it comes with a
weight. A correction is certain for its own experience, changes it at once, and tells nothing about others.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.audit import codes
from cxanalytics.audit.drawing import numbers

KEY = ["feedback_id", "touchpoint"]


@dataclass(frozen=True)
class Said:
    """What people made of a workspace: the sample drawn and the two logs, as store.labels returns them."""

    drawn: pd.DataFrame
    labels: pd.DataFrame
    corrections: pd.DataFrame


def standing(labels: pd.DataFrame) -> pd.DataFrame:
    """The labels that stand: of each person and experience the last that was not undone, in order of time."""
    kept = labels[~labels["undone"]].drop_duplicates([*KEY, "who"], keep="last")
    return kept.sort_values("id", ignore_index=True)


def counted(labels: pd.DataFrame) -> pd.DataFrame:
    """One standing label per experience, "unsure" left out.

    Where several people labelled it, a fair coin (made from the ids, so always the same) says whose is counted:
    then numbers are those of one person taken at random, whatever they agree on.
    """
    known = standing(labels)
    known = known[known["label"] != codes.UNSURE]
    coin = numbers(*(known[name] for name in (*KEY, "who")), salt="coin")
    first = known.assign(coin=coin).sort_values("coin").drop_duplicates(KEY)
    return first.drop(columns="coin").sort_values("id", ignore_index=True)


def corrected(corrections: pd.DataFrame) -> pd.DataFrame:
    """The corrections that stand: of each experience the last that was not undone, in order of time."""
    kept = corrections[~corrections["undone"]].drop_duplicates(KEY, keep="last")
    return kept.sort_values("id", ignore_index=True)


def codes_of(said: pd.DataFrame) -> codes.Codes:
    """The code of each label or correction; 4 where it says that the comment speaks of another touchpoint."""
    away = (said["moved_to"] != "") & (said["moved_to"] != said["touchpoint"])
    return np.where(away.to_numpy(bool), np.int8(4), codes.codes(said["label"])).astype(np.int8)


def judge(experiences: pd.DataFrame, said: Said, stages: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The experiences with what people said of them; doing it again with other labels starts from the machine anew.

    Columns added: machine (0 to 3, where missing); label (-1 to 4); says (what a label of the sample says of the
    comment wherever it belongs); weight (1 / probability of having been drawn,
    for labels of the sample, else missing); corrected; moved (a row that is here only because a person moved it
    here). positive and negative are the machine's, overridden by corrections. stages says of each touchpoint
    that something may be moved to which stage it belongs to.

    An experience that is corrected is certain; a label of the sample for it does not count as drawn any more, as
    it belongs no longer to those that the sample speaks for. A correction to another touchpoint adds what was said
    to the experience there, or a new row where there is none.
    """
    if experiences.empty:
        return experiences
    machine = codes.machine(experiences)
    if "moved" in experiences:
        stay = ~experiences["moved"].to_numpy(bool)
        experiences, machine = experiences[stay].reset_index(drop=True), machine[stay]
    label = np.full(len(machine), codes.NONE, np.int8)
    weight = np.full(len(machine), np.nan)
    by_hand = np.zeros(len(machine), bool)
    labels = _followed(experiences, counted(said.labels).merge(said.drawn[[*KEY, "probability"]], on=KEY))
    at = _places(experiences, labels)
    label[at[at >= 0]] = codes_of(labels)[at >= 0]
    says = np.full(len(machine), codes.NONE, np.int8)
    says[at[at >= 0]] = codes.codes(labels["label"])[at >= 0]
    weight[at[at >= 0]] = 1 / labels["probability"].to_numpy()[at >= 0]
    right = corrected(said.corrections)
    at = _places(experiences, right)
    label[at[at >= 0]] = codes_of(right)[at >= 0]
    weight[at[at >= 0]] = np.nan
    by_hand[at[at >= 0]] = True
    seen = np.where(by_hand, label, machine)
    judged = experiences.assign(
        machine=machine,
        positive=np.isin(seen, (2, 3)),
        negative=np.isin(seen, (0, 3)),
        label=label,
        says=says,
        weight=weight,
        corrected=by_hand,
        moved=False,
    )
    away = (codes_of(right) == 4) & (right["moved_to"] != "").to_numpy(bool) & (at >= 0)
    return _moved(judged, right[away].assign(place=at[away]), stages or {}) if away.any() else judged


def _followed(experiences: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    """The labels, at where their comments are now.

    When the map learns, an experience may move to another touchpoint. Its label goes along where that is the one
    that the person named, or the only one that the comment still has; there it says what the comment says.
    """
    astray = _places(experiences, labels) < 0
    if not astray.any():
        return labels
    of = experiences[experiences["feedback_id"].isin(labels["feedback_id"][astray]).to_numpy(bool)]
    alone = of.drop_duplicates("feedback_id", keep=False).set_index("feedback_id")["touchpoint"].astype("str")
    named = labels["moved_to"].where(labels["moved_to"] != "")
    there = _places(experiences, labels.assign(touchpoint=named.fillna(labels["touchpoint"]))) >= 0
    now = named.where(there, labels["feedback_id"].astype("str").map(alone))
    touchpoint = labels["touchpoint"].astype("str").mask(astray & now.notna(), now)
    # Two labels of one comment may meet; the later stands.
    return labels.assign(touchpoint=touchpoint).drop_duplicates(KEY, keep="last")


def _moved(judged: pd.DataFrame, moves: pd.DataFrame, stages: Mapping[str, str]) -> pd.DataFrame:
    """The same with what was moved to another touchpoint: joined to the experience there, else in a new row."""
    moves = moves.drop_duplicates(["feedback_id", "moved_to"], keep="last")
    code = codes.codes(moves["label"])
    positive, negative = np.isin(code, (2, 3)), np.isin(code, (0, 3))
    there = _places(judged, moves[["feedback_id", "moved_to"]].rename(columns={"moved_to": "touchpoint"}))
    has = there >= 0
    up, down = judged["positive"].to_numpy(bool).copy(), judged["negative"].to_numpy(bool).copy()
    label, by_hand = judged["label"].to_numpy().copy(), judged["corrected"].to_numpy(bool).copy()
    weight = judged["weight"].to_numpy().copy()
    up[there[has]] |= positive[has]
    down[there[has]] |= negative[has]
    both = np.select([up & down, up, down], [3, 2, 0], 1).astype(np.int8)
    label[there[has]], by_hand[there[has]], weight[there[has]] = both[there[has]], True, np.nan
    judged = judged.assign(positive=up, negative=down, label=label, corrected=by_hand, weight=weight)
    if has.all():
        return judged
    source = judged.iloc[moves["place"].to_numpy(np.int64)[~has]]
    to = pd.Series(moves["moved_to"].to_numpy(object)[~has], source.index, dtype="str")
    rows = source.assign(
        touchpoint=to,
        stage=to.map(dict(stages)).fillna(source["stage"].astype("str")),
        positive=positive[~has],
        negative=negative[~has],
        label=code[~has],
        corrected=True,
        weight=np.nan,
        moved=True,
    )
    return pd.concat([_wide(judged, rows), _wide(rows, judged)], ignore_index=True)


def _wide(frame: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """The frame with touchpoint and stage as categories that hold the other's names too."""
    return frame.assign(
        **{
            name: frame[name].astype("category").cat.set_categories(_names(frame, other, name))
            for name in ("touchpoint", "stage")
        }
    )


def _names(frame: pd.DataFrame, other: pd.DataFrame, name: str) -> list[str]:
    return sorted({str(item) for part in (frame, other) for item in part[name].astype("category").cat.categories})


def _places(experiences: pd.DataFrame, said: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Where in `experiences` each row of `said` is; -1 where nowhere."""
    if said.empty:
        return np.zeros(0, np.int64)
    # Only the few rows of these feedbacks are compared, not a million.
    near = np.flatnonzero(experiences["feedback_id"].isin(said["feedback_id"].unique()).to_numpy(bool))
    close = experiences.iloc[near]
    index = pd.MultiIndex.from_arrays([close["feedback_id"].astype("str"), close["touchpoint"].astype("str")])
    found = index.get_indexer(pd.MultiIndex.from_frame(said[KEY].astype("str")))
    places = np.full(len(found), -1, np.int64)
    places[found >= 0] = near[found[found >= 0]]
    return places


def opinions(said: Said) -> pd.DataFrame:
    """What people say of the words at a touchpoint: feedback_id, touchpoint, label (0 to 3).

    The label that is counted of each experience, or the correction; also where the words speak of another touchpoint.
    """
    both = pd.concat([counted(said.labels), corrected(said.corrections)], ignore_index=True)
    last = both.drop_duplicates(KEY, keep="last")
    found = last[KEY].astype("str").assign(label=codes.codes(last["label"]).astype("int64"))
    return found[found["label"].between(0, 3)].reset_index(drop=True)


def assignments(said: Said) -> pd.DataFrame:
    """Where people say that comments belong: feedback_id, touchpoint (the one judged), right, who, how.

    right is the touchpoint that the person named, or the judged one where they labelled it and left it there;
    missing where they say that the comment does not speak of it and name no other. For learning touchpoints.
    """
    labels = standing(said.labels).assign(how="label")
    rights = corrected(said.corrections).assign(how="correction")
    both = pd.concat([labels, rights], ignore_index=True)[[*KEY, "label", "moved_to", "who", "how"]]
    both = both[(both["label"] != codes.UNSURE) | (both["moved_to"] != "")]
    named = both["moved_to"].where(both["moved_to"] != "", both["touchpoint"])
    right = named.where((both["moved_to"] != "") | (both["label"] != codes.ELSEWHERE))
    return both.assign(right=right)[[*KEY, "right", "who", "how"]].reset_index(drop=True)


def words(said: Said) -> pd.DataFrame:
    """What people said of each feedback, for people who work elsewhere: feedback_id, labels, corrections.

    Each is a text such as "Invoice: negative (Ann); Refund: mixed (Ben)", missing where nothing was said.
    """
    parts = {"labels": standing(said.labels), "corrections": corrected(said.corrections)}
    texts = []
    for name, rows in parts.items():
        to = np.where(rows["moved_to"] != "", " → " + rows["moved_to"], "")
        text = rows["touchpoint"] + to + ": " + rows["label"] + " (" + rows["who"] + ")"
        texts.append(text.groupby(rows["feedback_id"]).agg("; ".join).rename(name))
    return pd.concat(texts, axis=1).rename_axis("feedback_id").reset_index()
