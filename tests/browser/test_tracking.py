"""From a change that is real to an action, an answer and a digest, as a leader goes, in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cxanalytics import actions, demo, engine, worklist
from cxanalytics.alerts import rules
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace

from .conftest import SETTLED, serving

pytestmark = pytest.mark.browser


def test_a_leader_goes_from_a_change_to_an_action_an_answer_and_the_digest(
    tmp_path: Path, visit: Callable[[str], Page]
) -> None:
    workspace = Workspace(tmp_path / "w")
    demo.fill(workspace)
    case = str(worklist.cases(workspace, engine.analyse(workspace), Selection())["case"].iloc[0])
    with serving(tmp_path, workspace.root) as address:
        _acts_on_a_change(visit(f"{address}/signals"), workspace)
        _answers(visit(f"{address}/worklist?case={case}"), workspace, case)
        _takes_the_digest(visit(f"{address}/digest"), tmp_path)
        _asks_what_if(visit(f"{address}/journey_map?touchpoint=Delivery"))


def _acts_on_a_change(page: Page, workspace: Workspace) -> None:
    """A real change, a rule for the next one, and an action from the change."""
    expect(page.get_by_text("Delivery: the positive share fell").first).to_be_visible(timeout=60_000)
    page.get_by_text("Rules (0)").click()
    page.get_by_role("textbox", name="New rule").fill("ratio below 2 at Delivery")
    page.get_by_role("button", name="Add the rule").click()
    expect(page.get_by_text("The ratio is below 2.0 : 1: Delivery")).to_be_visible(timeout=30_000)
    assert rules.all(workspace)["words"].tolist() == ["ratio below 2.0 at Delivery over 90 days"]
    page.wait_for_selector(SETTLED)
    page.get_by_role("link", name="Act on it").first.click()
    title = page.get_by_role("textbox", name="What will be done")
    expect(title).to_be_visible(timeout=30_000)
    title.fill("Parcels are handed over")
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page.get_by_text("Parcels are handed over").first).to_be_attached(timeout=30_000)
    assert actions.all(workspace)[["title", "touchpoint"]].to_numpy().tolist() == [
        ["Parcels are handed over", "Delivery"]
    ]


def _answers(page: Page, workspace: Workspace, case: str) -> None:
    """A customer's whole history, and the answer noted."""
    expect(page.get_by_role("heading", name=f"Customer {case[:8]}")).to_be_visible(timeout=60_000)
    expect(page.locator(".cx-answer").first).to_be_visible()
    page.get_by_role("button", name="Answered", exact=True).last.click()
    expect(page.get_by_text("state: answered")).to_be_visible(timeout=30_000)
    assert worklist.register.all(workspace)[["case", "state"]].to_numpy().tolist() == [[case, "answered"]]


def _takes_the_digest(page: Page, folder: Path) -> None:
    """The digest on the screen, its picture among it, and as a file."""
    expect(page.get_by_role("heading", name="To decide now")).to_be_visible(timeout=60_000)
    assert page.locator(".digest img").evaluate("picture => picture.naturalWidth") > 100
    with page.expect_download() as download:
        page.get_by_role("button", name="PDF").click()
    download.value.save_as(folder / "digest.pdf")
    assert (folder / "digest.pdf").read_bytes()[:5] == b"%PDF-"
    assert download.value.suggested_filename == "digest-2026-10-01-month.pdf"


def _asks_what_if(page: Page) -> None:
    """From the map, with what was chosen there."""
    link = page.get_by_role("link", name="What if it were resolved")
    expect(link).to_be_visible(timeout=60_000)
    page.wait_for_selector(SETTLED)
    link.click()
    expect(page.get_by_text("all of Delivery").first).to_be_visible(timeout=30_000)
    expect(page.get_by_text("negative experiences fewer").first).to_be_visible(timeout=30_000)
