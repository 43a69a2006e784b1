"""Every page renders: empty, with one row, with the sample."""

from pathlib import Path

import pytest

from .conftest import PAGES, OpenPage

TITLES = {
    "app.py": "Overview",
    "pages/1_journey_map.py": "Journey map",
    "pages/2_pain_patterns.py": "Pain patterns",
    "pages/3_feedback.py": "Feedback",
    "pages/4_claims.py": "Claims",
    "pages/5_review.py": "Review",
    "pages/6_import.py": "Import",
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("workspace", ["empty", "one_row", "sample"])
def test_page_renders(page: str, workspace: str, open_page: OpenPage, request: pytest.FixtureRequest) -> None:
    root: Path = request.getfixturevalue(workspace)
    app = open_page(root, page)
    assert [e.value for e in app.exception] == []
    assert [e.value for e in app.error] == []
    assert app.title[0].value == TITLES[page]


@pytest.mark.parametrize("page", PAGES[:-1])
def test_an_empty_page_says_what_to_do(page: str, empty: Path, open_page: OpenPage) -> None:
    app = open_page(empty, page)
    assert "Import an export of your survey" in app.info[0].value
    assert [b.label for b in app.button] == ["Import an export", "Fill with sample data"]
    assert not empty.exists()
