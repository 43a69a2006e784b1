"""Where the mood turns: the first touchpoint at which a session that went well goes badly, and the other way round."""

import pandas as pd

from cxanalytics.paths.effects import wilson

SOUR, SWEET = "turns bad", "turns good"


def turning(steps: pd.DataFrame) -> pd.DataFrame:
    """Per touchpoint and way: touchpoint, turn (SOUR or SWEET), n (first turns there), reached (sessions that came
    there in the mood before the turn), share, low, high (95 %, Wilson), most first.

    A step that is both positive and negative, or neither, is no turn and leaves the mood as it was.
    """
    names = {"touchpoint": "str", "turn": "str", "n": "int64", "reached": "int64"}
    names |= dict.fromkeys(("share", "low", "high"), "float64")
    if steps.empty:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in names.items()})
    felt = steps["positive"].astype("int64") - steps["negative"].astype("int64")
    frame = steps.assign(felt=felt)
    mood = frame["felt"].where(frame["felt"] != 0).groupby(frame["session"]).ffill()
    before = mood.groupby(frame["session"]).shift()
    rows = []
    for turn, start, to in ((SOUR, 1, -1), (SWEET, -1, 1)):
        first = mood.groupby(frame["session"]).transform("first")
        # Sessions whose first feeling was the one to turn from, up to and with their first turn.
        turned = (mood == to) & (before == start) & (first == start)
        done = turned.astype("int64").groupby(frame["session"]).cumsum() - turned.astype("int64")
        came = (before == start) & (first == start) & (done == 0)
        counted = pd.DataFrame({"touchpoint": frame["touchpoint"], "n": turned & (done == 0), "reached": came})
        each = counted.groupby("touchpoint")[["n", "reached"]].sum().reset_index().assign(turn=turn)
        rows.append(each[each["n"] > 0])
    made = pd.concat(rows, ignore_index=True)
    ends = [wilson(int(n), int(reached)) for n, reached in zip(made["n"], made["reached"], strict=True)]
    made = made.assign(
        share=made["n"] / made["reached"].clip(lower=1), low=[low for low, _ in ends], high=[high for _, high in ends]
    )
    order = made.sort_values(["turn", "n", "touchpoint"], ascending=[True, False, True])
    return order[list(names)].astype(names).reset_index(drop=True)
