"""A batch of texts read by words and rules: the one road to every score, every explanation and every training."""

from dataclasses import dataclass

import numpy as np

from cxanalytics.emotion import language
from cxanalytics.emotion.answers import non_answers
from cxanalytics.emotion.characters import NATURE, SPACE, Characters, Flags, Positions, lay_out
from cxanalytics.emotion.grams import Grams, grams
from cxanalytics.emotion.lexicon import Lexicon
from cxanalytics.emotion.outcome import Outcomes, outcomes
from cxanalytics.emotion.polarity import Hits, Weights, add_up, find_pauses, split_opposites, weigh
from cxanalytics.emotion.tokens import Tokens, tokenise
from cxanalytics.emotion.units import Clauses, Units, clauses, join_phrases, split_clauses

STATES = ("scored", "no text", "non-answer", "other language")
SCORED, NO_TEXT, NON_ANSWER, OTHER_LANGUAGE = range(4)


@dataclass(frozen=True)
class Reading:
    """All that was found in one batch of texts, from the characters to the weight of each clause."""

    characters: Characters
    tokens: Tokens
    units: Units
    clauses: Clauses
    hits: Hits
    weights: Weights
    grams: Grams
    outcomes: Outcomes
    state: Positions
    evidence: Positions  # of the language
    hints: Positions  # of the language too


def read(texts: list[str], known: Lexicon) -> Reading:
    """One batch, read by these words and rules."""
    characters = lay_out(texts)
    tokens = tokenise(characters, known.words, known.emoticons, known.shortened)
    units = join_phrases(tokens, known)
    opens = split_clauses(units, known)
    pauses = find_pauses(units, known)
    hits = weigh(units, opens, pauses, known)
    parts = clauses(characters, units, split_opposites(units, opens, pauses, hits, known))
    weights = add_up(characters, units, parts, hits, known)
    state = np.where(non_answers(characters, tokens, known), NON_ANSWER, SCORED)
    bare = np.flatnonzero(np.bincount(tokens.text, minlength=len(texts)) == 0)
    state[bare[_blank(characters, bare)]] = NO_TEXT
    return Reading(
        characters,
        tokens,
        units,
        parts,
        hits,
        weights,
        grams(tokens, units, parts, known),
        outcomes(tokens, known),
        state,
        language.evidence(characters, tokens, known),
        language.hints(characters, tokens),
    )


def _blank(characters: Characters, texts: Positions) -> Flags:
    """Which of these texts hold nothing but spaces."""
    signs = np.flatnonzero((characters.nature & NATURE) != SPACE) if len(texts) else texts
    first, last = characters.first[texts], characters.last[texts]
    blank: Flags = np.searchsorted(signs, first) == np.searchsorted(signs, last)
    return blank
