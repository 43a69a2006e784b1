"""New mentions find their pattern; what is known stays, whatever happens in between."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import doctor, recurring
from cxanalytics.errors import WorkspaceError
from cxanalytics.patterns import registry
from cxanalytics.recurring import grouping, members
from cxanalytics.recurring.members import Side
from cxanalytics.store import Workspace, patterns
from tests.recurring.conftest import BOTH, FIRST, SECOND, VERSION, ids_of, mentions, of, pattern_of, seen

Make = Callable[..., Workspace]


def files(workspace: Workspace) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (workspace.root / "members").rglob("[!p]*.parquet")}


def test_things_said_again_are_patterns_and_new_mentions_join_them(workspace: Workspace) -> None:
    found = of(workspace)
    before = found.mentions[(found.mentions["import_id"] == "a" * 32).to_numpy(bool)]
    home = before.groupby("pattern", observed=True)["thing"].agg(lambda thing: thing.mode()[0])
    assert set(home) == {"delivery", "invoice", "phone"}
    new = found.mentions[(found.mentions["import_id"] == "b" * 32).to_numpy(bool) & (found.mentions["thing"] != "app")]
    assert (new["pattern"].astype("object").map(home) == new["thing"]).mean() >= 0.9
    assert found.mentions["strength"].between(0, 1).all()
    assert 0 <= found.unclustered < 1


def test_last_months_counts_do_not_change_when_a_new_export_comes_in(make_workspace: Make) -> None:
    workspace = make_workspace(FIRST)
    recurring.settle(workspace, FIRST, VERSION)
    before, kept = seen(of(workspace, FIRST)), files(workspace)
    make_workspace(BOTH)
    recurring.settle(workspace, BOTH, VERSION)
    after = seen(of(workspace))
    assert {key: after[key] for key in before} == before
    assert {path: content for path, content in files(workspace).items() if path in kept} == kept


def test_what_is_new_is_proposed_accepted_and_found_again_the_month_after(
    workspace: Workspace, make_workspace: Make
) -> None:
    found = of(workspace)
    about = found.mentions[found.mentions["proposed"].notna().to_numpy(bool)]
    assert about["thing"].value_counts().index[0] == "app"
    number = int(about["proposed"].value_counts().index[0])
    assert found.proposals["proposal"].tolist().count(number) == 1
    batch = recurring.accept(workspace, found, number, name="The app crashes", who="Ana")
    found = of(workspace)
    new = pattern_of(found, "app")
    assert found.names[new] == "The app crashes"
    assert number not in found.proposals["proposal"].tolist()
    third = pd.concat([BOTH, mentions("c" * 32, "2026-03", {"app": 6, "phone": 3})], ignore_index=True)
    make_workspace(third)
    recurring.settle(workspace, third, VERSION)
    found = of(workspace, third)
    march = found.mentions[(found.mentions["import_id"] == "c" * 32).to_numpy(bool)]
    assert (march.loc[(march["thing"] == "app").to_numpy(bool), "pattern"] == new).mean() >= 0.8
    recurring.undo(workspace, batch)
    assert new not in of(workspace, third).patterns["pattern"].tolist()


def test_what_was_turned_down_is_not_proposed_again(workspace: Workspace, make_workspace: Make) -> None:
    found = of(workspace)
    number = int(found.proposals["proposal"].iloc[0])
    down = ids_of(found, found.mentions["proposed"].eq(number).fillna(False))
    recurring.dismiss(workspace, found, number, who="Ana")
    third = pd.concat([BOTH, mentions("c" * 32, "2026-03", {"shoes": 8, "phone": 3})], ignore_index=True)
    make_workspace(third)
    recurring.settle(workspace, third, VERSION)
    found = of(workspace, third)
    assert not set(down) & set(ids_of(found, found.mentions["proposed"].notna()))


def test_settling_twice_changes_nothing(workspace: Workspace) -> None:
    kept, state = files(workspace), patterns.state(workspace)
    recurring.settle(workspace, BOTH, VERSION)
    assert (files(workspace), patterns.state(workspace)) == (kept, state)


def test_order_of_rows_makes_no_difference(make_workspace: Make) -> None:
    other = make_workspace(BOTH, "other")
    one = make_workspace(BOTH, "one")
    recurring.settle(one, BOTH, VERSION)
    mixed = BOTH.sample(frac=1, random_state=0).reset_index(drop=True)
    recurring.settle(other, mixed, VERSION)
    assert seen(of(one)) == seen(of(other))


def test_a_lost_or_damaged_file_is_made_again(workspace: Workspace) -> None:
    before = seen(of(workspace))
    shelf = Side(workspace, VERSION, "negative")
    generation = recurring.generation(workspace)
    shelf.path(generation, "b" * 32).write_bytes(b"no parquet")
    shelf.path(generation, "a" * 32).unlink()
    recurring.settle(workspace, BOTH, VERSION)
    after = seen(of(workspace))
    first = [key for key in before if before[key] and key.startswith("aaaa")]
    assert sum(after[key] == before[key] for key in first) >= 0.9 * len(first)
    assert set(members.read(shelf, generation, ["a" * 32, "b" * 32])["import_id"]) == {"a" * 32, "b" * 32}


def test_another_scorer_keeps_the_patterns(workspace: Workspace) -> None:
    before = seen(of(workspace))
    other = (BOTH["thing"] == "phone") & (BOTH.index % 2 == 0)
    moved = BOTH.assign(start=BOTH["start"].where(~other, 3))
    recurring.settle(workspace, moved, "2")
    after = recurring.of(workspace, moved, "2")
    now = seen(after)
    same = [key for key in before if key in now]
    assert {key: now[key] for key in same} == {key: before[key] for key in same}
    phone = after.mentions[(after.mentions["start"] == 3).to_numpy(bool)]
    assert (phone["pattern"] == pattern_of(of(workspace), "phone")).mean() >= 0.8


def test_killed_before_the_log_nothing_is_counted_and_the_next_settling_mends_it(
    make_workspace: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace(FIRST)
    written = members.write

    def killed(*args: object) -> None:
        written(*args)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(grouping.members, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        recurring.settle(workspace, FIRST, VERSION)
    monkeypatch.undo()
    assert of(workspace, FIRST).mentions["pattern"].isna().all()
    recurring.settle(workspace, FIRST, VERSION)
    found = of(workspace, FIRST)
    assert len(found.mentions) == len(FIRST)
    assert found.mentions["pattern"].notna().any()
    assert len(patterns.events(workspace).query("kind == 'grouped'")) == 1


def test_killed_between_two_files_the_next_settling_writes_the_other(
    make_workspace: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace(FIRST)
    recurring.settle(workspace, FIRST, VERSION)
    third = pd.concat([BOTH, mentions("c" * 32, "2026-03", {"delivery": 5, "phone": 5})], ignore_index=True)
    make_workspace(third)
    written = members.write_parquet

    def once(frame: pd.DataFrame, path: Path) -> None:
        if path.name.startswith("c"):
            raise KeyboardInterrupt
        written(frame, path)

    monkeypatch.setattr(members, "write_parquet", once)
    with pytest.raises(KeyboardInterrupt):
        recurring.settle(workspace, third, VERSION)
    monkeypatch.undo()
    half = seen(of(workspace, third))
    recurring.settle(workspace, third, VERSION)
    whole = seen(of(workspace, third))
    assert len(whole) == len(third)
    assert {key: whole[key] for key in half if not key.startswith("c")} == {
        key: value for key, value in half.items() if not key.startswith("c")
    }
    assert any(whole[key] for key in whole if key.startswith("c"))


def test_two_at_once_find_everything_once(make_workspace: Make) -> None:
    workspace = make_workspace(FIRST)
    work = [threading.Thread(target=recurring.settle, args=(Workspace(workspace.root), FIRST, VERSION)) for _ in "ab"]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert len(patterns.events(workspace).query("kind == 'grouped'")) == 1


def test_a_workspace_that_cannot_be_written_is_read_as_it_is(
    make_workspace: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace(FIRST)

    def refused(self: Workspace) -> None:
        raise WorkspaceError("not writable")

    monkeypatch.setattr(Workspace, "_locked", refused)
    recurring.settle(workspace, FIRST, VERSION)
    found = of(workspace, FIRST)
    assert found.unclustered == 1.0
    assert found.patterns.empty
    assert not (workspace.root / "members").exists()


def test_an_empty_workspace_has_no_patterns(make_workspace: Make) -> None:
    workspace = make_workspace(FIRST.head(0))
    recurring.settle(workspace, pd.DataFrame(), VERSION)
    found = recurring.of(workspace, pd.DataFrame(), VERSION)
    assert found.patterns.empty
    assert found.mentions.empty
    assert not workspace.exists


@pytest.mark.parametrize("text", ["", "Слишком долго ждать", "the same each time"])
def test_texts_that_say_the_same_or_nothing_do_not_break_it(make_workspace: Make, text: str) -> None:
    table = FIRST.assign(clause_text=text)
    workspace = make_workspace(table)
    recurring.settle(workspace, table, VERSION)
    make_workspace(BOTH)
    both = pd.concat([table, SECOND.assign(clause_text=text)], ignore_index=True)
    recurring.settle(workspace, both, VERSION)
    assert len(of(workspace, both).mentions) == len(both)


def test_what_is_positive_has_patterns_of_its_own(workspace: Workspace) -> None:
    good = BOTH.assign(polarity="positive", feedback_id="g" + BOTH["feedback_id"])
    every = pd.concat([BOTH, good], ignore_index=True)
    before = seen(of(workspace))
    recurring.settle(workspace, every, VERSION, "positive")
    loved = recurring.of(workspace, every, VERSION, "positive")
    assert all(name.startswith("L") for name in loved.patterns["pattern"])
    assert len(loved.patterns) >= 1
    assert seen(of(workspace)) == before


def test_much_more_data_changes_no_earlier_month_and_asks_to_be_grouped_anew(make_workspace: Make) -> None:
    few = mentions("a" * 32, "2026-01", {"delivery": 14, "invoice": 12})
    workspace = make_workspace(few)
    recurring.settle(workspace, few, VERSION)
    before = of(workspace, few)
    assert before.outgrown == 0
    more = pd.concat([few, mentions("b" * 32, "2026-02", {"delivery": 20, "shoes": 30, "app": 20})], ignore_index=True)
    make_workspace(more)
    recurring.settle(workspace, more, VERSION)
    after = of(workspace, more)
    assert " " not in recurring.generation(workspace)
    assert {key: seen(after)[key] for key in seen(before)} == seen(before)
    assert after.outgrown == pytest.approx(96 / 26)
    recurring.regroup(workspace, after, VERSION)
    assert of(workspace, more).outgrown == 0


def test_an_import_taken_back_leaves_nothing(workspace: Workspace) -> None:
    workspace.remove("b" * 32)
    assert not list((workspace.root / "members").rglob(f"{'b' * 32}*"))
    found = of(workspace, FIRST)
    assert len(found.mentions) == len(FIRST)
    assert registry.LIVE in found.patterns["state"].tolist()
    shutil.rmtree(workspace.root / "members")
    recurring.settle(workspace, FIRST, VERSION)
    assert of(workspace, FIRST).mentions["pattern"].notna().any()


def test_the_doctor_names_damaged_files(workspace: Workspace) -> None:
    assert "Pattern files" not in [check.what for check in doctor.examine(workspace.root)]
    Side(workspace, VERSION, "negative").path(recurring.generation(workspace), "b" * 32).write_bytes(b"no parquet")
    told = {check.what: check for check in doctor.examine(workspace.root)}
    assert not told["Pattern files"].ok
    assert "members: 1;" in told["Pattern files"].says


def test_one_answer_given_by_all_is_a_pattern_that_the_next_month_joins(
    make_workspace: Callable[..., Workspace],
) -> None:
    first = mentions("a" * 32, "2026-01", {"delivery": 30}).assign(clause_text="The parcel was left in the rain")
    more = mentions("b" * 32, "2026-02", {"delivery": 12}).assign(clause_text="the parcel was left in the rain!")
    both = pd.concat([first, more], ignore_index=True)
    workspace = make_workspace(first)
    recurring.settle(workspace, first, VERSION)
    make_workspace(both)
    recurring.settle(workspace, both, VERSION)
    found = of(workspace, both)
    assert found.mentions["pattern"].tolist() == ["P1"] * 42
    assert found.names["P1"] == "Parcel was left in the rain"
    recurring.rename(workspace, "P1", "Rain")
    recurring.regroup(workspace, of(workspace, both), VERSION)
    assert of(workspace, both).mentions["pattern"].tolist() == ["P1"] * 42
