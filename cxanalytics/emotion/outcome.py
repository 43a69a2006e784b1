"""Whether customers got what they came for: wordings that say it is unresolved, and that it was resolved after all."""

from dataclasses import dataclass

import numpy as np

from cxanalytics.emotion.characters import Flags, Positions
from cxanalytics.emotion.lexicon import OUTCOMES, Lexicon
from cxanalytics.emotion.tokens import Tokens

_NEITHER, _UNRESOLVED = OUTCOMES.index("neither"), OUTCOMES.index("unresolved")


@dataclass(frozen=True)
class Outcomes:
    """Wordings of an outcome, in the order of the texts; offsets count characters of the batch."""

    start: Positions
    end: Positions
    unresolved: Flags  # says so; else that it was resolved

    def open(self, group: Positions, size: int) -> Flags:
        """Per group whether its last wording says "unresolved"; `group` is that of each wording, rising."""
        found = np.zeros(size, np.bool_)
        if len(group):
            last = np.append(group[1:] != group[:-1], True)
            found[group[last]] = self.unresolved[last]
        return found


def outcomes(tokens: Tokens, lexicon: Lexicon) -> Outcomes:
    """The wordings of data/lexicons/unresolved.csv in a batch: of those that overlap the longest."""
    matches = lexicon.outcomes.find(tokens.word, tokens.breaks)
    telling = np.flatnonzero(matches.phrase != _NEITHER)
    first = matches.start.take(telling)
    last = first + matches.length.take(telling) - 1
    return Outcomes(tokens.start.take(first), tokens.end.take(last), matches.phrase.take(telling) == _UNRESOLVED)
