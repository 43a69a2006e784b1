"""Ratios: how many positive experiences for each negative one, how sure, and pooled from what."""

from cxanalytics.ratios.correction import CORRECTED, correct, draws
from cxanalytics.ratios.counts import add, counts, counts_in
from cxanalytics.ratios.draws import ALL_SUCH, DRAWS, THESE, Draws, Interval, summary
from cxanalytics.ratios.estimates import estimate, number, rests_on, table, text, text_beside, text_counted, text_needed
from cxanalytics.ratios.groups import COLUMNS, GROUPS, NO_DATE, PERIODS
from cxanalytics.ratios.interval import LEVEL, THIN, jeffreys
from cxanalytics.ratios.planning import Plan, measured_errors, plan
from cxanalytics.ratios.reference import REFERENCE_LINES, ReferenceLine
from cxanalytics.ratios.shrinkage import ranking
from cxanalytics.ratios.sources import Mix, mix

__all__ = [
    "ALL_SUCH",
    "COLUMNS",
    "CORRECTED",
    "DRAWS",
    "GROUPS",
    "LEVEL",
    "NO_DATE",
    "PERIODS",
    "REFERENCE_LINES",
    "THESE",
    "THIN",
    "Draws",
    "Interval",
    "Mix",
    "Plan",
    "ReferenceLine",
    "add",
    "correct",
    "counts",
    "counts_in",
    "draws",
    "estimate",
    "jeffreys",
    "measured_errors",
    "mix",
    "number",
    "plan",
    "ranking",
    "rests_on",
    "summary",
    "table",
    "text",
    "text_beside",
    "text_counted",
    "text_needed",
]
