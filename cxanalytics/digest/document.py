"""A digest as a PDF to print: the first page for somebody with two minutes, the rest behind it."""

from html import escape
from io import BytesIO
from typing import Any

from cxanalytics.charts.style import LIGHT
from cxanalytics.digest.content import MOST_CHANGES, Change, Digest, Place
from cxanalytics.drawing import fonts, trend
from cxanalytics.drawing import pdf as drawing
from cxanalytics.drawing.scene import Scene

_WIDE, _HIGH, _EDGE, _FOOT = 595.0, 842.0, 44.0, 24.0
_ROOM = _WIDE - 2 * _EDGE
_SIGNS = {True: "▲", False: "▼", None: "◆"}
_COLOURS = {True: LIGHT.positive, False: LIGHT.pain, None: LIGHT.muted}


def pdf(digest: Digest) -> bytes:
    """The document as the bytes of a PDF, A4 upright, every font embedded. The same digest makes the same bytes."""
    from reportlab.platypus import BaseDocTemplate, Frame, KeepInFrame, PageBreak, PageTemplate

    kept = BytesIO()
    made = BaseDocTemplate(
        kept, pagesize=(_WIDE, _HIGH), title=digest.title, author="cxanalytics", invariant=True,
        initialFontName=fonts.name(), lang="en",
    )  # fmt: skip
    frame = Frame(_EDGE, _EDGE + _FOOT, _ROOM, _HIGH - 2 * _EDGE - _FOOT, 0, 0, 0, 0)
    made.addPageTemplates(PageTemplate("page", [frame], onPage=_footer(digest)))
    # Whatever there is to tell, the first page is one page.
    first = KeepInFrame(_ROOM, _HIGH - 2 * _EDGE - _FOOT, _first(digest), mode="shrink")
    made.build([first, PageBreak(), *_rest(digest)])
    return kept.getvalue()


