"""The log read as patterns."""

from typing import Any

import pandas as pd

from cxanalytics.patterns import registry


def fold(
    *events: tuple[str, str, dict[str, Any]], undone: tuple[int, ...] = (), members: Any = ()
) -> registry.Registry:
    """The registry after events (kind, pattern, payload), numbered from 1."""
    log = pd.DataFrame(
        [
            {"id": n, "batch": n, "at": pd.Timestamp("2026-06-03"), "who": "Ana", "kind": kind, "pattern": pattern,
             "polarity": "negative", "payload": payload, "undone": n in undone}
            for n, (kind, pattern, payload) in enumerate(events, 1)
        ]
    )  # fmt: skip
    named = pd.DataFrame(list(members), columns=["event", "feedback_id", "start", "pattern"])
    return registry.fold(log, named)


def born(pattern: str, name: str, **more: str) -> tuple[str, str, dict[str, Any]]:
    return ("born", pattern, {"name": name, "how": "discovered"} | more)


def test_what_people_said_last_counts_unless_undone() -> None:
    log = (born("P1", "Late"), ("rename", "P1", {"name": "Later"}), ("rename", "P1", {"name": "Latest"}))
    assert fold(*log).names() == {"P1": "Latest"}
    assert fold(*log, undone=(3,)).names() == {"P1": "Later"}
    assert fold(*log, undone=(2, 3)).names() == {"P1": "Late"}
    assert fold(*log, undone=(2, 3)).patterns[["named", "touched"]].to_numpy().tolist() == [[False, False]]


def test_merged_patterns_lead_to_the_one_that_lives() -> None:
    log = (born("P1", "A"), born("P2", "B"), born("P3", "C"), ("merge", "P1", {"into": "P2"}))
    log = (*log, ("merge", "P2", {"into": "P3"}))
    assert fold(*log).living == {"P1": "P3", "P2": "P3"}
    assert fold(*log, undone=(5,)).living == {"P1": "P2"}
    assert fold(*log, undone=(4,)).living == {"P2": "P3"}


def test_a_part_whose_splitting_off_was_undone_leads_to_the_whole() -> None:
    log = (born("P1", "A"), born("P2", "A part", how="split", **{"from": "P1"}))
    assert fold(*log).living == {}
    assert fold(*log, undone=(2,)).living == {"P2": "P1"}


def test_the_last_word_on_a_mention_counts() -> None:
    log = (born("P1", "A"), born("P2", "B"), ("move", "P2", {}), ("move", "", {}), ("not_a_pain", "", {}))
    where = [(1, "f", 0, "P1"), (3, "f", 0, "P2"), (4, "f", 0, ""), (5, "f", 0, registry.NOT_A_PAIN)]
    assert fold(*log, members=where).pinned["pattern"].tolist() == ["not a pain"]
    assert fold(*log, members=where, undone=(5,)).pinned["pattern"].tolist() == [""]
    assert fold(*log, members=where, undone=(4, 5)).pinned["pattern"].tolist() == ["P2"]
    assert fold(*log, members=where).typical["pattern"].tolist() == ["P1"]


def test_estimates_are_people_s_and_keep_a_pattern() -> None:
    found = fold(born("P1", "A"), ("estimate", "P1", {"effort": 3}), ("estimate", "P1", {"effort": None, "gain": 1}))
    row = found.patterns.iloc[0]
    assert pd.isna(row["effort"])
    assert row["gain"] == 1
    assert row["touched"]


def test_an_event_on_a_pattern_that_was_never_born_changes_nothing() -> None:
    assert fold(born("P1", "A"), ("rename", "P9", {"name": "x"})).names() == {"P1": "A"}
