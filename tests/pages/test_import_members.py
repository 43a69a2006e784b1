"""Import: an archive that was dropped stands on the page as its tables."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cxanalytics.store import Workspace
from cxanalytics.ui import importing
from tests.pages.conftest import ROOT, settle
from tests.small import SURVEY

PAGE = "pages/6_import.py"


def dropped(tmp_path: Path, workspace: Path, files: Mapping[str, str]) -> AppTest:
    """The page once an archive of these files was dropped on it."""
    path = tmp_path / "digest.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    st.cache_resource.clear()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.switch_page(PAGE)
    upload = importing.Upload(path, "reviews.zip", "digest")
    app.session_state["dropped files"] = {upload.digest: upload}
    app.session_state["folder of dropped files"] = importing._Folder()
    return settle(app)


def titles(app: AppTest) -> list[str]:
    return [part.label for part in app.expander if part.label.startswith("reviews.zip")]


def test_each_table_is_a_file_of_its_own(tmp_path: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXANALYTICS_WORKSPACE", str(empty))
    files = {"north/a.csv": SURVEY, "south/a.csv": SURVEY.replace("2026", "2025"), "README.md": "# read me"}
    app = dropped(tmp_path, empty, files)
    assert not app.exception
    assert titles(app) == ["reviews.zip/north/a.csv", "reviews.zip/south/a.csv"]
    assert any("1 is a note (README.md)" in caption.value for caption in app.caption)
    next(button for button in app.button if button.label == "Leave this file out").click()
    settle(app)
    assert titles(app) == ["reviews.zip/south/a.csv"]
    next(button for button in app.button if button.label == "Import").click()
    settle(app)
    assert [record.file for record in Workspace(empty).imports()] == ["reviews.zip/south/a.csv"]


def test_many_tables_are_taken_as_a_whole(tmp_path: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXANALYTICS_WORKSPACE", str(empty))
    files = {f"{number}.csv": SURVEY.replace("2026", str(2000 + number)) for number in range(12)}
    app = dropped(tmp_path, empty, files)
    assert not app.exception
    assert titles(app) == ["reviews.zip"]
    assert any("12 tables" in text.value for text in app.markdown)
