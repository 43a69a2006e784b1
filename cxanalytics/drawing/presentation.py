"""A board as screens for a room: the whole map, then one touchpoint after the other, the map between them."""

from dataclasses import dataclass

from cxanalytics.drawing import journey_map, touchpoint
from cxanalytics.drawing.scene import Scene
from cxanalytics.journey.board import Board
from cxanalytics.journey.model import UNASSIGNED

# So many touchpoints of the map can be read from the last row; a longer journey takes several screens.
COLUMNS = 12


@dataclass(frozen=True)
class Step:
    """One screen: the drawing of this number, what it is called, and the touchpoint that is marked on it."""

    drawing: int
    title: str
    marked: str = ""


@dataclass(frozen=True)
class Presentation:
    """The drawings, each once, and the steps that show them. The first `maps` drawings are parts of the map."""

    drawings: tuple[Scene, ...]
    maps: int
    steps: tuple[Step, ...]


def presentation(board: Board, *, dark: bool = False) -> Presentation:
    """The screens of a board, in the order of the journey: map, touchpoint, map with the next one marked, and so on."""
    points = board.shown.points
    names = points["touchpoint"][points["stage"] != UNASSIGNED].tolist()
    maps = journey_map.scenes(board, journey_map.Look(dark=dark, roomy=True), COLUMNS)
    home = {key: number for number, made in enumerate(maps) for key in _keys(made)}
    sheets = [touchpoint.scene(board, name, dark=dark) for name in names]
    steps = [Step(number, _title(number, len(maps))) for number in range(len(maps))]
    for number, name in enumerate(names):
        # What the map leaves out still has a screen of its own.
        if number and name in home:
            steps.append(Step(home[name], f"Map: {name} is next", name))
        steps.append(Step(len(maps) + number, name, name))
    return Presentation((*maps, *sheets), len(maps), tuple(steps))


def _title(number: int, of: int) -> str:
    return "The whole map" if of == 1 else f"The map, part {number + 1} of {of}"


def _keys(made: Scene) -> list[str]:
    """The touchpoints that stand on a map."""
    return [item.key.removeprefix(journey_map.TOUCHPOINT) for item in made.groups() if item.key]
