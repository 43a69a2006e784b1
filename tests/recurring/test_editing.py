"""What people change about patterns, and that it holds whatever comes later."""

from collections.abc import Callable

import pandas as pd
import pytest

from cxanalytics import recurring
from cxanalytics.errors import PatternError
from cxanalytics.patterns import proposals
from cxanalytics.store import Workspace
from cxanalytics.store import patterns as log
from tests.recurring.conftest import BOTH, FIRST, VERSION, ids_of, mentions, of, pattern_of, seen

Make = Callable[..., Workspace]
THIRD = pd.concat(
    [BOTH, mentions("c" * 32, "2026-03", {"delivery": 10, "invoice": 10, "phone": 10})], ignore_index=True
)


def named(found: recurring.Recurring) -> dict[str, str]:
    return dict(zip(found.patterns["pattern"], found.patterns["name"], strict=True))


def inside(found: recurring.Recurring, pattern: str) -> list[str]:
    return ids_of(found, (found.mentions["pattern"] == pattern).to_numpy(bool))


@pytest.fixture
def edited(workspace: Workspace) -> tuple[Workspace, dict[str, object]]:
    """A rename, a merge, a split, a move, a pattern and mentions that are no pain."""
    found = of(workspace)
    phone, late, bill = (pattern_of(found, thing) for thing in ("phone", "delivery", "invoice"))
    other = next(name for name in found.patterns["pattern"] if name not in (phone, late, bill))
    recurring.rename(workspace, phone, "Nobody answers", who="Ana")
    recurring.merge(workspace, [other], bill, who="Ana")
    found = of(workspace)
    parted = inside(found, late)[:6]
    recurring.split(workspace, found, late, parted, "Courier was rude", who="Bo")
    split = of(workspace).patterns["pattern"].iloc[-1]
    moved, none = inside(of(workspace), phone)[0], inside(of(workspace), phone)[1]
    recurring.move(workspace, of(workspace), [moved], late, who="Bo")
    recurring.not_a_pain(workspace, of(workspace), mention_ids=[none], who="Bo")
    recurring.not_a_pain(workspace, of(workspace), pattern=bill, who="Bo")
    told = {"phone": phone, "late": late, "bill": bill, "other": other, "split": split}
    return workspace, told | {"parted": parted, "moved": moved, "none": none}


def holds(workspace: Workspace, told: dict[str, object], table: pd.DataFrame, version: str = VERSION) -> None:
    found = recurring.of(workspace, table, version)
    where, names = seen(found), named(found)
    assert names[str(told["phone"])] == "Nobody answers"
    assert told["other"] not in names
    assert found.registry.living[str(told["other"])] == told["bill"]
    assert {where[name] for name in told["parted"]} == {told["split"]}  # type: ignore[attr-defined]
    assert names[str(told["split"])] == "Courier was rude"
    assert where[str(told["moved"])] == told["late"]
    aside = found.mentions.set_index(recurring.mention_id(found.mentions))["aside"]
    assert aside[told["none"]]
    assert where[str(told["none"])] == ""
    assert found.patterns.set_index("pattern").loc[told["bill"], "state"] == "not a pain"


def test_changes_hold_at_once_and_after_everything_that_may_come(
    edited: tuple[Workspace, dict[str, object]], make_workspace: Make
) -> None:
    workspace, told = edited
    holds(workspace, told, BOTH)
    make_workspace(THIRD)
    recurring.settle(workspace, THIRD, VERSION)
    holds(workspace, told, THIRD)
    recurring.settle(workspace, THIRD, "2")
    holds(workspace, told, THIRD, "2")
    for wanted in (None, 8):
        recurring.regroup(workspace, recurring.of(workspace, THIRD, "2"), "2", wanted=wanted, who="Ana")
        holds(workspace, told, THIRD, "2")


def test_every_change_can_be_undone_and_all_is_as_before(workspace: Workspace) -> None:
    found = of(workspace)
    phone, late, bill = (pattern_of(found, thing) for thing in ("phone", "delivery", "invoice"))
    some = inside(found, late)[:4]
    changes: list[Callable[[recurring.Recurring], int]] = [
        lambda _: recurring.rename(workspace, phone, "Nobody answers"),
        lambda _: recurring.theme(workspace, phone, "Service"),
        lambda _: recurring.merge(workspace, [phone], bill),
        lambda now: recurring.split(workspace, now, late, some, "A part"),
        lambda now: recurring.move(workspace, now, some, phone),
        lambda now: recurring.move(workspace, now, some, ""),
        lambda now: recurring.not_a_pain(workspace, now, pattern=phone),
        lambda now: recurring.not_a_pain(workspace, now, mention_ids=some),
        lambda now: recurring.accept(workspace, now, int(now.proposals["proposal"].iloc[0]), name="New"),
        lambda now: recurring.accept(workspace, now, int(now.proposals["proposal"].iloc[0]), join=late),
        lambda now: recurring.dismiss(workspace, now, int(now.proposals["proposal"].iloc[0])),
        lambda _: recurring.estimate(workspace, phone, effort=3),
        lambda now: recurring.regroup(workspace, now, VERSION, wanted=4),
    ]
    for change in changes:
        before = of(workspace)
        batch = change(before)
        assert log.state(workspace)
        recurring.undo(workspace, batch)
        after = of(workspace)
        pd.testing.assert_frame_equal(after.patterns, before.patterns)
        pd.testing.assert_frame_equal(after.mentions, before.mentions)
        pd.testing.assert_frame_equal(after.proposals, before.proposals)


