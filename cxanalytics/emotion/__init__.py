"""Emotion of customers' words: clauses, polarity, emotions, effort, unresolved; and the words that decided."""

from cxanalytics.emotion.evidence import Features, features
from cxanalytics.emotion.explanation import LITTLE, Explanation, Mark, Reason, explain
from cxanalytics.emotion.feelings import FEELINGS, trust, trust_words
from cxanalytics.emotion.language import is_everyday, told
from cxanalytics.emotion.lexicon import ENGLISH, READ, version
from cxanalytics.emotion.model import RULE_SET, Model
from cxanalytics.emotion.ratings import rated
from cxanalytics.emotion.scores import Scores, score

VERSION = version(RULE_SET)

__all__ = [
    "ENGLISH", "FEELINGS", "LITTLE", "READ", "VERSION", "Explanation", "Features", "Mark", "Model", "Reason", "Scores",
    "explain", "features", "is_everyday", "rated", "score", "told", "trust", "trust_words",
]  # fmt: skip
