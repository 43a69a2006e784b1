"""Names beside the bubbles of a chart, placed so that none lies on another, at whatever width the chart is drawn."""

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

# Where there is no room close to a bubble, a name stands further off, on a thread.
_NEAR, _FAR = 0, (16, 34, 56)
_GAP = 4  # pixels between a bubble and its name


@dataclass(frozen=True)
class Place:
    """Where a name stands: pixels right of and above the middle of its bubble, and which of its sides is meant.

    `far`: so far off that it needs a thread to its bubble. `over`: it stands on other bubbles.
    """

    right: float
    up: float
    xanchor: str
    yanchor: str
    far: bool
    over: bool = False


def placed(dots: pd.DataFrame, height: int, widths: tuple[int, ...]) -> list[Place | None]:
    """A place per bubble, in their order; None where there is no room for its name.

    dots has x and y (shares of the chart's width and height), radius, wide and high (of the name), in pixels. Those
    that come first are placed first. At none of the widths that the chart may be drawn at, the least of them first,
    does a name lie on another one or beyond the edge; on another bubble only at the least. Where the column `must`
    says so, it may stand on bubbles at any.
    """
    x, y, radius = (dots[name].to_numpy("float64") for name in ("x", "y", "radius"))
    middles = np.stack([np.outer(x, widths), np.repeat((y * height)[:, None], len(widths), axis=1)], axis=-1)
    # A square a little smaller than the bubble: its corners are empty.
    around = 0.85 * radius[:, None, None]
    bubbles = np.concatenate([middles - around, middles + around], axis=-1)
    names = np.full((len(dots), len(widths), 4), np.inf)
    ends = np.array([[width, height] for width in widths], dtype="float64")
    must = dots["must"].to_numpy(bool) if "must" in dots else np.zeros(len(dots), dtype=bool)
    result: list[Place | None] = []
    for number, dot in enumerate(dots[["radius", "wide", "high"]].to_numpy("float64")):
        choices = _choices(*dot)
        here = np.tile(middles[number], 2) + np.array([corners for _, corners in choices])[:, None]
        inside = (here[..., :2] >= 0).all(axis=(1, 2)) & (here[..., 2:] <= ends).all(axis=(1, 2))
        apart = inside & ~_meets(here[:, None], names[:number]).any(axis=(1, 2))
        others = np.delete(bubbles, number, axis=0)[:, 1:]
        clear = apart & ~_meets(here[:, None, 1:], others).any(axis=(1, 2))
        ranks = (clear, apart, inside) if must[number] else (clear,)
        best = next((int(rank.argmax()) for rank in ranks if rank.any()), None)
        names[number] = np.inf if best is None else here[best]
        result.append(None if best is None else replace(choices[best][0], over=not clear[best]))
    return result


def _choices(radius: float, wide: float, high: float) -> list[tuple[Place, Floats]]:
    """Every place a name may have, best first, with its corners (left, low, right, high) from the bubble's middle."""
    result = []
    sides = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
    for far, (across, along) in product((_NEAR, *_FAR), sides):
        reach = (radius + _GAP + far) * (0.75 if across and along else 1.0)
        right, up = across * reach, along * reach
        left = right - {1: 0.0, 0: wide / 2, -1: wide}[across]
        low = up - {1: 0.0, 0: high / 2, -1: high}[along]
        xanchor = {1: "left", 0: "center", -1: "right"}[across]
        yanchor = {1: "bottom", 0: "middle", -1: "top"}[along]
        place = Place(right, up, xanchor, yanchor, far > _NEAR)
        result.append((place, np.array([left, low, left + wide, low + high])))
    return result


def _meets(box: Floats, others: Floats) -> npt.NDArray[np.bool_]:
    """Whether boxes (…, 4) have room in common with each of the others."""
    return np.asarray((box[..., :2] < others[..., 2:]).all(axis=-1) & (others[..., :2] < box[..., 2:]).all(axis=-1))
