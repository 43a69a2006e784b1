"""Gives mentions their touchpoint, by rules and by what people taught, and folds them into experiences."""

from cxanalytics.touchpoints.assignment import VERSION, Evidence, assign, explain
from cxanalytics.touchpoints.attribution import Attribution, gain, measured
from cxanalytics.touchpoints.experience import experiences
from cxanalytics.touchpoints.learning import LEAST, PRECISION, Learning, Learnt, learn
from cxanalytics.touchpoints.lesson import lessons
from cxanalytics.touchpoints.rules import CLOSE_ENOUGH, RULES, clauses
from cxanalytics.touchpoints.suggestion import suggest

__all__ = [
    "CLOSE_ENOUGH",
    "LEAST",
    "PRECISION",
    "RULES",
    "VERSION",
    "Attribution",
    "Evidence",
    "Learning",
    "Learnt",
    "assign",
    "clauses",
    "experiences",
    "explain",
    "gain",
    "learn",
    "lessons",
    "measured",
    "suggest",
]
