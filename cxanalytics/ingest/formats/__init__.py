"""The families of exports the product knows by name, and the one that is surest of a file."""

from cxanalytics.ingest.formats import generic, reviews, social, support, surveys
from cxanalytics.ingest.formats.base import Format
from cxanalytics.ingest.grid import Grid

FORMATS: tuple[Format, ...] = (
    *surveys.FORMATS, *reviews.FORMATS, *social.FORMATS, *support.FORMATS, generic,
)  # fmt: skip


def recognise(grid: Grid) -> tuple[Format, float]:
    """The format that is surest of the file, and how sure it is (0 to 1)."""
    sure = [(each.recognise(grid), each) for each in FORMATS]
    confidence, found = max(sure, key=lambda pair: pair[0])
    return found, confidence
