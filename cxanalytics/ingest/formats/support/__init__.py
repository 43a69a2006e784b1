"""Support: a record is a customer's turn in a conversation, a ticket or a complaint."""

from cxanalytics.ingest.formats.base import Format

FORMATS: tuple[Format, ...] = ()
