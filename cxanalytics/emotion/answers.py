"""Texts that answer nothing: "n/a", "Nothing", "-". They are counted apart, not scored."""

import numpy as np

from cxanalytics.emotion.characters import Characters, Flags
from cxanalytics.emotion.lexicon import Lexicon
from cxanalytics.emotion.tokens import Tokens

_LONGEST = 6  # words


def non_answers(characters: Characters, tokens: Tokens, lexicon: Lexicon) -> Flags:
    """Per text: whether it holds signs but no word or emoji, or is one of non_answers.txt from end to end."""
    size = len(characters.first)
    count = np.bincount(tokens.text, minlength=size)
    brief = (count[tokens.text] <= _LONGEST) & lexicon.answers.takes(tokens.word)
    text = tokens.text[brief]
    starts = np.ones(len(text), np.bool_)
    starts[1:] = text[1:] != text[:-1]
    matches = lexicon.answers.find(tokens.word[brief], starts)
    whole = matches.length == count[text[matches.start]]
    result: Flags = count == 0
    result[text[matches.start[whole]]] = True
    return result
