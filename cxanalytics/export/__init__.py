"""The board as a file to give away: slides, a document, a picture, a web page, tables."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cxanalytics.errors import CXError
from cxanalytics.files import given_away
from cxanalytics.journey.board import Board

# A picture of the map is so many pixels wide, unless that would make its letters too small.
_WIDE = 2400


@dataclass(frozen=True)
class Paper:
    """What only some formats take: the paper of a PDF, a picture on dark, its width in pixels."""

    size: str = "A4"
    dark: bool = False
    wide: int | None = None


def _html(board: Board, _: Paper) -> bytes:
    from cxanalytics.export import page

    return page.html(board).encode()


def _json(board: Board, _: Paper) -> bytes:
    from cxanalytics.export import content

    return content.document(board).encode()


def _csv(board: Board, _: Paper) -> bytes:
    from cxanalytics.export import content

    return content.table(board).encode()


def _xlsx(board: Board, _: Paper) -> bytes:
    from cxanalytics.export import workbook

    return workbook.xlsx(board)


def _pptx(board: Board, _: Paper) -> bytes:
    from cxanalytics.export import slides

    return slides.pptx(board)


def _pdf(board: Board, paper: Paper) -> bytes:
    from cxanalytics.export import document

    return document.pdf(board, paper.size)


def _svg(board: Board, paper: Paper) -> bytes:
    from cxanalytics.drawing.journey_map import Look, scene
    from cxanalytics.drawing.svg import svg

    return svg(scene(board, Look(dark=paper.dark, title=True))).encode()


def _png(board: Board, paper: Paper) -> bytes:
    from cxanalytics.drawing.journey_map import Look, scene
    from cxanalytics.drawing.png import png

    drawn = scene(board, Look(dark=paper.dark, title=True))
    return png(drawn, wide=paper.wide or max(_WIDE, round(drawn.width)))


_FORMATS: dict[str, Callable[[Board, Paper], bytes]] = {
    "html": _html,
    "png": _png,
    "svg": _svg,
    "pdf": _pdf,
    "pptx": _pptx,
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
}
FORMATS = tuple(_FORMATS)


def write(board: Board, path: Path, paper: Paper | None = None) -> None:
    """Write the board to `path` in the format its name ends in, one of FORMATS; whole or not at all.

    Raises
    ------
    CXError
        The name ends in something else, there is no such paper, or the file cannot be written.
    """
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in _FORMATS:
        raise CXError(f"Cannot write {path.name}: its name must end in .{', .'.join(_FORMATS)}.")
    made = rendered(board, suffix, paper)
    with given_away(path) as temporary:
        temporary.write_bytes(made)


def rendered(board: Board, suffix: str, paper: Paper | None = None) -> bytes:
    """The board as the bytes of a file of one of FORMATS."""
    return _FORMATS[suffix](board, paper or Paper())
