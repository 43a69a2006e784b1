"""Who labels what next: the sample as one person goes through it."""

import pandas as pd

from cxanalytics.audit.drawing import numbers
from cxanalytics.audit.judging import KEY, Said, standing


def queue(said: Said, who: str) -> pd.DataFrame:
    """What this person has labelled or should label, in their order: the sample's columns, mine, mine_moved, id.

    An experience is theirs when nobody labelled it yet, when it is meant for two people and has fewer than two, or
    when they did. mine is their own label (id in the log), missing where they gave none, mine_moved the touchpoint
    that they named instead. The first person begins at the
    beginning, others elsewhere, so that two at once do not label the same; the order is the same otherwise.
    """
    labels = standing(said.labels)
    own = labels[labels["who"] == who]
    others = labels[labels["who"] != who].groupby(KEY, as_index=False).size().rename(columns={"size": "others"})
    mine = own[[*KEY, "label", "moved_to", "id"]].rename(columns={"label": "mine", "moved_to": "mine_moved"})
    frame = said.drawn.merge(mine, how="left", on=KEY)
    frame = frame.merge(others, how="left", on=KEY)
    wanted = 1 + frame["twice"].astype("int64")
    theirs = frame[(frame["mine"].notna() | (frame["others"].fillna(0) < wanted)).to_numpy(bool)]
    theirs = theirs.assign(behind=(theirs["position"] < _beginning(said, who)))
    return theirs.sort_values(["behind", "position", "feedback_id"], ignore_index=True).drop(
        columns=["behind", "others"]
    )


def upcoming(line: pd.DataFrame, after: int = -1) -> int | None:
    """The place in the line of the next experience without the person's label after this place, else the first."""
    open_places = line.index[line["mine"].isna()]
    later = open_places[open_places > after]
    if len(later):
        return int(later[0])
    return int(open_places[0]) if len(open_places) else None


def last(line: pd.DataFrame) -> int | None:
    """The id of the person's last label, for undoing it."""
    ids = line["id"].dropna()
    return int(ids.max()) if len(ids) else None


def _beginning(said: Said, who: str) -> float:
    """The position at which a person begins."""
    people = said.labels["who"].drop_duplicates().tolist()
    if not people or who == people[0] or said.drawn.empty:
        return 0
    return float(numbers([who], salt="beginning")[0]) * float(said.drawn["position"].max())
