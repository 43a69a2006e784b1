"""In front of a room: the map and its touchpoints by key, names hidden, the clock, the way out."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from cxanalytics import demo
from cxanalytics.store import Workspace

from .conftest import SETTLED, serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("presented")
    demo.fill(Workspace(folder / "w"))
    with serving(folder, folder / "w") as address:
        yield address


def opened(browser: Browser, address: str, width: int, height: int, scheme: str = "light") -> Page:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/present")
    page.wait_for_selector(SETTLED, timeout=90_000)
    expect(part(page, "title")).to_contain_text("The map, part 1 of", timeout=60_000)
    return page


def part(page: Page, name: str) -> Locator:
    return page.locator(f"[data-part='{name}']")


def to_a_touchpoint(page: Page) -> str:
    """Past the parts of the map to the first touchpoint; its name."""
    for _ in range(6):
        page.keyboard.press("ArrowRight")
        if not part(page, "title").inner_text().startswith("The map"):
            return part(page, "title").inner_text()
    pytest.fail("no touchpoint came after the map")


def test_keys_walk_through_the_journey_and_the_map_stands_between(served: str, browser: Browser) -> None:
    page = opened(browser, served, 1280, 720)
    first = to_a_touchpoint(page)
    assert page.locator(".screen text", has_text=first).count()
    page.keyboard.press("ArrowRight")
    expect(part(page, "title")).to_contain_text("is next")
    page.keyboard.press("ArrowRight")
    second = part(page, "title").inner_text()
    assert second not in (first, "")
    page.keyboard.press("m")
    expect(part(page, "title")).to_contain_text(f"Map: {second}")
    page.keyboard.press("Home")
    expect(part(page, "back")).to_be_disabled()
    page.keyboard.press("End")
    expect(part(page, "next")).to_be_disabled()
    page.context.close()


def test_names_and_numbers_are_hidden_and_the_screen_stays(served: str, browser: Browser) -> None:
    page = opened(browser, served, 1280, 720)
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    where = part(page, "count").inner_text()
    page.keyboard.press("h")
    expect(part(page, "hide")).to_have_attribute("aria-pressed", "true", timeout=30_000)
    assert part(page, "count").inner_text() == where
    assert "share=masked" in page.url
    page.context.close()


def test_the_clock_runs_down_and_the_page_is_left_by_key(served: str, browser: Browser) -> None:
    page = opened(browser, served, 1280, 720)
    part(page, "minutes").fill("1")
    part(page, "title").click()
    page.keyboard.press("t")
    expect(part(page, "clock")).to_have_text("0:58", timeout=10_000)
    page.keyboard.press("Escape")
    page.wait_for_url("**/journey_map*", timeout=30_000)
    page.context.close()


@pytest.mark.parametrize(("width", "height", "scheme"), [(1280, 720, "light"), (3840, 2160, "dark")])
def test_it_fills_any_screen_and_nothing_else_stands_on_it(
    served: str, browser: Browser, width: int, height: int, scheme: str
) -> None:
    page = opened(browser, served, width, height, scheme)
    to_a_touchpoint(page)
    drawn = page.locator(".screen svg").bounding_box()
    assert drawn is not None
    assert drawn["height"] > 0.9 * height
    assert drawn["width"] > 0.95 * width
    assert not page.locator("[data-testid='stSidebar']").is_visible()
    assert not page.locator("[data-testid='stHeader']").is_visible()
    # A touchpoint's name can be read from the last row: a twentieth of the screen's height at least.
    name = page.locator(".screen text", has_text=part(page, "title").inner_text()).first.bounding_box()
    assert name is not None
    assert name["height"] > height / 20
    page.context.close()