def test_undoing_a_merge_parts_what_came_since_too(workspace: Workspace, make_workspace: Make) -> None:
    found = of(workspace)
    phone, bill = pattern_of(found, "phone"), pattern_of(found, "invoice")
    batch = recurring.merge(workspace, [phone], bill)
    make_workspace(THIRD)
    recurring.settle(workspace, THIRD, VERSION)
    assert pattern_of(of(workspace, THIRD), "phone") == bill
    recurring.undo(workspace, batch)
    found = of(workspace, THIRD)
    march = found.mentions[(found.mentions["import_id"] == "c" * 32) & (found.mentions["thing"] == "phone")]
    assert (march["pattern"] == phone).mean() >= 0.8


def test_undoing_a_split_gives_what_came_since_to_the_whole(workspace: Workspace, make_workspace: Make) -> None:
    found = of(workspace)
    late = pattern_of(found, "delivery")
    batch = recurring.split(workspace, found, late, inside(found, late)[:9], "A part")
    new = of(workspace).patterns["pattern"].iloc[-1]
    make_workspace(THIRD)
    recurring.settle(workspace, THIRD, VERSION)
    recurring.undo(workspace, batch)
    where = seen(of(workspace, THIRD))
    assert new not in where.values()
    assert of(workspace, THIRD).registry.living[new] == late


def test_what_others_rest_on_is_undone_after_them(workspace: Workspace) -> None:
    found = of(workspace)
    late = pattern_of(found, "delivery")
    made = recurring.split(workspace, found, late, inside(found, late)[:5], "A part")
    new = of(workspace).patterns["pattern"].iloc[-1]
    called = recurring.rename(workspace, new, "Another part")
    with pytest.raises(PatternError, match=f"undo number {called} first"):
        recurring.undo(workspace, made)
    recurring.undo(workspace, called)
    moved = recurring.move(workspace, of(workspace), inside(of(workspace), "P2")[:1], new)
    with pytest.raises(PatternError, match=f"undo number {moved} first"):
        recurring.undo(workspace, made)
    recurring.undo(workspace, moved)
    recurring.undo(workspace, made)
    with pytest.raises(PatternError, match="undone already"):
        recurring.undo(workspace, made)
    with pytest.raises(PatternError, match="no change number 999"):
        recurring.undo(workspace, 999)


def test_a_grouping_anew_is_undone_before_what_it_rests_on(workspace: Workspace) -> None:
    before = of(workspace)
    merged = recurring.merge(workspace, ["P2"], "P1")
    called = recurring.rename(workspace, "P1", "Both")
    anew = recurring.regroup(workspace, of(workspace), VERSION, wanted=4)
    with pytest.raises(PatternError, match=f"change number {anew}; undo that one first"):
        recurring.undo(workspace, merged)
    recurring.undo(workspace, called)
    recurring.undo(workspace, anew)
    recurring.undo(workspace, merged)
    pd.testing.assert_frame_equal(of(workspace).mentions, before.mentions)
    with pytest.raises(PatternError, match="first grouping cannot be undone"):
        recurring.undo(workspace, 1)


def test_a_grouping_anew_keeps_the_numbers_of_what_is_found_again(workspace: Workspace) -> None:
    before = of(workspace)
    recurring.regroup(workspace, before, VERSION, wanted=len(before.patterns))
    after = of(workspace)
    where, now = seen(before), seen(after)
    assert sum(now[key] == where[key] for key in where if where[key]) >= 0.6 * sum(map(bool, where.values()))
    assert not set(after.patterns["pattern"]) & set(before.registry.living)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda w, _: recurring.rename(w, "P99", "x"), "no pattern 'P99'"),
        (lambda w, _: recurring.rename(w, "", "x"), "no pattern ''"),
        (lambda w, _: recurring.rename(w, "P1", "  "), "needs a name"),
        (lambda w, _: recurring.rename(w, "P1", "x" * 81), "at most 80"),
        (lambda w, _: recurring.merge(w, ["P1"], "P1"), "into itself"),
        (lambda w, _: recurring.merge(w, ["P99"], "P1"), "no pattern 'P99'"),
        (lambda w, r: recurring.split(w, r, "P1", [], "x"), "choose some"),
        (lambda w, r: recurring.split(w, r, "P1", inside(r, "P1"), "x"), "leave some"),
        (lambda w, r: recurring.move(w, r, ["nobody-3"], "P1"), "no mention 'nobody-3'"),
        (lambda w, r: recurring.move(w, r, [], "P1"), "No mention is chosen"),
        (lambda w, r: recurring.accept(w, r, 99, name="x"), "no proposal number 99"),
        (lambda w, r: recurring.dismiss(w, r, 99), "no proposal number 99"),
        (lambda w, _: recurring.estimate(w, "P1"), "Give one of"),
        (lambda w, _: recurring.estimate(w, "P1", effort=-1), "0 or more"),
        (lambda w, _: recurring.estimate(w, "P1", confidence=2), "share from 0 to 1"),
        (lambda w, r: recurring.regroup(w, r, VERSION, wanted=10_000), "cannot be made"),
    ],
)
def test_what_cannot_be_done_says_why(
    workspace: Workspace, change: Callable[[Workspace, recurring.Recurring], int], says: str
) -> None:
    state = log.state(workspace)
    with pytest.raises(PatternError, match=says):
        change(workspace, of(workspace))
    assert log.state(workspace) == state


