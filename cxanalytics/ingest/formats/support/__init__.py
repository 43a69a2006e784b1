"""Support: a record is a customer's turn in a conversation, a ticket or a complaint."""

from cxanalytics.ingest.formats.base import Format
from cxanalytics.ingest.formats.support import (
    cfpb,
    discord,
    hubspot,
    intercom,
    intercom_csv,
    slack,
    touchpoint_ratings,
    transcript_table,
    transcripts,
    vtt,
    whatsapp,
    zendesk,
    zendesk_csv,
    zendesk_ratings,
)  # fmt: skip

FORMATS: tuple[Format, ...] = (
    cfpb, discord, hubspot, intercom, intercom_csv, slack, touchpoint_ratings, transcript_table, transcripts, vtt,
    whatsapp, zendesk, zendesk_csv, zendesk_ratings,
)  # fmt: skip
