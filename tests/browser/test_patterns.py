"""Patterns in a real browser: chosen on the map and by keyboard, renamed, and the name taken back."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cxanalytics import demo, engine
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


def click_a_bubble(page: Page, number: int) -> None:
    """Click in the middle of a bubble of the map."""
    bubble = page.locator(".st-key-patterns-wide .scatterlayer .trace .points path").nth(number)
    bubble.wait_for(timeout=60_000)
    box = bubble.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_choose_on_the_map_rename_and_take_it_back(tmp_path: Path, visit: Callable[[str], Page], own: Path) -> None:
    with serving(tmp_path, own) as address:
        page = visit(f"{address}/pain_patterns")
        expect(page.get_by_text("The biggest pain")).to_be_visible(timeout=90_000)
        page.wait_for_selector(SETTLED)
        click_a_bubble(page, 0)
        page.wait_for_url("**pattern=P*", timeout=30_000)
        heading = page.locator("h2").first
        expect(heading).to_be_visible(timeout=30_000)
        old = heading.inner_text()
        page.wait_for_selector(SETTLED)

        page.keyboard.press("n")
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("textbox", name="Name", exact=True).fill("Said by a person")
        dialog.get_by_role("textbox", name="Your name").fill("Ana")
        dialog.get_by_role("button", name="Keep the name").click()
        expect(page.locator("h2", has_text="Said by a person")).to_be_visible(timeout=30_000)
        page.wait_for_selector(SETTLED)

        page.keyboard.press("u")
        expect(page.locator("h2", has_text=old)).to_be_visible(timeout=30_000)


def test_choose_by_keyboard_alone(tmp_path: Path, visit: Callable[[str], Page], own: Path) -> None:
    with serving(tmp_path, own) as address:
        page = visit(f"{address}/pain_patterns")
        expect(page.get_by_text("The biggest pain")).to_be_visible(timeout=90_000)
        page.wait_for_selector(SETTLED)
        page.keyboard.press("j")
        page.wait_for_url("**pattern=P*", timeout=30_000)
        first = page.url
        expect(page.locator("h2").first).to_be_visible(timeout=30_000)
        # A box to tick and its comment stand on one row, however long the comment.
        page.set_viewport_size({"width": 1280, "height": 1000})
        rows = page.locator("[class*='st-key-said-']")
        rows.last.wait_for(timeout=30_000)
        page.wait_for_timeout(500)
        for row in rows.all():
            box, said = row.get_by_role("checkbox").bounding_box(), row.locator(".cx-said").bounding_box()
            assert box is not None
            assert said is not None
            assert box["x"] < said["x"]
            assert abs(box["y"] - said["y"]) < 30
        page.wait_for_selector(SETTLED)
        page.keyboard.press("j")
        page.wait_for_function("before => location.href !== before", arg=first, timeout=30_000)


def test_what_is_typed_in_a_dialog_is_text_and_enter_keeps_it(
    tmp_path: Path, visit: Callable[[str], Page], own: Path
) -> None:
    with serving(tmp_path, own) as address:
        page = visit(f"{address}/pain_patterns")
        expect(page.get_by_text("The biggest pain")).to_be_visible(timeout=90_000)
        page.wait_for_selector(SETTLED)
        page.keyboard.press("j")
        page.wait_for_url("**pattern=P*", timeout=30_000)
        expect(page.get_by_role("button", name="Rename")).to_be_visible(timeout=30_000)
        page.wait_for_selector(SETTLED)
        before = page.url
        page.keyboard.press("n")
        field = page.get_by_role("dialog").get_by_role("textbox", name="Name", exact=True)
        expect(field).to_be_visible(timeout=30_000)
        page.wait_for_selector(SETTLED)
        expect(field).to_be_focused()
        # Typed beside the field: the page must not act on a letter that has a meaning there.
        page.get_by_role("dialog").get_by_text("In your words").click()
        page.keyboard.type("xtmsjk")
        page.wait_for_timeout(1000)
        expect(page.get_by_role("dialog")).to_have_count(1)
        expect(field).to_be_visible()
        field.fill("")
        field.press_sequentially("next exit time")
        page.keyboard.press("Enter")
        expect(page.locator("h2", has_text="next exit time")).to_be_visible(timeout=30_000)
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.wait_for_selector(SETTLED)
        assert page.url == before
        # The dialog is closed: the keys are there again.
        rename = page.get_by_role("button", name="Rename")
        expect(rename).to_contain_text(re.compile(r"N\s*$"), timeout=30_000)
