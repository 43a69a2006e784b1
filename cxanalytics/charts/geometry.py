"""Where the parts of the journey map lie, in pixels, so that its texts have the room they need."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

# More touchpoints than this, and their names stand at an angle.
WIDE_UP_TO = 12

_CHARACTER = 6.4  # average width of a character of the names, in pixels


@dataclass(frozen=True)
class Geometry:
    """Sizes in pixels, from top to bottom: title, stages, curve, names, bars, pains, legend.

    `bottom` and `top` are the ends of the ratio axis.
    """

    columns: int
    bottom: float
    top: float
    title: int

    left: int = 66
    right: int = 84
    stages: int = 50
    curve: int = 370
    bars: int = 136
    legend: int = 76

    @property
    def dense(self) -> bool:
        """Whether there are so many touchpoints that names stand at an angle and labels are short."""
        return self.columns > WIDE_UP_TO

    @property
    def column(self) -> int:
        """The least width of a touchpoint's column."""
        return 40 if self.dense else 84

    @property
    def names(self) -> int:
        """Height of the touchpoints' names."""
        return 122 if self.dense else 62

    @property
    def pains(self) -> int:
        """Height of the pains."""
        return 108 if self.dense else 58

    @property
    def characters(self) -> int:
        """How many characters a line of a name may have."""
        return 20 if self.dense else int(self.column / _CHARACTER)

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
        return max(self.left + self.right + self.columns * self.column, 560)

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


def geometry(points: pd.DataFrame, title_lines: int) -> Geometry:
    """The geometry for these touchpoints: the axis holds every ratio, 1 : 1 and the reference lines."""
    shown = height_of(points).dropna()
    return Geometry(
        columns=max(len(points), 1),
        bottom=max(min(0.4, float(shown.min()) / 2.2) if len(shown) else 0.4, 1e-3),
        top=max(40.0, float(shown.max()) * 2.2) if len(shown) else 40.0,
        title=14 + (20 + 22 * title_lines if title_lines else 0),
    )


def height_of(points: pd.DataFrame) -> pd.Series:
    """Where each touchpoint is drawn: its ratio, or the end of its interval where only that is known."""
    ratio = points["ratio"].where(points["ratio"] > 0)
    return ratio.fillna(points["low"].where(np.isinf(points["high"]))).fillna(
        points["high"].where(points["ratio"] == 0)
    )
