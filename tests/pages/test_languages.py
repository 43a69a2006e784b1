"""The overview says which languages are read and how many comments stay aside."""

from pathlib import Path

from cxanalytics import importing
from cxanalytics.store import Workspace

from .conftest import OpenPage

DUTCH = "De bezorging was heel erg langzaam en niemand geeft antwoord"
ENGLISH = "The delivery was late and nobody answered the phone"
GERMAN = "Die Lieferung kam viel zu spät und niemand antwortet"


def imported(folder: Path, *texts: str) -> Path:
    (folder / "shop.csv").write_text("\n".join(["comment", *texts]) + "\n", encoding="utf-8")
    importing.import_exports(Workspace(folder / "w"), [importing.ExportFile(folder / "shop.csv", "shop.csv")])
    return folder / "w"


def test_languages_that_are_not_read_are_counted(tmp_path: Path, open_page: OpenPage) -> None:
    app = open_page(imported(tmp_path, ENGLISH, f"{ENGLISH} again", GERMAN, DUTCH), "app.py")
    said = [caption.value for caption in app.caption if "Read, each" in caption.value]
    assert len(said) == 1
    assert said[0] == (
        "Read, each by its own words and rules: English 2, German 1. Not read, so in no ratio and not counted as "
        "neutral either: 1 comment (Dutch 1)."
    )


def test_one_language_that_is_read_needs_no_word(tmp_path: Path, open_page: OpenPage) -> None:
    app = open_page(imported(tmp_path, ENGLISH, f"{ENGLISH} again"), "app.py")
    assert not any("Read, each" in caption.value for caption in app.caption)
