import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cxanalytics import export
from cxanalytics.errors import CXError
from cxanalytics.journey.board import Board
from tests import boards

# What tells a format, at the beginning of its files.
STARTS = {
    "html": b"<!doctype html>", "png": b"\x89PNG", "svg": b"<svg", "pdf": b"%PDF", "pptx": b"PK",
    "csv": b"stage,touchpoint", "xlsx": b"PK", "json": b"{",
}  # fmt: skip


@pytest.mark.parametrize("suffix", export.FORMATS)
def test_the_end_of_the_name_decides(plain: Board, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "new" / f"map.{suffix.upper()}"
    export.write(plain, path)
    assert path.read_bytes().startswith(STARTS[suffix])
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("suffix", ["html", "json", "csv", "svg", "pdf", "png"])
def test_the_same_board_gives_the_same_bytes(plain: Board, suffix: str) -> None:
    assert export.rendered(plain, suffix) == export.rendered(plain, suffix)


def test_the_document_is_json(plain: Board) -> None:
    assert "map" in json.loads(export.rendered(plain, "json"))


def test_unknown_formats_are_said(plain: Board, tmp_path: Path) -> None:
    with pytest.raises(CXError, match=r"Cannot write map.gif: its name must end in .html, .png, .svg, .pdf, .pptx"):
        export.write(plain, tmp_path / "map.gif")


def test_a_picture_is_as_wide_and_as_dark_as_asked_for(plain: Board) -> None:
    made = Image.open(BytesIO(export.rendered(plain, "png", export.Paper(dark=True, wide=800)))).convert("RGB")
    assert made.size[0] == 800
    assert made.getpixel((2, 2)) == (0x0E, 0x11, 0x17)


HOSTILE = "=HYPERLINK(1) <script>alert(1)</script> \x07 👍🏽\n\nשלום 中文 " + "a" * 5_000


@pytest.mark.parametrize("suffix", export.FORMATS)
def test_no_words_break_a_format(suffix: str) -> None:
    board = boards.board(3)
    points = board.shown.points.assign(quote=HOSTILE, praise=HOSTILE, pain=HOSTILE)
    hostile = replace(
        board,
        shown=replace(board.shown, points=points, account=(HOSTILE,)),
        quotes=board.quotes.assign(quote=HOSTILE, source=HOSTILE[:80]),
        patterns=board.patterns.assign(name=HOSTILE[:300]),
        actions=board.actions.assign(title=HOSTILE[:300]),
    )
    made = export.rendered(hostile, suffix)
    assert made.startswith(STARTS[suffix])
    if suffix in ("html", "svg"):
        assert b"<script>alert" not in made


@pytest.mark.parametrize("suffix", export.FORMATS)
def test_what_may_not_be_shared_is_in_no_file(suffix: str) -> None:
    from zipfile import ZipFile

    from cxanalytics import sharing

    made = export.rendered(sharing.shared(boards.board(3), "none"), suffix)
    held = (
        b"".join(ZipFile(BytesIO(made)).read(name) for name in ZipFile(BytesIO(made)).namelist())
        if suffix in ("pptx", "xlsx")
        else made
    )
    assert b"charged me twice" not in held
    assert b"wrong charge" not in held
