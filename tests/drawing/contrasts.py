"""Finds texts of a drawing that are too faint on what lies behind them, as WCAG 2.2 AA counts it."""

import re
from collections.abc import Iterator

from cxanalytics.drawing import fonts
from cxanalytics.drawing.scene import Circle, Path, Rect, Scene, Text

from .overlaps import box

Colour = tuple[float, float, float]

# Letters of 24 pixels, or of 18.7 in bold, are large.
NORMAL, LARGE = 4.5, 3.0


def found(scene: Scene) -> list[str]:
    """What is too faint, in words: nothing where all is well."""
    wrong = []
    behind: list[Rect | Path | Circle] = []
    for item in scene.flat():
        if not isinstance(item, Text):
            behind.append(item)
        elif fonts.drawable(item.text).strip():
            left, top, right, bottom = box(item)
            least = LARGE if item.size >= (18.7 if item.bold else 24) else NORMAL
            for x in (left + 1, (left + right) / 2, right - 1):
                ground = _ground(scene, behind, x, (top + bottom) / 2, item)
                if (ratio := contrast(_rgb(item.colour)[0], ground)) < least:
                    wrong.append(f"“{item.text}” has {ratio:.1f} : 1")
                    break
    return wrong


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _ground(scene: Scene, behind: list[Rect | Path | Circle], x: float, y: float, text: Text) -> Colour:
    """The colour at a point behind a text, all that lies there laid upon each other."""
    colour = _rgb(scene.background or "#FFFFFF")[0]
    for fill in [*_fills(behind, x, y), *([text.halo] if text.halo else [])]:
        (red, green, blue), share = _rgb(fill)
        colour = (
            colour[0] + (red - colour[0]) * share,
            colour[1] + (green - colour[1]) * share,
            colour[2] + (blue - colour[2]) * share,
        )
    return colour


def _fills(behind: list[Rect | Path | Circle], x: float, y: float) -> Iterator[str]:
    for item in behind:
        if item.fill and _holds(item, x, y):
            yield item.fill


def _holds(item: Rect | Path | Circle, x: float, y: float) -> bool:
    if isinstance(item, Rect):
        return item.x <= x <= item.x + item.width and item.y <= y <= item.y + item.height
    if isinstance(item, Circle):
        return (x - item.x) ** 2 + (y - item.y) ** 2 <= item.radius**2
    inside = False
    for (x0, y0), (x1, y1) in zip(item.points, (*item.points[1:], item.points[0]), strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            inside = not inside
    return inside


def _rgb(colour: str) -> tuple[Colour, float]:
    if colour.startswith("#"):
        return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)), 1.0
    red, green, blue, share = (float(part) for part in re.findall(r"[\d.]+", colour))
    return (red, green, blue), share


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if (part := value / 255) <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
