"""The board as a PDF to print: the map, a page for each touchpoint, the numbers as tables, how to read them."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from io import BytesIO
from typing import Any

import pandas as pd

from cxanalytics.charts.style import LIGHT
from cxanalytics.drawing import fonts, journey_map, touchpoint
from cxanalytics.drawing import pdf as drawing
from cxanalytics.drawing.scene import Scene
from cxanalytics.errors import CXError
from cxanalytics.journey.board import NO_TEXT, Board, day
from cxanalytics.journey.model import UNASSIGNED
from cxanalytics.ratios import REFERENCE_LINES

# Each lies on its long side. So many touchpoints of the map stand beside each other on it.
PAPERS = {"A4": (842.0, 595.0, 12), "A3": (1191.0, 842.0, 18), "letter": (792.0, 612.0, 12)}
_EDGE = 34.0
# So much taller than the page, for its width, a map may be; it is made that much narrower then.
_TALL = 1.25
# Patterns of a long journey fill many pages; the workbook has all.
_PATTERNS = 60
_FOOT = 26.0


def pdf(board: Board, paper: str = "A4") -> bytes:
    """The document as the bytes of a PDF: vectors, every font embedded, readable when it is printed in grey.

    Paper is always white. The same board makes the same bytes.

    Raises
    ------
    CXError
        The paper is none of PAPERS.
    """
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    if paper not in PAPERS:
        raise CXError(f"There is no paper '{paper}' to print on; choose one of {', '.join(PAPERS)}.")
    wide, high, columns = PAPERS[paper]
    kept = BytesIO()
    made = BaseDocTemplate(
        kept, pagesize=(wide, high), title=f"{board.shown.name}: journey map", author="cxanalytics", invariant=True,
        initialFontName=fonts.name(), lang="en",
    )  # fmt: skip
    frame = Frame(_EDGE, _EDGE + _FOOT, wide - 2 * _EDGE, high - 2 * _EDGE - _FOOT, 0, 0, 0, 0)
    made.addPageTemplates(PageTemplate("page", [frame], onPage=_footer(board, wide)))
    room = (frame._width, frame._height)
    made.build([*_maps(board, room, columns), *_touchpoints(board, room), *_tables(board, room[0]), *_reading(board)])
    return kept.getvalue()


def _footer(board: Board, wide: float) -> Any:
    """Draws what stands at the foot of every page: where the numbers come from, and the page's number."""
    lines = fonts.wrapped(fonts.drawable(_about(board)), 7, wide - 2 * _EDGE - 40, 2)

    def draw(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFillColor(LIGHT.muted)
        canvas.setFont(fonts.name(), 7)
        for number, line in enumerate(lines):
            canvas.drawString(_EDGE, _EDGE + 8 - 9 * number, line)
        canvas.drawRightString(wide - _EDGE, _EDGE + 8, f"{document.page}")
        canvas.restoreState()

    return draw


def _about(board: Board) -> str:
    shared = {"masked": " · names and numbers hidden", NO_TEXT: " · without customers’ own words"}
    return f"{board.provenance.line}{shared.get(board.sharing, '')}"


def _drawn(scene: Scene, room: tuple[float, float]) -> Any:
    """A scene as large as the room allows, as a part of the document."""
    from reportlab.platypus import Flowable

    scale = min(room[0] / scene.width, room[1] / scene.height)

    class Drawn(Flowable):  # type: ignore[misc]
        """The scene on the page, in the middle."""

        def wrap(self, *_: float) -> tuple[float, float]:
            """The room that it takes."""
            return room[0], scene.height * scale

        def draw(self) -> None:
            """Draw it on the page that it has come to."""
            drawing.draw(scene, self.canv, (room[0] - scene.width * scale) / 2, 0, scale)

    return Drawn()


def _maps(board: Board, room: tuple[float, float], columns: int) -> list[Any]:
    """The map, as many pages as it takes to be read: its touchpoints in parts, and its lanes some at a time."""
    from reportlab.platypus import PageBreak, Spacer

    made: list[Any] = [_text(board.shown.name, 11, LIGHT.muted), _text(board.shown.headline, 17, LIGHT.text, bold=True)]
    left = room[1] - 76
    pages = _pages(board, (room[0], left), columns)
    for number, scene in enumerate(pages):
        made += [PageBreak()] if number else [Spacer(1, 8)]
        made.append(_drawn(scene, (room[0], left if number == 0 else room[1])))
    return made


def _pages(board: Board, room: tuple[float, float], columns: int) -> list[Scene]:
    """The parts of the map with as many lanes as fill a page; the curve stands above the lanes on each."""
    look = journey_map.Look()
    bare = journey_map.scenes(replace(board, lanes=()), look, columns)
    high = {name: strip.height for name, strip in journey_map.strips(board, look).items()}
    most = _TALL * room[1] / room[0] * min(scene.width for scene in bare)
    groups: list[tuple[str, ...]] = [()]
    for lane in board.lanes:
        if groups[-1] and high[""] + sum(high[name] for name in (*groups[-1], lane)) > most:
            groups.append(())
        groups[-1] = (*groups[-1], lane)
    drawn = [journey_map.scenes(replace(board, lanes=group), look, columns) for group in groups]
    return [scene for part in zip(*drawn, strict=True) for scene in part]


def _touchpoints(board: Board, room: tuple[float, float]) -> list[Any]:
    from reportlab.platypus import PageBreak

    points = board.shown.points
    heard = points[(points["stage"] != UNASSIGNED) & (points["n"] > 0)]["touchpoint"].tolist()
    return [part for name in heard for part in (PageBreak(), _drawn(touchpoint.scene(board, name, foot=False), room))]


def _tables(board: Board, wide: float) -> list[Any]:
    from reportlab.platypus import PageBreak

    points = board.shown.points
    numbers = pd.DataFrame(
        {
            "Stage": points["stage"],
            "Touchpoint": points["touchpoint"],
            "Positive for each negative": points["label"],
            "Rests on": points["rests_on"],
            "Positive": points["positive"],
            "Negative": points["negative"],
            "Mixed": points["mixed"],
            "Neutral": points["neutral"],
            "Evidence": points["evidence"],
            "Owner": points["owner"],
            "Last heard of": [day(when) if pd.notna(when) else "–" for when in points["last_evidence"]],
        }
    )
    made = [PageBreak(), *_table("The numbers", numbers, wide, (10, 20, 17, 11, 6, 6, 5, 6, 7, 7, 8))]
    if len(board.patterns):
        most = board.patterns.sort_values(["n", "touchpoint"], ascending=[False, True], kind="stable").head(_PATTERNS)
        found = most.assign(share=[f"{share:.0%}" for share in most["share"]])
        named = found[["touchpoint", "name", "n", "share"]]
        named.columns = pd.Index(["Touchpoint", "What recurs", "Answers", "Of those that complain there"])
        made += [PageBreak(), *_table("What recurs", named, wide, (30, 44, 10, 16))]
    if len(board.actions):
        due = [day(when) if pd.notna(when) else "" for when in board.actions["due"]]
        told = board.actions.assign(due=due)[["touchpoint", "title", "owner", "due", "target", "state"]]
        told.columns = pd.Index(["Touchpoint", "Action", "Owner", "Due", "Target", "State"])
        made += [PageBreak(), *_table("Actions", told, wide, (20, 36, 14, 10, 12, 8))]
    return made


def _table(title: str, frame: pd.DataFrame, wide: float, shares: Sequence[float]) -> list[Any]:
    """A table over as many pages as it takes, its head on each."""
    from reportlab.platypus import LongTable

    head = [_text(str(name), 7.5, LIGHT.muted, bold=True) for name in frame.columns]
    rows = [[_text("" if pd.isna(v) else f"{v:,}" if isinstance(v, int) else str(v), 8.5, LIGHT.text) for v in row]
            for row in frame.astype("object").itertuples(index=False)]  # fmt: skip
    whole = sum(shares)
    made = LongTable([head, *rows], colWidths=[wide * share / whole for share in shares], repeatRows=1)
    made.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), fonts.name()),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, 0), 1, LIGHT.line),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, "#D5DAE0"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )
    return [_text(title, 15, LIGHT.text, bold=True, after=8), made]


