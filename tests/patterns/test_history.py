"""The history of a pattern in sentences."""

from typing import Any

import pandas as pd

from cxanalytics.patterns import history

NAMES = {"P1": "Late", "P2": "Rude driver", "P3": "Wrong invoice"}


def mentions(days: list[str | None], patterns: list[str | None]) -> pd.DataFrame:
    at = pd.to_datetime(pd.Series(days)).astype("datetime64[us]")
    ids = [f"f{number}" for number in range(len(days))]
    frame = pd.DataFrame({"feedback_id": ids, "occurred_at": at, "aside": False})
    return frame.assign(pattern=pd.Categorical(patterns, list(NAMES)))


def event(kind: str, pattern: str, undone: bool = False, **payload: Any) -> dict[str, Any]:
    at = pd.Timestamp("2026-06-03 10:00")
    return {"id": 1, "batch": 1, "at": at, "who": "Ana", "kind": kind, "pattern": pattern, "payload": payload} | {
        "polarity": "negative",
        "undone": undone,
    }


def said(days: list[str | None], patterns: list[str | None], *events: dict[str, Any]) -> list[str]:
    log = pd.DataFrame(list(events), columns=list(event("", "")))
    return history.sentences(mentions(days, patterns), log.astype({"undone": "bool"}), NAMES, "P1")


def test_first_seen_present_gone() -> None:
    days = ["2025-03-05", "2025-04-02", "2025-05-01", "2025-06-01", "2025-07-30"]
    assert said(days, ["P1", "P1", "P1", None, "P2"]) == [
        "First seen in March 2025.",
        "Present in 3 of 5 months since.",
        "Not heard of since May 2025.",
    ]


def test_back_after_months_without_it() -> None:
    days = ["2025-01-05", "2025-02-02", "2025-03-01", "2025-04-01"]
    assert said(days, ["P1", None, "P2", "P1"]) == [
        "First seen in January 2025.",
        "Present in 2 of 4 months since.",
        "Back in April 2025 after 2 months without it.",
    ]


def test_one_month_and_mentions_without_a_date() -> None:
    assert said(["2025-01-05", None], ["P1", "P1"])[:2] == [
        "First seen in January 2025.",
        "Present in the last month, the only one so far.",
    ]
    assert said([None, None], ["P1", "P1"]) == ["None of its mentions has a date, so there is no history of months."]
    assert said(["2025-01-05"], ["P2"]) == ["Not heard of in this selection."]


def test_months_without_any_feedback_are_no_gap() -> None:
    assert said(["2025-01-05", "2025-06-02"], ["P1", "P1"]) == [
        "First seen in January 2025.",
        "Present in each of 2 months since.",
    ]


def test_what_people_did_is_told_and_what_they_undid_is_not() -> None:
    told = said(
        ["2025-01-05"],
        ["P1"],
        event("born", "P1", name="Late", how="split", **{"from": "P3"}),
        event("rename", "P1", name="Late again"),
        event("merge", "P2", into="P1"),
        event("rename", "P1", undone=True, name="Nonsense"),
        event("rename", "P3", name="Not mine"),
    )
    assert told[2:] == [
        "Split from “Wrong invoice” on 3 June 2026 by Ana.",
        "Named “Late again” on 3 June 2026 by Ana.",
        "“Rude driver” was merged into it on 3 June 2026 by Ana.",
    ]


def test_periods_count_answers_in_every_month() -> None:
    table = history.periods(mentions(["2025-01-05", "2025-01-06", "2025-03-01", None], ["P1", None, "P2", "P1"]))
    assert table[["pattern", "n"]].to_numpy().tolist() == [
        ["P1", 1], ["P1", 0], ["P1", 0], ["P2", 0], ["P2", 0], ["P2", 1],
    ]  # fmt: skip
    assert table["share"].tolist()[0] == 0.5
    assert pd.isna(table["share"].tolist()[1])
    assert table["period"].iloc[0] == pd.Timestamp("2025-01-01")
    assert history.periods(mentions([None], ["P1"])).empty