def test_a_merged_pattern_names_the_one_it_is_part_of(workspace: Workspace) -> None:
    recurring.merge(workspace, ["P2"], "P1")
    with pytest.raises(PatternError, match="P2 is part of P1 now"):
        recurring.rename(workspace, "P2", "x")


def test_two_who_merge_the_same_two_at_once_make_no_circle(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(who: str) -> str:
        monkeypatch.undo()
        recurring.merge(workspace, ["P1"], "P2")
        return who

    monkeypatch.setattr(recurring.editing, "name_of", meanwhile)
    with pytest.raises(PatternError, match="Somebody else changed P1"):
        recurring.merge(workspace, ["P2"], "P1")
    assert of(workspace).registry.living == {"P1": "P2"}


def test_numbers_are_never_used_again(workspace: Workspace) -> None:
    found = of(workspace)
    first = recurring.split(workspace, found, "P1", inside(found, "P1")[:3], "A part")
    one = of(workspace).patterns["pattern"].iloc[-1]
    recurring.undo(workspace, first)
    recurring.split(workspace, of(workspace), "P1", inside(found, "P1")[:3], "A part")
    assert of(workspace).patterns["pattern"].iloc[-1] not in (one, *found.patterns["pattern"])


def test_estimates_stand_until_taken_back(workspace: Workspace) -> None:
    recurring.estimate(workspace, "P1", effort=3, gain=0.5)
    recurring.estimate(workspace, "P1", gain=None)
    row = of(workspace).patterns.set_index("pattern").loc["P1"]
    assert row["effort"] == 3
    assert pd.isna(row["gain"])


def test_a_pattern_is_a_pain_again(workspace: Workspace) -> None:
    before = of(workspace)
    recurring.not_a_pain(workspace, before, pattern="P1")
    assert of(workspace).mentions["aside"].sum() == len(inside(before, "P1"))
    recurring.restore(workspace, "P1")
    pd.testing.assert_frame_equal(of(workspace).mentions, before.mentions)


def test_nothing_settled_has_nothing_to_change(make_workspace: Make) -> None:
    workspace = make_workspace(FIRST)
    with pytest.raises(PatternError, match="no pattern 'P1'"):
        recurring.rename(workspace, "P1", "x")


def test_two_living_patterns_never_have_one_name(workspace: Workspace) -> None:
    first, second = pattern_of(of(workspace), "delivery"), pattern_of(of(workspace), "invoice")
    recurring.rename(workspace, first, "Parcels come late")
    with pytest.raises(PatternError, match=f"{first} is called “parcels come LATE” already"):
        recurring.rename(workspace, second, "parcels come LATE")
    # Its own name confirms it.
    recurring.rename(workspace, first, "Parcels come late")


def test_a_number_that_is_a_slip_of_the_hand_is_refused(workspace: Workspace) -> None:
    with pytest.raises(PatternError, match="at most"):
        recurring.estimate(workspace, pattern_of(of(workspace), "delivery"), gain=1e308)


def test_a_split_names_the_mention_that_is_not_there(workspace: Workspace) -> None:
    found = of(workspace)
    with pytest.raises(PatternError, match="There is no mention 'nope'"):
        recurring.split(workspace, found, pattern_of(found, "delivery"), ["nope"], "Half")


def test_the_halves_of_a_pattern_leave_out_what_people_left_out(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.set(recurring.MASKED, "Kettle\n\nlamp")
    left_out: list[frozenset[str]] = []

    def parted(texts: pd.Series, masked: frozenset[str]) -> list[int]:
        left_out.append(masked)
        return [0] * len(texts)

    monkeypatch.setattr(proposals, "halves", parted)
    recurring.halves(workspace, pd.Series(["the kettle broke", "a lamp came late"]))
    # An empty line is no word.
    assert left_out == [frozenset({"kettle", "lamp"})]
