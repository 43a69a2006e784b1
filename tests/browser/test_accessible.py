"""No page has a violation that axe-core finds, in light and in dark, and no page asks anything of another machine."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from cxanalytics import demo
from cxanalytics.store import Workspace

from .conftest import ROOT, SETTLED, serving

pytestmark = pytest.mark.browser

NAMES = ("", *sorted(path.stem.partition("_")[2] for path in (ROOT / "pages").glob("*.py")))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> object:
    folder = tmp_path_factory.mktemp("accessible")
    demo.fill(Workspace(folder / "w"))
    with serving(folder, folder / "w") as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_violation(served: str, browser: Browser, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda r: None if r.url.startswith((served, "data:", "blob:", "ws")) else outside.append(r.url))
    found = {name: violations(page, f"{served}/{name}") for name in NAMES}
    context.close()
    assert {name: said for name, said in found.items() if said} == {}
    assert outside == []


def violations(page: Page, address: str) -> list[str]:
    """What axe-core has against a page once it is drawn."""
    page.goto(address)
    page.wait_for_selector(SETTLED, timeout=90_000)
    # What is drawn in the browser, such as a map, comes after the script has run; it may fade in.
    page.wait_for_timeout(2_000)
    page.wait_for_selector(SETTLED, timeout=90_000)
    found = Axe().run(page).response["violations"]
    return [f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:200]}" for v in found]
