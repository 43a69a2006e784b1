"""A scene on a page of a PDF: vectors and text with their letters embedded."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cxanalytics.drawing import fonts
from cxanalytics.drawing.scene import END, MIDDLE, Circle, Item, Path, Rect, Scene, Text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def pdf(scenes: Sequence[Scene], *, title: str = "") -> bytes:
    """A PDF with a page for each scene, as large as the scene (a pixel is a point)."""
    from reportlab.pdfgen.canvas import Canvas

    kept = BytesIO()
    # The same content makes the same bytes.
    canvas = Canvas(kept, invariant=True, initialFontName=fonts.name())
    canvas.setTitle(title)
    canvas.setCreator("cxanalytics")
    for scene in scenes:
        canvas.setPageSize((scene.width, scene.height))
        draw(scene, canvas, 0, 0, 1.0)
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


def draw(scene: Scene, canvas: "Canvas", left: float, bottom: float, scale: float) -> None:
    """Draw a scene on a page, its lower left corner at (left, bottom), a pixel as `scale` points."""
    canvas.saveState()
    canvas.translate(left, bottom)
    canvas.scale(scale, scale)
    if scene.background:
        _rect(Rect(0, 0, scene.width, scene.height, fill=scene.background), canvas, scene.height)
    for item in scene.flat():
        _item(item, canvas, scene.height)
    canvas.restoreState()


def _item(item: Item, canvas: "Canvas", height: float) -> None:
    if isinstance(item, Text):
        _text(item, canvas, height)
    elif isinstance(item, Rect):
        _rect(item, canvas, height)
    elif isinstance(item, Circle):
        filled, drawn = _paint(canvas, item.fill, item.stroke, item.thickness)
        canvas.circle(item.x, height - item.y, item.radius, stroke=drawn, fill=filled)
    elif isinstance(item, Path):
        _path(item, canvas, height)


def _rect(item: Rect, canvas: "Canvas", height: float) -> None:
    filled, drawn = _paint(canvas, item.fill, item.stroke, item.thickness, item.dash)
    place = (item.x, height - item.y - item.height, item.width, item.height)
    if item.radius:
        canvas.roundRect(*place, item.radius, stroke=drawn, fill=filled)
    else:
        canvas.rect(*place, stroke=drawn, fill=filled)


def _path(item: Path, canvas: "Canvas", height: float) -> None:
    if not item.points:
        return
    filled, drawn = _paint(canvas, item.fill, item.stroke, item.thickness, item.dash)
    canvas.setLineJoin(1)
    canvas.setLineCap(0 if item.dash else 1)
    path = canvas.beginPath()
    path.moveTo(item.points[0][0], height - item.points[0][1])
    for x, y in item.points[1:]:
        path.lineTo(x, height - y)
    if item.closed:
        path.close()
    canvas.drawPath(path, stroke=drawn, fill=filled if item.closed else 0)


def _text(item: Text, canvas: "Canvas", height: float) -> None:
    shown = fonts.drawable(item.text)
    if not shown:
        return
    font = fonts.name(bold=item.bold, italic=item.italic)
    wide = fonts.width(shown, item.size, bold=item.bold, italic=item.italic)
    start = {MIDDLE: -wide / 2, END: -wide}.get(item.anchor, 0.0)
    canvas.saveState()
    canvas.translate(item.x, height - item.y)
    canvas.rotate(-item.angle)
    if item.halo:
        _write(canvas, shown, start, font, item.size, item.halo, rim=item.size / 4)
    _write(canvas, shown, start, font, item.size, item.colour)
    canvas.restoreState()


def _write(canvas: Any, shown: str, start: float, font: str, size: float, colour: str, *, rim: float = 0.0) -> None:
    # In a state of its own: the way of writing would stay as it is set.
    canvas.saveState()
    text = canvas.beginText(start, 0)
    text.setFont(font, size)
    made, share = _colour(colour)
    canvas.setFillColor(made, alpha=share)
    if rim:
        canvas.setStrokeColor(made, alpha=share)
        canvas.setLineWidth(rim)
        canvas.setLineJoin(1)
        text.setTextRenderMode(2)
    text.textOut(shown)
    canvas.drawText(text)
    canvas.restoreState()


def _paint(
    canvas: "Canvas", fill: str | None, stroke: str | None, thickness: float, dash: tuple[float, ...] = ()
) -> tuple[int, int]:
    if fill:
        colour, share = _colour(fill)
        canvas.setFillColor(colour, alpha=share)
    if stroke:
        colour, share = _colour(stroke)
        canvas.setStrokeColor(colour, alpha=share)
        canvas.setLineWidth(thickness)
        canvas.setDash(*([list(dash)] if dash else []))
    return int(bool(fill)), int(bool(stroke))


def _colour(colour: str) -> tuple[Any, float]:
    """A colour as #RRGGBB or rgba(r, g, b, a), and how far it covers what is behind it."""
    from reportlab.lib.colors import Color, HexColor

    if colour.startswith("#"):
        return HexColor(colour), 1.0
    red, green, blue, share = (float(part) for part in re.findall(r"[\d.]+", colour))
    return Color(red / 255, green / 255, blue / 255), share
