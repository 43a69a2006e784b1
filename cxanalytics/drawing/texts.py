"""Blocks of text in a drawing: wrapped, fitted, one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxanalytics.drawing import fonts
from cxanalytics.drawing.scene import START, Text

# From one baseline to the next, in sizes of letters.
LEADING = 1.25


@dataclass(frozen=True)
class Block:
    """Lines of text and the height they take, from the top of the first to the bottom of the last."""

    lines: tuple[Text, ...]
    height: float


def block(
    text: str,
    place: tuple[float, float],
    room: float,
    sizes: Sequence[float],
    lines: int,
    colour: str,
    *,
    bold: bool = False,
) -> Block:
    """The text below and right of `place`, in the largest of `sizes` at which it needs no more lines than allowed.

    Where none is small enough, the last is taken and the text ends in "…".
    """
    shown = fonts.drawable(text)
    for size in sizes:
        broken = fonts.wrapped(shown, size, room, 10_000, bold=bold)
        if len(broken) <= lines:
            break
    broken = fonts.wrapped(shown, size, room, lines, bold=bold)
    return stacked(broken, place, size, colour, bold=bold)


def stacked(lines: Sequence[str], place: tuple[float, float], size: float, colour: str, *, bold: bool = False) -> Block:
    """These lines, one below the other, the top of the first at `place`."""
    x, y = place
    step = size * LEADING
    made = tuple(Text(x, y + size + i * step, line, size, colour, START, bold=bold) for i, line in enumerate(lines))
    return Block(made, len(lines) * step)


def heading(
    text: str, place: tuple[float, float], room: float, sizes: Sequence[float], colour: str, *, bold: bool = False
) -> Block:
    """The text in one line as large as it can be; in two of the smallest of `sizes` where no line holds it."""
    one = block(text, place, room, sizes, 1, colour, bold=bold)
    cut = bool(one.lines) and one.lines[0].text.endswith("…")
    return block(text, place, room, sizes[-1:], 2, colour, bold=bold) if cut else one
