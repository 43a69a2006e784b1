"""Reviews: a record is what a person wrote about a place, a product or an app, mostly with stars."""

from cxanalytics.ingest.formats.base import Format
from cxanalytics.ingest.formats.reviews import stores, trustpilot

FORMATS: tuple[Format, ...] = (stores, trustpilot)
