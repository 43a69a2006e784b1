"""Ratios: how many positive experiences for each negative one, how sure, and pooled from what."""

from cxanalytics.ratios.counts import add, counts
from cxanalytics.ratios.estimates import LEVEL, THIN, estimate, number, table, text
from cxanalytics.ratios.groups import COLUMNS, GROUPS, NO_DATE, PERIODS
from cxanalytics.ratios.interval import jeffreys
from cxanalytics.ratios.reference import REFERENCE_LINES, ReferenceLine
from cxanalytics.ratios.sources import Mix, mix

__all__ = [
    "COLUMNS",
    "GROUPS",
    "LEVEL",
    "NO_DATE",
    "PERIODS",
    "REFERENCE_LINES",
    "THIN",
    "Mix",
    "ReferenceLine",
    "add",
    "counts",
    "estimate",
    "jeffreys",
    "mix",
    "number",
    "table",
    "text",
]
