"""The map as a file to give away: a web page, a table, a document."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics.errors import CXError
from cxanalytics.export import content, page
from cxanalytics.files import given_away
from cxanalytics.journey.map import JourneyMap

_FORMATS: dict[str, Callable[[JourneyMap], str]] = {
    "html": page.html,
    "json": content.document,
    "csv": content.table,
}


def write(shown: JourneyMap, path: Path) -> None:
    """Write the map to `path` in the format its name ends in: .html, .json or .csv; whole or not at all.

    Raises
    ------
    CXError
        The name ends in something else, or the file cannot be written.
    """
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in _FORMATS:
        raise CXError(f"Cannot write {path.name}: its name must end in .{', .'.join(_FORMATS)}.")
    with given_away(path) as temporary:
        temporary.write_bytes(rendered(shown, suffix))


def rendered(shown: JourneyMap, suffix: str) -> bytes:
    """The map as the bytes of a file of this kind ("html", "json", "csv")."""
    return _FORMATS[suffix](shown).encode()
