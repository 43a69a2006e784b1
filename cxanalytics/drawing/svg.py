"""A scene as SVG: for the screen, for a web page, as a file that drawing programs open."""

import re
from html import escape

from cxanalytics.drawing import fonts
from cxanalytics.drawing.scene import Circle, Group, Item, Path, Rect, Scene, Text

_FONT = "'Source Sans','Source Sans 3','Source Sans Pro','Segoe UI',Roboto,Arial,sans-serif"


def svg(scene: Scene, *, fixed: bool = True, held: bool = True) -> str:
    """The scene as one <svg> element.

    `fixed` gives the size in pixels; without it the drawing takes the width of what it stands in. `held` keeps every
    text to the width it was measured at, whatever letters the reader's machine has; a page that brings the letters
    needs it not.
    """
    size = f' width="{_n(scene.width)}" height="{_n(scene.height)}"' if fixed else ""
    ground = _element(Rect(0, 0, scene.width, scene.height, fill=scene.background), held) if scene.background else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(scene.width)} {_n(scene.height)}"{size} '
        f'font-family="{_FONT}" role="group" aria-label="{escape(scene.alt)}">'
        f"{ground}{''.join(_element(item, held) for item in scene.items)}</svg>"
    )


def _element(item: Item, held: bool) -> str:
    if isinstance(item, Group):
        return _group(item, held)
    if isinstance(item, Text):
        return _text(item, held)
    if isinstance(item, Rect):
        place = f'x="{_n(item.x)}" y="{_n(item.y)}" width="{_n(item.width)}" height="{_n(item.height)}"'
        rounded = f' rx="{_n(item.radius)}"' if item.radius else ""
        return f"<rect {place}{rounded}{_paint(item.fill, item.stroke, item.thickness)}{_dashes(item.dash)}/>"
    if isinstance(item, Circle):
        place = f'cx="{_n(item.x)}" cy="{_n(item.y)}" r="{_n(item.radius)}"'
        return f"<circle {place}{_paint(item.fill, item.stroke, item.thickness)}/>"
    return _path(item)


def _path(item: Path) -> str:
    along = " ".join(f"{_n(x)},{_n(y)}" for x, y in item.points)
    tag = "polygon" if item.closed else "polyline"
    joined = ' stroke-linejoin="round" stroke-linecap="round"' if item.stroke and not item.dash else ""
    return f'<{tag} points="{along}"{_paint(item.fill, item.stroke, item.thickness)}{_dashes(item.dash)}{joined}/>'


def _group(item: Group, held: bool) -> str:
    inner = "".join(_element(part, held) for part in item.items)
    if not item.key:
        return f'<g data-part="{escape(item.part)}">{inner}</g>' if item.part else f"<g>{inner}</g>"
    tip = f' data-tip="{"&#10;".join(map(escape, item.tip))}"' if item.tip else ""
    said = escape(item.label or item.key)
    return (
        f'<g class="part" data-key="{escape(item.key)}" tabindex="0" role="button" aria-label="{said}"{tip}>{inner}</g>'
    )


def _text(item: Text, held: bool) -> str:
    shown = fonts.drawable(item.text)
    if not shown:
        return ""
    look = f' text-anchor="{item.anchor}"' if item.anchor != "start" else ""
    look += ' font-weight="600"' if item.bold else ""
    look += ' font-style="italic"' if item.italic else ""
    if item.halo:
        look += f' paint-order="stroke" stroke="{item.halo}" stroke-width="{_n(item.size / 4)}" stroke-linejoin="round"'
    if item.angle:
        look += f' transform="rotate({_n(item.angle)} {_n(item.x)} {_n(item.y)})"'
    if held:
        wide = fonts.width(shown, item.size, bold=item.bold, italic=item.italic)
        look += f' textLength="{_n(wide)}" lengthAdjust="spacingAndGlyphs"'
    place = f'x="{_n(item.x)}" y="{_n(item.y)}" font-size="{_n(item.size)}"'
    return f'<text {place} fill="{item.colour}"{look}>{escape(shown, quote=False)}</text>'


def _paint(fill: str | None, stroke: str | None, thickness: float) -> str:
    drawn = f' fill="{fill or "none"}"'
    return f'{drawn} stroke="{stroke}" stroke-width="{_n(thickness)}"' if stroke else drawn


def _dashes(dash: tuple[float, ...]) -> str:
    return f' stroke-dasharray="{" ".join(map(_n, dash))}"' if dash else ""


def _n(value: float) -> str:
    """A number as short as it can be, to a hundredth."""
    return re.sub(r"\.?0+$", "", f"{value:.2f}") if "." in f"{value:.2f}" else f"{value:.0f}"
