"""Where the parts of the journey map lie, in pixels, so that its texts have the room they need."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

# More touchpoints than this, and their names stand at an angle.
WIDE_UP_TO = 12

_CHARACTER = 6.4  # average width of a character of the names at size 12, in pixels
_LETTER = 6.0  # that of a letter of a stage's name over a single column, at size 10
_LARGE = 1.3  # how much larger letters are on a map for a room


@dataclass(frozen=True)
class Geometry:
    """Sizes in pixels, from top to bottom: title, stages, curve, names, bars, pains, legend.

    `bottom` and `top` are the ends of the ratio axis, `word` the longest word among the names of stages that
    stand over a single column. A `roomy` map has large letters, to be read from the back of a room;
    a `bare` one has stages and an empty frame alone.
    """

    columns: int
    bottom: float
    top: float
    title: int
    word: int = 0
    roomy: bool = False
    bare: bool = False

    @property
    def dense(self) -> bool:
        """Whether there are so many touchpoints that names stand at an angle and labels are short."""
        return self.columns > WIDE_UP_TO

    @property
    def column(self) -> int:
        """The least width of a touchpoint's column, also for a stage's name over it."""
        least = (59 if self.dense else 112) if self.roomy else (40 if self.dense else 84)
        return max(least, min(self.font(_LETTER * self.word + 7), 2 * least))

    def font(self, size: float) -> int:
        """This size of letters, or as much larger as a roomy map has them."""
        return round(size * _LARGE) if self.roomy else round(size)

    @property
    def left(self) -> int:
        """Room for the axis."""
        return self.font(66)

    @property
    def right(self) -> int:
        """Room for what the lines mean."""
        return self.font(94)

    @property
    def stages(self) -> int:
        """Height of the stages, of which the lowest 10 pixels are free."""
        return self.font(62)

    @property
    def curve(self) -> int:
        """Height of the curve."""
        return 220 if self.bare else 450 if self.roomy else 380

    @property
    def bars(self) -> int:
        """Height of the bars."""
        return 0 if self.bare else 150 if self.roomy else 136

    @property
    def legend(self) -> int:
        """Height of the legend and the note below it."""
        return 16 if self.bare else self.font(76)

    @property
    def names(self) -> int:
        """Height of the touchpoints' names."""
        return 0 if self.bare else self.font(122 if self.dense else 62)

    @property
    def pains(self) -> int:
        """Height of the pains."""
        return 0 if self.bare else self.font(108 if self.dense else 58)

    @property
    def characters(self) -> int:
        """How many characters a line of a name may have."""
        return 20 if self.dense else int(self.column / self.font(_CHARACTER * 10) * 10)

    def up(self, ratio: pd.Series) -> pd.Series:
        """How many pixels above the bottom of the curve's part a ratio stands."""
        whole = np.log10(self.top) - np.log10(self.bottom)
        return pd.Series((np.log10(ratio) - np.log10(self.bottom)) / whole * self.curve)

    @property
    def plot(self) -> int:
        """Height of everything between title and legend, without the pains (they hang below)."""
        return self.stages + self.curve + self.names + self.bars

    @property
    def height(self) -> int:
        """Height of the figure."""
        return self.title + self.plot + self.pains + self.legend

    @property
    def width(self) -> int:
        """The width below which its texts would run into each other."""
        return max(self.left + self.right + self.columns * self.column, self.font(560))

    def share(self, pixels_from_bottom: float) -> float:
        """A height above the bottom of the bars as a share of the plot."""
        return pixels_from_bottom / self.plot

    @property
    def bars_domain(self) -> tuple[float, float]:
        """The bars' part of the plot."""
        return 0.0, self.share(self.bars)

    @property
    def curve_domain(self) -> tuple[float, float]:
        """The curve's part of the plot."""
        return self.share(self.bars + self.names), self.share(self.bars + self.names + self.curve)

    @property
    def stages_domain(self) -> tuple[float, float]:
        """The stages' part of the plot."""
        return self.share(self.plot - self.stages + 10), 1.0


def geometry(points: pd.DataFrame, title_lines: int, *, roomy: bool = False) -> Geometry:
    """The geometry for these touchpoints: the axis holds every ratio, 1 : 1 and the reference lines."""
    shown = height_of(points).dropna()
    alone = points["stage"].ne(points["stage"].shift()) & points["stage"].ne(points["stage"].shift(-1))
    size = Geometry(
        columns=max(len(points), 1),
        bottom=max(min(0.4, float(shown.min()) / 3.2) if len(shown) else 0.4, 1e-3),
        top=max(50.0, float(shown.max()) * 3.0) if len(shown) else 50.0,
        title=0,
        word=max((len(word) for stage in points["stage"][alone] for word in stage.split()), default=0),
        roomy=roomy,
    )
    return replace(size, title=14 + (size.font(20 + 22 * title_lines) if title_lines else 0))


def height_of(points: pd.DataFrame) -> pd.Series:
    """Where each touchpoint is drawn: its ratio, or the end of its interval where only that is known."""
    ratio = points["ratio"].where(points["ratio"] > 0)
    return ratio.fillna(points["low"].where(np.isinf(points["high"]))).fillna(
        points["high"].where(points["ratio"] == 0)
    )
