"""Labelling by keyboard in a real browser: one key, one answer; and no key counts while somebody types."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cxanalytics import demo, engine
from cxanalytics.audit import samples
from cxanalytics.store import Workspace, labels

from .conftest import SETTLED, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def drawn(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "w")
    demo.fill(workspace)
    samples.draw(workspace, engine.analyse(workspace).experiences, samples.Wish(20))
    return workspace


def start(page: Page, name: str) -> None:
    page.get_by_role("textbox", name="Your name").fill(name)
    page.get_by_role("button", name="Start labelling").click()
    expect(page.locator(".cx-review")).to_be_visible(timeout=30_000)
    page.wait_for_selector(SETTLED)


def said(workspace: Workspace) -> list[tuple[str, bool]]:
    log = labels.labels(workspace)
    return list(zip(log["label"], log["undone"], strict=True))


def test_keys_label_go_on_and_take_back(tmp_path: Path, visit: Callable[[str], Page], drawn: Workspace) -> None:
    with serving(tmp_path, drawn.root) as address:
        page = visit(f"{address}/review")
        start(page, "Ann 123")
        # The digits of the name were typed, not answered.
        assert said(drawn) == []
        bar = page.get_by_test_id("stProgress")
        for number, key in enumerate("123405", start=1):
            page.keyboard.press(key)
            expect(bar).to_contain_text(f"{number} of 20 done", timeout=15_000)
            page.wait_for_selector(SETTLED)
        answers = ["negative", "neutral", "positive", "mixed", "unsure", "elsewhere"]
        assert said(drawn) == [(answer, False) for answer in answers]

        sixth = page.locator(".cx-review").inner_text()
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_text("You said: not about this")).to_be_visible(timeout=15_000)
        page.keyboard.press("ArrowRight")
        expect(page.locator(".cx-review")).to_have_text(sixth, use_inner_text=True, timeout=15_000)
        page.wait_for_selector(SETTLED)
        page.keyboard.press("u")
        expect(bar).to_contain_text("5 of 20 done", timeout=15_000)
        assert said(drawn)[-1] == ("elsewhere", True)


def test_keys_do_nothing_while_somebody_types(tmp_path: Path, visit: Callable[[str], Page], drawn: Workspace) -> None:
    with serving(tmp_path, drawn.root) as address:
        page = visit(f"{address}/review")
        start(page, "Ann")
        page.get_by_text("It speaks of another touchpoint").click()
        field = page.get_by_role("combobox", name="It really speaks of")
        field.focus()
        field.press_sequentially("1u3")
        page.wait_for_timeout(1_500)
        assert said(drawn) == []
