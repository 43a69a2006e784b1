"""The steps that known customers took: in order of time, in sessions, each touchpoint once where they stayed."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

COLUMNS = ("person", "session", "step", "touchpoint", "channel", "occurred_at", "positive", "negative", "feedback")


def steps(experiences: pd.DataFrame, order: Sequence[str], gap: float) -> pd.DataFrame:
    """One row per step: the columns of COLUMNS, sessions numbered from 0, steps within a session from 0.

    Only experiences whose customer and time are known. A session ends where a customer was not heard of for `gap` days
    (more than that begins another). One answer that speaks of several touchpoints takes them in the `order` of the
    journey. What follows at the same touchpoint by the same channel is one step, positive or negative if any of it was.
    """
    usable = experiences[experiences["known"].to_numpy(bool) & experiences["occurred_at"].notna().to_numpy(bool)]
    if usable.empty:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _KINDS.items()})
    names = usable["touchpoint"].astype("str")
    place = names.map({name: i for i, name in enumerate(order)}).fillna(len(order)).astype("int64")
    frame = pd.DataFrame(
        {
            "person": usable["person"].to_numpy("int64"),
            "touchpoint": names.to_numpy("object"),
            "channel": usable["channel"].astype("str").to_numpy("object"),
            "occurred_at": usable["occurred_at"].to_numpy(),
            "positive": usable["positive"].to_numpy(bool),
            "negative": usable["negative"].to_numpy(bool),
            "feedback": usable["feedback"].to_numpy("int64"),
            "place": place.to_numpy(),
        }
    ).sort_values(["person", "occurred_at", "feedback", "place"], kind="stable", ignore_index=True)
    person = frame["person"].to_numpy()
    new_person = np.diff(person, prepend=-1) != 0
    waited = frame["occurred_at"].diff() > pd.Timedelta(days=gap)
    session = np.cumsum(new_person | waited.to_numpy(bool)) - 1
    touchpoint, channel = (pd.factorize(frame[name])[0] for name in ("touchpoint", "channel"))
    same = (
        (np.diff(session, prepend=-1) == 0)
        & (np.diff(touchpoint, prepend=-1) == 0)
        & (np.diff(channel, prepend=-2) == 0)
    )
    run = np.cumsum(~same) - 1
    made = (
        frame.assign(session=session, run=run)
        .groupby("run", sort=True)
        .agg(
            person=("person", "first"),
            session=("session", "first"),
            touchpoint=("touchpoint", "first"),
            channel=("channel", "first"),
            occurred_at=("occurred_at", "first"),
            positive=("positive", "any"),
            negative=("negative", "any"),
            feedback=("feedback", "first"),
        )
        .reset_index(drop=True)
    )
    step = made.groupby("session").cumcount()
    return made.assign(step=step)[list(COLUMNS)].astype(_KINDS)


_KINDS = {
    "person": "int64", "session": "int64", "step": "int64", "touchpoint": "str", "channel": "str",
    "occurred_at": "datetime64[us]", "positive": "bool", "negative": "bool", "feedback": "int64",
}  # fmt: skip
