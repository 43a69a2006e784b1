"""A drawing as data: shapes at pixels, from the upper left corner. What draws knows no file format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

# Where the text stands from its x.
START, MIDDLE, END = "start", "middle", "end"


@dataclass(frozen=True)
class Rect:
    """A rectangle; `radius` rounds its corners. Without a stroke it has no outline, without a fill it is hollow."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    thickness: float = 1.0
    radius: float = 0.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Path:
    """Straight lines from point to point; `closed` ones may be filled. Never a curve: nothing is felt in between."""

    points: tuple[tuple[float, float], ...]
    fill: str | None = None
    stroke: str | None = None
    thickness: float = 1.0
    dash: tuple[float, ...] = ()
    closed: bool = False


@dataclass(frozen=True)
class Circle:
    """A circle around (x, y)."""

    x: float
    y: float
    radius: float
    fill: str | None = None
    stroke: str | None = None
    thickness: float = 1.0


@dataclass(frozen=True)
class Text:
    """One line of text whose baseline begins (START), is centred (MIDDLE) or ends (END) at (x, y).

    `angle` turns it around that point, in degrees, clockwise. `halo` is the colour of a rim around the letters.
    """

    x: float
    y: float
    text: str
    size: float
    colour: str
    anchor: str = START
    bold: bool = False
    italic: bool = False
    angle: float = 0.0
    halo: str | None = None


@dataclass(frozen=True)
class Group:
    """Items that belong together. One with a `key` can be chosen on a screen, by pointer and keyboard.

    `label` is what a screen reader says of it, `tip` what a pointer is told: lines of text. A `part` is a name by which
    a page can hide it and show it again.
    """

    items: tuple["Item", ...]
    key: str = ""
    label: str = ""
    tip: tuple[str, ...] = ()
    part: str = ""


Item = Rect | Path | Circle | Text | Group


@dataclass(frozen=True)
class Scene:
    """A drawing of width × height pixels. `alt` says in words what it shows; a `background` of None is see-through."""

    width: float
    height: float
    items: tuple[Item, ...]
    alt: str = ""
    background: str | None = None

    def flat(self) -> Iterator[Rect | Path | Circle | Text]:
        """All shapes, out of their groups, in the order they are drawn."""
        return _flat(self.items)

    def groups(self) -> Iterator[Group]:
        """All groups, also those inside of others."""
        return _groups(self.items)


def _flat(items: Sequence[Item]) -> Iterator[Rect | Path | Circle | Text]:
    for item in items:
        if isinstance(item, Group):
            yield from _flat(item.items)
        else:
            yield item


def _groups(items: Sequence[Item]) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from _groups(item.items)


def moved(item: Item, right: float, down: float) -> Item:
    """The same item elsewhere."""
    if isinstance(item, Group):
        return replace(item, items=tuple(moved(inner, right, down) for inner in item.items))
    if isinstance(item, Path):
        return replace(item, points=tuple((x + right, y + down) for x, y in item.points))
    return replace(item, x=item.x + right, y=item.y + down)
