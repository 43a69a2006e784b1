import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics import claims, engine
from cxanalytics.claims import Scope, measure
from cxanalytics.claims.history import changed, history
from cxanalytics.errors import ClaimError
from cxanalytics.patterns.history import changes
from cxanalytics.patterns.registry import fold
from cxanalytics.recurring import undo
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace, patterns
from cxanalytics.store import claims as log

Shop = tuple[Workspace, engine.Analysis]
INVOICE = Scope(Selection(touchpoint=("Invoice",)))


@pytest.fixture
def own(shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("own") / "w")
    workspace.set("journey", "any")
    return workspace


def test_a_claim_is_stated_with_the_answer_of_the_day(shop: Shop, own: Workspace) -> None:
    made = claims.state(
        own, shop[1], "  They hate  our invoices ", INVOICE, measure("share > 50%"), owner="Ben", who="Ana"
    )
    assert (made.number, made.sentence, made.owner, made.stated_by) == (1, "They hate our invoices", "Ben", "Ana")
    assert (made.first["verdict"], made.first["n"]) == ("supported", 60)
    assert made.first["scorer"] == shop[1].scorer.version
    assert claims.register(own) == [made]


def test_changes_are_kept_and_taken_back_one_by_one(shop: Shop, own: Workspace) -> None:
    made = claims.state(own, shop[1], "One", INVOICE, measure("share > 50%"), who="Ana")
    changed = claims.change(own, 1, "Two", Scope(), measure("rising"), owner="Cy", who="Ben")
    assert (changed.sentence, changed.measure.kind, changed.first) == ("Two", "rising", {})
    claims.retire(own, 1, who="Ben")
    assert claims.get(own, 1).retired
    claims.reopen(own, 1, who="Ben")
    assert not claims.get(own, 1).retired
    assert [claims.undo(own, 1) for _ in range(2)] == ["reopened", "retired"]
    assert claims.get(own, 1) == changed
    assert claims.undo(own, 1) == "changed"
    assert claims.get(own, 1) == made
    assert claims.undo(own, 1) == "stated"
    assert claims.register(own) == []
    with pytest.raises(ClaimError, match="no claim number 1"):
        claims.undo(own, 1)


def test_a_number_is_never_given_twice(shop: Shop, own: Workspace) -> None:
    claims.state(own, shop[1], "One", INVOICE, measure("rising"), who="Ana")
    claims.undo(own, 1)
    assert claims.state(own, shop[1], "Two", INVOICE, measure("rising"), who="Ana").number == 2


def test_what_is_not_well_put_is_refused_and_nothing_kept(shop: Shop, own: Workspace) -> None:
    for sentence in ("", "  ", "x" * 301):
        with pytest.raises(ClaimError):
            claims.state(own, shop[1], sentence, INVOICE, measure("rising"), who="Ana")
    with pytest.raises(ClaimError):
        claims.state(own, shop[1], "All of them", Scope(), measure("worse than others"), who="Ana")
    with pytest.raises(ClaimError):
        claims.retire(own, 7)
    assert log.events(own).empty


@settings(max_examples=8, deadline=None)
@given(steps=st.lists(st.sampled_from(["change", "retire", "reopen"]), max_size=6))
def test_taking_everything_back_leads_back(
    shop: Shop, tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    workspace = Workspace(tmp_path_factory.mktemp("undo") / "w")
    workspace.set("journey", "any")
    made = claims.state(workspace, shop[1], "One", INVOICE, measure("rising"), who="Ana")
    for number, step in enumerate(steps):
        if step == "change":
            claims.change(workspace, 1, f"Said {number}", Scope(), measure("falling"), owner="Ben")
        elif claims.get(workspace, 1).retired == (step == "reopen"):
            (claims.retire if step == "retire" else claims.reopen)(workspace, 1)
    while len(claims.get(workspace, 1).steps) > 1:
        claims.undo(workspace, 1)
    assert claims.get(workspace, 1) == made


def test_what_is_so_already_is_said(shop: Shop, own: Workspace) -> None:
    claims.state(own, shop[1], "One", INVOICE, measure("rising"), who="Ana")
    with pytest.raises(ClaimError, match="watched already"):
        claims.reopen(own, 1)
    claims.retire(own, 1)
    with pytest.raises(ClaimError, match="Claim 1 is retired already"):
        claims.retire(own, 1)


def test_then_and_now_are_of_the_same_test(shop: Shop, own: Workspace) -> None:
    claims.state(own, shop[1], "One", INVOICE, measure("share > 50%"), who="Ana")
    made = claims.change(own, 1, "One", INVOICE, measure("share > 90%"), owner="Ana", who="Ben", analysis=shop[1])
    now = claims.answer(shop[1], made)
    said = changed(now, {})
    assert said.startswith("The test was changed on ")
    assert "by Ben: from “negative share > 50 %” to “negative share > 90 %”. Then: contradicted, 67 %" in said
    assert "supported" not in said
    told = history(made, {})
    assert told[0].endswith("by Ana: “negative share > 50 %” of touchpoint Invoice.")
    assert len(told) == 2
    # Another owner is no other test: what was noted stays.
    same = claims.change(own, 1, "One", INVOICE, measure("share > 90%"), owner="Cy", analysis=shop[1])
    assert (same.first, history(same, {})[2].endswith("the owner from Ana to Cy.")) == (made.first, True)


def test_words_are_kept_without_punctuation(shop: Shop, own: Workspace) -> None:
    made = claims.state(own, shop[1], "One", Scope(words=("wrong.",)), measure("rising"), who="Ana")
    assert made.scope.words == ("wrong",)


def test_a_pattern_that_a_claim_rests_on_counts_as_touched_and_is_no_change_to_undo(
    shop: Shop, own: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The shop is too small for patterns of its own.
    monkeypatch.setattr(sys.modules["cxanalytics.claims.register"], "_first", lambda *_: {})
    payload = {"name": "Wrong", "theme": "", "how": "discovered"}
    patterns.add(own, [patterns.Event("born", f"{patterns.NEW}0", "negative", payload)], who="")
    born = fold(patterns.events(own), patterns.members(own)).patterns
    assert born["touched"].tolist() == [False]
    pattern = str(born["pattern"].iloc[0])
    claims.state(own, shop[1], "One", Scope(pattern=pattern), measure("share > 10%"), who="Ana")
    events = patterns.events(own)
    assert fold(events, patterns.members(own)).patterns["touched"].tolist() == [True]
    assert events["kind"].tolist() == ["born", "claimed"]
    assert changes(events, {pattern: "Wrong"})["batch"].tolist() == [1]
    undo(own, 1)