def _footer(digest: Digest) -> Any:
    line = fonts.wrapped(fonts.drawable(digest.line), 7, _ROOM - 40, 1)[0]

    def draw(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFillColor(LIGHT.muted)
        canvas.setFont(fonts.name(), 7)
        canvas.drawString(_EDGE, _EDGE, line)
        canvas.drawRightString(_WIDE - _EDGE, _EDGE, f"{document.page}")
        canvas.restoreState()

    return draw


def _text(
    text: str, size: float = 9.5, colour: str = LIGHT.text, *, bold: bool = False, after: float = 3, left: float = 0
) -> Any:
    """A paragraph; what customers and people wrote stays text."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        "text", fontName=fonts.name(bold=bold), fontSize=size, leading=size * 1.28, textColor=colour, spaceAfter=after,
        leftIndent=left, splitLongWords=True,
    )  # fmt: skip
    return Paragraph(escape(fonts.drawable(text)), style)


def _heading(text: str) -> Any:
    """A heading, which never stands alone at the foot of a page."""
    made = _text(text, 12.5, bold=True, after=3)
    made.style.spaceBefore, made.style.keepWithNext = 7, True
    return made


def _drawn(scene: Scene) -> Any:
    """A scene as wide as the page, as a part of the document."""
    from reportlab.platypus import Flowable

    scale = _ROOM / scene.width

    class Drawn(Flowable):  # type: ignore[misc]
        """The scene on the page."""

        def wrap(self, *_: float) -> tuple[float, float]:
            """The room that it takes."""
            return _ROOM, scene.height * scale

        def draw(self) -> None:
            """Draw it on the page that it has come to."""
            drawing.draw(scene, self.canv, 0, 0, scale)

    return Drawn()


def _first(digest: Digest) -> list[Any]:
    """The page for somebody with two minutes."""
    head = digest.headline
    ratio, _, ends = head.text.partition(" (")
    between = f", between {ends.rstrip(')').replace('–', ' and ')} : 1 (95 % sure)" if ends else ""
    made = [
        _text(digest.company, 9, LIGHT.muted, after=0),
        _text(digest.name + ("" if digest.whole else " (still running)"), 21, bold=True, after=6),
        *(_text(line, 10.5, after=4) for line in digest.summary),
        _text(ratio, 27, bold=True, after=2),
        _text(f"positive experiences for each negative one{between}; n {head.n:,}, {head.rests_on}", 9, LIGHT.muted),
        _text(" · ".join(text for text in (head.before, head.year) if text), 9, LIGHT.muted),
        _text("The ratio is " + "; ".join(head.against) + ".", 8, LIGHT.muted) if head.against else None,
        _drawn(trend.scene(digest.series, width=640, height=190)),
    ]
    if digest.decisions:
        made.append(_heading("To decide now"))
        for number, item in enumerate(digest.decisions, start=1):
            made += [_text(f"{number}. {item.what}", 10, bold=True, after=1), _text(item.why, 9, left=13)]
    told = [part for change in _told_first(digest) for part in _change(change)]
    made.append(_heading("What changed"))
    if digest.fresh or not told:
        made += [*told, _text(digest.noise, 8.5, LIGHT.muted)]
    else:
        made += [_text(digest.noise, 9), _text("Changed earlier, and still so", 9.5, LIGHT.muted, bold=True), *told]
    made += [*_places("Where it hurts most", digest.worst), *_places("Where it goes best", digest.best)]
    made.append(_text(digest.unranked, 8.5, LIGHT.muted) if digest.unranked and digest.worst else None)
    return [part for part in made if part is not None]


def _told_first(digest: Digest) -> list[Change]:
    """The changes on the first page: those of this period, without any the ones for the worse that still stand."""
    return list(digest.fresh[:3] or [change for change in digest.earlier if change.better is False][:2])


def _change(change: Change) -> list[Any]:
    return [
        _text(f"{_SIGNS[change.better]} {change.words}", 9.5, _COLOURS[change.better], after=1),
        *(_text(text, 8.5, LIGHT.muted, left=12, after=1) for text in change.carriers),
    ]


def _places(title: str, places: tuple[Place, ...]) -> list[Any]:
    if not places:
        return []
    made = [_heading(title)]
    for place in places:
        more = [
            place.sure,
            f"what recurs: “{place.recurs}”" if place.recurs else "",
            f"owner {place.owner}" if place.owner else "",
        ]
        told = "; ".join(text for text in more if text)
        made.append(_text(f"{place.touchpoint}: {place.text}" + (f" ({told})" if told else ""), 9.5, after=2))
    return made


def _rest(digest: Digest) -> list[Any]:
    """Everything behind the first page."""
    first = _told_first(digest)
    more = [change for change in digest.changes if change not in first][:MOST_CHANGES]
    made: list[Any] = []
    if more:
        made += [_heading("Changed as well"), *(part for change in more for part in _change(change))]
    if len(digest.patterns):
        rows = digest.patterns.to_dict("records")
        said = [f"{row['what'].capitalize()}: “{row['name']}”, {row['n']:,} answers" for row in rows]
        made += [_heading("New, back and gone"), *(_text(line) for line in said)]
    if len(digest.hurting):
        rows = digest.hurting.to_dict("records")
        said = [
            f"“{row['name']}”: {row['n']:,} answers, {100 * row['share']:.0f} % of those that complain" for row in rows
        ]
        made += [_heading("What hurts most"), *(_text(line) for line in said)]
    if digest.quotes:
        made.append(_heading("In customers’ words"))
        for quote in digest.quotes:
            when = f", {quote.day.day} {quote.day:%B %Y}" if quote.day else ""
            sign = "▲" if quote.polarity == "positive" else "▼"
            made += [
                _text(f"“{quote.text}”", 10.5, after=1),
                _text(f"{sign} {quote.touchpoint}, {quote.source}{when}", 8, LIGHT.muted, after=6),
            ]
    for title, lines in (
        ("Actions and whether they worked", digest.actions), ("Targets", digest.targets),
        ("Waiting for an answer", digest.waiting), ("Asks for attention", digest.alerts),
    ):  # fmt: skip
        made += [_heading(title), *(_text(line) for line in lines)] if lines else []
    made += _table(digest)
    # Where the numbers come from is one paragraph: a line alone on a last page is no page.
    about = (*digest.method, " · ".join(f"{name}: {words}" for name, words in digest.about))
    for title, lines in (("How far to trust these numbers", digest.quality), ("How this is worked out", about)):
        made += [_heading(title), *(_text(line, 8.5) for line in lines)] if lines else []
    return made


def _table(digest: Digest) -> list[Any]:
    from reportlab.platypus import LongTable

    if digest.table.empty:
        return []
    head = [
        _text(name, 8, LIGHT.muted, bold=True)
        for name in ("Touchpoint", "Positive for each negative", "Experiences", "Against before")
    ]
    rows = [
        [_text(str(value), 8.5, after=0) for value in (row["touchpoint"], row["text"], f"{row['n']:,}", row["change"])]
        for row in digest.table.to_dict("records")
    ]
    made = LongTable([head, *rows], colWidths=[_ROOM * share for share in (0.3, 0.28, 0.14, 0.28)], repeatRows=1)
    made.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, 0), 1, LIGHT.line),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, "#D5DAE0"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )  # fmt: skip
    return [_heading("Every touchpoint"), made]
