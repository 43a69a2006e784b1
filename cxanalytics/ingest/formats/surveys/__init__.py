"""Surveys: a record is a person's answers."""

from cxanalytics.ingest.formats.base import Format
from cxanalytics.ingest.formats.surveys import medallia, qualtrics, surveymonkey

FORMATS: tuple[Format, ...] = (medallia, qualtrics, surveymonkey)
