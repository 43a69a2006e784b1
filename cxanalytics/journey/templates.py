"""The journeys that ship with the product, to start from."""

from functools import cache

from cxanalytics.errors import JourneyError
from cxanalytics.journey.model import Journey, load
from cxanalytics.resources import data_path


@cache
def templates() -> dict[str, Journey]:
    """Every shipped journey under the name of its file ("airline", "bank", …), in alphabetical order."""
    return {path.stem: load(path) for path in sorted(data_path("journeys").glob("*.toml"))}


def template(name: str) -> Journey:
    """One shipped journey.

    Raises
    ------
    JourneyError
        No template has that name.
    """
    known = templates()
    if name not in known:
        raise JourneyError(f"There is no journey template '{name}'. Choose one of {', '.join(known)}.")
    return known[name]
