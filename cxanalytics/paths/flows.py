"""The paths that are taken most, and how many go from one touchpoint to the next."""

import pandas as pd

ARROW = " → "

# So many paths are drawn, so many steps of each.
PATHS, LENGTH = 15, 5


def top(steps: pd.DataFrame, most: int = PATHS) -> pd.DataFrame:
    """The commonest paths of two steps or more: path (in words), n (sessions), share of such sessions, positive,
    negative (sessions with such a step). Longer ones are told by their first LENGTH steps and "…".
    """
    names = {"path": "str", "n": "int64", "share": "float64", "positive": "int64", "negative": "int64"}
    long = _long(steps)
    if long.empty:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in names.items()})
    told = _told(long)
    felt = long.groupby("session")[["positive", "negative"]].any()
    each = felt.assign(path=told)
    made = each.groupby("path").agg(n=("path", "size"), positive=("positive", "sum"), negative=("negative", "sum"))
    made = made.reset_index().sort_values(["n", "path"], ascending=[False, True]).head(most)
    return made.assign(share=made["n"] / len(each))[list(names)].astype(names).reset_index(drop=True)


def links(steps: pd.DataFrame, paths: pd.DataFrame) -> pd.DataFrame:
    """The steps of these paths as links of a flow: step, was, is, n (sessions), negative (share of those who arrive).

    Sessions of the paths of `top` only, their first LENGTH steps.
    """
    names = {"step": "int64", "was": "str", "is": "str", "n": "int64", "negative": "float64"}
    if paths.empty:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in names.items()})
    long = _long(steps)
    shown, told = long[long["step"] < LENGTH], _told(long)
    kept = shown[shown["session"].map(told).isin(paths["path"]).to_numpy(bool)]
    after = kept.assign(step=kept["step"] - 1)[["session", "step", "touchpoint", "negative"]]
    both = kept[["session", "step", "touchpoint"]].merge(after, on=["session", "step"], suffixes=("", "_is"))
    made = both.groupby(["step", "touchpoint", "touchpoint_is"]).agg(
        n=("session", "size"), negative=("negative", "mean")
    )
    made = made.reset_index().rename(columns={"touchpoint": "was", "touchpoint_is": "is"})
    return made[list(names)].astype(names)


def _long(steps: pd.DataFrame) -> pd.DataFrame:
    """The steps of sessions that have two or more."""
    return steps[steps.groupby("session")["step"].transform("size") > 1]


def _told(long: pd.DataFrame) -> pd.Series:
    """Each session's path in words."""
    told = long[long["step"] < LENGTH].groupby("session")["touchpoint"].agg(ARROW.join)
    longer = long.groupby("session").size() > LENGTH
    return told + pd.Series(f"{ARROW}…", index=told.index, dtype="str").where(longer, "")
