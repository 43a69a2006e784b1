"""Social media and listening: a record is a post that others can see."""

from cxanalytics.ingest.formats.base import Format
from cxanalytics.ingest.formats.social import meltwater, x_api_v2

FORMATS: tuple[Format, ...] = (meltwater, x_api_v2)
