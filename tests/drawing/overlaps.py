"""Finds texts of a drawing that lie on each other or leave it, by the boxes of their letters."""

from itertools import combinations
from math import cos, radians, sin

from cxanalytics.drawing import fonts
from cxanalytics.drawing.scene import END, MIDDLE, Scene, Text

Box = tuple[float, float, float, float]


def box(text: Text) -> Box:
    """Left, top, right and bottom of a text's letters, without the room above and below them."""
    wide = fonts.width(fonts.drawable(text.text), text.size, bold=text.bold, italic=text.italic)
    start = {MIDDLE: -wide / 2, END: -wide}.get(text.anchor, 0.0)
    turned = radians(text.angle)
    corners = [(x, y) for x in (start, start + wide) for y in (-0.70 * text.size, 0.16 * text.size)]
    across = [text.x + x * cos(turned) - y * sin(turned) for x, y in corners]
    down = [text.y + x * sin(turned) + y * cos(turned) for x, y in corners]
    return min(across), min(down), max(across), max(down)


def found(scene: Scene) -> list[str]:
    """What is wrong, in words: nothing where all is well."""
    texts = [(item.text, box(item)) for item in scene.flat() if isinstance(item, Text) and item.text.strip()]
    outside = [
        f"“{text}” leaves the drawing"
        for text, (left, top, right, bottom) in texts
        if left < -0.5 or top < -0.5 or right > scene.width + 0.5 or bottom > scene.height + 0.5
    ]
    return outside + [f"“{one}” lies on “{other}”" for (one, a), (other, b) in combinations(texts, 2) if _meet(a, b)]


def _meet(a: Box, b: Box) -> bool:
    return a[0] + 0.5 < b[2] and b[0] + 0.5 < a[2] and a[1] + 0.5 < b[3] and b[1] + 0.5 < a[3]
