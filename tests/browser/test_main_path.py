"""The main path as a person walks it: see the map, choose a touchpoint, read a quote; import, see the map."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from .conftest import SETTLED, serving

pytestmark = pytest.mark.browser

EXPORT = """comment,date,stars
"Checkout was quick and the staff were friendly, thank you!",2026-03-01,5
"The invoice was wrong again and I had to call three times.",2026-03-02,1
"Delivery came two weeks late, very disappointed.",2026-03-03,1
"Love the new app, so easy to use.",2026-03-04,5
"nothing",2026-03-05,4
"""


def pick(page: Page, choice: Locator, option: str) -> None:
    """Choose in a list by keyboard; typed again where a late redraw of the page has closed the list."""
    for _ in range(5):
        choice.focus()
        choice.fill("")
        choice.fill(option)
        try:
            page.get_by_role("option", name=option).first.wait_for(timeout=3_000)
        except PlaywrightTimeout:
            continue
        choice.press("Enter")
        return
    pytest.fail(f"the list never offered {option}")


def test_open_map_choose_touchpoint_read_quote(tmp_path: Path, visit: Callable[[str], Page]) -> None:
    with serving(tmp_path, None) as address:
        page = visit(address)
        expect(page.get_by_role("heading", name="Overview")).to_be_visible(timeout=60_000)
        expect(page.locator(".drawing svg").first).to_be_visible(timeout=90_000)
        expect(page.get_by_text("Sample data").first).to_be_visible()
        page.get_by_role("link", name="Journey map").click()
        expect(page.get_by_role("heading", name="Journey map", exact=True)).to_be_visible()
        choice = page.get_by_role("combobox", name="Touchpoint")
        expect(choice).to_be_visible(timeout=30_000)
        expect(page.locator(".drawing svg").first).to_be_visible(timeout=30_000)
        page.wait_for_selector(SETTLED)
        pick(page, choice, "Invoice")
        expect(page.locator(".cx-answer .text mark").first).to_be_visible(timeout=30_000)
        page.wait_for_url("**touchpoint=Invoice*")


def test_upload_export_read_ledger_see_map(tmp_path: Path, visit: Callable[[str], Page]) -> None:
    export = tmp_path / "shop_survey.csv"
    export.write_text(EXPORT)
    with serving(tmp_path, tmp_path / "own") as address:
        page = visit(f"{address}/import")
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(str(export))
        expect(page.get_by_text("Rows read")).to_be_visible(timeout=60_000)
        page.get_by_role("button", name="Import", exact=True).click()
        expect(page.get_by_text("Every row is accounted for")).to_be_visible(timeout=60_000)
        page.get_by_role("link", name="See the journey map").click()
        expect(page.locator(".drawing svg").first).to_be_visible(timeout=60_000)
        assert (tmp_path / "own" / "cxanalytics.db").exists()
