"""The journey editor in a real browser: edited by keyboard, kept, and seen on the journey map."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from cxanalytics import demo, engine, journeys
from cxanalytics.store import Workspace

from .conftest import SETTLED, serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("settled") / "w"
    demo.fill(Workspace(root))
    engine.analyse(Workspace(root))
    return root


@pytest.fixture
def own(settled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(settled, tmp_path / "own"))


def press(page: Page, key: str, said: str) -> None:
    """Press a key until the page says what follows from it: a key that falls into a redraw is lost."""
    for _ in range(4):
        page.wait_for_selector(SETTLED, timeout=60_000)
        page.keyboard.press(key)
        try:
            page.get_by_text(said).wait_for(timeout=15_000)
        except PlaywrightTimeout:
            continue
        return
    pytest.fail(f"after {key} the page never said: {said}")


def write_over_the_first_name(page: Page, name: str) -> None:
    """Write into the third cell of the first row of the table, by keyboard from the first."""
    grid = page.locator("[data-testid='stDataFrameResizable'] canvas").first
    grid.wait_for(timeout=60_000)
    cell = page.locator(".gdg-input")
    for _ in range(10):
        # The first rows are drawn a while after the frame of the table is there.
        grid.click(position={"x": 80, "y": 52}, force=True)
        for key in ("ArrowRight", "ArrowRight", "Enter"):
            page.keyboard.press(key)
            page.wait_for_timeout(100)
        if cell.count() and cell.input_value() == "Newsletter and ads":
            break
        page.keyboard.press("Escape")
        page.wait_for_timeout(500)
    cell.fill(name)
    page.keyboard.press("Enter")


def test_edited_by_keyboard_kept_and_seen_on_the_map(tmp_path: Path, visit: Callable[[str], Page], own: Path) -> None:
    with serving(tmp_path, own) as address:
        page = visit(f"{address}/journeys?view=One+by+one&part=Invoice")
        expect(page.get_by_text("16 of 22")).to_be_visible(timeout=60_000)
        press(page, "Alt+ArrowDown", "Touchpoints of Pay stand in another order.")
        expect(page.get_by_text("17 of 22")).to_be_visible()
        page.wait_for_selector(SETTLED)

        name = page.get_by_role("textbox", name="Name", exact=True)
        name.focus()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("The bill")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Invoice is called The bill now.")).to_be_visible(timeout=30_000)
        page.wait_for_selector(SETTLED)
        press(page, "Alt+s", "Kept as version 2.")
        page.wait_for_selector(SETTLED)

        page.get_by_role("link", name="Journey map", exact=True).click()
        expect(page.locator("svg [data-key='touchpoint:The bill']").first).to_be_attached(timeout=90_000)
        expect(page.locator("svg [data-key='touchpoint:Invoice']")).to_have_count(0)


def test_what_is_typed_into_the_table_is_the_draft_and_stays_in_the_other_view(
    tmp_path: Path, visit: Callable[[str], Page], own: Path
) -> None:
    with serving(tmp_path, own) as address:
        page = visit(f"{address}/journeys")
        write_over_the_first_name(page, "Reading ads")
        said = "Newsletter and ads is called Reading ads now."
        expect(page.get_by_text(said)).to_be_visible(timeout=30_000)
        page.wait_for_selector(SETTLED)
        page.get_by_role("radio", name="One by one").or_(page.get_by_role("button", name="One by one")).first.click()
        expect(page.get_by_text("1 of 22", exact=True)).to_be_visible(timeout=30_000)
        expect(page.get_by_text(said)).to_be_visible()
        expect(page.get_by_role("textbox", name="Name", exact=True)).to_have_value("Reading ads")
        page.get_by_role("button", name="Throw the draft away").click()
        expect(page.get_by_text("Nothing is changed.")).to_be_visible(timeout=30_000)
        assert journeys.versions(Workspace(own), journeys.journey_of(Workspace(own)).name).empty