def _reading(board: Board) -> list[Any]:
    from reportlab.platypus import PageBreak

    said = [
        "The ratio tells how many positive experiences customers had for each negative one.",
        f"The numbers in brackets are the ends of its {board.shown.level:.0%} interval: the truth lies between them.",
        "▲ surely more positive than negative, ▼ surely more negative than positive, ◆ cannot be told.",
        f"Fewer than {board.shown.thin} experiences are thin evidence; a touchpoint nobody was heard of is assumed.",
        *(line.words for line in REFERENCE_LINES),
        *(f"{curve.name}: {curve.words}" for curve in board.curves),
        *board.shown.account,
    ]
    return [
        PageBreak(),
        _text("How to read this", 15, LIGHT.text, bold=True, after=8),
        *(_text(line, 9.5, LIGHT.text, after=5) for line in said),
        _text("Where the numbers come from", 15, LIGHT.text, bold=True, after=8),
        *(_text(f"{name}: {text}", 9.5, LIGHT.text, after=2) for name, text in board.provenance.lines),
    ]


def _text(text: str, size: float, colour: str, *, bold: bool = False, after: float = 0.0) -> Any:
    """A paragraph; what customers and files wrote stays text."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        "text", fontName=fonts.name(bold=bold), fontSize=size, leading=size * 1.25, textColor=colour, spaceAfter=after,
        splitLongWords=True,
    )  # fmt: skip
    return Paragraph(escape(fonts.drawable(text)), style)
