"""Surveys: a record is a person's answers."""

from cxanalytics.ingest.formats.base import Format
from cxanalytics.ingest.formats.surveys import (
    alchemer,
    asknicely,
    delighted,
    formbricks,
    google_forms,
    hotjar,
    jotform,
    kobotoolbox,
    limesurvey,
    medallia,
    microsoft_forms,
    qualtrics,
    spss,
    surveymonkey,
    typeform,
    wootric,
)

FORMATS: tuple[Format, ...] = (
    alchemer, asknicely, delighted, formbricks, google_forms, hotjar, jotform, kobotoolbox, limesurvey, medallia,
    microsoft_forms, qualtrics, spss, surveymonkey, typeform, wootric,
)  # fmt: skip
