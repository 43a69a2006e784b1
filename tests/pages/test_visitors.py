"""The door: from another machine only the room is open."""

from pathlib import Path

import pytest
from streamlit.runtime.context import ContextProxy

from cxanalytics.ui import visitors

from .conftest import PAGES, OpenPage


def from_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContextProxy, "ip_address", property(lambda _: "192.168.1.5"))


@pytest.mark.parametrize("page", [page for page in PAGES if "room" not in page])
def test_another_machine_is_told_in_a_sentence(
    page: str, one_row: Path, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from_elsewhere(monkeypatch)
    app = open_page(one_row, page)
    assert "CXANALYTICS_VISITORS=all" in app.info[0].value
    assert len(app.dataframe) == len(app.selectbox) == 0
    assert "delivery" not in " ".join(str(e.value) for e in app.markdown)


def test_the_room_is_open_to_all(one_row: Path, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    from_elsewhere(monkeypatch)
    app = open_page(one_row, "pages/11_room.py")
    assert app.text_input[0].label == "The code on the screen"


def test_the_owner_may_open_everything(one_row: Path, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    from_elsewhere(monkeypatch)
    monkeypatch.setenv(visitors.VARIABLE, "all")
    assert open_page(one_row, "pages/3_feedback.py").title[0].value == "Feedback"


@pytest.mark.parametrize(
    ("address", "elsewhere"),
    [(None, False), ("127.0.0.1", False), ("::1", False), ("10.0.0.7", True), ("fe80::1", True), ("nonsense", True)],
)
def test_addresses(address: str | None, elsewhere: bool) -> None:
    assert visitors.outside(address) is elsewhere
