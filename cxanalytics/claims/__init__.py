"""Claims: what a company takes for true, put as a sentence and tested by what its customers say."""

from cxanalytics.claims.answer import AGAINST, FOR, OPEN, Answer, answer
from cxanalytics.claims.claim import Claim, Measure, Scope, measure, words_of
from cxanalytics.claims.register import change, get, register, reopen, rest_on, retire, state, undo

__all__ = [
    "AGAINST",
    "FOR",
    "OPEN",
    "Answer",
    "Claim",
    "Measure",
    "Scope",
    "answer",
    "change",
    "get",
    "measure",
    "register",
    "reopen",
    "rest_on",
    "retire",
    "state",
    "undo",
    "words_of",
]
