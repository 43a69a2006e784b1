"""A whole workshop: a facilitator and two phones at once guess, see, vote, decide; the record is taken along."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cxanalytics import demo
from cxanalytics.store import Workspace

from .conftest import SETTLED, serving

pytestmark = pytest.mark.browser

WAIT = 30_000


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("workshop")
    demo.fill(Workspace(folder / "w"))
    with serving(folder, folder / "w") as address:
        yield address


def opened(browser: Browser, address: str, *, phone: bool = False, amiss: list[str] | None = None) -> Page:
    """A page at the address; what leaves the machine and what goes wrong is noted in `amiss`."""
    size = {"width": 390, "height": 840} if phone else {"width": 1400, "height": 1000}
    page = browser.new_context(viewport=size, accept_downloads=True).new_page()
    noted = [] if amiss is None else amiss
    own = (address.rpartition("/")[0], "data:", "blob:", "ws")
    page.on("request", lambda request: None if request.url.startswith(own) else noted.append(request.url))
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.goto(address)
    page.wait_for_selector(SETTLED, timeout=90_000)
    return page


def guess(phone: Page, touchpoint: str, label: str) -> None:
    """Choose a step of the scale for a touchpoint on a phone."""
    group = phone.get_by_role("radiogroup", name=touchpoint, exact=True)
    group.get_by_role("radio", name=label, exact=True).click()


def test_guess_reveal_vote_action_export_and_open_again(served: str, browser: Browser) -> None:
    amiss: list[str] = []
    lead = opened(browser, f"{served}/workshop", amiss=amiss)
    lead.get_by_role("textbox", name="Title").fill("Autumn workshop")
    lead.get_by_role("button", name="Open the session").click()
    said = lead.get_by_text(re.compile("With your phone: code"))
    expect(said).to_be_visible(timeout=WAIT)
    code = said.inner_text().split()[-1]

    phones = [opened(browser, f"{served}/room?code={code}", phone=True, amiss=amiss) for _ in range(2)]
    for phone, label in zip(phones, ("5 : 1", "2 : 1"), strict=True):
        expect(phone.get_by_text("Guess; nobody sees your name")).to_be_visible(timeout=WAIT)
        # What is measured is not on a phone before it is revealed.
        assert "0.49 : 1" not in phone.inner_text("main")
        guess(phone, "Invoice", label)
        expect(phone.get_by_text("1 of 22 guessed")).to_be_visible(timeout=WAIT)
    expect(lead.get_by_text("2 phones")).to_be_visible(timeout=WAIT)

    lead.get_by_role("button", name="2 Reveal").click()
    # The geometric middle of 5 : 1 and 2 : 1, against what customers say.
    gap = r"The room believes 3.2\s:\s1, customers say 0.49\s:\s1"
    expect(lead.get_by_text(re.compile(gap))).to_be_visible(timeout=WAIT)
    for phone in phones:
        expect(phone.get_by_text(re.compile(gap))).to_be_visible(timeout=WAIT)
        assert "“" not in phone.inner_text("main")

    lead.get_by_role("button", name="3 Discuss").click()
    for phone in phones:
        # A page that is still being drawn moves under the pointer.
        expect(phone.get_by_role("button", name="Send")).to_be_visible(timeout=WAIT)
        phone.wait_for_selector(SETTLED, timeout=WAIT)
        phone.locator(".st-key-dot-touchpoint-Invoice-1 button:visible").click(timeout=WAIT)
        expect(phone.get_by_text("2 of 3 dots left")).to_be_visible(timeout=WAIT)
    phones[0].get_by_role("textbox", name="A note for the room").fill("The bill comes twice")
    phones[0].get_by_role("button", name="Send").click()
    expect(lead.get_by_text("The bill comes twice")).to_be_visible(timeout=WAIT)

    lead.get_by_role("button", name="4 Decide").click()
    for phone in phones:
        expect(phone.get_by_text("Nothing is decided yet")).to_be_visible(timeout=WAIT)
    expect(lead.get_by_text("Most dots: Invoice (2)")).to_be_visible(timeout=WAIT)

    lead.get_by_role("textbox", name="Action").fill("Show the whole price before the last step")
    lead.get_by_role("textbox", name="Owner").fill("Finance")
    lead.get_by_role("textbox", name="Target").fill("5 : 1")
    lead.get_by_role("button", name="Decide", exact=True).click()
    expect(lead.get_by_role("heading", name="Decided")).to_be_visible(timeout=WAIT)
    for phone in phones:
        expect(phone.get_by_text("Show the whole price before the last step")).to_be_visible(timeout=WAIT)

    lead.get_by_text("Take the record along").click()
    lead.get_by_role("button", name="Prepare the files").click()
    with lead.expect_download(timeout=WAIT) as coming:
        lead.get_by_role("button", name="Data (JSON)").click()
    record = json.loads(Path(coming.value.path()).read_text(encoding="utf-8"))
    told = json.dumps(record)
    assert "Show the whole price before the last step" in told
    assert "Autumn workshop" in told

    # Somebody else opens it again, later.
    other = opened(browser, f"{served}/workshop")
    other.get_by_role("button", name=re.compile("Autumn workshop")).click()
    expect(other.get_by_role("heading", name="Decided")).to_be_visible(timeout=WAIT)
    other.get_by_role("button", name="Closed").click()
    for phone in phones:
        expect(phone.get_by_text("This workshop is over")).to_be_visible(timeout=WAIT)
    for page in (lead, other, *phones):
        page.context.close()
    assert amiss == []


def test_a_phone_without_the_code_is_asked_for_it(served: str, browser: Browser) -> None:
    phone = opened(browser, f"{served}/room?code=NOPE", phone=True)
    expect(phone.get_by_text("No session with the code NOPE is open")).to_be_visible(timeout=WAIT)
    expect(phone.get_by_role("textbox", name="The code on the screen")).to_be_visible()
    assert not phone.locator("[data-testid='stSidebar']").is_visible()
    phone.context.close()
