"""Grouping anew: what people had a hand in stays as they have it."""

from cxanalytics import recurring
from cxanalytics.patterns import history, masking
from cxanalytics.recurring.grouping import MASKED
from cxanalytics.store import Workspace
from tests.recurring.conftest import VERSION, of, pattern_of


def test_a_pattern_of_peoples_takes_in_nothing_unlike_it_however_few_are_wanted(workspace: Workspace) -> None:
    before = of(workspace)
    named = pattern_of(before, "invoice")
    recurring.rename(workspace, named, "Wrong invoice")
    recurring.regroup(workspace, of(workspace), VERSION, wanted=1)
    after = of(workspace)
    mine = after.mentions[(after.mentions["pattern"] == named).to_numpy(bool)]
    assert set(mine["thing"]) == {"invoice"}
    was = before.mentions[(before.mentions["pattern"] == named).to_numpy(bool)]
    assert set(recurring.mention_id(was)) <= set(recurring.mention_id(mine))
    assert after.names[named] == "Wrong invoice"


def test_a_pattern_that_is_no_pain_is_none_after_it(workspace: Workspace) -> None:
    before = of(workspace)
    away = pattern_of(before, "phone")
    recurring.not_a_pain(workspace, before, pattern=away)
    recurring.regroup(workspace, of(workspace), VERSION)
    after = of(workspace)
    states = after.patterns.set_index("pattern")["state"]
    assert states[away] == "not a pain"
    phone = after.mentions[(after.mentions["pattern"] == away).to_numpy(bool)]
    assert phone["aside"].all()


def test_a_name_of_the_machines_loses_a_word_left_out_and_a_persons_keeps_it(workspace: Workspace) -> None:
    before = of(workspace)
    kept = pattern_of(before, "invoice")
    recurring.rename(workspace, kept, "Wrong invoice")
    mine = pattern_of(before, "delivery")
    word = before.names[mine].split()[0].lower()
    workspace.set(MASKED, f"{word}\ninvoice")
    batch = recurring.regroup(workspace, of(workspace), VERSION, who="Ann")
    after = of(workspace)
    assert after.names[kept] == "Wrong invoice"
    assert mine in set(after.patterns["pattern"])
    assert after.names[mine] != before.names[mine]
    assert not masking.holds(after.names[mine], frozenset({word}))
    table = after.patterns.set_index("pattern")
    assert not table.loc[mine, "named"]
    assert not table.loc[mine, "touched"]
    told = history.changes(after.events, after.names)
    said = f"{mine}: Called “{after.names[mine]}”, as “{before.names[mine]}” holds a word that is left out."
    assert said in told.set_index("batch").loc[batch, "words"]
    recurring.undo(workspace, batch)
    assert of(workspace).names[mine] == before.names[mine]
