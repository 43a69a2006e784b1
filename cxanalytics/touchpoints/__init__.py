"""Gives mentions their touchpoint, by rules and by what people taught, and folds them into experiences."""

from cxanalytics.touchpoints.assignment import RULES, VERSION, Evidence, assign, explain
from cxanalytics.touchpoints.experience import experiences
from cxanalytics.touchpoints.rules import CLOSE_ENOUGH, clauses
from cxanalytics.touchpoints.suggestion import suggest

__all__ = [
    "CLOSE_ENOUGH",
    "RULES",
    "VERSION",
    "Evidence",
    "assign",
    "clauses",
    "experiences",
    "explain",
    "suggest",
]
