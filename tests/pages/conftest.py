"""Workspaces for the page tests: empty, with one row, with the sample."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cxanalytics import demo, importing
from cxanalytics.store import Workspace

ROOT = Path(__file__).parents[2]
PAGES = (
    "app.py",
    "pages/1_journey_map.py",
    "pages/2_pain_patterns.py",
    "pages/3_feedback.py",
    "pages/4_claims.py",
    "pages/5_review.py",
    "pages/8_paths.py",
    "pages/12_trends.py",
    "pages/13_signals.py",
    "pages/14_actions.py",
    "pages/15_what_if.py",
    "pages/16_worklist.py",
    "pages/17_digest.py",
    "pages/9_workshop.py",
    "pages/10_present.py",
    "pages/11_room.py",
    "pages/7_journeys.py",
    "pages/6_import.py",
)
# What shows nothing while there is no feedback.
FULL = PAGES[:-3]

OpenPage = Callable[[Path, str], AppTest]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return tmp_path / "empty"


@pytest.fixture(scope="session")
def one_row(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one")
    export = folder / "shop.csv"
    export.write_text("comment,date\nThe delivery was late and nobody answered the phone,2026-03-01\n")
    importing.import_exports(Workspace(folder / "w"), [importing.ExportFile(export, export.name)])
    return folder / "w"


@pytest.fixture(scope="session")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("undated")
    rows = [f"The delivery was late and I am angry {i}" for i in range(20)] + [f"Lovely staff {i}" for i in range(20)]
    (folder / "bare.csv").write_text("\n".join(["comment", *rows]) + "\n")
    importing.import_exports(Workspace(folder / "w"), [importing.ExportFile(folder / "bare.csv", "bare.csv")])
    return folder / "w"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "w"
    demo.fill(Workspace(folder))
    return folder


@pytest.fixture
def sample_copy(sample: Path, tmp_path: Path) -> Path:
    """The sample, to be changed."""
    return Path(shutil.copytree(sample, tmp_path / "own"))


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenPage]:
    """A function that opens a page on a workspace, and waits for work in the background."""

    def open_it(workspace: Path, page: str, **query: str) -> AppTest:
        monkeypatch.setenv("CXANALYTICS_WORKSPACE", str(workspace))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        if page != "app.py":
            app.switch_page(page)
        for key, value in query.items():
            app.query_params[key] = value
        return settle(app)

    st.cache_resource.clear()
    st.cache_data.clear()
    yield open_it


def settle(app: AppTest) -> AppTest:
    """Run the page until no work in the background holds it up."""
    for _ in range(200):
        app.run()
        if not any("this goes on" in caption.value for caption in app.caption):
            break
    return app
