"""Every page renders: empty, with one row, with the sample."""

from pathlib import Path

import pytest

from .conftest import FULL, PAGES, OpenPage

TITLES = {
    "app.py": "Overview",
    "pages/1_journey_map.py": "Journey map",
    "pages/2_pain_patterns.py": "Pain patterns",
    "pages/3_feedback.py": "Feedback",
    "pages/4_claims.py": "Claims",
    "pages/5_review.py": "Review",
    "pages/6_import.py": "Import",
    "pages/7_journeys.py": "Journeys",
    "pages/8_paths.py": "Paths",
    "pages/9_workshop.py": "Workshop",
    "pages/10_present.py": "Presentation",
    "pages/11_room.py": "Workshop",
    "pages/12_trends.py": "Trends",
    "pages/13_signals.py": "Signals",
    "pages/14_actions.py": "Actions",
    "pages/15_what_if.py": "What-if",
    "pages/16_worklist.py": "Worklist",
    "pages/17_digest.py": "Digest",
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("workspace", ["empty", "one_row", "undated", "sample"])
def test_page_renders(page: str, workspace: str, open_page: OpenPage, request: pytest.FixtureRequest) -> None:
    root: Path = request.getfixturevalue(workspace)
    app = open_page(root, page)
    assert [e.value for e in app.exception] == []
    assert [e.value for e in app.error] == []
    if page == "pages/10_present.py" and workspace != "empty":
        # It has the screen to itself.
        assert len(app.title) == 0
    else:
        assert app.title[0].value == TITLES[page]


@pytest.mark.parametrize("page", FULL)
def test_an_empty_page_says_what_to_do(page: str, empty: Path, open_page: OpenPage) -> None:
    app = open_page(empty, page)
    assert "Import an export of your survey" in app.info[0].value
    assert [b.label for b in app.button] == ["Import an export", "Fill with sample data"]
    assert not empty.exists()
