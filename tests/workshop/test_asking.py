"""The prompts of a session: added, put otherwise, removed, brought back."""

import pytest

from cxanalytics import workshop
from cxanalytics.errors import ClaimError, WorkshopError
from cxanalytics.store import Workspace

from .conftest import JOURNEY

INVOICE = workshop.prompts(JOURNEY, "Invoice")


def texts(workspace: Workspace, number: int, touchpoint: str = "Invoice") -> list[str]:
    return [prompt.text for prompt in workshop.prompts_of(workspace, number, touchpoint)]


def test_a_session_begins_with_the_shipped_ones(workspace: Workspace, number: int) -> None:
    assert workshop.prompts_of(workspace, number, "Invoice") == INVOICE


def test_own_prompts_come_first_and_stay_in_the_session(workspace: Workspace, number: int) -> None:
    own = workshop.add_prompt(workspace, number, "Invoice", " What if  they moved? ", "moved, new address")
    other = workshop.open_session(workspace, "Other", JOURNEY)
    assert (own.text, own.words, own.kind) == ("What if they moved?", ("moved", "new address"), "Your own")
    assert workshop.prompts_of(workspace, number, "Invoice") == (own, *INVOICE)
    assert texts(workspace, number, "Website")[0] != "What if they moved?"
    assert workshop.prompts_of(workspace, other, "Invoice") == INVOICE


def test_prompts_are_put_otherwise_and_keep_their_words_unless_others_are_given(
    workspace: Workspace, number: int
) -> None:
    own = workshop.add_prompt(workspace, number, "Invoice", "What if they moved?", "moved")
    workshop.change_prompt(workspace, number, "Invoice", own.key, "What if they moved house?")
    workshop.change_prompt(workspace, number, "Invoice", INVOICE[0].key, "What if it is twice as much?", "double")
    changed = {prompt.key: prompt for prompt in workshop.prompts_of(workspace, number, "Invoice")}
    assert (changed[own.key].text, changed[own.key].words) == ("What if they moved house?", ("moved",))
    first = changed[INVOICE[0].key]
    assert (first.text, first.words, first.kind) == ("What if it is twice as much?", ("double",), "Billing")
    assert list(changed)[1] == INVOICE[0].key


def test_what_is_removed_comes_back(workspace: Workspace, number: int) -> None:
    own = workshop.add_prompt(workspace, number, "Invoice", "What if they moved?")
    workshop.remove_prompt(workspace, number, "Invoice", own.key)
    workshop.remove_prompt(workspace, number, "Invoice", INVOICE[0].key)
    assert workshop.prompts_of(workspace, number, "Invoice") == INVOICE[1:]
    assert workshop.removed_prompts(workspace, number, "Invoice") == (own.key, INVOICE[0].key)
    workshop.restore_prompt(workspace, number, "Invoice", INVOICE[0].key)
    assert workshop.prompts_of(workspace, number, "Invoice") == INVOICE


def test_what_is_no_prompt_is_refused(workspace: Workspace, number: int) -> None:
    with pytest.raises(WorkshopError, match="needs words"):
        workshop.add_prompt(workspace, number, "Invoice", " ")
    with pytest.raises(WorkshopError, match="no touchpoint 'Moon'"):
        workshop.add_prompt(workspace, number, "Moon", "What if?")
    with pytest.raises(ClaimError, match="no letter or digit"):
        workshop.add_prompt(workspace, number, "Invoice", "What if?", "!!")
    with pytest.raises(WorkshopError, match="no prompt 'Billing 99'"):
        workshop.remove_prompt(workspace, number, "Invoice", "Billing 99")
    workshop.move(workspace, number, "closed")
    with pytest.raises(WorkshopError, match="is at “closed”"):
        workshop.add_prompt(workspace, number, "Invoice", "What if?")
