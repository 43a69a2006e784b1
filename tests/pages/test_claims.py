"""The page Claims: renders when empty, with one row, with the sample; a claim stated, retired, taken back."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxanalytics import claims, engine
from cxanalytics.claims import Scope
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from tests.pages.conftest import OpenPage, settle

PAGE = "pages/4_claims.py"


@pytest.fixture
def with_claim(sample_copy: Path) -> Path:
    workspace = Workspace(sample_copy)
    analysis = engine.analyse(workspace)
    scope = Scope(Selection(touchpoint=("Invoice",)))
    claims.state(
        workspace, analysis, "They all hate our invoices", scope, claims.measure("negative share > 50%"), who="Ana"
    )
    return sample_copy


def words(app: AppTest) -> str:
    shown = [*app.markdown, *app.caption, *app.warning, *app.error, *app.info, *app.header]
    return " ".join(str(item.value) for item in shown).replace("\\", "")


def test_an_empty_workspace_says_what_to_do(open_page: OpenPage, empty: Path) -> None:
    app = open_page(empty, PAGE)
    assert not app.exception
    assert any("Import an export" in button.label for button in app.button)


def test_one_row_can_be_claimed_about(open_page: OpenPage, one_row: Path) -> None:
    app = open_page(one_row, PAGE)
    assert not app.exception
    assert "takes for true" in words(app)


def test_a_claim_is_stated_and_answered(open_page: OpenPage, sample_copy: Path) -> None:
    app = open_page(sample_copy, PAGE)
    app.text_input(key="new sentence").input("Everybody hates our invoices")
    settle(app)
    # The touchpoint that the sentence names is chosen already.
    assert next(m.value for m in app.multiselect if m.label == "Touchpoint") == ["Invoice"]
    # "Everybody" is read as nine in ten, and that is said.
    assert next(n.value for n in app.number_input if n.label == "Share in %") == 90
    assert "90 % is read from “everybody”" in words(app)
    assert "Named in the sentence." in words(app)
    next(b for b in app.button if b.label == "Test it").click()
    settle(app)
    assert not app.exception
    assert "1 claim: 1 contradicted." in words(app)
    assert [toast.value for toast in app.toast] == ["Claim 1 is stated: contradicted."]
    assert [c.sentence for c in claims.register(Workspace(sample_copy))] == ["Everybody hates our invoices"]


def test_the_answer_stands_on_the_page_with_its_numbers(open_page: OpenPage, with_claim: Path) -> None:
    app = open_page(with_claim, PAGE)
    assert not app.exception
    said = words(app)
    assert "As the machine reads it, supported: " in said
    assert "are negative: more than half, not all" in said
    assert "Stated on" in said
    assert "When stated on" in said


def test_a_claim_is_retired_and_taken_back(open_page: OpenPage, with_claim: Path) -> None:
    app = open_page(with_claim, PAGE)
    next(b for b in app.button if b.label == "Retire it").click()
    settle(app)
    assert "No claim is watched." in words(app)
    app.toggle(key="retired claims").set_value(True)
    settle(app)
    next(b for b in app.button if b.label == "Undo the last change of it").click()
    settle(app)
    assert "1 claim: 1 supported." in words(app)


def test_another_threshold_is_said_to_be_another_test(open_page: OpenPage, with_claim: Path) -> None:
    app = open_page(with_claim, PAGE)
    next(n for n in app.number_input if n.key == "change 1 share").set_value(95)
    settle(app)
    next(b for b in app.button if b.label == "Save").click()
    settle(app)
    assert not app.exception
    assert "from “negative share > 50 %” to “negative share > 95 %”. Then: contradicted" in words(app)
    assert [toast.value for toast in app.toast] == ["Claim 1 is tested anew: contradicted."]


def test_words_without_a_letter_cannot_be_tested(open_page: OpenPage, one_row: Path) -> None:
    app = open_page(one_row, PAGE)
    app.text_input(key="new sentence").input("All are late")
    next(t for t in app.text_input if t.label == "Texts with one of these words").input(", ,")
    settle(app)
    assert next(b for b in app.button if b.label == "Test it").disabled
    assert "no letter or digit" in words(app)
