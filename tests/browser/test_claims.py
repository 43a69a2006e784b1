"""A claim in a real browser: stated, answered, reached by its address, retired and taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cxanalytics import claims, demo
from cxanalytics.store import Workspace

from .conftest import SETTLED, serving

pytestmark = pytest.mark.browser


def test_a_claim_is_stated_reached_by_its_address_and_taken_back(tmp_path: Path, visit: Callable[[str], Page]) -> None:
    workspace = Workspace(tmp_path / "w")
    demo.fill(workspace)
    with serving(tmp_path, workspace.root) as address:
        page = visit(f"{address}/claims")
        field = page.get_by_role("textbox", name="The claim, as people say it").first
        expect(field).to_be_visible(timeout=60_000)
        field.fill("Our customers all hate our invoices")
        field.press("Enter")
        page.wait_for_selector(SETTLED)
        page.get_by_role("button", name="Test it").click()
        expect(page.get_by_text("As the machine reads it, contradicted")).to_be_visible(timeout=30_000)
        assert [claim.scope.selection.touchpoint for claim in claims.register(workspace)] == [("Invoice",)]

        again = visit(f"{address}/claims?claim=1")
        expect(again.get_by_role("heading", name="“Our customers all hate our invoices”")).to_be_visible(timeout=60_000)
        again.get_by_role("button", name="Retire it").click()
        expect(again.get_by_role("button", name="Watch it again")).to_be_visible(timeout=30_000)
        again.wait_for_selector(SETTLED)
        again.get_by_role("button", name="Undo the last change of it").click()
        expect(again.get_by_role("button", name="Retire it")).to_be_visible(timeout=30_000)
        assert not claims.get(workspace, 1).retired
