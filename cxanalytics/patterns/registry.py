"""The registry: every pattern there ever was, as it follows from the log of what happened to it.

Kinds of events, and what their payload holds:

grouped: everything was grouped (anew); generation (a name for it), k, n (the mentions that were looked at),
    alternatives (a list of k, stability, chosen).
born: a pattern came to be; name, theme, how ("discovered", "proposed", "split"), from (the pattern it was split off).
    Its members are typical ones where it was discovered; where a person made it, they are pinned to it.
called: the machine gave it another name or theme as everything was grouped anew, since a word of its name is left out
    by now, or its neighbours are others; name and before (the name until then), theme, each where it changes.
rename: a person named it; name.   theme: a person put it under a theme; theme.
merge: it became part of another; into.   retired: a grouping anew did not find it again.
move: a person put mentions in another pattern, or in none.
not_a_pain: the pattern is none (payload off true), or is one again (off false); with members, these mentions are none.
dismiss: a proposed pattern was turned down; its members are not proposed again.
claimed: a claim was stated on it.
estimate: people's numbers for the priorities; effort, gain, reach, confidence, resolved, turned, each a number or null.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

LIVE, MERGED, RETIRED, NOT_A_PAIN = "live", "merged", "retired", "not a pain"
ESTIMATES = ("effort", "gain", "reach", "confidence", "resolved", "turned")
_TEXTS = ("pattern", "polarity", "name", "theme", "state", "how", "split_from", "merged_into")


@dataclass(frozen=True)
class Registry:
    """Patterns of both polarities, and what is said of single mentions.

    patterns: pattern, polarity, name, named (by a person), touched (a person did anything to it), theme, themed (by a
    person), state (one of
    the constants above), how, born_at, split_from, merged_into, and people's ESTIMATES (NaN where none).
    living: each pattern that was merged → the living one it became part of; one whose splitting off was undone → the
    one it was split off, as mentions that came later may have been found to be in it.
    pinned (feedback_id, start, pattern): where people put mentions; "" is none, NOT_A_PAIN no pain; the last word
    counts. typical: as pinned, the members of patterns that were discovered. dismissed (feedback_id, start): not to be
    proposed.
    generation, alternatives: of each polarity that was grouped, by the last grouping.
    """

    patterns: pd.DataFrame
    living: Mapping[str, str]
    pinned: pd.DataFrame
    typical: pd.DataFrame
    dismissed: pd.DataFrame
    generation: Mapping[str, str]
    alternatives: Mapping[str, pd.DataFrame]

    def names(self) -> dict[str, str]:
        """The name of every pattern there ever was."""
        return dict(zip(self.patterns["pattern"].tolist(), self.patterns["name"].tolist(), strict=True))


def fold(events: pd.DataFrame, members: pd.DataFrame) -> Registry:
    """The registry after these events (`store.patterns.events` and `members`); those undone count as never made."""
    undone = events["undone"].to_numpy(bool)
    standing = events[~undone]
    told: dict[str, dict[str, Any]] = {}
    generation: dict[str, str] = {}
    alternatives: dict[str, pd.DataFrame] = {}
    for event in rows(standing):
        if event.kind == "grouped":
            generation[str(event.polarity)] = str(event.payload["generation"])
            alternatives[str(event.polarity)] = _alternatives(event.payload.get("alternatives", []))
        elif event.kind == "born":
            told[str(event.pattern)] = _born(event)
        elif event.pattern in told:
            _TELLS[str(event.kind)](told[str(event.pattern)], event)
    patterns = pd.DataFrame(list(told.values()), columns=[*_TEXTS, "named", "themed", "touched", "born_at", *ESTIMATES])
    patterns = patterns.astype(dict.fromkeys(_TEXTS, "str") | dict.fromkeys(("named", "themed", "touched"), "bool"))
    patterns = patterns.astype({"born_at": "datetime64[us]"} | dict.fromkeys(ESTIMATES, "float64"))
    said = members.merge(standing[["id", "kind", "payload"]], left_on="event", right_on="id")
    found = said["payload"].map(lambda payload: payload.get("how") == "discovered").to_numpy(bool)
    dismissed = (said["kind"] == "dismiss").to_numpy(bool)
    last = said[["feedback_id", "start", "pattern"]]
    return Registry(
        patterns=patterns,
        living=_living(patterns, events[undone]),
        pinned=_last(last[~found & ~dismissed]),
        typical=_last(last[found]),
        dismissed=_last(last[dismissed]).drop(columns="pattern"),
        generation=generation,
        alternatives=alternatives,
    )


def rows(events: pd.DataFrame) -> Iterator[Any]:
    """The events one by one; their columns as attributes."""
    return events.itertuples(index=False)


def _born(event: Any) -> dict[str, Any]:
    how = str(event.payload.get("how", "discovered"))
    return {
        "pattern": event.pattern,
        "polarity": event.polarity,
        "name": event.payload["name"],
        "theme": event.payload.get("theme", ""),
        "state": LIVE,
        "how": how,
        "split_from": event.payload.get("from", ""),
        "merged_into": "",
        "named": bool(event.payload.get("named", False)),
        "themed": False,
        "touched": how != "discovered",
        "born_at": event.at,
    } | dict.fromkeys(ESTIMATES, float("nan"))


def _called(pattern: dict[str, Any], event: Any) -> None:
    pattern |= {key: event.payload[key] for key in ("name", "theme") if key in event.payload}


def _rename(pattern: dict[str, Any], event: Any) -> None:
    pattern |= {"name": event.payload["name"], "named": True, "touched": True}


def _theme(pattern: dict[str, Any], event: Any) -> None:
    pattern |= {"theme": event.payload["theme"], "themed": True, "touched": True}


def _merge(pattern: dict[str, Any], event: Any) -> None:
    pattern |= {"state": MERGED, "merged_into": event.payload["into"], "touched": True}


def _retired(pattern: dict[str, Any], _event: Any) -> None:
    pattern["state"] = RETIRED


def _touched(pattern: dict[str, Any], _event: Any) -> None:
    pattern["touched"] = True


def _not_a_pain(pattern: dict[str, Any], event: Any) -> None:
    pattern["touched"] = True
    if "off" in event.payload:
        pattern["state"] = NOT_A_PAIN if event.payload["off"] else LIVE


def _estimate(pattern: dict[str, Any], event: Any) -> None:
    given = {name: event.payload[name] for name in ESTIMATES if name in event.payload}
    pattern |= {name: float("nan") if value is None else float(value) for name, value in given.items()}
    pattern["touched"] = True


_TELLS = {
    "called": _called,
    "rename": _rename,
    "theme": _theme,
    "merge": _merge,
    "retired": _retired,
    "split": _touched,
    "move": _touched,
    "absorbed": _touched,
    "not_a_pain": _not_a_pain,
    "estimate": _estimate,
    "dismiss": _touched,
    "claimed": _touched,
}


def _living(patterns: pd.DataFrame, undone: pd.DataFrame) -> dict[str, str]:
    """Where each pattern that was merged, or never split off, ended up.

    Patterns are merged while they live, so no chain bites its tail.
    """
    parted = undone[(undone["kind"] == "born").to_numpy(bool)]
    into = {str(event.pattern): str(event.payload["from"]) for event in rows(parted) if event.payload.get("from")}
    into |= {str(row.pattern): str(row.merged_into) for row in patterns.itertuples() if row.state == MERGED}
    living = {}
    for pattern in into:
        end = pattern
        while end in into:
            end = into[end]
        living[pattern] = end
    return living


def _last(said: pd.DataFrame) -> pd.DataFrame:
    return said.drop_duplicates(["feedback_id", "start"], keep="last").reset_index(drop=True)


def _alternatives(rows: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["k", "stability", "chosen"])
    return frame.astype({"k": "int64", "stability": "float64", "chosen": "bool"})
