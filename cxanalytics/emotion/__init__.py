"""Emotion of customers' words: clauses, polarity, emotions, effort, unresolved; and the words that decided."""

from cxanalytics.emotion.explanation import Mark, explain
from cxanalytics.emotion.feelings import FEELINGS, trust, trust_words
from cxanalytics.emotion.lexicon import version
from cxanalytics.emotion.scores import Scores, score

RULES = "1"  # raise when a rule changes the scores
VERSION = version(RULES)

__all__ = ["FEELINGS", "VERSION", "Mark", "Scores", "explain", "score", "trust", "trust_words"]
